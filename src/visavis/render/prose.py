"""Authored Markdown to HTML that is safe to publish.

Two walls: raw HTML in Markdown is not read as HTML at all but shown as the text it is; and whatever Markdown makes is
foreign text until nh3 has kept the few tags and link schemes named here. Ids, styles, classes, pictures and scripts
have no way in.
"""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
)
SCHEMES = frozenset({"http", "https", "mailto"})
TOP, DEEPEST = 3, 6
KEPT = 4096
"""So many texts are kept as they were read."""
MARKS = {
    **dict.fromkeys(("reference", "link", "short_reference"), "["),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), "!"),
    **dict.fromkeys(("autolink", "automail"), "<"),
    "backtick": "`",
    "escape": "\\",
    "entity": "&",
}
"""Of what Markdown looks for in a line, the character without which none is there: looking for all takes longest."""
_EVERY = sorted({*MARKS.values()})


class _Headings(Treeprocessor):
    """Give headings the levels below the page's own, from `first` on, without skipping one. `found`: if any."""

    first = TOP
    found = False

    def run(self, root: Element) -> None:
        above: list[str] = []
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                above = [*(tag for tag in above if tag < element.tag), element.tag]
                element.tag = f"h{min(self.first + len(above) - 1, DEEPEST)}"
        self.found = bool(above)


class _Prose(Extension):
    def __init__(self, first: int, marks: str) -> None:
        super().__init__()
        self.first = first
        self.marks = marks
        self.headings: _Headings | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name that Markdown calls)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        for name, mark in MARKS.items():
            if mark not in self.marks:
                md.inlinePatterns.deregister(name)
        headings = _Headings(md)
        headings.first = self.first
        md.treeprocessors.register(headings, "visavis-headings", 0)
        self.headings = headings


@lru_cache(64)
def _reader(first: int, marks: str) -> tuple[Markdown, _Prose]:
    """Return what reads Markdown with headings from this level on, in texts that hold no other of the MARKS than these.

    Making one takes as long as reading a text.
    """
    own = _Prose(first, marks)
    return Markdown(extensions=["sane_lists", "tables", own], output_format="html"), own


_SAFE = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style"},
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)

_NO_MARKUP = nh3.Cleaner(tags=set())

Read = tuple[str, bool]
"""Authored Markdown as safe HTML, and whether it has headings."""
_KNOWN: dict[str, Read] = {}


def know(texts: dict[str, Read]) -> None:
    """Take these texts, in place of those given before, as read with headings from TOP on."""
    global _KNOWN  # noqa: PLW0603 (what forked processes find in place)
    _KNOWN = texts


@lru_cache(KEPT)
def read(text: str, first: int = TOP) -> Read:
    """Return authored Markdown as safe HTML, with headings from this level on, and whether it has any."""
    reader, own = _reader(first, "".join([mark for mark in _EVERY if mark in text]))
    try:
        html = reader.reset().convert(text)
        headings = own.headings is None or own.headings.found
    except RecursionError:  # lists in lists in lists, hundreds deep
        _reader.cache_clear()  # it stopped in the middle
        html, headings = escape(text), False
    return _SAFE.clean(html), headings


def prose(text: str, first: int = TOP) -> Markup:
    """Return authored Markdown as HTML without anything that could run, load or escape its place.

    `first` is the level of its highest heading, 3 to 6: one below the heading that it stands under. Text nested too
    deeply to be read as Markdown is shown as it was written.
    """
    html, headings = _KNOWN.get(text) or read(text)  # once for all places where it has no headings
    if headings and first != TOP:
        html, _ = read(text, first)
    return Markup(html)  # noqa: S704 (sanitised when it was read)


def plain(text: str) -> str:
    """Return the first paragraph of authored Markdown as text, for places that hold no markup."""
    first = prose(text.strip().split("\n\n", 1)[0])
    return Markup(_NO_MARKUP.clean(first)).unescape().strip()  # noqa: S704 (unescaped to text at once)
