// The shop's page: starts a flow, or shows the one that the browser has come back from.
import { showFlow } from "./flow.js";
import { showLatest } from "./latest.js";
import { showReport } from "./report.js";
import { showStart } from "./start.js";

const parameters = new URLSearchParams(location.search);
const flowId = parameters.get("flow_id");
const reportId = parameters.get("report");

if (flowId) {
  const flow = await showFlow(flowId, parameters.get("status"));
  if (flow?.status === "completed") {
    await showReport(flowId);
  }
} else if (reportId) {
  await showReport(reportId);
} else {
  showStart();
}
await showLatest();
