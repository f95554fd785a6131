"""The table of a comparison for spreadsheets: the rows of its page, with what lies behind each share.

There are as many tables as pairs, and what they hold comes again in many: rows are given as they are compared, and all
else in parts, each of one fact or of a few texts, so that whoever writes them down does so once for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from visavis.compare.facts import Fact, Kind
from visavis.compare.rows import ComparedRow
from visavis.compare.scores import RunScores
from visavis.language import Language, _, current
from visavis.pages.comparison import ComparisonPage
from visavis.pages.tables import NO_SHARE, Cell, cell, different, share, word

Part = Fact | tuple[str, ...]
"""Cells beside one another: of a fact those that `cells` has, or these texts."""
Line = tuple[Part, Part, Part]
"""A row in three parts: what it is about, what is said of the left model, and of the right one."""


class Block(NamedTuple):
    """Rows of the table below one another: the `rows` of a section as the page shows them, then `lines`."""

    section: str
    rows: tuple[ComparedRow, ...]
    lines: tuple[Line, ...] = ()


def pair_table(page: ComparisonPage) -> Iterator[Block]:
    """Yield the heads, then the rows as the page shows them, and of each suite who reports its results."""
    left, right = page.sides
    yield Block("", (), (_heads(left.model.name, right.model.name),))
    for suite in page.suites:
        name, told = suite.head.name, zip((_("Origin"), _("Date"), _("Source")), *map(_said, suite.runs), strict=True)
        yield Block(name, suite.rows, tuple([((name, label, ""), one, other) for label, one, other in told]))
    yield Block(_("Properties"), page.properties)
    yield Block(_("Tasks"), page.tasks)
    yield Block(_("Features"), page.features)


def parts(section: str, row: ComparedRow) -> Line:
    """Return the parts of a row of a section."""
    return (section, row.row.label, row.row.unit or row.left.unit or row.right.unit), row.left, row.right


def cells(part: Part) -> tuple[Cell, ...]:
    """Return the cells of a part: of a fact itself, passed, total, and the ends of its interval."""
    return (cell(part), *share(part)) if isinstance(part, Fact) else part


def _heads(left: str, right: str) -> Line:
    heads = (_("Section"), _("Row"), _("Unit")), _of(left, current()), _of(right, current())
    every = [head for part in heads for head in part]
    if len(set(every)) == len(every):
        return heads
    named = different(every)
    return named[:3], named[3:8], named[8:]


@lru_cache(2048)
def _of(model: str, language: Language) -> tuple[str, ...]:  # noqa: ARG001 (by which it is kept)
    heads = _("{model}: Passed"), _("{model}: Total"), _("{model}: 95% from"), _("{model}: 95% to")
    return model, *(head.format(model=model) for head in heads)


def _said(run: RunScores | None) -> list[tuple[str, ...]]:
    return _told(run, current())


@lru_cache(2048)
def _told(run: RunScores | None, language: Language) -> list[tuple[str, ...]]:  # noqa: ARG001 (by which it is kept)
    said = (_(run.origin), str(run.dated), run.source) if run else (word(Kind.NOT_RUN),) * 3
    return [(one, *NO_SHARE) for one in said]
