"""What a report is made of, and how facts and changes are written in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from visavis.compare.facts import Fact, Kind


class Line(NamedTuple):
    """One change, with what it consists of."""

    text: str
    details: tuple[str, ...] = ()


class Section(NamedTuple):
    """Changes of one kind; `counted` is their noun in the plural and singular, and `most` so many lines are shown."""

    title: str
    counted: tuple[str, str]
    lines: tuple[Line, ...]
    most: int = 20


def said(fact: Fact) -> str:
    """Return a fact as a page shows it: 66.67% (4/6), 131,072 tokens, yes, unknown."""
    if fact.kind not in (Kind.TEXT, Kind.SCORE):
        return str(fact.kind).replace("-", " ")
    unit = fact.unit if fact.unit in ("", "%") else f" {fact.unit}"
    return f"{fact.text}{unit}" + (f" ({fact.count})" if fact.count else "")


def moved(label: str, before: str, after: str) -> str:
    """Return that something was one thing and is another."""
    return f"{label}: {before} → {after}"


def keys(before: Iterable[str], after: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the keys that are new, gone, and in both, each in its own order."""
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    added = [key for key in new if key not in old]
    gone = [key for key in old if key not in new]
    return added, gone, [key for key in new if key in old]
