"""Messages as Markdown: a sentence is translated once, with markup as HTML writes it, and both kinds of page say it."""

from __future__ import annotations

import re

SIGNS = "、。：，！？"
"""Signs that end a clause in languages that put no space behind them."""
_MARK = re.compile(r'<(/?)(\w+)(?:\s+href="([^"]*)")?[^<>]*>')
_OPEN, _CLOSE = "\1", "\2"
_ENDS = re.compile(rf"([{SIGNS}]+){_CLOSE}(?!\s|$)")
_BEFORE_VALUE = re.compile(rf"(?<=\w){_OPEN}(?=%)")
_BEHIND_VALUE = re.compile(rf"(?<=\)s){_CLOSE}(?=\w)")
_STARS = re.compile(f"[{_OPEN}{_CLOSE}]")
_ALIKE = re.compile(r"\[(%\(\w+\)s)\]\(\1\)")


def marks_as_markdown(message: str) -> str:
    """Return a message whose markup is that of HTML with the one of Markdown: links, code and what is set in bold.

    All other marks are left out, and so are links to a place on the page, which Markdown has no name for. A link that
    shows where it leads is its value alone. Stars mark nothing where a letter follows behind a sign such as 。, or
    stands beside a value that may begin or end with one: the sign then stands outside of them, and a space beside them
    (CommonMark, Emphasis and strong emphasis).
    """
    links: list[str] = []

    def written(mark: re.Match[str]) -> str:
        end, name, href = mark.groups()
        if name == "a":
            href = links.pop() if end else href or "#"
            links.extend(() if end else (href,))
            return "" if href.startswith("#") else f"]({href})" if end else "["
        if name == "strong":
            return _CLOSE if end else _OPEN
        return "`" if name == "code" else ""

    said = _ALIKE.sub(r"\1", _MARK.sub(written, message)).replace("&nbsp;", " ")
    said = _ENDS.sub(rf"{_CLOSE}\1", said)
    return _STARS.sub("**", _BEHIND_VALUE.sub(f"{_CLOSE} ", _BEFORE_VALUE.sub(f" {_OPEN}", said)))
