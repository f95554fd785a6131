// Compares two to four models, named in the address (?models=a,b,c), from their data files. All markup comes from the
// page's templates, rendered with the macros of pair pages; their slots, such as ~name~, are filled with text here.

const SIDES = ["left", "right", "third", "fourth"];
const header = document.getElementById("compared");
const choice = document.getElementById("choice");
const { comparison, data, most } = header.dataset;
const given = new URLSearchParams(location.search);

const language = document.documentElement.lang;
const copy = (id) => document.getElementById(id).content.cloneNode(true);
const all = (node, selector) => [...node.querySelectorAll(selector)];
const listed = (texts) => new Intl.ListFormat(language === "en" ? "en-GB" : language).format(texts);
const names = (models) => listed(models.map(({ name }) => name));

/** What a template holds, filled. A part between two dots without a value is left out, or, where it is the first of
 * its text, the element around it. */
const made = (id, values) => fill(copy(id), values);

function fill(node, values) {
  const walker = document.createTreeWalker(node);
  const gone = [];
  for (let at; (at = walker.nextNode()); ) {
    for (const attribute of at.attributes ?? []) attribute.value = filled(attribute.value, values)[0];
    const [text, whole] = filled(at.data ?? "", values);
    if (!whole) gone.push(at.parentNode);
    else if (at.data) at.data = text;
  }
  for (const element of gone) element.remove();
  return node;
}

function filled(text, values) {
  const parts = text.split(" · ").map((part) => part.replace(/~(\w+)~/g, (_, name) => values[name] ?? "\0"));
  const whole = parts.filter((part) => !part.includes("\0"));
  return [whole.join(" · "), whole[0] === parts[0]];
}

/** The address of this page with these models; `stay` keeps two of them from being led to a page of their own. */
const here = (keys) => `?models=${keys}${keys.length < 3 ? "&stay" : ""}`;

/** Where two models have a page, or nothing. */
function pairPage(one, other) {
  if (one.comparisons !== "all" && !one.comparisons.includes(other.key)) return null;
  const [left, right] = [one.key, other.key].sort();
  return comparison.replace("{left}", left).replace("{right}", right);
}

async function load(key) {
  const answer = await fetch(data.replace("{key}", key));
  if (!answer.ok) throw new Error(answer.url);
  return answer.json();
}

const scores = (model, suite) => model.suites?.[suite]?.rows;
const known = ({ kind }) => kind !== "unknown" && kind !== "not-run";
const same = (one, other) => one.kind === other.kind && JSON.stringify(one.value) === JSON.stringify(other.value);

/** What a model says in a row of a suite, or of a group of its card. */
function factOf(model, suite, group, row) {
  if (!suite) return model[group]?.[row] ?? { kind: "unknown" };
  const rows = scores(model, suite) ?? {};
  const totals = Object.values(rows).map(({ total }) => total);
  return { kind: "not-run", ...rows[row], split: row === "@overall" && `${totals}` };
}

/** Whether two scores were taken over the same prompts, decided as for pair pages. */
function samePrompts(one, other) {
  if (one.prompts && other.prompts) return one.prompts === other.prompts;
  return one.total === other.total && one.split === other.split && (one.total > 0 || one.prompts === other.prompts);
}

/** For each fact, 1 for the better of two, 2 for the best of more; 0 where they can't be set against each other. */
function marks(facts, better) {
  const ordered = facts.filter(({ value }) => typeof value === "number");
  const limit = Math[better === "higher" ? "max" : "min"](...ordered.map(({ value }) => value));
  const tells = better !== "neither" && ordered.some(({ value }) => value !== limit);
  const best = tells && ordered.every((fact) => samePrompts(fact, ordered[0])) ? (ordered[2] ? 2 : 1) : 0;
  return facts.map(({ value }) => (value === limit ? best : 0));
}

