// Shows the provider's document in a details[data-document] once it is opened: as text, indented, not a value touched.
// Its lines come in blocks that are laid out only where they are looked at, so that five megabytes are no burden.
(() => {
  const box = document.querySelector("details[data-document]");
  if (!box) {
    return;
  }
  const BLOCK = 400;
  const MOST_FOUND = 2000;
  const DEEPEST_INDENT = 20;
  const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;
  const output = box.querySelector(".lines");
  const said = box.querySelector("[data-said]");
  const needle = box.querySelector("input");
  let lines = null;

  const opens = (token) => token === "{" || token === "[";
  const closes = (token) => token === "}" || token === "]";

  const indented = (json) => {
    const tokens = json.match(TOKEN) ?? [];
    const found = [];
    let depth = 0;
    let line = "";
    const next = () => {
      found.push(line);
      line = "  ".repeat(Math.min(depth, DEEPEST_INDENT));
    };
    tokens.forEach((token, index) => {
      if (closes(token)) {
        depth--;
        if (!opens(tokens[index - 1] ?? "")) {
          next();
        }
      }
      line += token === ":" ? ": " : token;
      if (opens(token)) {
        depth++;
        if (!closes(tokens[index + 1] ?? "")) {
          next();
        }
      } else if (token === ",") {
        next();
      }
    });
    found.push(line);
    return found;
  };

  const show = (wanted) => {
    const blocks = [];
    for (let i = 0; i < wanted.length; i += BLOCK) {
      const block = document.createElement("pre");
      block.textContent = wanted.slice(i, i + BLOCK).join("\n");
      blocks.push(block);
    }
    output.replaceChildren(...blocks);
  };

  const search = () => {
    const text = needle.value.trim().toLowerCase();
    if (!text) {
      said.textContent = "";
      show(lines);
      return;
    }
    const found = lines.map((line, i) => `${i + 1}: ${line}`).filter((_, i) => lines[i].toLowerCase().includes(text));
    said.textContent = box.dataset.found.replace("{count}", found.length.toLocaleString(document.documentElement.lang));
    show(found.slice(0, MOST_FOUND));
  };

  const load = async () => {
    if (lines || !box.open) {
      return;
    }
    try {
      const answer = await fetch(box.dataset.document, { redirect: "error" });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      lines = indented(await answer.text());
      search();
    } catch {
      said.textContent = box.dataset.failed;
    }
  };

  let soon = 0;
  box.hidden = false;
  box.addEventListener("toggle", load);
  needle.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(() => lines && search(), 150);
  });
})();
