"""Data files: the one place where values become JSON or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

from markupsafe import Markup

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a text begins with that a spreadsheet computes, of full width too (OWASP, CSV Injection)."""


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


def separated(rows: Iterable[Sequence[str | int | float]]) -> bytes:
    """Return rows as CSV by RFC 4180, in UTF-8 with the mark by which spreadsheets know it; every text is quoted.

    A text that a spreadsheet would compute, or that begins with a tab or a new line, has an apostrophe before it.
    """
    out = StringIO()
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows([_harmless(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(cell: str | float) -> str | int | float:
    if isinstance(cell, str) and (cell.lstrip().startswith(FORMULA) or cell.startswith(("\t", "\r", "\n"))):
        return f"'{cell}"
    return cell
