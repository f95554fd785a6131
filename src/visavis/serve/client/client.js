// Keeps the page up to date while its site is edited: the page, its style sheet, and the problems shown over it.
// Only `visavis serve` adds this script. A tab that can be seen holds one connection, on which it is told of news.

/** @typedef {{pages: string, style: string, problems: string}} News - states, the last one empty without problems */

const own = document.querySelector("script[data-visavis]");
/** What this tab shows: the states of all pages, the style sheet and the problems of the data, and of this page,
 * which is empty where problems stand in its place. */
const shown = { ...own.dataset };
/** @type {HTMLElement | null} - what lies over the page */
let over = null;
/** Counts the news; what comes of earlier ones is dropped. */
let latest = 0;
/** @type {EventSource | null} */
let events = null;

/** @param {News} news */
async function take(news) {
  const turn = ++latest;
  if (news.style !== shown.style) restyle(news.style);
  if (news.problems === shown.problems && news.pages === shown.pages) return;
  if (!shown.made) return location.reload();
  if (news.problems) {
    const text = await (await fetch("/_visavis/problems")).text();
    if (turn !== latest) return;
    cover(text);
    shown.problems = news.problems;
    return;
  }
  const answer = await fetch(location.href, { headers: { "Visavis-Over": "yes" }, cache: "no-store" });
  const text = await answer.text();
  if (turn !== latest) return;
  Object.assign(shown, news);
  if (answer.headers.has("Visavis-Problems")) return cover(text);
  uncover();
  if (answer.headers.get("ETag") !== `"${shown.made}"`) location.reload();
}

/** Put the style sheet as it is now behind the one before, which goes when the new one is there. */
function restyle(state) {
  shown.style = state;
  for (const sheet of document.querySelectorAll("link[rel~=stylesheet]")) {
    const address = new URL(sheet.href);
    if (address.origin !== location.origin) continue;
    address.searchParams.set("state", state);
    const next = sheet.cloneNode();
    next.href = address.href;
    next.addEventListener("load", () => sheet.remove());
    next.addEventListener("error", () => next.remove());
    sheet.after(next);
  }
}

/** Lay problems over the page, which stays as it is; `text` is HTML that the server rendered. */
function cover(text) {
  uncover();
  over = document.createElement("visavis-problems");
  over.hidden = true; // until it is styled
  const root = over.attachShadow({ mode: "open" });
  root.innerHTML = text;
  root.querySelector("link").addEventListener("load", () => (over.hidden = false));
  liven(root);
  const close = root.querySelector(".problems-over__close");
  close.hidden = false;
  close.addEventListener("click", uncover);
  document.body.append(over);
}

function uncover() {
  over?.remove();
  over = null;
}

/** Let the buttons copy what they stand beside, where the browser lets them. */
function liven(root) {
  for (const button of navigator.clipboard ? root.querySelectorAll("[data-copy]") : []) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
    });
  }
}

/** Browsers open few connections to one place: tabs that nobody sees hold none. */
function listen() {
  if (document.hidden || events) {
    if (document.hidden) events = events?.close() ?? null;
    return;
  }
  events = new EventSource("/_visavis/events");
  events.onmessage = (event) => take(JSON.parse(event.data));
}

liven(document);
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => (events = events?.close() ?? null));
addEventListener("pageshow", listen);
