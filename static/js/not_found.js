// On the page for a wrong address: b-vs-a leads to a-vs-b, the canonical order of the two keys.
"use strict";

const { ending } = document.currentScript.dataset;
const [, folder, one, other] =
  location.pathname.match(/^(.*\/compare\/)([a-z0-9-]+?)-vs-([a-z0-9-]+?)(?:\.html|\/(?:index\.html)?)?$/) ?? [];
if (one > other) {
  location.replace(`${folder}${other}-vs-${one}${ending}${location.search}${location.hash}`);
}
