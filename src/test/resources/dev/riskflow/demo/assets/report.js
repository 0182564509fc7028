// One report: its figures, two charts, and the provider's document.
import { bars } from "./bars.js";
import { byId, element, say } from "./dom.js";
import { documentText, indented, parseExact } from "./json-text.js";
import { get } from "./shop-server.js";
import { account, label, moment, typeText } from "./words.js";

const BALANCES = ["average_balance_one_month", "average_balance_three_months", "average_balance_six_months"];

const SUMS = [
  "income_total",
  "income_average",
  "income_regular_average",
  "income_variable_average",
  "expenses_average",
  "surplus",
];

const LABELS = {
  period_months: "Months of history",
  account_count: "Accounts",
  owner_count: "Owners of the main account",
  main_account_iban: "Main account",
  currency: "Currency",
  affinity: "Name fits the owner",
  days_in_overdraft: "Days in overdraft",
  average_balance_one_month: "Average balance, 1 month",
  average_balance_three_months: "Average balance, 3 months",
  average_balance_six_months: "Average balance, 6 months",
  income_total: "Income in the period",
  income_average: "Income per month",
  income_regular_average: "Regular income per month",
  income_variable_average: "Variable income per month",
  expenses_average: "Expenses per month",
  surplus: "Surplus",
  indicators: "Risk indicators present",
};

export async function showReport(flowId) {
  byId("report").hidden = false;
  try {
    const text = await get(`/reports/${encodeURIComponent(flowId)}`);
    byId("report-content").replaceChildren(...parts(text));
  } catch (problem) {
    say(byId("report-problem"), problem.message);
  }
}

function parts(text) {
  const report = parseExact(text);
  const figures = report.figures ?? {};
  return [
    element("div", { class: "card" }, heading("Figures"), source(report), figuresTable(figures)),
    element("div", { class: "card" }, ...charts(report, figures)),
    original(documentText(text)),
  ];
}

const heading = (text) => element("h3", {}, text);

function source(report) {
  const version = `${typeText(report.type)}, version ${report.version}, stored ${moment(report.stored_at)}`;
  return element("p", { class: "hint" }, version);
}

/** What the document does not say has no row. */
function figuresTable(figures) {
  const names = Object.keys(figures).filter((name) => name !== "sums_currency");
  const rows = names.map((name) =>
    element(
      "tr",
      { "data-figure": name },
      element("th", { scope: "row" }, LABELS[name] ?? label(name)),
      element("td", {}, shown(name, figures)),
    ),
  );
  return element("table", { class: "figures" }, element("tbody", {}, ...rows));
}

function shown(name, figures) {
  if (BALANCES.includes(name)) {
    return money(figures[name], figures.currency);
  }
  if (SUMS.includes(name)) {
    return money(figures[name], figures.sums_currency);
  }
  if (name === "indicators") {
    return figures[name].map(label).join(", ") || "none";
  }
  return name === "main_account_iban" ? account(figures[name]) : label(String(figures[name]));
}

const money = (amount, currency) => (currency ? `${amount} ${currency}` : amount);

function charts(report, { currency, ...figures }) {
  const document = report.document ?? {};
  const balances = [
    ["1 month", figures.average_balance_one_month],
    ["3 months", figures.average_balance_three_months],
    ["6 months", figures.average_balance_six_months],
  ];
  const sums = [
    ["Income", document.income?.summary?.total],
    ["Fixed costs", document.fixed_costs?.summary?.total],
    ["Expenses", document.expenses?.summary?.total],
  ];
  const ofAll = (amount) => money(amount, figures.sums_currency);
  return [
    heading("Average balance of the main account"),
    bars(balances, (amount) => money(amount, currency)),
    heading("Money in and out over the period"),
    bars(sums, ofAll),
    heading("Risk indicators"),
    indicators(document.risk_indicators, ofAll),
  ];
}

/** One row each, whatever the document's indicators are called. */
function indicators(section, show) {
  const rows = Object.entries(section ?? {}).map(([name, { count, total }]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, label(name)),
      element("td", {}, count ?? "unknown"),
      element("td", {}, total === undefined ? "" : show(total)),
    ),
  );
  const columns = ["Indicator", "Bookings", "Total"].map((name) => element("th", { scope: "col" }, name));
  const head = element("thead", {}, element("tr", {}, ...columns));
  return element("table", { class: "figures" }, head, element("tbody", {}, ...rows));
}

function original(text) {
  return element(
    "details",
    { id: "document", class: "card" },
    element("summary", {}, "The provider's document"),
    element("p", { class: "hint" }, "Indented for reading; each value stands as it was received."),
    element("pre", { tabindex: "0", "aria-label": "The provider's document" }, indented(text)),
  );
}
