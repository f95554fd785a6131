"""What differs most between two models, as statements with the numbers behind them.

Every candidate has a weight, so that the statements of a page stand in the order of their size:

- a ratio r (response times, parameters, context windows, numbers that are no percentages) weighs |log2 r|,
- a gap between two percentages one for every 10 points, a year between releases one half,
- weights that only one side can be had of one and a half, another licence one,
- tasks that only one side does three quarters, and a quarter more for each of them.

What is too small to matter to a choice is left out; each rule names its limit. Of a suite, each side speaks for its
largest gap alone. Only facts that both models state are used, and shares only of the same prompts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import log2
from typing import NamedTuple

from visavis.compare.facts import Fact
from visavis.compare.rounding import short
from visavis.compare.rows import ComparedRow, ComparedSuite, Side
from visavis.compare.scores import TIME
from visavis.compare.subjects import KeyFacts, Subject
from visavis.load.scalars import PartialDate

MOST = 4
"""At most this many statements stand on a page."""
SLOWER, LARGER, LONGER = 1.2, 1.5, 1.5
"""The least ratio of average response times, parameters and context windows worth a statement."""
POINTS, PROMPTS, SHARE, MONTHS = 5, 5, 1.05, 6
"""The least gap between percentages in points, and the least prompts behind shares for it to say anything; the least
ratio of other numbers; the least months between releases."""

_SIDES: tuple[Side, Side] = ("left", "right")

KEPT = 20_000
"""So many answers of each question are kept."""


class Difference(NamedTuple):
    """One statement. `kind` chooses its words in the templates; `side` is whom it speaks for.

    `amount` is the size as shown (a ratio, or a time span), `labels` what it is about, `suite` where it was measured;
    `left` and `right` are the facts behind it.
    """

    kind: str
    side: Side
    weight: float
    left: Fact
    right: Fact
    amount: str = ""
    labels: tuple[str, ...] = ()
    suite: str = ""


def differences(
    left: Subject, right: Subject, tasks: Sequence[ComparedRow], suites: Iterable[ComparedSuite]
) -> tuple[Difference, ...]:
    """Return the statements about a pair, the weightiest first, at most `MOST`."""
    found = [*_properties(left.key_facts, right.key_facts), *_tasks(tasks)]
    for suite in suites:
        if suite.left and suite.right:
            found += _suite(suite)
    found.sort(key=_lightness)
    return tuple(found[:MOST])


def _lightness(difference: Difference) -> float:
    return -difference.weight


def _properties(one: KeyFacts, other: KeyFacts) -> Iterator[Difference]:
    stated = (
        _open(one.category, other.category),
        _licence(one.licence, other.licence),
        _ratio("smaller", one.parameters, other.parameters, LARGER, "lower"),
        _ratio("context", one.context_window, other.context_window, LONGER, "higher"),
        _newer(one.release_date, other.release_date),
    )
    return (difference for difference in stated if difference)


# Facts and rows are shared by models, so most of what follows has been asked before.


@lru_cache(KEPT)
def _open(left: Fact, right: Fact) -> Difference | None:
    if not left.text or not right.text or left.key == right.key:
        return None
    return Difference("open", "left" if left.key == "open" else "right", 1.5, left, right)


@lru_cache(KEPT)
def _licence(left: Fact, right: Fact) -> Difference | None:
    if not left.text or not right.text or left.key == right.key:
        return None
    return Difference("licence", "left", 1.0, left, right)


@lru_cache(KEPT)
def _newer(left: Fact, right: Fact) -> Difference | None:
    one, other = left.key, right.key
    if not isinstance(one, PartialDate) or not isinstance(other, PartialDate) or not one.month or not other.month:
        return None
    months = 12 * (one.year - other.year) + one.month - other.month
    if abs(months) < MONTHS:
        return None
    side: Side = "left" if months > 0 else "right"
    return Difference("newer", side, abs(months) / 24, left, right, written_span(abs(months)))


@lru_cache(KEPT)
def _ratio(
    kind: str, left: Fact, right: Fact, least: float, better: str, labels: tuple[str, ...] = (), suite: str = ""
) -> Difference | None:
    """Return a statement where one number is at least `least` times the other; `side` is the one that is better."""
    if not left.order or not right.order or left.order < 0 or right.order < 0:
        return None
    # rounded, so that what binary fractions miss of a limit or a half does not decide
    times = round(max(left.order, right.order) / min(left.order, right.order), 9)
    if times < least:
        return None
    side: Side = "left" if (left.order > right.order) == (better == "higher") else "right"
    return Difference(kind, side, log2(times), left, right, written_ratio(times), labels, suite)


def _tasks(rows: Sequence[ComparedRow]) -> Iterator[Difference]:
    told = [row for row in rows if row.only]
    for side in _SIDES:
        found = [row for row in told if row.only == side]
        if found:
            labels = tuple([row.row.label for row in found])
            yield Difference("task", side, 0.75 + len(found) / 4, found[0].left, found[0].right, "", labels)


def _suite(suite: ComparedSuite) -> list[Difference]:
    """Return the category where either side leads most, and who answers faster."""
    name, headline = suite.table.suite.name, suite.table.headline
    stated = [_row(row, name) for place, row in enumerate(suite.rows) if row.better and place != headline]
    found = [difference for difference in stated if difference and difference.kind == "faster"]
    most: dict[Side, Difference] = {}
    for lead in stated:
        if lead and lead.kind != "faster" and (lead.side not in most or most[lead.side].weight < lead.weight):
            most[lead.side] = lead
    return found + list(most.values())


@lru_cache(KEPT)
def _row(row: ComparedRow, suite: str) -> Difference | None:
    """Return what a row of a suite says, one side of which is better."""
    left, right, labels = row.left, row.right, (row.row.label,)
    if row.row.key == TIME:
        return _ratio("faster", left, right, SLOWER, "lower", suite=suite)
    if left.unit != "%":
        return _ratio("number", left, right, SHARE, row.row.better, labels, suite)
    gap = round(abs((left.order or 0.0) - (right.order or 0.0)), 9)  # as in _ratio
    if row.better is None or gap < POINTS or 0 < left.total < PROMPTS:
        return None
    return Difference("category", row.better, gap / 10, left, right, "", labels, suite)


@lru_cache(4096)
def written_span(months: int) -> str:
    """Write a time between releases: in months below two years, then in years with at most one decimal."""
    return f"{months} months" if months < 24 else f"{short(Fraction(months, 12), 1)} years"


@lru_cache(4096)
def written_ratio(times: float) -> str:
    """Write how many times one number is another: with at most one decimal below ten, then with none."""
    return short(Decimal(repr(times)), 1 if times < 9.95 else 0)
