// Finds models by parts of names, aliases and makers, in any order, with typing mistakes; and where they have pages.

const ROOT = new URL("../", document.querySelector(".site-header__pick").href); // of the pages in this language
const WORDS = /\p{N}+|\p{Lu}*[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]+|\p{Lu}+/gu; // GPT4Vision has three
const rows = [[], [], []];

/** Return what the site knows of its models. */
export async function known() {
  const found = await (await fetch(new URL("api/picker.json", ROOT))).json();
  const models = found.models.map(([key, name, maker, near, aliases]) => {
    return { key, name, maker: found.organisations[maker] ?? "", near, aliases };
  });
  return { ...found, models };
}

/** Return the address of a model's page, or of the comparison of two; there, keys stand in their order. */
export function address({ model, comparison, otherwise }, [one, other]) {
  const [left, right] = comparison && other?.key < one.key ? [other, one] : [one, other];
  const path = (right ? (comparison ?? otherwise) : model).replace(/{key}|{left}/, left.key).replace("{right}", right?.key);
  return new URL(path, ROOT);
}

/** Return a text's letters and digits, and where words start among them. */
export function fold(said) {
  const found = { text: "", starts: [] };
  for (const word of said.normalize("NFKD").replace(/\p{M}/gu, "").match(WORDS) ?? []) {
    found.starts[found.text.length] = true;
    found.text += word.toLowerCase();
  }
  return found;
}

export const entries = (models) =>
  models.map((model) => {
    const also = model.aliases.map((alias) => ({ ...fold(alias), weight: 0.5, alias }));
    return { model, texts: [{ ...fold(model.name), weight: 0 }, ...also, { ...fold(model.maker), weight: 0.75 }] };
  });

/** Return what a word costs as part of a text; a single sign must start a word. */
function plainly(word, { text, starts }) {
  let cost = Infinity;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (starts[at]) cost = Math.min(cost, end === text.length || starts[end] ? 0 : 0.25);
    else if (word[1]) cost = Math.min(cost, 1.5);
  }
  return cost;
}

/** Return it with mistakes: optimal string alignment (Damerau 1964) with part of the text (Sellers 1980). */
function nearly(word, { text, starts }) {
  const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  let missing = 0; // each takes a mistake
  for (const sign of word) if (!text.includes(sign) && ++missing > most) return Infinity;
  let [before, last, next] = rows; // of the table of distances, used again and again
  let least = Infinity;
  for (let row = 0; row <= word.length; row++) last[row] = row;
  for (let at = 0; most && at < text.length; at++) {
    next[0] = starts[at + 1] ? 0 : last[0] + 1;
    for (let row = 1; row <= word.length; row++) {
      next[row] = Math.min(last[row] + 1, next[row - 1] + 1, last[row - 1] + (word[row - 1] === text[at] ? 0 : 1));
      if (at && row > 1 && word[row - 1] === text[at - 1] && word[row - 2] === text[at]) {
        next[row] = Math.min(next[row], before[row - 2] + 1);
      }
    }
    least = Math.min(least, next[word.length]);
    [before, last, next] = [last, next, before];
  }
  return least > most ? Infinity : 2 + least;
}

/** Return the models that have every word, best first; with mistakes only where none has them without. */
export function find(all, search) {
  const words = search.split(/\s+/).map((word) => fold(word).text).filter(Boolean);
  for (const costs of words[0] ? [[plainly], [plainly, nearly]] : []) {
    const found = [];
    for (const { model, texts } of all) {
      let [cost, by] = [texts[0].text.length / 1000];
      for (const word of words) {
        const best = { cost: Infinity };
        for (const text of texts) {
          const own = costs.reduce((found, of) => (found < Infinity ? found : of(word, text)), Infinity) + text.weight;
          if (own < best.cost) Object.assign(best, { cost: own, alias: text.alias });
        }
        cost += best.cost;
        by ??= best.alias;
        if (cost === Infinity) break;
      }
      if (cost < Infinity) found.push({ model, alias: by, cost });
    }
    if (found[0]) return found.sort((one, other) => one.cost - other.cost);
  }
  return [];
}
