"""On which lines of its file a value stands, found when somebody asks: few pages show it, and few files are asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from visavis.load.document import text_document
from visavis.load.positions import UnreadableText
from visavis.load.problems import ProblemsFound

Lines = Callable[..., int]
"""Tells the line of the key that a way of keys leads to, or of the nearest around it; counted from 1."""

_OUTCOMES = re.compile(r"^outcomes:[ \t]*\n((?:[ \t#].*\n|\n)+)", re.MULTILINE)
"""The results by prompt, which are most of a run, and of which nobody asks for a single one."""


def lines_below(root: Path) -> Callable[[str], Lines]:
    """Return what tells the lines of a file of the site by its path; the file is read when a line is asked for."""
    return lambda path: lines_of(root, path)


def lines_of(root: Path, path: str) -> Lines:
    """Return what tells the lines of a data file; those of one that can't be read are all its first."""
    try:
        document = text_document(root, path, _without_outcomes)
        document.position(())
    except (ProblemsFound, UnreadableText):
        return lambda *_: 1
    return lambda *way: document.position(way, key=True)[0]


def _without_outcomes(text: str) -> str:
    """Return the text of a file of YAML as many lines long, but without the results by prompt."""
    return _OUTCOMES.sub(lambda found: "outcomes: {}\n" + "\n" * found[1].count("\n"), text, count=1)
