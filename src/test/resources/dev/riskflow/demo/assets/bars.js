// A bar chart: a list whose rows carry label, bar and value. The bars are SVG; the texts are not, so they never shrink.
import { element, svg } from "./dom.js";

/**
 * @param rows pairs of label and amount, the amount as text; those without amount are left out
 * @param show how an amount is written
 */
export function bars(rows, show) {
  const known = rows.filter(([, amount]) => amount !== undefined);
  if (known.length === 0) {
    return element("p", { class: "hint" }, "The document does not say.");
  }
  const amounts = known.map(([, amount]) => Number(amount));
  const lowest = Math.min(0, ...amounts);
  const span = Math.max(0, ...amounts) - lowest || 1;
  const at = (amount) => ((amount - lowest) / span) * 100;
  return element(
    "ul",
    { class: "bars" },
    ...known.map(([name, amount]) =>
      element(
        "li",
        {},
        element("span", { class: "bar-label" }, name),
        bar(at(Math.min(0, Number(amount))), at(Math.max(0, Number(amount))), at(0), Number(amount) < 0),
        element("span", { class: "bar-value" }, show(amount)),
      ),
    ),
  );
}

/** From and to in percent of the width, with a line where zero is. The value stands beside it for who can't see it. */
function bar(from, to, zero, negative) {
  return svg(
    "svg",
    { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    svg("rect", { class: "track", width: 100, height: 10 }),
    svg("rect", { class: negative ? "negative" : "positive", x: from, width: to - from, height: 10 }),
    svg("line", { x1: zero, x2: zero, y1: 0, y2: 10 }),
  );
}