function cell(fact, mark = 0) {
  const { band, kind, link, logo, unit, interval } = fact;
  const close = unit === "%" || unit === "s";
  let form = [kind, link && "link", logo && "logo", unit && "unit"];
  if (band) form = ["share", band];
  else if (kind === "score") form = ["number", close ? unit : unit && "unit"];
  const found = made(`cell-${form.filter(Boolean).join("-")}`, { ...fact, interval: interval?.text }).children[mark];
  found.querySelector("img")?.setAttribute("src", header.dataset.top + logo);
  return found;
}

/** Fill a row, or take it away where nobody says anything. */
function fillRow(row, models, suite, group) {
  const facts = models.map((model) => factOf(model, suite, group, row.dataset.row));
  const said = facts.filter(known);
  if ("optional" in row.dataset && !said[0]) return row.remove();
  const differs = said.some((fact) => !same(fact, said[0]));
  row.className = facts.every((fact) => same(fact, facts[0])) ? "same" : differs ? "differs" : "gap";
  const marked = marks(facts, row.dataset.better);
  row.append(...facts.map((fact, place) => cell(fact, marked[place])));
}

function fillSuite(body, models) {
  const { suite } = body.dataset;
  const runs = models.map((model) => model.suites?.[suite]);
  if (!runs.some(Boolean)) return body.remove();
  const prompts = listed(new Set(runs.flatMap((run) => (run?.asked ? [`${run.asked}`] : []))));
  const about = body.querySelector(".group__about").firstChild;
  about.data = `${filled(about.data, prompts === "1" ? { one: 1 } : { prompts: prompts || null })[0]} `;
  for (const row of all(body, "[data-row]")) fillRow(row, models, suite);
  const from = runs.map((run) => (run ? made(`run-${run.origin}`, run) : cell({ kind: "not-run" })));
  body.querySelector("[data-part=from]").append(...from);
}

/** The card of a model with its headline in a suite, or in the first that it was run on. */
function face(model, side, bodies, shared) {
  const facts = ["organisation", "category", "release_date", "parameters"].map((key) => model.properties?.[key]?.text);
  const values = { ...model, side, summary: facts.filter(Boolean).join(" · ") };
  const body = bodies.find(({ dataset: { suite } }) => (shared ? suite === shared : scores(model, suite)));
  let form = "not-run";
  if (body) {
    const rows = scores(model, body.dataset.suite);
    const row = body.querySelector("[data-headline]");
    const time = all(body, "[data-time]").find((one) => known(rows[one.dataset.row]));
    const headline = row && rows[row.dataset.row];
    form = "none";
    if (headline && known(headline)) {
      form = headline.total ? "share" : "number";
      Object.assign(values, headline, { interval: headline.interval?.text, label: row.textContent });
    }
    values.suite = body.querySelector("a").textContent;
    values.origin = model.suites[body.dataset.suite].origin;
    if (time) Object.assign(values, { time: rows[time.dataset.row].text, time_label: time.dataset.time });
  }
  const card = made(`face-${form}${values.summary ? "" : "-unknown"}`, values);
  card.querySelector(".change")?.remove();
  const origin = card.querySelector(".origin");
  if (origin) origin.textContent = values.origin === "measured" ? header.dataset.measured : header.dataset.selfReported;
  return card;
}

/** Draw the scores of a suite that at least two were run on, the sides below one another. */
function fillPlot(plot, models) {
  const { suite, rows } = plot.dataset;
  if (models.filter((model) => scores(model, suite)).length < 2) return plot.remove();
  const keys = rows.split(" ");
  for (const [place, lane] of all(plot, ".plot__lane:has(circle)").entries()) {
    const stencil = lane.firstElementChild;
    stencil.remove();
    lane.setAttribute("height", 10 * models.length + 10);
    for (const [side, model] of models.entries()) {
      const { interval, value } = scores(model, suite)?.[keys[place]] ?? {};
      if (!interval) continue;
      const drawn = fill(stencil.cloneNode(true), { ...interval, value });
      drawn.dataset.side = SIDES[side];
      lane.append(drawn);
    }
    if (!lane.firstElementChild) lane.parentNode.remove();
  }
}

