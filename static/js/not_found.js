// On the page for a wrong address: b-vs-a, an alias or another spelling leads to the page that is meant; where that is
// not certain, such as after a typing mistake, what may be meant is listed.

const ROOT = new URL("../../../", import.meta.url);
const MOST = 6;
const BESIDE = 3; // so many models of each side are paired

const near = document.getElementById("near");
const asked = decoded(location.pathname.slice(ROOT.pathname.length)).replace(/(\/|\/index|\.html|\/index\.html)$/, "");
const [, folder, said] = asked.match(/^(?:(models|compare)\/)?([^/]+)$/) ?? [];

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // such as %
  }
}

/** Return the models that a part of an address may mean, best first; `certain` where it names just one. */
function meant({ all, find, fold }, text) {
  const { text: folded } = fold(text);
  const named = all.filter(({ model, texts }) => model.key === text || (folded && texts.some((of) => of.names && of.text === folded)));
  const certain = named.find(({ model }) => model.key === text) ?? (named[1] ? null : named[0]);
  if (certain) return [{ model: certain.model, cost: 0, certain: true }];
  return find(all, text.replace(/[-_.+]/g, " ")).slice(0, BESIDE);
}

/** Return the pages that may be meant, best first, each with its models and what it costs to think so. */
function guesses(known) {
  const words = said.split(/-vs-/i);
  const found = words[1] ? [] : meant(known, said).map((one) => ({ ...one, models: [one.model] }));
  for (let cut = 1; cut < words.length; cut++) {
    const [lefts, rights] = [words.slice(0, cut), words.slice(cut)].map((part) => meant(known, part.join("-vs-")));
    for (const left of lefts) {
      for (const right of rights) {
        const models = [left.model, right.model].sort((one, other) => (one.key < other.key ? -1 : 1));
        const certain = left.certain && right.certain;
        if (models[0] !== models[1]) found.push({ models, certain, cost: left.cost + right.cost });
      }
    }
  }
  return found.sort((one, other) => one.cost - other.cost).slice(0, MOST);
}

function address({ model, comparison, otherwise }, [one, other]) {
  const path = other ? (comparison ?? otherwise) : model;
  return new URL(path.replace(/{key}|{left}/, one.key).replace("{right}", other?.key).replace(/\/index\.html$/, "/"), ROOT);
}

async function look() {
  const asking = fetch(new URL("api/picker.json", ROOT));
  const { entries, ...known } = await import("./search.js");
  const index = await (await asking).json();
  const models = index.models.map(([key, name, maker, , aliases]) => {
    return { key, name, maker: index.organisations[maker] ?? "", aliases: [...aliases, key] };
  });
  const all = entries(models);
  for (const { texts } of all) for (const text of texts.slice(0, -1)) text.names = true; // the last is the maker
  const found = guesses({ ...known, all });
  const sure = found.filter(({ certain }) => certain);
  if (sure[0] && !sure[1]) {
    const to = address(index, sure[0].models);
    if (!to.search) to.search = location.search;
    to.hash = location.hash;
    if (to.pathname !== location.pathname) return location.replace(to);
  }
  const { content } = near.querySelector("template");
  const shown = found.map(({ models }) => {
    const item = document.importNode(content.querySelector("li"), true);
    const link = item.querySelector("a");
    link.textContent = models.map(({ name }) => name).join(link.dataset.between);
    link.href = address(index, models);
    return item;
  });
  if (!shown[0]) return;
  const list = document.importNode(content, true);
  list.querySelector("ul").replaceChildren(...shown);
  near.append(list);
}

if (said && said !== "404") look().catch(() => {}); // the links that stand there lead on
