"""Problems as the browser shows them: the source line with the place marked, and a link that opens it in an editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from visavis.load.problems import Problem, visible
from visavis.site import theme

EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "none": "",
}
"""The addresses that editors open files by; `path` begins with a slash."""

_LONGEST, _AROUND = 600, 90


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem in words. `place` is file, line and column; `href` opens it, or is empty.

    The source line is cut in three, with what is at the column in the middle; all are empty where there is no line.
    """

    place: str
    href: str
    error: bool
    rule: str
    where: str
    found: str
    expected: str
    fix: str
    line: int
    before: str
    marked: str
    behind: str


class Stamp(NamedTuple):
    """What a page was made from, for the client to compare: the states of all pages, the style sheet and this page.

    Where problems stand in its place, the last one is empty, and `problems` is their state.
    """

    pages: str
    style: str
    made: str = ""
    problems: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands over a page, or in its place: the problems, how many in words, and whether there may be more."""

    problems: tuple[ShownProblem, ...]
    count: str
    waiting: bool
    stamp: Stamp


def notice(root: Path, editor: str, problems: Iterable[Problem], stamp: Stamp, *, waiting: bool) -> Notice:
    """Return the notice of these problems of the site at `root`; `editor` is a pattern as in EDITORS."""
    shown = tuple(_shown(root, editor, problem) for problem in problems)
    count = "1 problem" if len(shown) == 1 else f"{len(shown):,} problems"
    return Notice(shown, count, waiting, stamp)


def _shown(root: Path, editor: str, problem: Problem) -> ShownProblem:
    line, column = problem.source_line, min(max(problem.column, 1), len(problem.source_line) + 1)
    before, marked, behind = line[: column - 1], line[column - 1 : column] or " ", line[column:]
    return ShownProblem(
        place=f"{visible(problem.path)}:{problem.line}:{problem.column}",
        href=_address(root, editor, problem),
        error=problem.severity == "error",
        rule=problem.rule,
        where=_short(problem.where),
        found=_short(problem.found),
        expected=_short(problem.expected),
        fix=_short(problem.fix),
        line=problem.line if line.strip() else 0,
        before=_shown_text(f"…{before[-_AROUND:]}" if len(before) > _AROUND else before),
        marked=_shown_text(marked),
        behind=_shown_text(f"{behind[:_AROUND]}…" if len(behind) > _AROUND else behind),
    )


def _short(text: str) -> str:
    return visible(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def _shown_text(text: str) -> str:
    return visible(text.replace("\t", "    "))


def _address(root: Path, editor: str, problem: Problem) -> str:
    """Return the address that opens the place in an editor; empty where there is no such file, or no editor."""
    places = (folder / problem.path for folder in (root.resolve(), theme()))
    file = next((place for place in places if place.is_file()), None)
    if file is None or not editor:
        return ""
    path = "/" + quote(file.as_posix().lstrip("/"))
    return editor.replace("{path}", path).replace("{line}", str(problem.line)).replace("{column}", str(problem.column))
