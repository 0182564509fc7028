// The life of one flow, asked for each second until it ends.
import { byId, element, say } from "./dom.js";
import { get, Problem } from "./shop-server.js";
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
  for (;;) {
    const flow = await read(flowId);
    if (flow === null || ENDS.includes(flow.status)) {
      return flow;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
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
