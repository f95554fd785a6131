// On every page: says that scripts run, and fetches what a control needs when it is first used. A classic script, for
// browsers refuse modules to pages opened from the disk; there, links lead where controls would.
"use strict";
{
  const link = document.querySelector(".site-header__pick");
  let ahead = null; // what is typed behind the key until the dialog is there

  const pick = async (wanted) => {
    try {
      await (await import("./picker.js")).open(wanted);
    } catch {
      location.href = link.href; // such as for want of a connection
    }
  };

  const swap = async () => (await import("./pair.js")).swap();

  const key = async (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ahead !== null && event.key.length === 1) {
      event.preventDefault();
      ahead += event.key;
    } else if (event.key === link.getAttribute("aria-keyshortcuts") && !event.target.closest("input, textarea, dialog")) {
      event.preventDefault();
      ahead = "";
      await pick({ text: () => ahead });
      ahead = null;
    }
  };

  const click = (event) => {
    const button = event.target.closest(".change, .swap, .site-header__pick");
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
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
    link.setAttribute("aria-haspopup", "dialog");
    keyIs();
    document.addEventListener("keydown", key);
    document.addEventListener("click", click);
    document.addEventListener("focusin", fill);
    document.addEventListener("submit", fill);
    document.addEventListener("change", ({ target }) => target.matches(".pick__key *") && keyIs(target.checked ? "on" : "off"));
    if (/[?&]swapped\b/.test(location.search)) swap();
  }
}
