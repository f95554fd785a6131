"""How every two of many models did against each other, prompt by prompt: wins and losses, counted for all at once.

Pure functions of sets of prompts, which are whole numbers with one bit for each prompt. A suite of 1,000 models has
half a million pairs and is counted anew in every category, so next to nothing here is done for one pair.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache, cached_property, reduce
from itertools import combinations, groupby
from operator import and_, or_
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
    that one of them passed along with each of those who passed enough more are a row of bytes; a row is the sum of a
    few long numbers, which have a byte for each model.
    """

    def __init__(self, passed: Sequence[int]) -> None:
        self._order = sorted(range(len(passed)), key=lambda place: passed[place].bit_count())
        self._sets = [passed[place] for place in self._order]
        self._passed = reduce(or_, passed).bit_count()
        self._groups: list[_Group] = []
        for count, group in groupby(self._sets, int.bit_count):
            start = self._groups[-1].stop if self._groups else 0
            self._groups.append(_Group(count, start, start + len(list(group))))
        self._blocks: list[_Block] = []

    def leads(self) -> Counter[int]:
        sizes = [(group.passed, group.stop - group.start) for group in self._groups]
        found = Counter({0: sum(size * (size - 1) // 2 for _, size in sizes)})
        for (few, low), (many, high) in combinations(sizes, 2):
            found[many - few] += low * high
        return found

    def scores(self, least: int) -> Counter[Score]:
        found: Counter[Score] = Counter()
        self._blocks = list(self._played(least))
        for block in self._blocks:
            few, many = block.low.passed, block.high.passed
            for number, times in block.both.items():
                found[Score(few - number, many - number)] += times
        return found

    def decided(self, leads: Collection[Score]) -> tuple[list[int], list[int]]:
        lost, won = [0] * len(self._sets), [0] * len(self._sets)
        for low, high, rows, both in self._blocks:
            told = [number for number in both if (high.passed - number, low.passed - number) in leads]
            if not told:
                continue
            flags = bytes(number in told for number in range(BYTE))
            decisions = [row.translate(flags) for row in rows]
            for place, decision in enumerate(decisions, start=low.start):
                lost[self._order[place]] += decision.count(1)
            for place, times in enumerate(_sums(decisions), start=high.start):
                won[self._order[place]] += times
        return lost, won

    def _played(self, least: int) -> Iterator[_Block]:
        """Yield the matches of each two groups of which the one passed so many prompts more."""
        sets = self._sets
        width = max(one.bit_length() for one in sets)

        @cache
        def passers(prompt: int) -> int:
            return int.from_bytes(bytes([one >> prompt & 1 for one in sets]), "little")

        @cache
        def among(first: int, some: int) -> int:
            """Return how many of some eight prompts, from the first on, each model passed."""
            return sum(passers(first + at) for at in range(8) if some >> at & 1)

        for low in self._groups:
            enough = [high for high in self._groups if high.passed - low.passed >= least]
            if not enough:
                return
            begin = enough[0].start
            rows = [
                sum(among(first, one >> first & 255) >> 8 * begin for first in range(0, width, 8)).to_bytes(
                    len(sets) - begin, "little"
                )
                for one in sets[low.start : low.stop]
            ]
            for high in enough:
                parts = [row[high.start - begin : high.stop - begin] for row in rows]
                yield _Block(low, high, parts, self._counted(b"".join(parts), low.passed, high.passed))

    def _counted(self, block: bytes, few: int, many: int) -> dict[int, int]:
        """Return how often each number is in a block: of prompts that two passed who passed few and many of them."""
        usual = few * many / (self._passed or 1)
        likely_first = sorted(range(max(0, few + many - self._passed), few + 1), key=lambda one: abs(one - usual))
        found, left = dict[int, int](), len(block)
        for number in likely_first:
            if not left:
                break
            if times := block.count(number):
                found[number] = times
                left -= times
        return found


class _Group(NamedTuple):
    """The models that passed as many prompts, by their places in the order of how many."""

    passed: int
    start: int
    stop: int


class _Block(NamedTuple):
    """The matches of two groups: for each of the lower one, how many prompts it and each of the higher one passed.

    `both` says how often each of these numbers is in the `rows`.
    """

    low: _Group
    high: _Group
    rows: list[bytes]
    both: dict[int, int]


def _sums(rows: Sequence[bytes]) -> list[int]:
    """Return the sums of the columns of rows of zeros and ones, counted in bytes, so many rows at a time."""
    found = [0] * len(rows[0])
    for start in range(0, len(rows), BYTE - 1):
        some = sum(int.from_bytes(row, "little") for row in rows[start : start + BYTE - 1])
        found = [total + more for total, more in zip(found, some.to_bytes(len(found), "little"), strict=True)]
    return found


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
