// JSON whose numbers stay as they were written: 12.30 does not become 12.3.

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;
const DEEPEST_INDENT = 20;

/** Parses; every number becomes the text that stood there. */
export function parseExact(json) {
  return JSON.parse(json, (key, value, context) =>
    typeof value === "number" ? (context?.source ?? String(value)) : value,
  );
}

/**
 * The text of a report's member "document", which is its last. The first unescaped occurrence of the name is the
 * member: inside of a string the quotes would be escaped.
 */
export function documentText(report) {
  const name = /(?<!\\)"document"\s*:/.exec(report);
  return name ? report.slice(name.index + name[0].length, report.lastIndexOf("}")).trim() : "";
}

/** Breaks lines and indents; no value is touched. */
export function indented(json) {
  const tokens = json.match(TOKEN) ?? [];
  let depth = 0;
  const line = () => "\n" + "  ".repeat(Math.min(depth, DEEPEST_INDENT));
  return tokens
    .map((token, index) => {
      if (opens(token)) {
        depth++;
        return closes(tokens[index + 1]) ? token : token + line();
      }
      if (closes(token)) {
        depth--;
        return opens(tokens[index - 1]) ? token : line() + token;
      }
      return token === "," ? token + line() : token === ":" ? ": " : token;
    })
    .join("");
}

const opens = (token) => token === "{" || token === "[";
const closes = (token) => token === "}" || token === "]";
