// What readers do with a table: take it along as Markdown, and find where a value comes from.

/** What a node says, as Markdown. */
function said(node) {
  if (!node.tagName) return node.data.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|&~#]/g, "\\$&");
  if (node.matches("[aria-hidden=true], .cell__source, .correct, .score-key")) return "";
  const inner = [...node.childNodes].map(said).join("");
  if (node.matches("a:not([href^='#'])")) return `[${inner}](<${node.href.replaceAll("|", "%7C")}>)`;
  return node.matches("div + div, .provenance__note, .better__mark") ? ` · ${inner.trim()}` : inner;
}

const line = (row) =>
  [...row.querySelectorAll("th, td:not(.index__pick)")].map((cell) => `| ${said(cell).trim()} ${"|".repeat(cell.colSpan - 1)}`).join("") + "|\n";

/** Return a table as it is shown, as Markdown. */
export function markdown({ rows: [head, ...rows] }) {
  const rule = "| --- ".repeat(head.querySelectorAll("th").length) + "|\n";
  return line(head) + rule + rows.filter((row) => row.checkVisibility()).map(line).join("");
}

/** Put a link beside each value of a row of a comparison: to the same row on the page of its model, which names its source. */
export function sources(row) {
  const heads = row.closest("table").querySelectorAll("thead a");
  for (const [place, cell] of [...row.querySelectorAll("td")].entries()) {
    if (cell.querySelector(".unknown, .not-run, .provenance")) continue;
    cell.append(document.getElementById("source").content.cloneNode(true));
    cell.lastElementChild.href = heads[place].href + row.querySelector("th").lastElementChild.hash;
  }
}
