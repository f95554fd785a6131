// Finds models by what people type: parts of names, aliases and makers, in any order, with typing mistakes.

/** Return a text's letters and digits, without case and accents, and where words start: Gemma3n is Gemma, 3, n. */
export function fold(said) {
  let [text, before] = ["", ""];
  const starts = [];
  for (const sign of said.normalize("NFKD").replace(/\p{M}/gu, "")) {
    const kind = /\p{N}/u.test(sign) ? "1" : /\p{Lu}/u.test(sign) ? "A" : /\p{L}/u.test(sign) ? "a" : "";
    if (kind) {
      starts[text.length] = kind !== before && before + kind !== "Aa";
      text += sign.toLowerCase();
    }
    before = kind;
  }
  return { text, starts };
}

/** Return what is looked at of each model: its names and its maker, with what it costs to be found by them. */
export const entries = (models) =>
  models.map((model) => {
    const also = model.aliases.map((alias) => ({ ...fold(alias), weight: 0.5, alias }));
    return { model, texts: [{ ...fold(model.name), weight: 0 }, ...also, { ...fold(model.maker), weight: 0.75 }] };
  });

/** Return what a word costs as a part of a text: nothing where it is a word there. A single sign must start one. */
function plainly(word, { text, starts }) {
  let cost = Infinity;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (starts[at]) cost = Math.min(cost, end === text.length || starts[end] ? 0 : 0.25);
    else if (word[1]) cost = Math.min(cost, 1.5);
  }
  return cost;
}

/**
 * Return what a word costs with mistakes, from the start of a word of the text on: of four to six signs one, of more
 * two. Optimal string alignment (Damerau 1964) with any part of the text (Sellers 1980).
 */
function nearly(word, { text, starts }) {
  const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  let [before, last, least] = [[], [...word, 0].map((_, row) => row), Infinity];
  for (let at = 0; most && at < text.length; at++) {
    const next = [starts[at + 1] ? 0 : last[0] + 1];
    for (let row = 1; row <= word.length; row++) {
      next[row] = Math.min(last[row] + 1, next[row - 1] + 1, last[row - 1] + (word[row - 1] !== text[at]));
      if (at && word[row - 1] === text[at - 1] && word[row - 2] === text[at]) {
        next[row] = Math.min(next[row], before[row - 2] + 1);
      }
    }
    least = Math.min(least, next[word.length]);
    [before, last] = [last, next];
  }
  return least > most ? Infinity : 2 + least;
}

/**
 * Return the models in which every word is found, best first, with the alias that it was found by. Mistakes are looked
 * for only where nothing is found without.
 */
export function find(all, search) {
  const words = search.split(/\s+/).map((word) => fold(word).text).filter(Boolean);
  for (const cost of words[0] ? [plainly, (...of) => Math.min(plainly(...of), nearly(...of))] : []) {
    const found = all.map(({ model, texts }) => {
      let [sum, by] = [texts[0].text.length / 1000];
      for (const word of words) {
        const costs = texts.map((text) => cost(word, text) + text.weight);
        const least = Math.min(...costs);
        sum += least;
        by ??= texts[costs.indexOf(least)].alias;
      }
      return { model, alias: by, cost: sum };
    });
    const good = found.filter((one) => one.cost < Infinity).sort((one, other) => one.cost - other.cost);
    if (good[0]) return good;
  }
  return [];
}
