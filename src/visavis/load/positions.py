"""Where each value of a text stands: a tree of positions beside the tree of values, and what reading it found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_SURROGATE = re.compile("[\ud800-\udfff]")

Loc = tuple[str | int, ...]
"""The way to a value as pydantic writes it: keys, and indexes from 0."""

DEEPEST = 50
"""How many lists and mappings may stand inside one another."""


class Mark(NamedTuple):
    """A place in a text, line and column counted from 1, in characters."""

    line: int
    column: int


class Finding(NamedTuple):
    """What is wrong at a place in a text, before a path makes it a Problem."""

    mark: Mark
    rule: str
    where: str
    found: str
    expected: str
    fix: str


class Spot:
    """Where a value stands, where its key stands if it has one, and the spots of what is inside it."""

    __slots__ = ("children", "items", "key", "value")

    def __init__(self, value: Mark, key: Mark | None = None) -> None:
        self.value = value
        self.key = key
        self.children: dict[str, Spot] = {}
        self.items: list[Spot] = []

    def within(self, step: str | int) -> Spot | None:
        """Return the spot one step further down, or None where the text has no such step."""
        if isinstance(step, int):
            return self.items[step] if 0 <= step < len(self.items) else None
        return self.children.get(step)


class UnreadableText(Exception):  # noqa: N818 -- it carries findings
    """A text that has no value; `findings` says why."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__(findings[0].rule if findings else "")


def dotted(steps: Sequence[str | int]) -> str:
    """Return the way to a value in dots; entries of a list count from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)


def duplicate_key(mark: Mark, where: str, key: str, first: Mark) -> Finding:
    """Return the finding for a key that stands in one mapping twice; it points at the second."""
    fix = "take one of the two away"
    return Finding(
        mark, "duplicate-key", where, f"{key}, a second time", f"each key once; the first is on line {first.line}", fix
    )


def half_character(text: str) -> tuple[str, str, str] | None:
    """Return found, expected and fix for a text with half a character of UTF-16 in it, or None."""
    half = _SURROGATE.search(text)
    return (
        (f"half a character, \\u{ord(half[0]):04x}", "whole characters", "write the character itself") if half else None
    )


def too_deep(mark: Mark) -> Finding:
    """Return the finding for lists and mappings nested without sense."""
    found = f"more than {DEEPEST} lists or mappings inside one another"
    return Finding(mark, "too-deep", "", found, f"at most {DEEPEST}", "write the data without so many levels")


def mark_at(text: str, offset: int) -> Mark:
    """Return the place of an offset in a text; behind the last word it is the end of that word."""
    if not text[offset:].strip():
        offset = min(offset, len(text.rstrip()))
    return Mark(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
