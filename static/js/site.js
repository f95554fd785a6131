// On every page: says that scripts run, and fetches what a control needs when it is first used. A classic script, for
// browsers refuse modules to pages opened from the disk; there, links lead where controls would.
"use strict";
{
  const link = document.querySelector(".site-header__pick");
  const HEAD = ":is(h2, h3, th) > [href^='#']"; // a head that links to itself
  let ahead = null; // what is typed behind the key until the dialog is there

  const pick = async (wanted) => {
    try {
      await (await import("./picker.js")).open(wanted);
    } catch {
      location.href = link.href; // such as for want of a connection
    }
  };

  const swap = async () => (await import("./table.js")).swap();

  /** Copy the address that a head leads to, or what a button stands for: the code before it, or the table of its section. */
  const copy = async (node) => {
    const said = document.querySelector(".copied");
    const type = "text/plain";
    const table = async () => (await import("./table.js")).markdown(node.closest("section").querySelector("table"));
    const text = async () => new Blob([node.href ?? (node.value === "code" ? node.previousElementSibling.textContent : await table())], { type });
    try {
      await navigator.clipboard.write([new ClipboardItem({ [type]: text() })]); // at once, for only a click may
      said.textContent = said.dataset[node.value ?? "link"];
      setTimeout(() => said.replaceChildren(), 3000);
    } catch {} // where nothing may be copied, a link is one still
  };

  /** Show where the values of a row come from, once it is pointed at. */
  const point = async ({ target }) => {
    const row = target.closest(".comparison tbody tr:not(.group, [data-sources]):has(> th a)");
    if (row) row.dataset.sources = "";
    if (row) (await import("./table.js")).sources(row);
  };

  /** Answer the key of the picker where nothing is typed; a closed dialog keeps its focus for a moment. */
  const key = async (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ahead !== null && event.key.length === 1) {
      event.preventDefault();
      ahead += event.key;
    } else if (event.key === link.getAttribute("aria-keyshortcuts") && !event.target.closest(":is(input, textarea):not(dialog:not([open]) *), dialog[open]")) {
      event.preventDefault();
      ahead = "";
      await pick({ text: () => ahead });
      ahead = null;
    }
  };

  const click = (event) => {
    const button = event.target.closest(`.change, .swap, .copy, .site-header__pick, ${HEAD}`);
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (button.matches(`.copy, ${HEAD}`)) return copy(button);
    event.preventDefault();
    const [one, other] = document.querySelectorAll(".change");
    if (button === link) pick();
    else if (button === one) pick({ change: "left", keep: other.value });
    else if (button === other) pick({ change: "right", keep: one.value });
    else swap();
  };

  const fill = async (event) => {
    const form = event.target.closest(".picker");
    if (form && event.type === "submit") event.preventDefault();
    if (form) (await import("./picker.js")).attach(form, event);
  };

  /** Let the key open the picker, or not; without a word, as was chosen before. */
  const keyIs = (word) => {
    try {
      if (word) localStorage.setItem("visavis-key", word);
      else word = localStorage.getItem("visavis-key");
    } catch {} // where nothing may be stored, it is on
    if (word === "off") link.removeAttribute("aria-keyshortcuts");
    else link.setAttribute("aria-keyshortcuts", "/");
  };

  if (location.protocol === "file:") {
    document.documentElement.dataset.scripts = "refused";
  } else {
    document.documentElement.dataset.scripts = "run";
    document.documentElement.toggleAttribute("data-clipboard", isSecureContext); // elsewhere nothing can be copied
    link.setAttribute("aria-haspopup", "dialog");
    keyIs();
    document.addEventListener("keydown", key);
    document.addEventListener("click", click);
    document.addEventListener("focusin", fill);
    document.addEventListener("focusin", point);
    document.addEventListener("pointerover", point);
    document.addEventListener("submit", fill);
    document.addEventListener("change", ({ target }) => target.matches(".pick__key *") && keyIs(target.checked ? "on" : "off"));
    if (/[?&]swapped\b/.test(location.search)) swap();
  }
}
