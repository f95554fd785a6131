"""HTML to Markdown: prose that was rendered and cleaned, written as Markdown again."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from visavis.render.markdown import code, fenced, inline
from visavis.render.marks import SIGNS

_CLOSING = re.compile(rf"([{SIGNS}]+)\*\*$")
"""What stands outside of stars, behind which letters may follow: see marks.py."""


def content(html: str, links: Callable[[str], str], deeper: int = 0) -> str:
    """Return what a page of prose holds, as Markdown: all but what is there to be heard only.

    Headings stand so many levels `deeper` than on the page.
    """
    main = BeautifulSoup(html, "html.parser").main
    if main is None:
        raise ValueError("a page without content")
    for one in main.find_all(class_=["unseen", "crumbs"]):  # compiling a selector takes longer than all the rest
        one.decompose()
    for one in main.find_all(["h1", "h2", "h3", "h4"]):
        one.name = f"h{int(one.name[1]) + deeper}"
    return converted(str(main), lambda href: "" if href.startswith("#") else links(href))


def converted(html: str, links: Callable[[str], str]) -> str:
    """Return sanitised HTML as Markdown; links lead where `links` says, or nowhere."""
    return _Converter(links).convert(html).strip()


class _Converter(MarkdownConverter):
    """Writes sanitised HTML as Markdown, with the escapes of this module; links lead where `links` says, or nowhere."""

    def __init__(self, links: Callable[[str], str]) -> None:
        super().__init__(heading_style="ATX", bullets="-", autolinks=False)
        self._links = links

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 (as it is called)
        return inline(text)

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_noformat" in parent_tags or not text.strip():
            return text
        href = self._links(str(el.get("href") or ""))
        return f"[{text.strip()}]({href})" if href else text

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 (as it is called)
        if "_noformat" in parent_tags or not text.strip():
            return text
        if "|" in text and parent_tags & {"td", "th"}:  # a table is cut into cells before anything else is read
            return inline(text)
        return code(text)

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 (as it is called)
        words = text.strip()
        if "_noformat" in parent_tags or not words:
            return text
        before, behind = text[: text.index(words)][:1], text[text.index(words) + len(words) :][:1]
        return before + _CLOSING.sub(r"**\1", f"**{words}**") + behind

    convert_strong = convert_b

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return inline(text)
        return f"\n\n{fenced(el.get_text().strip(chr(10)))}\n\n"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 (as it is called)
        return f"\n- **{text.strip()}**: "

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 (as it is called)
        return f"{text.strip()}\n"
