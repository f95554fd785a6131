// The index of models: filters, order, and models ticked to be compared. The state is that of the form and the ticks, and
// stands in the address. What a row's data- attributes do not say is unknown, which is not no.

const LOWEST = 40; // no row is lower, in pixels
const AT_ONCE = "select, [type=checkbox]"; // what is chosen counts at once, what is typed once it is settled
const SIZES = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

const slot = (node, name) => node.querySelector(`[data-slot=${name}]`);
const [index, filters, tray, none, sorter] = ["index", "filters", "tray", "none", "sorter"].map((id) => document.getElementById(id));
const form = filters.querySelector("form");
const fields = form.elements;
const { sort, reverse, unknown } = fields;
const clear = slot(form, "clear");
const found = slot(form, "found");
const go = slot(tray, "go");
const hint = slot(tray, "hint");
const heads = [...index.querySelectorAll("[data-order]")];
const groups = [...index.tBodies];
const most = +tray.dataset.most; // so many can be compared
const size = groups[0].rows.length;

/** The models by name; `places` has NaN where a model has none. */
const models = groups.flatMap((group) => [...group.rows]).map((row) => {
  const known = { ...row.dataset };
  const name = row.querySelector("th").textContent;
  return { row, name, known, box: row.querySelector("input"), places: known.places.split(" ").map(Number) };
});
const byKey = new Map(models.map((model) => [model.box.value, model]));
const ticked = new Set();
let order = "name";
let inOrder = models;
let turn = 0;
let room = Infinity; // so many rows can be seen
let typing = null; // the text field that the latest entry of the history is about

