"""What differs most between two models, as statements with the numbers behind them.

Every candidate has a weight, so that the statements of a page stand in the order of their size:

- a ratio r (response times, parameters, context windows, numbers that are no percentages) weighs |log2 r|,
- a gap between two percentages one for every 10 points, a year between releases one half,
- weights that only one side can be had of one and a half, another licence one,
- tasks that only one side does three quarters, and a quarter more for each of them.

What is too small to matter to a choice is left out; each rule names its limit. Of a suite, each side speaks for its
largest gap alone. Only facts that both models state are used, and shares and times only of the same prompts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from math import log2
from operator import attrgetter, getitem
from typing import NamedTuple

from visavis.compare.facts import Fact, Row
from visavis.compare.paired import category_verdict
from visavis.compare.rounding import short
from visavis.compare.rows import ComparedRow, ComparedSuite, Side
from visavis.compare.scores import RunScores, SuiteTable
from visavis.compare.subjects import KeyFacts, Subject
from visavis.compare.times import SLOW, TYPICAL
from visavis.compare.verdict import Verdict
from visavis.language import Language, _, current, ngettext
from visavis.load.scalars import PartialDate

MOST = 4
"""At most this many statements stand on a page."""
SLOWER, LARGER, LONGER = 1.2, 1.5, 1.5
"""The least ratio of response times, parameters and context windows worth a statement."""
POINTS, PROMPTS, SHARE, MONTHS = 5, 5, 1.05, 6
"""The least gap between percentages in points, and the least prompts behind shares for it to say anything; the least
ratio of other numbers; the least months between releases."""

KEPT = 20_000
"""So many answers of each question are kept."""


class Difference(NamedTuple):
    """One statement. `kind` chooses its words in the templates; `side` is whom it speaks for.

    `amount` is the size as shown (a ratio, or a time span), `labels` what it is about, `suite` where it was measured
    and `key` the category there; `left` and `right` are the facts behind it. `verdict` says what a lead in a category
    is worth, None where that is not known. `fewest` is how many prompts a category takes, where one of fewer has a
    wider gap in favour of that side, else 0.
    """

    kind: str
    side: Side
    weight: float
    left: Fact
    right: Fact
    amount: str = ""
    labels: tuple[str, ...] = ()
    suite: str = ""
    key: str = ""
    verdict: Verdict | None = None
    fewest: int = 0


class Differences:
    """Finds what differs most. Facts and rows are shared by models, so most of what is asked has been asked before.

    `labels` has the labels of tasks, by the set of their places.
    """

    def __init__(self, tasks: Sequence[Row], suites: Iterable[SuiteTable]) -> None:
        self._left: KeyFacts | None = None
        self.labels = _Labels(tasks)
        self._rules: list[_Rule] = []
        self._rows = {table.key: _Rows(table) for table in suites}

    def __call__(self, left: Subject, right: Subject, suites: Iterable[ComparedSuite]) -> tuple[Difference, ...]:
        """Return the statements about a pair, the weightiest first, at most `MOST`."""
        if self._left is not left.key_facts:
            self._left = left.key_facts
            self._rules = [_Rule(rule, fact) for rule, fact in zip(_RULES, _ruled(left.key_facts), strict=True)]
        found = [*filter(None, map(getitem, self._rules, _ruled(right.key_facts))), *self._tasks(left, right)]
        for suite in suites:
            if suite.left and suite.right:
                found += _suite(suite, suite.left, suite.right, self._rows[suite.table.key])
        found.sort(key=_weight, reverse=True)
        return tuple(found[:MOST])

    def _tasks(self, left: Subject, right: Subject) -> Iterator[Difference]:
        sides: tuple[Side, Side] = "left", "right"
        for side, tasks in zip(sides, (left.does & right.does_not, right.does & left.does_not), strict=True):
            if tasks:
                first, labels = (tasks & -tasks).bit_length() - 1, self.labels[tasks]
                weight = 0.75 + len(labels) / 4
                yield Difference("task", side, weight, left.tasks[first], right.tasks[first], "", labels)


_weight = attrgetter("weight")


class _Labels(dict[int, tuple[str, ...]]):
    """The labels of tasks, by the set of their places."""

    def __init__(self, tasks: Sequence[Row]) -> None:
        super().__init__()
        self._all = [row.label for row in tasks]

    def __missing__(self, tasks: int) -> tuple[str, ...]:
        if len(self) >= KEPT:
            self.clear()
        made = self[tasks] = tuple([label for place, label in enumerate(self._all) if tasks >> place & 1])
        return made


def _ruled(facts: KeyFacts) -> tuple[Fact, ...]:
    """Return the facts that the rules are about, in their order."""
    return facts.category, facts.licence, facts.parameters, facts.context_window, facts.release_date


class _Rule(dict[Fact, Difference | None]):
    """What a rule says of one model's fact and each other one."""

    def __init__(self, rule: Callable[[Fact, Fact], Difference | None], left: Fact) -> None:
        super().__init__()
        self._rule, self._fact = rule, left

    def __missing__(self, right: Fact) -> Difference | None:
        made = self[right] = self._rule(self._fact, right)
        return made


