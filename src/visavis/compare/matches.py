"""How every two of many models did against each other, prompt by prompt: wins and losses, counted for all at once.

Pure functions of sets of prompts, which are whole numbers with one bit for each prompt. A suite of 1,000 models has
half a million pairs and is counted anew in every category, so next to nothing here is done for one pair.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache, cached_property, reduce
from itertools import combinations, groupby
from operator import and_
from typing import NamedTuple, Protocol

BYTE = 256
"""So many numbers fit into a byte."""
MANY = 100
"""Of fewer models, matches are sooner counted one by one."""


class Answered(NamedTuple):
    """The prompts that a model passed, and those that it was asked and did not pass, as bits; the sets are disjoint."""

    passed: int
    failed: int


class Score(NamedTuple):
    """On how many prompts only the one was right, `wins`, and only the other, `losses`."""

    wins: int
    losses: int


class Matches(Protocol):
    """The matches of every two models that have prompts in common, each seen from either side."""

    def leads(self) -> Counter[int]:
        """Return how many matches ended with each lead: on so many prompts more only the one was right."""

    def scores(self, least: int) -> Counter[Score]:
        """Return how many matches ended with each score, of those with a lead of at least so many, 1 or more."""

    def decided(self, leads: Collection[Score]) -> tuple[list[int], list[int]]:
        """Return of how many matches with one of these scores, all won, each model lost and won the match.

        They are among the scores that were asked for before."""


def matches(models: Sequence[Answered]) -> Matches:
    """Return the matches of every two of these models."""
    asked = {passed | failed for passed, failed in models}
    if len(models) >= MANY and len(asked) == 1 and 0 < next(iter(asked)).bit_count() < BYTE:
        return _OfSamePrompts([passed for passed, _ in models])
    return _OfAnyPrompts(models)


class _OfSamePrompts:
    """All models were asked the same, fewer than `BYTE` prompts: what two both passed says how they did.

    The models stand in order of how many they passed, and those who passed as many are a group. The numbers of prompts
    that one of them passed along with each of all models are a row of bytes; a row is the sum of a few long numbers,
    which have a byte for each model.
    """

    def __init__(self, passed: Sequence[int]) -> None:
        self._order = sorted(range(len(passed)), key=lambda place: passed[place].bit_count())
        self._sets = [passed[place] for place in self._order]
        self._groups: list[tuple[int, int, int]] = []
        for count, group in groupby(self._sets, int.bit_count):
            start = self._groups[-1][2] if self._groups else 0
            self._groups.append((count, start, start + len(list(group))))
        self._both: dict[tuple[int, int], Counter[int]] = {}

    @cached_property
    def _rows(self) -> list[bytes]:
        sets = self._sets
        width = max(one.bit_length() for one in sets)

        @cache
        def passers(prompt: int) -> int:
            return int.from_bytes(bytes([one >> prompt & 1 for one in sets]), "little")

        @cache
        def among(first: int, some: int) -> int:
            """Return how many of some eight prompts, from the first on, each model passed."""
            return sum(passers(first + at) for at in range(8) if some >> at & 1)

        rows = (sum(among(first, one >> first & 255) for first in range(0, width, 8)) for one in sets)
        return [row.to_bytes(len(sets), "little") for row in rows]

    def leads(self) -> Counter[int]:
        found = Counter({0: sum((stop - start) * (stop - start - 1) // 2 for _, start, stop in self._groups)})
        for (few, start, stop), (many, first, end) in combinations(self._groups, 2):
            found[many - few] += (stop - start) * (end - first)
        return found

    def scores(self, least: int) -> Counter[Score]:
        found: Counter[Score] = Counter()
        for low, high in combinations(range(len(self._groups)), 2):
            few, many = self._groups[low][0], self._groups[high][0]
            if many - few >= least:
                self._both[low, high] = both = self._counted(low, high)
                for number, times in both.items():
                    found[Score(few - number, many - number)] += times
        return found

    def _counted(self, low: int, high: int) -> Counter[int]:
        """Return how often so many prompts were passed by both, of each two of two groups."""
        (_, start, stop), (_, first, end) = self._groups[low], self._groups[high]
        return Counter(b"".join([row[first:end] for row in self._rows[start:stop]]))

    def decided(self, leads: Collection[Score]) -> tuple[list[int], list[int]]:
        lost, won = [0] * len(self._sets), [0] * len(self._sets)
        for (low, high), both in self._both.items():
            (few, start, stop), (many, first, end) = self._groups[low], self._groups[high]
            open_ = bytes(number for number in both if (many - number, few - number) not in leads)
            if len(open_) == len(both):
                continue
            for place in range(start, stop):
                lost[self._order[place]] += len(self._rows[place][first:end].translate(None, open_))
            for place in range(first, end):
                won[self._order[place]] += len(self._rows[place][start:stop].translate(None, open_))
        return lost, won


class _OfAnyPrompts:
    """Wins and losses are counted pair by pair, and kept as one number for each, the wins above `width` bits."""

    def __init__(self, models: Sequence[Answered]) -> None:
        self._models = models
        self._width = width = max((side.bit_length() for model in models for side in model), default=0).bit_length()
        self._rows = [
            array("Q", [(passed & f).bit_count() << width | (failed & p).bit_count() for p, f in models[place:]])
            for place, (passed, failed) in enumerate(models, start=1)
        ]

    def leads(self) -> Counter[int]:
        found: Counter[int] = Counter()
        for score, times in self._scores.items():
            found[abs(score.wins - score.losses)] += times
        return found

    def scores(self, least: int) -> Counter[Score]:
        every = self._scores.items()
        return Counter({score: times for score, times in every if abs(score.wins - score.losses) >= least})

    @cached_property
    def _scores(self) -> Counter[Score]:
        counts: Counter[int] = Counter()
        for row in self._rows:
            counts.update(row)
        counts[0] -= _strangers(self._models)
        return Counter({self._score(key): times for key, times in counts.items()})

    def decided(self, leads: Collection[Score]) -> tuple[list[int], list[int]]:
        lost, won = [0] * len(self._rows), [0] * len(self._rows)
        keys = {score.wins << self._width | score.losses for score in leads}
        mirrored = {score.losses << self._width | score.wins for score in leads}
        for one, row in enumerate(self._rows if leads else ()):
            for other, key in enumerate(row, start=one + 1):
                if key in keys:
                    won[one] += 1
                    lost[other] += 1
                elif key in mirrored:
                    won[other] += 1
                    lost[one] += 1
        return lost, won

    def _score(self, key: int) -> Score:
        return Score(key >> self._width, key & (1 << self._width) - 1)


def _strangers(models: Sequence[Answered]) -> int:
    """Return how many pairs have no prompt in common; most models were asked the same, so sets are few."""
    asked = Counter(passed | failed for passed, failed in models)
    if len(models) > 1 and reduce(and_, asked):
        return 0
    apart = sum(asked[one] * asked[other] for one, other in combinations(asked, 2) if not one & other)
    return apart + asked[0] * (asked[0] - 1) // 2
