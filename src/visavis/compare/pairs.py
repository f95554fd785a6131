"""Which pairs of models are compared, and in which order their two sides stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from visavis.compare.facts import Kind
from visavis.compare.subjects import Catalogue, Subject


class Pair(NamedTuple):
    """Two keys in canonical order: `left` sorts before `right` by code point."""

    left: str
    right: str


def pair(one: str, other: str) -> Pair:
    """Return the pair of two different keys, whichever comes first."""
    return Pair(one, other) if one < other else Pair(other, one)


def partners(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return, for every left key, the right keys it gets a page with: `pairs` of site.yaml, both levels sorted."""
    keys = sorted(catalogue.subjects)
    policy = catalogue.config.pairs
    if policy == "all":
        return {left: tuple(keys[place + 1 :]) for place, left in enumerate(keys)}
    if policy == "comparable":
        traits = {key: _traits(catalogue, catalogue.subjects[key]) for key in keys}
        return {
            left: tuple(right for right in keys[place + 1 :] if not traits[left].isdisjoint(traits[right]))
            for place, left in enumerate(keys)
        }
    found: dict[str, set[str]] = {key: set() for key in keys}
    for one, other in policy:
        left, right = pair(one, other)
        found[left].add(right)
    return {left: tuple(sorted(rights)) for left, rights in found.items()}


def pairs(partners_of: dict[str, tuple[str, ...]]) -> Iterator[Pair]:
    """Yield every pair once, in order."""
    for left, rights in partners_of.items():
        for right in rights:
            yield Pair(left, right)


def _traits(catalogue: Catalogue, subject: Subject) -> set[str]:
    """Return what makes a model comparable: the suites it was run on and the tasks it does."""
    tasks = zip(catalogue.tasks, subject.tasks, strict=True)
    return {f"suite {key}" for key in subject.runs} | {
        f"task {row.key}" for row, fact in tasks if fact.kind is Kind.YES
    }
