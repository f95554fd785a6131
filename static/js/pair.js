// On the page of a pair: swaps its two sides, and keeps in the address that they are.

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

  const names = new RegExp([left, right].sort((one, other) => other.length - one.length).map((name) => name.replace(/\W/gu, "\\$&")).join("|"), "g");
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
