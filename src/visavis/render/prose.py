"""Authored Markdown to HTML that is safe to publish.

Markdown lets raw HTML through, so whatever it makes is foreign text until nh3 has kept the few tags and link schemes
named here. Headings are taken to the level below the page's own; ids, styles, classes, pictures and scripts go.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

TAGS = frozenset(
    ["a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h4", "h5", "h6", "hr", "i", "kbd"]
    + ["li", "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"]
)
SCHEMES = frozenset({"http", "https", "mailto"})
DEEPER = 3
"""How many levels a heading is taken down: the first level becomes h4."""


class _Deeper(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if len(element.tag) == 2 and element.tag[0] == "h" and element.tag[1].isdigit():
                element.tag = f"h{min(int(element.tag[1]) + DEEPER, 6)}"


class _DeeperHeadings(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name that Markdown calls)
        md.treeprocessors.register(_Deeper(md), "visavis-deeper", 0)


def prose(text: str) -> Markup:
    """Return authored Markdown as HTML without anything that could run, load, escape its place or hide a link."""
    html = Markdown(extensions=["sane_lists", "tables", _DeeperHeadings()], output_format="html").convert(text)
    safe = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes={"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}},
        url_schemes=set(SCHEMES),
        link_rel="nofollow noopener",
        strip_comments=True,
    )
    return Markup(safe)  # noqa: S704 (sanitised the line before)


def plain(text: str) -> str:
    """Return the first paragraph of authored Markdown as text, for places that hold no markup."""
    first = text.strip().split("\n\n", 1)[0]
    html = Markdown(output_format="html").convert(first)
    return Markup(nh3.clean(html, tags=set(), clean_content_tags={"script", "style"})).unescape().strip()  # noqa: S704
