"""Which pairs of models are compared, and in which order their two sides stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from visavis.compare.nearness import Nearness, bits, comparable, places
from visavis.compare.subjects import Catalogue
from visavis.load.schema import PairParts, Pairs


class Pair(NamedTuple):
    """Two keys in canonical order: `left` sorts before `right` by code point."""

    left: str
    right: str


def pair(one: str, other: str) -> Pair:
    """Return the pair of two different keys, whichever comes first."""
    return Pair(one, other) if one < other else Pair(other, one)


def beside(pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    """Return the models that each is paired with, in the order of the pairs; those in none are left out."""
    found: dict[str, list[str]] = {}
    for left, right in pairs:
        found.setdefault(left, []).append(right)
        found.setdefault(right, []).append(left)
    return {key: tuple(others) for key, others in found.items()}


def spread(total: int, most: int) -> list[int]:
    """Return at most so many of the numbers below `total`, spread evenly, each in the middle of its share."""
    taken = min(total, most)
    return [(2 * number + 1) * total // (2 * taken) for number in range(taken)]


class PairChoice:
    """The pairs that get a page. Iterates over them in order, each once.

    What it takes goes with the models, not with the pairs: for each model one set of partners, which alike models
    share. `keys` are the models, sorted; `count` is the number of pairs.
    """

    __slots__ = ("_partners", "_places", "count", "keys")

    def __init__(self, keys: Sequence[str], partners: Sequence[int]) -> None:
        """Take the sorted keys and, for each, the set of its partners by place, which may hold itself.

        The sets are symmetric: where one model is in the set of another, that one is in its own.
        """
        self.keys = tuple(keys)
        self._partners = tuple(partners)
        self._places = {key: place for place, key in enumerate(self.keys)}
        self.count = sum(self.degrees()) // 2

    def rights(self, left: str) -> tuple[str, ...]:
        """Return the keys behind this one that it has a page with, sorted."""
        after = self._places[left] + 1
        found = self._partners[after - 1] >> after
        if found.bit_count() == len(self.keys) - after:
            return self.keys[after:]
        return tuple(self.keys[after + place] for place in places(found))

    def partners_of(self, key: str) -> tuple[str, ...]:
        """Return all keys that this one has a page with, on either side, sorted."""
        place = self._places[key]
        found = self._partners[place] & (1 << place) - 1
        every = found.bit_count() == place
        return (*(self.keys[:place] if every else [self.keys[before] for before in places(found)]), *self.rights(key))

    def has(self, one: str, other: str) -> bool:
        """Return whether two models have a page, given in either order."""
        return one != other and bool(self._partners[self._places[one]] >> self._places[other] & 1)

    def degrees(self) -> list[int]:
        """Return how many pairs each of the keys is in, in their order."""
        return [of.bit_count() - (of >> place & 1) for place, of in enumerate(self._partners)]

    def spread(self, most: int) -> list[Pair]:
        """Return at most so many of the pairs, spread evenly over their order; all of them where there are no more."""
        wanted, found, before = spread(self.count, most), list[Pair](), 0
        for place, left in enumerate(self.keys):
            after = before + (self._partners[place] >> place + 1).bit_count()
            if len(found) < len(wanted) and wanted[len(found)] < after:
                rights = self.rights(left)
                while len(found) < len(wanted) and wanted[len(found)] < after:
                    found.append(Pair(left, rights[wanted[len(found)] - before]))
            before = after
        return found

    def __iter__(self) -> Iterator[Pair]:
        return (Pair(left, right) for left in self.keys for right in self.rights(left))


def partners(catalogue: Catalogue, policy: Pairs | None = None) -> PairChoice:
    """Return the pairs that get a page: `pairs` of site.yaml, or another value for it."""
    keys = sorted(catalogue.subjects)
    policy = catalogue.config.pairs if policy is None else policy
    if policy == "all":
        return PairChoice(keys, [(1 << len(keys)) - 1] * len(keys))
    if policy == "comparable":
        policy = PairParts(comparable="yes")
    parts = policy if isinstance(policy, PairParts) else PairParts.model_construct(named=policy)
    every = parts.comparable == "yes" or (parts.nearest or 0) >= len(keys) - 1
    sets = comparable(catalogue, keys) if every else [0] * len(keys)
    place = {key: number for number, key in enumerate(keys)}
    chosen = [(place[one], place[other]) for one, other in parts.named]
    if parts.nearest is not None and not every:
        nearness = Nearness(catalogue)
        near = [place[key] for key in nearness.keys]
        for model, others in enumerate(nearness.nearest(parts.nearest)):
            chosen += [(near[model], near[other]) for other in others]
    added: list[list[int]] = [[] for _ in keys]
    for one, other in chosen:
        added[one].append(other)
        added[other].append(one)
    return PairChoice(keys, [of | bits(more, len(keys)) if more else of for of, more in zip(sets, added, strict=True)])
