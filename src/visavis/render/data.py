"""Data files: the one place where values become JSON or CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from io import StringIO
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from visavis.pages.structured import HOLE, Filled
from visavis.render.kept import MOST_TEXTS, Kept

T = TypeVar("T")
R = TypeVar("R")
Cell = str | int | float

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a text begins with that a spreadsheet computes, of full width too (OWASP, CSV Injection)."""
_AS_GIVEN = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_SORTED = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode
_MOST_PATTERNS = 64
"""So many patterns of documents are kept: a site has one in each language."""
_MARK, _END = "\ufeff".encode(), b"\r\n"


def embedded(value: Mapping[str, Any]) -> Markup:
    """Return a value as JSON that may stand in a script element, whatever texts it holds: they cannot end it."""
    if type(value) is Filled:
        return Markup(_PATTERNS.text(value))  # noqa: S704 (made of what is harmless)
    return Markup(_embedded(value))  # noqa: S704


def _embedded(value: object) -> str:
    return _AS_GIVEN(value).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


class _Patterns:
    """Writes documents of one pattern: what is between its holes, and each text, is written once."""

    def __init__(self) -> None:
        self._between: dict[int, tuple[Mapping[str, Any], list[str]]] = {}
        self._texts = lru_cache(MOST_TEXTS)(_embedded)

    def text(self, of: Filled) -> str:
        """Return the document as JSON."""
        known = self._between.get(id(of.pattern))
        if known is None:
            if len(self._between) >= _MOST_PATTERNS:
                self._between.clear()
            # the pattern is kept too, so that nothing else can have its id
            known = self._between[id(of.pattern)] = of.pattern, _HOLE.split(_embedded(of.pattern))
        made = known[1].copy()
        for place in range(1, len(made), 2):
            made[place] = self._texts(of.texts[int(made[place])])
        return "".join(made)


_HOLE = re.compile(f'"{json.dumps(HOLE)[1:-1]}([0-9]+)"'.replace("\\", "\\\\"))
_PATTERNS = _Patterns()


def encoded(value: Mapping[str, Any]) -> bytes:
    """Return a value as JSON in UTF-8: compact, keys sorted, so that the same value gives the same bytes.

    Raises ValueError for NaN and infinity, which JSON cannot hold.
    """
    return f"{_SORTED(value)}\n".encode()


def separated(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV by RFC 4180, in UTF-8 with the mark by which spreadsheets know it; every text is quoted.

    A text that a spreadsheet would compute, or that begins with a tab or a new line, has an apostrophe before it.
    """
    return _MARK + _lines(rows)


class Separated(Generic[T, R]):
    """Writes rows as `separated` does, of what comes again in many tables: each part and each row is written once.

    `cells` says which cells a part stands for, `parts` which parts a row of a section has; parts that are equal stand
    for the same, and so do rows of a section.
    """

    def __init__(self, cells: Callable[[T], Sequence[Cell]], parts: Callable[[str, R], Sequence[T]]) -> None:
        self._parts = Kept(lambda part: _lines([cells(part)]).removesuffix(_END))
        self._of, self._rows = parts, dict[str, Kept]()

    def __call__(self, blocks: Iterable[tuple[str, Iterable[R], Iterable[Sequence[T]]]]) -> bytes:
        """Return blocks as CSV, each the rows of a section and lines, which are given in parts."""
        made = [_MARK]
        for section, rows, lines in blocks:
            kept = self._rows.get(section)
            made += map((self._section(section) if kept is None else kept).__getitem__, rows)
            made += map(self._written, lines)
        return b"".join(made)

    def _section(self, section: str) -> Kept:
        kept = self._rows[section] = Kept(lambda row: self._written(self._of(section, row)))
        return kept

    def _written(self, line: Sequence[T]) -> bytes:
        return b",".join(map(self._parts.__getitem__, line)) + _END


def _lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    out = StringIO()
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows([_harmless(cell) for cell in cells] for cells in rows)
    return out.getvalue().encode()


def _harmless(cell: str | float) -> str | int | float:
    if not isinstance(cell, str) or cell[:1].isalnum():
        return cell
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) or cell.startswith(("\t", "\r", "\n")) else cell
