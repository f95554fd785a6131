"""The best trade-offs: what nothing else beats in one respect without falling behind in the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from visavis.compare.facts import Better


class Offer(NamedTuple):
    """What a model costs, such as seconds or parameters, and what it gives: its score. Of costs, less is better."""

    cost: float
    gain: float


def frontier(offers: Sequence[Offer], better: Better) -> list[list[int]]:
    """Return the Pareto frontier as steps of rising cost; each lists the places of the offers that share it.

    One offer dominates another where it is as good in both respects and better in one; the frontier is what nothing
    dominates (Pareto 1906, Manuale di economia politica; found by sorting, as Kung, Luccio and Preparata 1975, J. ACM
    22:469, do for two dimensions). `better` says which gains are: with neither there is no frontier. From step to step
    the gain improves strictly.
    """
    if better == "neither":
        return []
    sign = 1 if better == "higher" else -1
    steps: list[list[int]] = []
    for place in sorted(range(len(offers)), key=lambda place: (offers[place].cost, -sign * offers[place].gain)):
        last = offers[steps[-1][0]] if steps else None
        if last is None or sign * offers[place].gain > sign * last.gain:
            steps.append([place])
        elif offers[place] == last:
            steps[-1].append(place)
    return steps
