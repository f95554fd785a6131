"""Leaderboards: who stands where in a suite or a category, as far as the data can bear.

Models stand by score. What rank a model has is another matter: where outcomes are known prompt by prompt, every two
models are tested, and those that cannot be told apart share a range of ranks. Where nothing can be tested, because only
sums or numbers are known or no two models have prompts in common, plain scores are ranked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from visavis.compare.facts import Better, Row
from visavis.compare.matches import Answered
from visavis.compare.rank_ranges import Ranges, RankRange, rank_ranges
from visavis.compare.scores import OVERALL, RunScores, SuiteTable
from visavis.load.remembered import Remembered


class Top(StrEnum):
    """What can be said of the best of a leaderboard, from which templates choose their sentence."""

    NOBODY = "nobody"
    """No model has a score here."""
    ALONE = "alone"
    """One model has a score, and nothing to be compared with."""
    UNRANKED = "unranked"
    """Neither of two numbers is better."""
    BEST = "best"
    """Plain scores: one model has the best."""
    LEVEL = "level"
    """Plain scores: several models have the best."""
    AHEAD = "ahead"
    """Tested: one model is ahead of all others."""
    UNBEATEN = "unbeaten"
    """Tested: there is one model that no other is ahead of, but it is not ahead of them all."""
    SHARED = "shared"
    """Tested: there are several models that no other is ahead of."""
    ROUND = "round"
    """Tested: every model has another ahead of it, which takes prompts that differ between models."""
    UNDIVIDED = "undivided"
    """Tested: no two models are told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A model's place: the best and the worst rank it can have, as far as tests tell.

    Of plain scores both are the rank by score; models with equal scores share it, and the next rank counts them all
    (1, 1, 3).
    """

    range: RankRange
    shared: bool
    model: str
    run: RunScores

    @property
    def ranks(self) -> str:
        """The rank or ranks, as written: 3 or 1–11."""
        best, worst = self.range
        return str(best) if best == worst else f"{best}–{worst}"


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """The models of a suite by what they have in one row of it, best first; equal scores in the order of names.

    `without` are the keys of those that have nothing there, by name. `row` stands at `place` of the suite's rows; it is
    None in a suite without a headline, which ranks nobody. `pairs` were tested, of which `apart` are told apart, each
    by a lead of at least `least` prompts; all are 0 where plain scores are ranked.
    """

    row: Row | None
    place: int
    entries: tuple[Ranked, ...]
    without: tuple[str, ...]
    pairs: int
    apart: int
    least: int

    @property
    def firsts(self) -> tuple[Ranked, ...]:
        """Those that can have rank 1: nobody is ahead of them."""
        return tuple(entry for entry in self.entries if entry.range.best == 1)

    @property
    def top(self) -> Top:
        """What can be said of the best."""
        if self.row is None or not self.entries:
            return Top.NOBODY
        if len(self.entries) == 1:
            return Top.ALONE
        if self.row.better == "neither":
            return Top.UNRANKED
        firsts = self.firsts
        if not self.pairs:
            return Top.BEST if len(firsts) == 1 else Top.LEVEL
        if not self.apart:
            return Top.UNDIVIDED
        if len(firsts) != 1:
            return Top.SHARED if firsts else Top.ROUND
        return Top.AHEAD if firsts[0].range.worst == 1 else Top.UNBEATEN


def ranks(values: Iterable[float], better: Better) -> list[int]:
    """Return the rank of each value, from 1: one more than the number of values that are better."""
    listed = list(values)
    sign = -1 if better == "lower" else 1
    ordered = sorted((sign * value for value in listed), reverse=True)
    first: dict[float, int] = {}
    for place, value in enumerate(ordered, start=1):
        first.setdefault(value, place)
    return [first[sign * value] for value in listed]


def leaderboard(
    table: SuiteTable, names: Mapping[str, str], place: int | None, remembered: Remembered | None = None
) -> Board:
    """Rank the models of a suite by the row at this place, None where there is none to rank by.

    Where its numbers have no better direction, all share rank 1.
    """
    row = table.rows[place] if place is not None else None
    ranked, remembered = _ranked(table, place), remembered or Remembered()
    found = remembered("tested", (table,), lambda: _tested(table, row, ranked), place)
    sharing = Counter(ranked.values() if not found.pairs else ())
    plain = [RankRange(rank, rank) for rank in ranked.values()]
    spans = dict(zip(ranked, found.models if found.pairs else plain, strict=True))
    entries = [
        Ranked(spans[model], sharing[ranked[model]] > 1, model, table.runs[model]) for model in _ordered(ranked, names)
    ]
    without = sorted(table.runs.keys() - ranked.keys(), key=lambda model: (names[model].casefold(), model))
    return Board(row, place or 0, tuple(entries), tuple(without), found.pairs, found.apart, found.least)


def order(table: SuiteTable, names: Mapping[str, str], place: int | None) -> list[str]:
    """Return the keys of the models on the leaderboard of this row, in its order, without the tests behind it."""
    return _ordered(_ranked(table, place), names)


def _ordered(ranked: Mapping[str, int], names: Mapping[str, str]) -> list[str]:
    return sorted(ranked, key=lambda model: (ranked[model], names[model].casefold(), model))


def _ranked(table: SuiteTable, place: int | None) -> dict[str, int]:
    """Return the rank by plain score of every model that has one in this row, in the order of the suite's runs."""
    if place is None:
        return {}
    better = table.rows[place].better
    orders = {model: run.facts[place].order for model, run in table.runs.items()}
    scored = {model: found for model, found in orders.items() if found is not None}
    places = ranks([found if better != "neither" else 0 for found in scored.values()], better)
    return dict(zip(scored, places, strict=True))


def _tested(table: SuiteTable, row: Row | None, models: Iterable[str]) -> Ranges:
    """Return the rank ranges of models that have a score in this row; without pairs where nothing can be tested."""
    mask = 0
    if row is not None:
        mask = -1 if row.key == OVERALL else table.prompts.masks.get(row.key, 0)
    if not mask:
        return Ranges([], 0, 0, 0)
    runs = [table.runs[model] for model in models]
    return rank_ranges([Answered(run.passed_bits & mask, run.asked_bits & ~run.passed_bits & mask) for run in runs])
