// The life of one flow, each step as it happens; where events can't be had, it is asked for each second.
import { byId, element, say } from "./dom.js";
import { get, Problem, ticketFor } from "./shop-server.js";
import { isStatus, label, nextText, reasonText, statusText, time, typeText } from "./words.js";

const ENDS = ["completed", "cancelled", "failed", "expired"];
const PAUSE = 1000;

/** Shows the flow until it ends; its last state, or null when it can't be read. */
export async function showFlow(flowId, statusOnReturn) {
  byId("flow").hidden = false;
  // What the redirect said, until the server tells more.
  if (isStatus(statusOnReturn)) {
    showStatus(statusOnReturn);
  }
  const flow = await asked(flowId, () => true);
  return ended(flow) ? flow : ((await followed(flow)) ?? (await asked(flowId, ended)));
}

const ended = (flow) => flow === null || ENDS.includes(flow.status);

/** Asks until the answer is enough, or there is none to be had. */
async function asked(flowId, enough) {
  for (;;) {
    const flow = await read(flowId);
    if (flow === null || (flow.flow_id && enough(flow))) {
      return flow;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** The flow at its end; null if the service does not tell of its steps, or does no longer. */
async function followed(known) {
  const source = await events(known.flow_id);
  if (source === null) {
    return null;
  }
  say(byId("live"), "Live: each step is shown as it happens.");
  const flow = await new Promise((resolve) => listen(source, known, resolve));
  source.close();
  say(byId("live"), null);
  return flow;
}

/** The browser can't send the shop's credentials, and should not have them: its server gets it a ticket. */
async function events(flowId) {
  try {
    const ticket = await ticketFor(flowId);
    return new EventSource(`/risk-flows/${encodeURIComponent(flowId)}/events?ticket=${ticket}`);
  } catch {
    return null;
  }
}

function listen(source, known, resolve) {
  let flow = known;
  let open = false;
  source.addEventListener("transition", ({ data }) => {
    const { flow_id, ...step } = JSON.parse(data);
    // It tells the whole life from its beginning.
    if (step.seq > flow.seq) {
      flow = { ...flow, reason: undefined, ...step, transitions: [...flow.transitions, step] };
      show(flow);
    }
    if (ended(flow)) {
      resolve(flow);
    }
  });
  source.addEventListener("open", () => (open = true));
  // Cut off, the browser connects again by itself; when that fails as well, it is time to ask.
  source.addEventListener("error", () => {
    if (!open || source.readyState === EventSource.CLOSED) {
      resolve(null);
    }
    open = false;
  });
}

/** A flow that is unknown stays so; a server that is away may come back. */
async function read(flowId) {
  const problem = byId("flow-problem");
  try {
    const flow = JSON.parse(await get(`/flows/${encodeURIComponent(flowId)}`));
    say(problem, null);
    show(flow);
    return flow;
  } catch (failure) {
    const refused = failure instanceof Problem && failure.status < 500;
    say(problem, refused ? failure.message : `${failure.message}. Trying again.`);
    return refused ? null : {};
  }
}

function show(flow) {
  showStatus(flow.status);
  byId("life").hidden = false;
  byId("facts").replaceChildren(
    ...fact("Kind", typeText(flow.type)),
    ...fact("Customer", flow.user_id),
    ...fact("Reason", flow.reason && `${reasonText(flow.reason)} (${flow.reason})`, "reason"),
    ...fact("Next", nextText(flow.next), "next"),
    ...fact("Flow", flow.flow_id),
  );
  byId("transitions").replaceChildren(...flow.transitions.map(transition));
}

/** Set only when it changes: a screen reader reads each change aloud. */
function showStatus(status) {
  if (byId("status").dataset.status !== status) {
    byId("status").dataset.status = status;
    byId("status-name").textContent = label(status);
    byId("status-text").textContent = statusText(status);
  }
}

function fact(name, value, id) {
  return value ? [element("dt", {}, name), element("dd", id ? { id } : {}, value)] : [];
}

function transition(step) {
  return element(
    "li",
    { "data-status": step.status },
    element("time", { datetime: step.at }, time(step.at)),
    element("span", {}, label(step.status), step.reason ? element("small", {}, ` ${label(step.reason)}`) : null),
  );
}
