// On the page for a wrong address: b-vs-a, an alias or another spelling leads to the page that is meant; where that is
// not certain, such as after a typing mistake, what may be meant is listed.

const MOST = 6;
const BESIDE = 3; // so many models of each side are paired

let address, entries, find, fold, known; // what finds models, fetched where there is an address to look at
const near = document.getElementById("near");
const top = new URL("../../../", import.meta.url).pathname;
const homes = [...document.querySelectorAll(".languages a")].map((link) => link.pathname.replace(/[^/]*$/, ""));
const home = homes.find((path) => location.pathname.startsWith(path)) ?? top; // of the language that is asked for
const asked = decoded(location.pathname.slice(home.length));
const [, said] = asked.match(/^(?:models\/|compare\/)?([^/]+?)(?:\/|\/index|\.html|\/index\.html)?$/) ?? [];

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // such as %
  }
}

/** Return the address of the page of these models, in the language that is asked for. */
function lead(index, models) {
  const to = address(index, models);
  to.pathname = to.pathname.replace(top, home);
  return to;
}

/** Return the models that a part of an address may mean, best first, each alone; `certain` where it names just one. */
function meant(all, text) {
  const { text: folded } = fold(text);
  const named = all.filter(({ texts }) => folded && texts.slice(0, -1).some((of) => of.text === folded)); // the last is the maker
  const certain = all.find(({ model }) => model.key === text) ?? (named[1] ? null : named[0]);
  const found = certain ? [{ ...certain, cost: 0 }] : find(all, text.replace(/[-_.+]/g, " ")).slice(0, BESIDE);
  return found.map(({ model, cost }) => ({ models: [model], cost, certain }));
}

/** Return the pages that may be meant, best first, each with its models and what it costs to think so. */
function guesses(all) {
  const words = said.split(/-vs-/i);
  const found = words[1] ? [] : meant(all, said);
  for (let cut = 1; cut < words.length; cut++) {
    const [lefts, rights] = [words.slice(0, cut), words.slice(cut)].map((part) => meant(all, part.join("-vs-")));
    for (const left of lefts) {
      for (const right of rights) {
        const models = [...left.models, ...right.models].sort((one, other) => (one.key < other.key ? -1 : 1));
        const certain = left.certain && right.certain;
        if (models[0] !== models[1]) found.push({ models, certain, cost: left.cost + right.cost });
      }
    }
  }
  return found.sort((one, other) => one.cost - other.cost).slice(0, MOST);
}

async function look() {
  ({ address, entries, find, fold, known } = await import("./picker.js"));
  const index = await known();
  const found = guesses(entries(index.models.map((model) => ({ ...model, aliases: [...model.aliases, model.key] }))));
  const [sure, unsure] = found.filter(({ certain }) => certain);
  if (sure && !unsure) {
    const to = lead(index, sure.models);
    if (!to.search) [to.pathname, to.search] = [to.pathname.replace(/\/index\.html$/, "/"), location.search];
    to.hash = location.hash;
    if (to.pathname !== location.pathname) return location.replace(to);
  }
  const list = document.importNode(near.querySelector("template").content, true);
  const item = list.querySelector("li");
  for (const { models } of found) {
    const copy = item.cloneNode(true);
    const link = copy.firstChild;
    link.textContent = models.map(({ name }) => name).join(link.dataset.between);
    link.href = lead(index, models);
    item.before(copy);
  }
  item.remove();
  if (found[0]) near.append(list);
}

if (said && said !== "404") look().catch(() => {}); // the links that stand there lead on
