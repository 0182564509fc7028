// Calls to the shop's own server, which holds the secrets and calls Riskflow.

/** An answer that is a problem (RFC 9457); errors names the fields, if it is about fields. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.errors = body.errors ?? [];
  }
}

/** The answer's text: numbers are to be read from it as they stand. */
export async function get(path) {
  return text(await fetch(`/demo/api${path}`, { headers: { Accept: "application/json" } }));
}

export async function startFlow(body) {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  const answer = await fetch("/demo/api/flows", { method: "POST", headers, body: JSON.stringify(body) });
  return JSON.parse(await text(answer));
}

/** Lets the browser follow the flow, and nothing else; it is good for a few minutes. */
export async function ticketFor(flowId) {
  const answer = await fetch(`/demo/api/flows/${encodeURIComponent(flowId)}/tickets`, { method: "POST" });
  return JSON.parse(await text(answer)).ticket;
}

async function text(answer) {
  const body = await answer.text();
  if (!answer.ok) {
    throw new Problem(answer.status, problem(body));
  }
  return body;
}

function problem(body) {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}
