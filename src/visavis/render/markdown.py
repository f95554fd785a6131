"""Values as they stand in Markdown: any text stays the text it is, whatever signs it holds, and breaks out of no place.

What is written is CommonMark with the tables of GitHub Flavored Markdown. Signs are escaped only where they could mean
something, so that the text stays pleasant to read as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from visavis.render.prose import TOP, prose

KEPT = 4096
"""So many texts are kept as they were written."""
_SIGNS = re.compile(
    r"[\\`*\[\]|~]|<(?![\d\s=])|<(?=\S*@)|&(?=#|\w+;)|(?<![^\W_])_|_(?![^\W_])|:(?=//)|(?<=\bwww)\.|(?<=\s)#(?=#*\s?$)",
    re.IGNORECASE,
)
"""What may begin or end a piece of markup inside a line: an underline between letters does not."""
_ANY_SIGN = re.compile(r"[\\`*\[\]|~<&_:#]")
"""Without one of these and without www. there is no such sign: so it is with most texts, and found out much sooner."""
_FIRST = re.compile(r" ?(?=(?:#+(?=\s|$)|[+-](?=\s|$)|-(?=-)|[=>]|:(?=-)))")
_NUMBERED = re.compile(r"( ?\d{1,9})([.)])(?=\s|$)")
"""What may begin a heading, a list, a rule or a table at the start of a line."""
_SPACES = re.compile(r"\s+")
_ODD_SPACES = re.compile(r"[^\S ]|  ")
"""Space that is more than one blank between words."""
_UNSAFE = re.compile(r"[\s<>()\\`\"|\x00-\x1f\x7f]")
_UNSAFE_ALONE = re.compile(rf"{_UNSAFE.pattern}|&(?=#|\w+;)")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_FENCE = re.compile("`{3,}")
_ABOVE = re.compile(r"^(?:\.\./)+")


def text(value: object) -> Markup:
    """Return a value as it stands within a paragraph, a heading, a list or a table: on one line, its signs escaped.

    What is Markdown already stays as it is.
    """
    return value if isinstance(value, Markup) else _inline(str(value))


@lru_cache(KEPT)
def _inline(value: str) -> Markup:
    return Markup(inline(value))  # noqa: S704 (markup here is Markdown)


def within(value: object) -> Markup:
    """Return a value as it stands behind other words of its line, where nothing begins a block: 8. Juli 2025."""
    return value if isinstance(value, Markup) else Markup(_behind(str(value)))  # noqa: S704 (markup here is Markdown)


@lru_cache(KEPT)
def _behind(value: str) -> str:
    return _escaped(value)


def _escaped(value: str) -> str:
    line = _SPACES.sub(" ", value) if _ODD_SPACES.search(value) else value
    return _SIGNS.sub(r"\\\g<0>", line) if _ANY_SIGN.search(line) or "www." in line.lower() else line


@lru_cache(KEPT)
def inline(value: str) -> str:
    """Return a text as it stands within a line."""
    line = _escaped(value)
    if found := _FIRST.match(line):
        return f"{found[0]}\\{line[found.end() :]}"
    found = _NUMBERED.match(line)
    return f"{found[1]}\\{line[found.end(1) :]}" if found else line


@lru_cache(KEPT)
def target(href: str) -> Markup:
    """Return an address as it stands between the round brackets of a link."""
    return Markup(_ENTITY.sub(r"\\&", _encoded(href, _UNSAFE)))  # noqa: S704 (nothing is left that could end it)


def _encoded(href: str, unsafe: re.Pattern[str]) -> str:
    return unsafe.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), href)


def address(href: str) -> Markup:
    """Return an address as a link that shows it whole."""
    return Markup(f"<{_encoded(href, _UNSAFE_ALONE)}>")  # noqa: S704 (nothing is left that could end it)


def code(value: str) -> Markup:
    """Return a text on one line as code, character for character."""
    fence = "`" * max((len(run) + 1 for run in re.findall("`+", value)), default=1)
    room = " " if "`" in value else ""
    return Markup(f"{fence}{room}{_SPACES.sub(' ', value)}{room}{fence}")  # noqa: S704 (nothing in it is read)


def fenced(value: str) -> Markup:
    """Return a text as a block of its own, character for character, between fences that it does not hold itself."""
    fence = "`" * max((len(run) + 1 for run in _FENCE.findall(value)), default=3)
    return Markup(f"{fence}text\n{value}\n{fence}")  # noqa: S704 (nothing between fences is read)


class Links:
    """Where links lead from what is written: from a page's twin, to the twin of the page that its own link leads to.

    `pairs` says whether comparisons have a twin. With a `base`, links start from the output folder instead of the page
    that they were made for, and `base` stands before them: the site's address, or nothing.
    """

    def __init__(self, *, pairs: bool, base: str | None = None) -> None:
        self._pairs, self._base = pairs, base
        self._to = lru_cache(KEPT)(self._found)

    @property
    def based(self) -> bool:
        """Whether links start from the output folder."""
        return self._base is not None

    def __repr__(self) -> str:
        return f"Links(pairs={self._pairs!r}, base={self._base!r})"

    def __call__(self, href: str) -> Markup:
        """Return a link inside the site. A page that only a script fills has no twin to lead to."""
        return self._to(href)

    def _found(self, href: str) -> Markup:
        page, sign, _ = href.partition("?")
        page = href if sign else page.partition("#")[0]
        if page.endswith(".html") and not sign and (self._pairs or not _is_pair(page)):
            page = f"{page}.md"
        return target(page if self._base is None else self._base + _ABOVE.sub("", page))


def _is_pair(page: str) -> bool:
    return "-vs-" in page and "compare" in page.split("/")


def authored(value: str, first: int = TOP) -> Markup:
    """Return authored Markdown as pages show it, cleaned of all that could run, with headings from this level on."""
    return Markup(_authored(value, first))  # noqa: S704 (made of escaped texts)


@lru_cache(KEPT)
def _authored(value: str, first: int) -> str:
    from visavis.render.converting import converted  # its libraries take a while to import

    return converted(str(prose(value, first)), target)
