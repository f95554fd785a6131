"""What stands out among all models: the closest calls, the biggest gaps, the newest models and the latest results.

Nothing here walks over pairs: a closest call is looked for among models that stand next to each other on a leaderboard,
a biggest gap between the best and the last of a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest
from math import log2
from typing import NamedTuple

from visavis.compare.differences import PROMPTS
from visavis.compare.facts import Fact, Row
from visavis.compare.paired import paired
from visavis.compare.pairs import Pair, pair
from visavis.compare.scores import SuiteTable
from visavis.compare.subjects import Catalogue, Subject
from visavis.compare.times import TIMES
from visavis.compare.verdict import Verdict, Word
from visavis.load.scalars import PartialDate


class Call(NamedTuple):
    """Two models next to each other on a suite's leaderboard, and the verdict on them, which is too close to call."""

    suite: str
    of: Pair
    verdict: Verdict


class Gap(NamedTuple):
    """The best and the last model in a row of a suite, each with what it has there."""

    suite: str
    row: Row
    best: str
    best_fact: Fact
    last: str
    last_fact: Fact


class Latest(NamedTuple):
    """The latest runs of a suite: its models that were run on this date, by key."""

    suite: str
    date: PartialDate
    models: tuple[str, ...]


def closest_calls(catalogue: Catalogue, most: int) -> list[Call]:
    """Return at most so many pairs that paired tests cannot tell apart, the closest first.

    Closest are those with the smallest difference over the prompts that both were asked, of which there are at least
    `PROMPTS`; of these, those that disagree on most prompts, and then those that stand highest.
    """
    found = [call for table in catalogue.suites.values() for call in _calls(catalogue, table)]
    found.sort(key=lambda call: (abs(call.verdict.difference or 0), -call.verdict.wins - call.verdict.losses))
    return found[:most]


def biggest_gaps(catalogue: Catalogue, most: int) -> list[Gap]:
    """Return at most so many rows in which models are furthest apart: the widest of each suite, then the second ones.

    Suites with more models come first.
    A row has a direction, and is no response time. Between percentages the gap is the difference, between other numbers
    the ratio, weighed as in differences.py. Shares are of the same prompts, at least `PROMPTS` of them: where models
    were asked different ones, those that most models were asked. Of several that are best, or last, the first counts,
    or the last, on the leaderboard.
    """
    tables = sorted(catalogue.suites.values(), key=lambda table: -len(table.runs))
    in_turn = zip_longest(*(_gaps(catalogue, table) for table in tables))
    return [gap for found in in_turn for gap in found if gap][:most]


def newest_models(catalogue: Catalogue, most: int) -> list[Subject]:
    """Return at most so many models whose release is known, the newest first; of one date, by name."""
    dated = [
        (date.order, subject)
        for subject in catalogue.subjects.values()
        if isinstance(date := subject.key_facts.release_date.key, PartialDate)
    ]
    dated.sort(key=lambda one: (one[1].name.casefold(), one[1].key))
    dated.sort(key=lambda one: one[0], reverse=True)
    return [subject for _, subject in dated[:most]]


def latest_results(catalogue: Catalogue, most: int) -> list[Latest]:
    """Return at most so many suites with their latest runs, the latest first; of one date, by key."""
    found = []
    for key, table in catalogue.suites.items():
        if table.runs:
            date = max((run.dated for run in table.runs.values()), key=lambda date: date.order)
            models = tuple(model for model, run in table.runs.items() if run.dated == date)
            found.append(Latest(key, date, models))
    found.sort(key=lambda latest: latest.date.order, reverse=True)
    return found[:most]


def _calls(catalogue: Catalogue, table: SuiteTable) -> Iterator[Call]:
    """Yield the neighbours on a leaderboard that are too close to call, the best first."""
    for one, other in pairwise(entry.model for entry in catalogue.boards[table.key].entries):
        of = pair(one, other)
        verdict = paired(table.runs[of.left], table.runs[of.right])
        if verdict.word is Word.TOO_CLOSE and verdict.common >= PROMPTS:
            yield Call(table.key, of, verdict)


def _gaps(catalogue: Catalogue, table: SuiteTable) -> list[Gap]:
    board = catalogue.boards[table.key]
    models = [*(entry.model for entry in board.entries), *board.without]
    found = []
    for place, row in enumerate(table.rows):
        if row.better != "neither" and row.key not in TIMES:
            facts = [(model, table.runs[model].facts[place]) for model in models]
            gap = _gap(table.key, row, _alike(facts))
            found += [gap] if gap else []
    found.sort(key=lambda gap: gap[0], reverse=True)
    return [gap for _, gap in found]


def _alike(facts: list[tuple[str, Fact]]) -> list[tuple[str, Fact, float]]:
    """Return models with a number of which any two can be set against each other: most of them."""
    kinds: dict[object, list[tuple[str, Fact, float]]] = {}
    for model, fact in facts:
        if fact.order is not None and not 0 < fact.total < PROMPTS:
            kinds.setdefault(fact.prompts or (fact.total, fact.split), []).append((model, fact, fact.order))
    return max(kinds.values(), key=len, default=[])


def _gap(suite: str, row: Row, numbers: list[tuple[str, Fact, float]]) -> tuple[float, Gap] | None:
    """Return the gap between the best and the last, with its weight; None where there is none."""
    if len(numbers) < 2:
        return None
    sign = 1 if row.better == "higher" else -1
    best = max(numbers, key=lambda one: sign * one[2])
    last = min(reversed(numbers), key=lambda one: sign * one[2])
    weight = _weight(best[1], best[2], last[2])
    return (weight, Gap(suite, row, *best[:2], *last[:2])) if weight else None


def _weight(fact: Fact, best: float, last: float) -> float:
    if fact.unit == "%":
        return abs(best - last) / 10
    return log2(max(best, last) / min(best, last)) if min(best, last) > 0 else 0.0
