"""The table of a comparison for spreadsheets: the rows of its page, with what lies behind each share.

There are as many tables as pairs, and what they hold comes again in many: rows are given in parts, each of one fact or
of a few texts, so that whoever writes them down does so once for each part.
"""

from __future__ import annotations

from collections.abc import Iterator

from visavis.compare.facts import Fact, Kind
from visavis.compare.rows import ComparedRow
from visavis.compare.scores import RunScores
from visavis.pages.comparison import ComparisonPage
from visavis.pages.tables import NO_SHARE, WORDS, Cell, cell, different, share

Part = Fact | tuple[str, ...]
"""Cells beside one another: of a fact those that `cells` has, or these texts."""


def pair_table(page: ComparisonPage) -> Iterator[tuple[Part, Part, Part]]:
    """Yield the heads, then the rows as the page shows them, and of each suite who reports its results.

    Each is in three parts: what it is about, what is said of the left model, and of the right one.
    """
    heads = ["Section", "Row", "Unit"]
    for side in page.sides:
        name = side.model.name
        heads += [name, f"{name}: Passed", f"{name}: Total", f"{name}: 95% from", f"{name}: 95% to"]
    named = different(heads)
    yield named[:3], named[3:8], named[8:]
    for suite in page.suites:
        yield from _compared(suite.head.name, suite.rows)
        for name, left, right in zip(("Origin", "Date", "Source"), *map(_told, suite.runs), strict=True):
            yield (suite.head.name, name, ""), (left, *NO_SHARE), (right, *NO_SHARE)
    for section, facts in (("Properties", page.properties), ("Tasks", page.tasks), ("Features", page.features)):
        yield from _compared(section, facts)


def cells(part: Part) -> tuple[Cell, ...]:
    """Return the cells of a part: of a fact itself, passed, total, and the ends of its interval."""
    return (cell(part), *share(part)) if isinstance(part, Fact) else part


def _compared(section: str, rows: tuple[ComparedRow, ...]) -> Iterator[tuple[Part, Part, Part]]:
    for row, left, right, *_ in rows:
        yield (section, row.label, row.unit or left.unit or right.unit), left, right


def _told(run: RunScores | None) -> tuple[str, str, str]:
    return (run.origin, str(run.dated), run.source) if run else (WORDS[Kind.NOT_RUN],) * 3