const said = ({ dataset }, words, number) => dataset[words].replace("{}", number.toLocaleString(document.documentElement.lang));
const column = (order) => order.replace(/^score-.*/, "score"); // all suites share one
const amount = (text) => parseFloat(text) * (SIZES[text.trim().slice(-1).toLowerCase()] ?? 1);
const among = (keys = "", key) => ` ${keys} `.includes(` ${key} `);
const listed = (yes, no) => (key) => ({ known }) => among(known[yes], key) || (among(known[no], key) ? false : null);
const fact = (name, test) => (asked) => ({ known: { [name]: value } }) => value && test(value, asked); // "": it has none
const same = (name) => fact(name, (value, asked) => value === asked);
/** For each field, what makes of its value a test of a model; null and undefined stand for what is not known. */
const TESTS = {
  name: (text) => ({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()),
  category: same("category"),
  organisation: same("organisation"),
  modality: same("modality"),
  licence: same("licence"),
  suite: (key) => ({ known }) => among(known.suite, key),
  task: listed("task", "noTask"),
  feature: listed("feature", "noFeature"),
  min: fact("parameters", (value, text) => value >= amount(text)),
  max: fact("parameters", (value, text) => value <= amount(text)),
  // a date known to the year may be any day of it
  from: fact("released", (value, date) => `${value}-99` >= date),
  to: fact("released", (value, date) => value <= `${date}-99`),
};

const asked = () => [...new FormData(form)].filter(([name, value]) => value && fields[name].validity?.valid !== false);

/** Show what fits, in order, and say how much it is; complain of a field once it is `settled`. */
function show(settled = true) {
  const tests = asked().flatMap(([name, value]) => TESTS[name]?.(value) ?? []);
  const wrong = settled && form.querySelector("input:invalid");
  let [shown, open] = [0, 0];
  for (const model of models) {
    const answers = tests.map((test) => test(model));
    const maybe = answers.every((answer) => answer ?? true);
    const fits = answers.every(Boolean);
    if (maybe && !fits) open++;
    model.fits = fits || (maybe && unknown.checked);
    if (model.fits) shown++;
  }
  arrange();
  lay(0, room, ++turn);
  const words = [said(found, tests.length ? "some" : "all", shown)];
  if (open) words.push(said(found, unknown.checked ? "with" : "without", open));
  if (wrong) words.push(`${wrong.title}.`);
  found.textContent = words.join(" ");
  unknown.parentNode.hidden = !open;
  none.hidden = shown > 0;
  clear.hidden = !tests.length && !wrong;
}

/** Show and hide rows, from one on, until so many show; those behind, which cannot be seen, stay as they were until
 * their `turn` in the frames that follow. */
function lay(place, rows, mine) {
  if (mine !== turn) return;
  for (let left = rows; place < inOrder.length && left > 0; place++) {
    if (place % size === 0) {
      const fit = inOrder.slice(place, place + size).filter(({ fits }) => fits).length;
      const { style } = groups[place / size];
      style.setProperty("--rows", fit); // for the style sheet to reckon the height of a group out of sight
      style.contentVisibility = fit ? "" : "hidden"; // and of one without rows, which costs less than to take it away
      if (!fit) {
        place += size - 1;
        continue;
      }
    }
    const { row, fits } = inOrder[place];
    row.hidden = !fits;
    left -= fits;
  }
  if (place < inOrder.length) requestAnimationFrame(() => lay(place, 2 * rows, mine));
}

/** Put the rows in the order chosen; models without a place stand last either way. */
function arrange() {
  const falling = "descending" in sort.selectedOptions[0].dataset;
  for (const head of heads) {
    const own = column(head.dataset.order) === column(sort.value);
    head.ariaSort = own ? (falling === reverse.checked ? "ascending" : "descending") : null;
  }
  const wanted = sort.value + reverse.checked;
  if (order === wanted) return;
  order = wanted;
  const value = ({ places }) => (reverse.checked ? -1 : 1) * places[sort.selectedIndex];
  inOrder = models
    .map((model) => [value(model), model])
    .sort(([one], [other]) => isNaN(one) - isNaN(other) || one - other || 0)
    .map(([, model]) => model);
  groups.forEach((group, place) => group.append(...inOrder.slice(place * size, (place + 1) * size).map(({ row }) => row)));
}

/** Say what is ticked, and lead to where it is compared. */
function offer(full) {
  const keys = [...ticked];
  const [left, right] = [...keys].sort();
  const { comparison, compare } = tray.dataset;
  for (const { box } of models) box.checked = ticked.has(box.value);
  tray.hidden = !keys.length;
  go.hidden = keys.length < 2;
  go.href = keys.length === 2 && comparison ? comparison.replace("{left}", left).replace("{right}", right) : `${compare}?models=${keys}`;
  slot(tray, "names").textContent = keys.map((key) => byKey.get(key).name).join(", ");
  hint.textContent = said(hint, full ? "full" : keys[1] ? "ready" : "more", keys.length);
}

/** Write the state into the address, by pushState or replaceState: once it is shown, for that takes longer. */
function note(how) {
  const state = asked().filter((pair) => `${pair}` !== "sort,name");
  if (ticked.size) state.push(["models", [...ticked]]);
  const query = new URLSearchParams(state).toString().replaceAll("%2C", ",");
  requestAnimationFrame(() => setTimeout(() => history[how](null, "", query ? `?${query}` : location.pathname)));
}

/** Take the state from the address. */
function read() {
  const state = new URLSearchParams(location.search);
  form.reset();
  for (const field of fields) {
    const values = state.getAll(field.name);
    if (field.type === "checkbox") field.checked = values.includes(field.value);
    else if (field.name && values.length) field.value = values[0];
    if (field.selectedIndex < 0) field.selectedIndex = 0; // no such choice
  }
  ticked.clear();
  for (const key of state.get("models")?.split(",") ?? []) if (byKey.has(key) && ticked.size < most) ticked.add(key);
  typing = null;
  show();
  offer();
}

function changed() {
  typing = null;
  note("pushState");
  show();
}

form.addEventListener("input", ({ target }) => {
  if (target.matches(AT_ONCE)) return changed();
  note(typing === target ? "replaceState" : "pushState"); // one entry for a word, not for each letter
  typing = target;
  show(false);
});
form.addEventListener("change", ({ target }) => target.matches(AT_ONCE) || show());
form.addEventListener("submit", (event) => event.preventDefault());
clear.addEventListener("click", () => {
  form.reset();
  changed();
  fields.name.focus({ preventScroll: true });
});
slot(form, "toggle").addEventListener("click", ({ target }) => {
  target.ariaExpanded = filters.toggleAttribute("data-open");
});
for (const head of heads) {
  const button = sorter.content.firstElementChild.cloneNode();
  button.textContent = head.textContent;
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const before = sort.value;
    const own = head.dataset.order;
    sort.value = column(own) === "score" ? `score-${fields.suite?.value}` : own;
    if (sort.selectedIndex < 0) sort.value = own; // no suite is chosen
    reverse.checked = sort.value === before && !reverse.checked;
    changed();
  });
}
index.addEventListener("change", ({ target }) => {
  const full = target.checked && ticked.size === most;
  if (target.checked && !full) ticked.add(target.value);
  else ticked.delete(target.value);
  offer(full);
  note("replaceState");
});
index.addEventListener("keydown", ({ key, target }) => {
  if (key === "Enter" && target.matches("input") && ticked.size > 1) go.click();
});
slot(tray, "none").addEventListener("click", () => {
  byKey.get([...ticked].at(-1)).box.focus({ preventScroll: true });
  ticked.clear();
  offer();
  note("replaceState");
});
const look = () => (room = Math.max(1, (innerHeight - index.getBoundingClientRect().top) / LOWEST));
for (const moved of ["scroll", "resize"]) addEventListener(moved, look);
new ResizeObserver(look).observe(index);
addEventListener("popstate", read);
read();
index.dataset.live = filters.dataset.live = "";
