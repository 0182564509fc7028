// The latest reports, as the back office lists them.
import { byId, element, say } from "./dom.js";
import { parseExact } from "./json-text.js";
import { get } from "./shop-server.js";
import { account, label, moment, typeText } from "./words.js";

export async function showLatest() {
  try {
    const { reports } = parseExact(await get("/reports"));
    byId("latest-list").replaceChildren(...reports.map(entry));
    say(byId("latest-problem"), reports.length === 0 ? "None yet." : null);
  } catch (problem) {
    say(byId("latest-problem"), problem.message);
  }
}

function entry(report) {
  const { main_account_iban: iban, affinity } = report.figures;
  const details = [typeText(report.type), report.user_id, iban && account(iban), affinity && label(affinity)];
  return element(
    "li",
    {},
    element("a", { href: `/demo?report=${encodeURIComponent(report.flow_id)}` }, moment(report.first_stored_at)),
    element("span", {}, details.filter(Boolean).join(" · ")),
  );
}
