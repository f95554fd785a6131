// What readers do with a table: take it along as Markdown, find where a value comes from, and swap the sides of a pair's page.

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

const FLIPPED = { left: "right", right: "left", "only-left": "only-right", "only-right": "only-left" };

/** Exchange each of these elements with the one beside it, or below it, that it stands against. */
function exchange(lefts, rights) {
  for (const left of document.querySelectorAll(`main ${lefts}`)) {
    const right = [...left.parentElement.children].find((node) => node.matches(rights));
    if (!right) continue;
    const place = document.createComment("");
    left.replaceWith(place);
    right.replaceWith(left);
    place.replaceWith(right);
  }
}

/** Swap the sides of the page; a second time, swap them back. */
export function swap() {
  const main = document.querySelector("main");
  const every = (selector) => [...main.querySelectorAll(selector)];
  const [left, right] = every("h1 [data-side]").map((node) => node.textContent);

  exchange("[data-side=left]:not(b)", "[data-side=right]"); // names in sentences, in <b>, stay where they are said
  exchange(":has(> h3[data-side=left])", ":has(> h3[data-side=right])");
  exchange("[data-group=only-left]", "[data-group=only-right]");
  exchange("label:has(#show-only-left)", ":has(#show-only-right)");
  const title = main.querySelector("h1");
  title.replaceChildren(...title.childNodes); // laid out anew, what stands between the names does not count as shifted
  for (const row of every(".comparison tbody tr:has(> :nth-child(3))")) row.append(row.children[1]);

  for (const { dataset } of every("[data-side]")) dataset.side = FLIPPED[dataset.side];
  for (const { dataset } of every("[data-group]")) dataset.group = FLIPPED[dataset.group] ?? dataset.group;
  const [one, other] = every("#show-only-left, #show-only-right");
  if (one) [one.id, other.id] = [other.id, one.id];

  const longer = [left, right].sort((one, other) => other.length - one.length); // first, for it may hold the other
  const names = new RegExp(longer.map((name) => name.replace(/\W/gu, "\\$&")).join("|"), "g");
  const turned = (text) => {
    const said = text.match(names)?.slice(0, 2) ?? []; // whatever stands between them, in any language
    return said.length === 2 && said[0] !== said[1] ? text.replace(names, (name) => said.pop() ?? name) : text;
  };
  document.title = turned(document.title);
  for (const node of every("h2 > a, caption, p.unseen")) {
    if (turned(node.textContent) !== node.textContent) node.textContent = turned(node.textContent);
  }

  const button = main.querySelector(".swap");
  const swapped = button.getAttribute("aria-pressed") === "false";
  button.setAttribute("aria-pressed", swapped);
  const search = location.search.replace(/([?&])swapped\b[^&]*&?/, "$1").replace(/[?&]$/, "");
  const asked = swapped ? `${search || "?"}${search && "&"}swapped` : search;
  history.replaceState(history.state, "", location.pathname + asked + location.hash);
}
