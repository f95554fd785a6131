"""Which models are worth a look beside a model: a handful for each, every one with the reason it was chosen for.

Each model is asked in turn what is near it by score, by family, by size and by maker, and each answer adds one model
that is not there yet; then it is asked again, until there are `MOST` or nobody answers any more. The answers are:

- score: who stands the fewest places away on a leaderboard with it;
- family: who is of the family that its name starts with (see `family_of`) and not of another maker;
- size: who has nearly as many parameters, fewer than `LARGER` times as many either way, nearest first;
- maker: who is of the same organisation.

Family, size and maker ask models that were run on a suite in common before those that only do a task in common, and
nobody else. Of several in a family or of a maker the one that is nearest in the order of size answers. Where there are
still too few, the nearest comparable models follow (see nearness.py), for what they have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache, partial
from typing import NamedTuple

from visavis.compare.differences import LARGER
from visavis.compare.lazily import WhenAsked
from visavis.compare.nearness import Nearness, bits, comparable
from visavis.compare.subjects import Catalogue

MOST = 4
"""So many models are chosen for each."""
LETTERS = 3
"""A family is named by at least so many letters."""
_WORD, _NUMBER = re.compile(r"[^\W\d_]+"), re.compile(r"v?\d")


class Why(StrEnum):
    """For what a model was chosen, from which templates choose their words."""

    SCORE = "score"
    FAMILY = "family"
    SIZE = "size"
    MAKER = "maker"
    SUITE = "suite"
    """Both were run on a suite."""
    TASK = "task"
    """Both do a task."""


class Related(NamedTuple):
    """A model by its key, and why it was chosen.

    `about` is the suite's name, the family, the other's parameters, the maker or the first task in common; `number` is
    how many places apart the two stand, or how many tasks they have in common, 0 where neither is meant.
    """

    model: str
    why: Why
    about: str
    number: int = 0


_Found = tuple[int, Related]
"""A model by its place, and what is said of it."""


@lru_cache(maxsize=65_536)
def family_of(name: str) -> str:
    """Return the family that a name starts with, such as D-FINE of D-FINE-L or YOLO of YOLOv8n; empty without one.

    It is the first words in front of any number, as few as make `LETTERS` letters, without the v of a version.
    """
    letters = 0
    for word in _WORD.finditer(_NUMBER.split(name)[0]):
        letters += len(word[0])
        if letters >= LETTERS:
            return name[: word.end()]
    return ""


def related(catalogue: Catalogue) -> Mapping[str, tuple[Related, ...]]:
    """Return the chosen models of each model, by key, found when asked for; what it takes goes with the models."""
    choice: list[_Choice] = []  # made when the first model is asked for

    def chosen(key: str) -> tuple[Related, ...]:
        choice[:] = choice or [_Choice(catalogue)]
        return choice[0].chosen(key)

    return WhenAsked(catalogue.subjects, chosen)


class _Choice:
    """What is asked of all models; sets of models are as in nearness.py, by place in `Nearness.keys`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self._near = catalogue, Nearness(catalogue)
        keys = self._near.keys
        self._places = {key: place for place, key in enumerate(keys)}
        self._subjects = [catalogue.subjects[key] for key in keys]
        self._measured = comparable(catalogue, keys, by_tasks=False)
        self._parameters = [subject.key_facts.parameters.order or 0 for subject in self._subjects]
        self._sized = bits((place for place, count in enumerate(self._parameters) if count), len(keys))
        self._families = [family_of(subject.name) for subject in self._subjects]
        self._makers = [subject.key_facts.organisation.text for subject in self._subjects]
        self._of_family = self._sets(family.casefold() for family in self._families)
        self._of_maker = self._sets(self._makers)

    def chosen(self, key: str) -> tuple[Related, ...]:
        """Choose for one model."""
        place = self._places[key]
        nearest = self._near.nearest_to(place, 2 * MOST)  # so many, as some are chosen for another reason before
        return self._of(place, nearest)

    def _sets(self, names: Iterable[str]) -> dict[str, int]:
        """Return the set of the models that have each of these names, which stand in the order of places."""
        places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            places.setdefault(name, []).append(place)
        return {name: bits(found, len(self._subjects)) for name, found in places.items()}

    def _of(self, model: int, nearest: Sequence[int]) -> tuple[Related, ...]:
        """Return the models chosen for one, of which `nearest` are the nearest."""
        chosen, taken = dict[int, Related](), 1 << model
        asked = (partial(self._by_score, nearest), self._by_family, self._by_size, self._by_maker)
        for ask in asked * MOST:
            if len(chosen) == MOST:
                break
            if found := ask(model, taken):
                chosen[found[0]] = found[1]
                taken |= 1 << found[0]
        for other in nearest:
            if len(chosen) < MOST and other not in chosen:
                chosen[other] = self._in_common(model, other)
        return tuple(chosen.values())

    def _by_score(self, nearest: Sequence[int], model: int, taken: int) -> _Found | None:
        for other in nearest:
            apart = None if taken >> other & 1 else self._near.apart(model, other)
            if apart:
                return self._found(other, Why.SCORE, self._suite(apart[1]), apart[0])
        return None

    def _by_family(self, model: int, taken: int) -> _Found | None:
        family, maker = self._families[model], self._makers[model]
        among = self._of_family[family.casefold()] if family else 0
        if maker:
            among &= self._of_maker[maker] | self._of_maker.get("", 0)
        other = self._first(model, among & ~taken)
        return None if other is None else self._found(other, Why.FAMILY, family)

    def _by_size(self, model: int, taken: int) -> _Found | None:
        if not self._parameters[model]:
            return None
        for pool in self._pools(model, self._sized & ~taken):
            below, above = pool & (1 << model) - 1, pool >> model + 1
            beside = [below.bit_length() - 1] * bool(below) + [model + (above & -above).bit_length()] * bool(above)
            ratio, other = min(((self._ratio(model, other), other) for other in beside), default=(LARGER, model))
            if ratio < LARGER:
                return self._found(other, Why.SIZE, self._subjects[other].key_facts.parameters.text)
        return None

    def _by_maker(self, model: int, taken: int) -> _Found | None:
        maker = self._makers[model]
        other = self._first(model, self._of_maker[maker] & ~taken) if maker else None
        return None if other is None else self._found(other, Why.MAKER, maker)

    def _in_common(self, model: int, other: int) -> Related:
        """Return a comparable model with what makes it so."""
        one, two = self._subjects[model], self._subjects[other]
        suite = next((suite for suite in one.runs if suite in two.runs), None)
        if suite is not None:
            return self._found(other, Why.SUITE, self._suite(suite))[1]
        tasks = one.does & two.does
        first = self._catalogue.tasks[(tasks & -tasks).bit_length() - 1].label
        return self._found(other, Why.TASK, first, tasks.bit_count())[1]

    def _first(self, model: int, among: int) -> int | None:
        """Return the one of a set that is nearest in the order of size, first of those with a suite in common."""
        return next((other for pool in self._pools(model, among) for other in self._near.around(pool, model)), None)

    def _pools(self, model: int, among: int) -> Iterator[int]:
        """Yield which of a set have a suite in common with a model, and which others a task."""
        measured = self._measured[model]
        yield among & measured
        if rest := among & ~measured:
            yield rest & self._near.comparable[model]

    def _ratio(self, model: int, other: int) -> float:
        one, two = self._parameters[model], self._parameters[other]
        return round(max(one, two) / min(one, two), 9)  # so that what binary fractions miss of a limit does not decide

    def _suite(self, key: str) -> str:
        return self._catalogue.suites[key].suite.name

    def _found(self, other: int, why: Why, about: str, number: int = 0) -> _Found:
        return other, Related(self._near.keys[other], why, about, number)
