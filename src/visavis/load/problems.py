"""The Problem record and its printed form; it knows neither YAML nor the schema.

The text of a problem comes from data, so nothing in it may break the form or drive a terminal: line breaks, control
characters and characters that reorder text are shown as escapes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_TAB = "    "
_WIDTH = 100
_LONGEST = 600


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding about the data, sorted by path, line, column and rule.

    `line` and `column` count from 1, in characters; `where` is the dotted way to the value, or empty where the problem
    is the file itself; `source_line` is the line of text it points at, or empty where there is none to show.
    """

    path: str
    line: int
    column: int
    rule: str
    where: str
    found: str
    expected: str
    fix: str
    source_line: str = ""
    severity: Severity = "error"


class ProblemsFound(Exception):  # noqa: N818 -- it carries findings, which are no fault of the program
    """The data has problems; `problems` holds all that were found, sorted.

    `waiting` says that there may be more: files with problems by themselves were not checked against others.
    """

    def __init__(self, problems: Iterable[Problem], *, waiting: bool = False) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        self.waiting = waiting
        super().__init__(f"{len(self.problems)} problems in the data")

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[tuple[Problem, ...]], dict[str, bool]]:
        """Let worker processes hand it to their parent."""
        return type(self), (self.problems,), {"waiting": self.waiting}


def printed(problem: Problem) -> str:
    """Return a problem as plain text: the clickable line, what was found and expected, the fix, the source line."""
    place = f"{visible(problem.path)}:{problem.line}:{problem.column}"
    lines = [
        f"{place}: {problem.severity}[{problem.rule}] {_short(problem.where)}".rstrip(),
        f"  found     {_short(problem.found)}".rstrip(),
        f"  expected  {_short(problem.expected)}".rstrip(),
        f"  fix       {_short(problem.fix)}".rstrip(),
    ]
    if problem.source_line.strip():
        lines += excerpt(problem.source_line, problem.line, problem.column)
    return "\n".join(lines)


def _short(text: str) -> str:
    return visible(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def visible(text: str) -> str:
    """Return the text on one line, with every character that could drive a terminal shown as an escape."""
    return _UNSAFE.sub(lambda found: _escape(found[0]), text)


def excerpt(line: str, number: int, column: int) -> list[str]:
    """Return the source line behind its number, and a caret beneath the column; long lines are cut around it."""
    column = min(max(column, 1), len(line) + 1)
    start = max(0, column - 1 - _WIDTH)
    cells = [_cell(character) for character in line[start : column - 1 + _WIDTH]]
    before, after = cells[: column - 1 - start], cells[column - 1 - start :]
    cut_left = start > 0
    while sum(map(_width, before)) > _WIDTH * 6 // 10:
        before, cut_left = before[1:], True
    room = _WIDTH - sum(map(_width, before))
    kept: list[str] = []
    for cell in after:
        room -= _width(cell)
        if room < 0:
            break
        kept.append(cell)
    cut_right = column - 1 + len(kept) < len(line)
    left = ("…" if cut_left else "") + "".join(before)
    gutter = f"{number:>4}"
    shown = left + "".join(kept) + ("…" if cut_right else "")
    return [f"{gutter} | {shown}".rstrip(), f"{' ' * len(gutter)} | {' ' * _width(left)}^"]


def _escape(character: str) -> str:
    code = ord(character)
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def _cell(character: str) -> str:
    return _TAB if character == "\t" else visible(character)


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes; East Asian wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
