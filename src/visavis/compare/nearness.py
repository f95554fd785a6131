"""Which models are alike: whom it makes sense to compare with whom, and who is nearest to whom.

Sets of models are integers, one bit for each model: at 10,000 models a set is 1.3 kB, and two of them are joined in
less than a microsecond, so nothing here walks over pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from visavis.compare.lazily import lazily
from visavis.compare.ranking import order
from visavis.compare.subjects import Catalogue, Subject
from visavis.load.scalars import PartialDate

_Traits = tuple[int, tuple[str, ...]]
"""What makes a model comparable: the tasks it does, as bits, and the suites it was run on."""


def bits(places: Iterable[int], size: int) -> int:
    """Return the set of these places, each less than `size`."""
    found = bytearray(size // 8 + 1)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


def places(of: int) -> Iterator[int]:
    """Yield the places in a set, in order."""
    digits = bin(of)[:1:-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


def comparable(catalogue: Catalogue, keys: Sequence[str], *, by_tasks: bool = True) -> list[int]:
    """Return, for each of the keys, the set of those it has a suite or a task in common with, by place in `keys`.

    A task is in common where both models do it; without `by_tasks`, only suites count. A model with a suite or a task
    is in its own set. Models alike in both share one integer, so that the memory taken goes with the kinds of models.
    """
    traits: list[_Traits] = []
    alike: dict[_Traits, list[int]] = {}
    for place, key in enumerate(keys):
        subject = catalogue.subjects[key]
        of = (subject.does if by_tasks else 0, tuple(subject.runs))
        traits.append(of)
        alike.setdefault(of, []).append(place)
    sets: dict[int | str, int] = {}
    for of, found in alike.items():
        having = bits(found, len(keys))
        for trait in _each(of):
            sets[trait] = sets.get(trait, 0) | having
    same: dict[int, int] = {}
    made: dict[_Traits, int] = {}
    for of in alike:
        joined = 0
        for trait in _each(of):
            joined |= sets[trait]
        made[of] = same.setdefault(joined, joined)
    return [made[of] for of in traits]


def _each(traits: _Traits) -> Iterator[int | str]:
    """Yield the tasks, by their places, and the suites."""
    yield from places(traits[0])
    yield from traits[1]


class _Stand(NamedTuple):
    """Where a model stands: `number` from 0 on the leaderboard of a suite, which lists places in `keys`."""

    suite: str
    board: list[int]
    number: int


class Nearness:
    """Who is nearest to whom, among the models that are comparable.

    First come those that stand on a leaderboard with a model, the fewest places apart first; where two stand on several
    leaderboards together, the one on which they are closest counts. A suite whose headline has no better direction, or
    none, ranks nobody. Then come the other comparable models: those with most tasks in common first, and of these the
    fewest places apart in the order of size. That order is by number of parameters and then by release date, with what
    is unknown last. Of two equally near, the one whose key sorts first comes first.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.keys: tuple[str, ...] = tuple(sorted(catalogue.subjects, key=lambda key: _size(catalogue.subjects[key])))
        place = {key: number for number, key in enumerate(self.keys)}
        sorts = {key: number for number, key in enumerate(sorted(self.keys))}
        self._sorts = [sorts[key] for key in self.keys]
        self._stands: list[list[_Stand]] = [[] for _ in self.keys]
        names = {key: subject.name for key, subject in catalogue.subjects.items()}
        for suite, table in catalogue.suites.items():
            if table.headline is not None and table.rows[table.headline].better != "neither":
                board = [place[model] for model in order(table, names, table.headline)]
                for number, model in enumerate(board):
                    self._stands[model].append(_Stand(suite, board, number))
        self._catalogue = catalogue
        self._levels: dict[tuple[int, ...], list[int]] = {}

    @lazily
    def comparable(self) -> list[int]:
        """Who is comparable with each of the keys; not asked where leaderboards say enough."""
        return comparable(self._catalogue, self.keys)

    @lazily
    def _tasks(self) -> list[tuple[int, ...]]:
        return [tuple(places(self._catalogue.subjects[key].does)) for key in self.keys]

    @lazily
    def _doing(self) -> dict[int, int]:
        doing: dict[int, list[int]] = {}
        for number, tasks in enumerate(self._tasks):
            for task in tasks:
                doing.setdefault(task, []).append(number)
        return {task: bits(found, len(self.keys)) for task, found in doing.items()}

    def nearest(self, most: int) -> list[list[int]]:
        """Return at most so many for each model, nearest first, all as places in `keys`."""
        return [self.nearest_to(model, most) for model in range(len(self.keys))]

    def nearest_to(self, model: int, most: int) -> list[int]:
        """Return the same for one model."""
        found = self._on_boards(model, most)
        if len(found) < most:
            tasks = self._tasks[model]
            if tasks not in self._levels:
                self._levels[tasks] = list(self._in_common(tasks))
            self._add_others(model, found, self._levels[tasks], most)
        return found

    def first_near(self, most: int) -> dict[tuple[str, str], int]:
        """Return every pair of which one is among the `most` nearest of the other, with the least number that has it.

        So pairs of which one is the nearest of the other have 1. The keys of a pair are sorted.
        """
        found: dict[tuple[str, str], int] = {}
        for model, others in zip(self.keys, self.nearest(most), strict=True):
            for number, other in enumerate(map(self.keys.__getitem__, others), start=1):
                of = (model, other) if model < other else (other, model)
                found[of] = min(number, found.get(of, number))
        return found

    def apart(self, one: int, other: int) -> tuple[int, str] | None:
        """Return how many places apart two models stand on the leaderboard on which they are closest, and its suite.

        Of several such leaderboards the one whose suite sorts first; None where they stand on none together.
        """
        numbers = {suite: number for suite, _, number in self._stands[other]}
        stands = (stand for stand in self._stands[one] if stand.suite in numbers)
        return min(((abs(stand.number - numbers[stand.suite]), stand.suite) for stand in stands), default=None)

    def _on_boards(self, model: int, most: int) -> list[int]:
        """Return the nearest of those that stand on a leaderboard with a model."""
        stands, near, seen = self._stands[model], list[int](), {model}
        furthest = max((max(place, len(board) - 1 - place) for _, board, place in stands), default=0)
        for apart in range(1, furthest + 1):
            if len(near) >= most:
                break
            found = {board[place - apart] for _, board, place in stands if place >= apart}
            found |= {board[place + apart] for _, board, place in stands if place + apart < len(board)}
            near += sorted(found - seen, key=self._sorts.__getitem__)
            seen |= found
        return near[:most]

    def _add_others(self, model: int, near: list[int], levels: list[int], most: int) -> None:
        """Add the nearest of the comparable models that are not there yet, until there are enough."""
        left = self.comparable[model] & ~bits([model, *near], len(self.keys))
        for level in levels:
            for other in self.around(level & left, model):
                if len(near) >= most:
                    return
                near.append(other)

    def _in_common(self, tasks: tuple[int, ...]) -> Iterator[int]:
        """Yield the set of models that do all of these tasks, then of those that do all but one, down to none.

        The counts of all models are added up at once, as binary numbers written across: `digits[n]` is the set of
        models whose count has the n-th binary digit (the carry-save adder of bit-sliced counting).
        """
        digits: list[int] = []
        for task in tasks:
            carry, number = self._doing[task], 0
            while carry:
                if number == len(digits):
                    digits.append(0)
                digits[number], carry = digits[number] ^ carry, digits[number] & carry
                number += 1
        everybody = (1 << len(self.keys)) - 1
        for count in range(len(tasks), -1, -1):
            level = everybody
            for number, digit in enumerate(digits):
                level &= digit if count >> number & 1 else ~digit
            yield level

    def around(self, level: int, model: int) -> Iterator[int]:
        """Yield the places in a set by how far they are from this one, on either side."""
        before, after = level & (1 << model) - 1, level >> model + 1
        while before or after:
            lower = before.bit_length() - 1
            upper = model + (after & -after).bit_length() if after else -1
            first = not after or (before and (model - lower, self._sorts[lower]) < (upper - model, self._sorts[upper]))
            if first:
                before ^= 1 << lower
                yield lower
            else:
                after &= after - 1
                yield upper


def _size(subject: Subject) -> tuple[float, tuple[int, int, int], str, str]:
    """Return the key of the order of size; what is unknown comes last."""
    parameters, date = subject.key_facts.parameters.order, subject.key_facts.release_date.key
    released = date.order if isinstance(date, PartialDate) else (10_000, 0, 0)
    return float("inf") if parameters is None else parameters, released, subject.name.casefold(), subject.key