class _Rows(dict[ComparedRow, tuple[bool, Difference | None]]):
    """What the rows of a suite say, and whether that is of a time that one may stand for a run by, known of both.

    The row that stands for the whole says nothing of its own, and neither do the slowest answers.
    """

    def __init__(self, table: SuiteTable) -> None:
        super().__init__()
        self._suite = table.suite.name
        self._silent = {SLOW} if table.headline is None else {SLOW, table.rows[table.headline].key}

    def __missing__(self, row: ComparedRow) -> tuple[bool, Difference | None]:
        if len(self) >= KEPT:
            self.clear()
        timed = row.row.key in TYPICAL and row.left.known and row.right.known
        says = row.better is not None and row.row.key not in self._silent
        made = self[row] = timed, _row(row, self._suite) if says else None
        return made


def _open(left: Fact, right: Fact) -> Difference | None:
    differ = left.text and right.text and left.key != right.key
    return Difference("open", "left" if left.key == "open" else "right", 1.5, left, right) if differ else None


def _licence(left: Fact, right: Fact) -> Difference | None:
    differ = left.text and right.text and left.key != right.key
    return Difference("licence", "left", 1.0, left, right) if differ else None


def _newer(left: Fact, right: Fact) -> Difference | None:
    one, other = left.key, right.key
    if not isinstance(one, PartialDate) or not isinstance(other, PartialDate) or not one.month or not other.month:
        return None
    months = 12 * (one.year - other.year) + one.month - other.month
    if abs(months) < MONTHS:
        return None
    side: Side = "left" if months > 0 else "right"
    return Difference("newer", side, abs(months) / 24, left, right, written_span(abs(months)))


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


def _suite(suite: ComparedSuite, left: RunScores, right: RunScores, says: _Rows) -> list[Difference]:
    """Return who answers faster, and the category where either side leads most."""
    most: dict[Side, Difference] = {}
    chance: dict[Side, float] = {}  # the weight of the same, of categories of too few prompts
    faster, timed = None, False
    for row in suite.rows:
        is_time, lead = says[row]
        if is_time:
            # by the mean only where no median of both is known, even where the medians differ by too little to say
            faster, timed = faster if timed else lead, True
        elif lead and lead.kind == "chance":
            chance[lead.side] = max(chance.get(lead.side, 0.0), lead.weight)
        elif lead and (lead.side not in most or most[lead.side].weight < lead.weight):
            most[lead.side] = lead
    found = [faster] if faster else []
    for lead in most.values():
        verdict = category_verdict(suite.table.prompts, left, right, lead.key) if lead.kind == "category" else None
        found.append(Difference(*lead[:-2], verdict, PROMPTS if chance.get(lead.side, 0.0) > lead.weight else 0))
    return found


def _row(row: ComparedRow, suite: str) -> Difference | None:
    """Return what a row of a suite says in which one side is better; of kind chance where prompts are too few."""
    left, right, labels = row.left, row.right, (row.row.label,)
    if row.row.key in TYPICAL:
        return _ratio("faster", left, right, SLOWER, "lower", (_(TYPICAL[row.row.key]),), suite)
    if left.unit != "%":
        return _ratio("number", left, right, SHARE, row.row.better, labels, suite)
    gap = round(abs((left.order or 0.0) - (right.order or 0.0)), 9)  # as in _ratio
    kind = "chance" if 0 < left.total < PROMPTS else "category"
    side = row.better if gap >= POINTS else None
    return Difference(kind, side, gap / 10, left, right, "", labels, suite, row.row.key) if side else None


_RULES: tuple[Callable[[Fact, Fact], Difference | None], ...] = (
    _open,
    _licence,
    lambda left, right: _ratio("smaller", left, right, LARGER, "lower"),
    lambda left, right: _ratio("context", left, right, LONGER, "higher"),
    _newer,
)


def written_span(months: int) -> str:
    """Write a time between releases: in months below two years, then in years with at most one decimal."""
    if months < 24:
        return ngettext("{num} month", "{num} months", months)
    return _("{years} years").format(years=short(Fraction(months, 12), 1))


def written_ratio(times: float) -> str:
    """Write how many times one number is another: with at most one decimal below ten, then with none.

    `times` has at most nine decimals; halves are rounded up. Every pair has a ratio; the ways to write one are few.
    """
    return _in_tenths(int(round(times * 10, 8) + 0.5) if times < 9.95 else 10 * int(times + 0.5), current())


@lru_cache(KEPT)
def _in_tenths(tenths: int, language: Language) -> str:  # noqa: ARG001 (it is written as the language does)
    return short(Fraction(tenths, 10), 1)