function compared(models) {
  const whole = copy("comparison");
  const part = (name) => whole.querySelector(`[data-part=${name}]`);
  const bodies = all(whole, "tbody[data-suite]");
  const shared = bodies.map((body) => body.dataset.suite).find((suite) => models.every((one) => scores(one, suite)));
  whole.querySelector(".faces").append(...models.map((model, place) => face(model, SIDES[place], bodies, shared)));
  if (shared || models.filter(({ suites }) => suites).length < 2) part("apart").remove();
  else for (const card of all(whole, ".face")) card.classList.add("face--apart");
  for (const plot of all(whole, "div[data-suite]")) fillPlot(plot, models);
  if (!whole.querySelector("div[data-suite]")) part("plots").remove();
  whole.querySelector("thead tr").append(...models.map((model, place) => made("side-head", { ...model, side: SIDES[place] })));
  for (const body of bodies) fillSuite(body, models);
  if (whole.querySelector("tbody[data-suite]")) part("no-suites").remove();
  for (const body of all(whole, "[data-group]")) {
    for (const row of all(body, "[data-row]")) fillRow(row, models, null, body.dataset.group);
    if (body.querySelector("[data-row]")) body.lastElementChild.remove();
  }
  for (const model of models) part("facts").append(made(`facts-${model.source ? (model.as_of ? "dated" : "source") : "none"}`, model));
  for (const wide of all(whole, "[data-wide]")) wide.colSpan = models.length + 1;
  for (const [place, { name: left, ...one }] of models.entries()) {
    for (const other of models.slice(place + 1)) {
      const page = pairPage(one, other);
      if (page) part("pairs").lastElementChild.append(made("pair-link", { page, left, right: other.name }));
    }
  }
  if (!part("pairs").querySelector("li")) part("pairs").remove();
  return whole;
}

async function start() {
  const links = new Map(all(choice, "[data-key]").map((link) => [link.dataset.key, link]));
  const asked = [...new Set((given.get("models") ?? "").split(",").filter(Boolean))];
  const every = asked.filter((key) => links.has(key)).map((key) => ({ key, name: links.get(key).textContent }));
  const chosen = every.slice(0, most);
  const keys = chosen.map(({ key }) => key);
  const two = keys.length === 2 && asked.length === 2 && !given.has("stay");
  if (two && "anyPair" in header.dataset) return location.replace(pairPage({ ...chosen[0], comparisons: "all" }, chosen[1]));
  choice.hidden = true;
  choice.getBoundingClientRect(); // laid out as hidden, it comes back anew, and nothing moves
  header.append(...asked.filter((key) => !links.has(key)).map((key) => made("unknown-key", { key })));
  if (every[most]) header.append(made("too-many", { names: names(every.slice(most)) }));
  if (keys[1]) {
    try {
      const models = await Promise.all(keys.map(load));
      const page = two && pairPage(...models);
      if (page) return location.replace(page);
      choice.before(compared(models));
    } catch {
      choice.hidden = false;
      return header.append(made("not-loaded", {}));
    }
  }
  if (keys[0]) {
    const heading = header.querySelector("h1");
    const title = chosen.map(({ name }, place) => made(place ? "title-other" : "title-first", { name, side: SIDES[place] }));
    document.title = document.title.replace(heading.textContent, () => chosen.map(({ name }) => name).join(header.dataset.between));
    heading.replaceChildren(...title);
    header.querySelector("[role=status]").append(made(keys[1] ? "says-compared" : "says-chosen", { names: names(chosen) }));
    header.append(copy("chosen"));
    const without = (key) => here(keys.filter((one) => one !== key));
    header.lastElementChild.append(...chosen.map(({ key, name }) => made("chip", { name, without: without(key) })));
  }
  for (const [key, link] of links) {
    link.href = here([...keys, key]);
    if (keys.includes(key)) link.parentNode.remove();
  }
  choice.querySelector(".choice__how").replaceWith(copy(keys[0] ? "how-next" : "how-first"));
  choice.hidden = keys.length >= Math.min(most, links.size);
}

start();
