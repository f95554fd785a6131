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
/** How often the page was put in place of the one before. */
let times = 0;
/** What the page's scripts, which run behind this one, listen to besides its elements: taken back where they run again. */
const heard = [];
const listenTo = EventTarget.prototype.addEventListener;
for (const target of [window, document]) {
  target.addEventListener = (...how) => {
    heard.push([target, how]);
    listenTo.apply(target, how);
  };
}

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
  const made = answer.headers.get("ETag")?.slice(1, -1);
  if (made !== shown.made) renew(text, made);
}

/** Put the page as it is now in place of the one before, where it stays as it is scrolled, and run its scripts again.
 * A page with other scripts or style sheets is loaded as a whole. */
function renew(text, made) {
  const next = new DOMParser().parseFromString(text, "text/html");
  if (`${linked(next)}` !== `${linked(document)}` || next.querySelector("body script[src]")) return location.reload();
  for (const [target, how] of heard.splice(0)) target.removeEventListener(...how);
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
  times++;
  for (const script of document.querySelectorAll(SCRIPTS)) {
    const again = document.createElement("script");
    again.type = script.type;
    again.src = `${new URL(script.src).pathname}?again=${times}`; // a module runs once for each address
    script.replaceWith(again);
  }
  shown.made = made;
}

const SCRIPTS = "script[src]:not([data-visavis])";

/** Return the paths of a document's scripts and style sheets, each once: while one takes the place of another, both are
 * there. */
function linked(of) {
  const nodes = [...of.querySelectorAll(`head :is(${SCRIPTS}, link[rel~=stylesheet])`)];
  const paths = nodes.map((node) => new URL(node.getAttribute("src") ?? node.getAttribute("href"), location.href).pathname);
  return [...new Set(paths)];
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
listenTo.call(document, "visibilitychange", listen);
listenTo.call(window, "pagehide", () => (events = events?.close() ?? null));
listenTo.call(window, "pageshow", listen);
