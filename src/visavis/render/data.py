"""Data files: the one place where values become JSON or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from visavis.render.kept import Kept

T = TypeVar("T")
Cell = str | int | float

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a text begins with that a spreadsheet computes, of full width too (OWASP, CSV Injection)."""
_MARK, _END = "\ufeff".encode(), b"\r\n"


def embedded(value: Mapping[str, Any]) -> Markup:
    """Return a value as JSON that may stand in a script element, whatever texts it holds: they cannot end it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704


def encoded(value: Mapping[str, Any]) -> bytes:
    """Return a value as JSON in UTF-8: compact, keys sorted, so that the same value gives the same bytes.

    Raises ValueError for NaN and infinity, which JSON cannot hold.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return (text + "\n").encode()


def separated(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV by RFC 4180, in UTF-8 with the mark by which spreadsheets know it; every text is quoted.

    A text that a spreadsheet would compute, or that begins with a tab or a new line, has an apostrophe before it.
    """
    return _MARK + b"".join(map(_line, rows))


class Separated(Generic[T]):
    """Writes rows as `separated` does, of parts that come again in many tables: each part is written once.

    `cells` says which cells a part stands for; parts that are equal stand for the same.
    """

    def __init__(self, cells: Callable[[T], Sequence[Cell]]) -> None:
        self._parts = Kept(lambda part: _line(cells(part)).removesuffix(_END))

    def __call__(self, rows: Iterable[Sequence[T]]) -> bytes:
        """Return the rows as CSV."""
        written = self._parts.__getitem__
        return _MARK + b"".join([b",".join(map(written, row)) + _END for row in rows])


def _line(cells: Sequence[Cell]) -> bytes:
    out = StringIO()
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerow([_harmless(cell) for cell in cells])
    return out.getvalue().encode()


def _harmless(cell: str | float) -> str | int | float:
    if isinstance(cell, str) and (cell.lstrip().startswith(FORMULA) or cell.startswith(("\t", "\r", "\n"))):
        return f"'{cell}"
    return cell
