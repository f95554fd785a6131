// Finds models by parts of names, aliases and makers, in any order, with typing mistakes, and where they have pages; and two
// comboboxes, after the ARIA pattern with a listbox, that lead to a model or a comparison.

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

const MOST = 8;
let index; // what the site knows of its models, and the markup of the dialog

async function read() {
  index ??= await known();
  index.all ??= entries(index.models);
  index.markup ??= new DOMParser().parseFromString(index.dialog, "text/html");
}

class Picker {
  constructor(form) {
    this.form = form;
    this.left = new Field(this, "left");
    this.right = new Field(this, "right");
  }

  say(kind, text) {
    const status = this.form.querySelector("[role=status]");
    status.textContent = status.dataset[kind].replace("{}", () => text);
  }

  /** Lead to what is chosen, or matches best. */
  go() {
    const found = [];
    for (const field of [this.left, this.right]) {
      const model = field.chosen ?? field.found()[0]?.model;
      if (model) found.push(model);
      else if (field.text) return this.say(field.none(), field.text);
    }
    if (!found[0]) this.say("nobody");
    else if (found[0] === found[1]) this.say("same");
    else this.lead(found);
  }

  lead(models) {
    const [one, other] = models;
    const turned = this.ordered && index.comparison && other?.key < one.key;
    location.href = address(index, models) + (turned ? "?swapped" : "");
    this.form.closest("dialog")?.close();
  }
}

class Field {
  constructor(picker, side) {
    this.picker = picker;
    this.other = side === "left" ? "right" : "left";
    this.input = picker.form.elements[side];
    this.list = this.input.nextElementSibling;
    this.show([]);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => {
      const { kind, model } = this.options[this.active] ?? {};
      if (kind === "model") this.set(model); // what the field named last is what it holds
      this.show([]);
    });
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const option = this.options[[...this.list.children].indexOf(target.closest("li"))];
      if (option) this.choose(option);
    });
  }

  get text() {
    return this.input.value.trim();
  }

  get beside() {
    return this.picker[this.other];
  }

  set(model) {
    this.chosen = model;
    this.input.value = model?.name ?? "";
  }

  found() {
    return find(index.all, this.text).filter(({ model }) => model !== this.beside.chosen);
  }

  /** Say why there is nothing: that nobody matches, or only the model beside. */
  none() {
    return find(index.all, this.text)[0] ? "same" : "none";
  }

  /** List what matches, or what is near to the model beside. */
  typed() {
    const { beside, picker, text } = this;
    if (text !== this.chosen?.name) this.chosen = null;
    const vs = /^(.+?)\s+vs\.?\s+(.*)$/i.exec(this.input.value);
    if (vs) {
      this.input.value = vs[1];
      const [first] = this.found();
      if (first) this.set(first.model);
      this.show([]);
      beside.input.value = vs[2];
      beside.input.focus();
    } else if (text && !this.chosen) {
      const found = this.found();
      this.show(found.slice(0, MOST).map((one) => ({ kind: "model", ...one })), 0);
      picker.say(found[1] ? "many" : found[0] ? "one" : this.none(), found[1] ? found.length : text);
    } else if (!text && beside.chosen) {
      const near = beside.chosen.near.map((place) => ({ kind: "near", model: index.models[place] }));
      this.show([...near, { kind: "page", model: beside.chosen }]);
      picker.say("chosen", beside.chosen.name);
    } else this.show([]);
  }

  pressed(event) {
    const { active, options } = this;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const option = event.key === "Enter" && options[active];
    const closes = event.key === "Escape" && options[0];
    if (step || option || closes) event.preventDefault();
    if (step && !options[0]) this.typed();
    else if (step) this.activate((Math.max(active, step < 0 ? 0 : -1) + step + options.length) % options.length);
    else if (option) this.choose(option);
    else if (closes) this.show([]);
  }

  activate(place) {
    const { children } = this.list;
    this.active = place;
    for (const node of children) node.setAttribute("aria-selected", node === children[place]);
    children[place]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", children[place]?.id ?? "");
  }

  show(options, active = -1) {
    this.options = options;
    this.list.replaceChildren(...options.map((option, at) => this.drawn(option, at)));
    this.list.hidden = !options[0];
    this.input.setAttribute("aria-expanded", !this.list.hidden);
    this.activate(active);
  }

  drawn({ kind, model, alias }, at) {
    const { content } = index.markup.querySelector(`[data-option=${kind}]`);
    const node = document.importNode(content, true).firstElementChild;
    for (const slot of node.querySelectorAll("[data-slot]")) {
      slot.textContent = { ...model, alias }[slot.dataset.slot] ?? "";
      if (!slot.textContent) slot.closest("[data-optional]")?.remove();
    }
    node.id = `${this.list.id}-${at}`;
    return node;
  }

  choose({ kind, model }) {
    if (kind === "page") return this.picker.lead([model]);
    this.set(model);
    this.show([]);
    if (this.beside.text) this.picker.go();
    else this.beside.input.focus();
  }
}

/** Make a form a picker, and do what was asked of it. */
export async function attach(form, { type, target }) {
  await read();
  const picker = (form.picker ??= new Picker(form));
  if (type === "submit") picker.go();
  else picker[target.name]?.typed();
}

/** Open the dialog, with what `text` returns typed, or with the model `keep` beside the side to change. */
export async function open({ keep, change = "left", text } = {}) {
  await read();
  const dialog = document.querySelector(".pick") ?? inserted();
  const form = dialog.querySelector("form");
  const picker = (form.picker ??= new Picker(form));
  const field = picker[change];
  field.set();
  field.beside.set(index.models.find(({ key }) => key === keep));
  picker.ordered = keep;
  dialog.showModal();
  field.input.value = text?.() ?? "";
  field.input.focus();
}

function inserted() {
  const dialog = document.importNode(index.markup.querySelector("dialog"), true);
  document.body.append(dialog);
  dialog.querySelector("[name=key]").checked = document.querySelector("[aria-keyshortcuts]");
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest(".pick__close")) dialog.close();
  });
  return dialog;
}
