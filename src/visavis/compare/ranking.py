"""Leaderboards: who stands where in a suite or a category, as far as the data can bear.

Models stand by score. What rank a model has is another matter: where outcomes are known prompt by prompt, every two
models are tested, and those that cannot be told apart share a range of ranks. Where nothing can be tested, because only
sums or numbers are known or no two models have prompts in common, plain scores are ranked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from visavis.compare.facts import Better, Row
from visavis.compare.rank_ranges import Answered, Ranges, RankRange, rank_ranges
from visavis.compare.scores import OVERALL, RunScores, SuiteTable


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


def leaderboard(table: SuiteTable, names: dict[str, str], place: int | None) -> Board:
    """Rank the models of a suite by the row at this place, None where there is none to rank by.

    Where its numbers have no better direction, all share rank 1.
    """
    row = table.rows[place] if place is not None else None
    facts = {model: run.facts[place] for model, run in table.runs.items()} if place is not None else {}
    scored = {model: fact.order for model, fact in facts.items() if fact.order is not None}
    better = row.better if row is not None else "neither"
    places = ranks([order if better != "neither" else 0 for order in scored.values()], better)
    found = _tested(table, row, scored)
    sharing = Counter(places if not found.pairs else ())
    plain = [RankRange(rank, rank) for rank in places]
    board = [
        (rank, Ranked(span, sharing[rank] > 1, model, table.runs[model]))
        for rank, span, model in zip(places, found.models if found.pairs else plain, scored, strict=True)
    ]
    board.sort(key=lambda entry: (entry[0], names[entry[1].model].casefold(), entry[1].model))
    without = sorted(table.runs.keys() - scored.keys(), key=lambda model: (names[model].casefold(), model))
    entries = tuple([entry for _, entry in board])
    return Board(row, place or 0, entries, tuple(without), found.pairs, found.apart, found.least)


def _tested(table: SuiteTable, row: Row | None, models: Iterable[str]) -> Ranges:
    """Return the rank ranges of models that have a score in this row; without pairs where nothing can be tested."""
    mask = 0
    if row is not None:
        mask = -1 if row.key == OVERALL else table.prompts.masks.get(row.key, 0)
    if not mask:
        return Ranges([], 0, 0, 0)
    runs = [table.runs[model] for model in models]
    return rank_ranges([Answered(run.passed_bits & mask, run.asked_bits & ~run.passed_bits & mask) for run in runs])
