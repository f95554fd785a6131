"""Leaderboards: who stands where in a suite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from visavis.compare.facts import Better
from visavis.compare.scores import RunScores, SuiteTable


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A model's place; models with equal scores share a rank and the next rank counts them all (1, 1, 3)."""

    rank: int
    shared: bool
    model: str
    run: RunScores


def ranks(values: Iterable[float], better: Better) -> list[int]:
    """Return the rank of each value, from 1: one more than the number of values that are better."""
    listed = list(values)
    sign = -1 if better == "lower" else 1
    ordered = sorted((sign * value for value in listed), reverse=True)
    first: dict[float, int] = {}
    for place, value in enumerate(ordered, start=1):
        first.setdefault(value, place)
    return [first[sign * value] for value in listed]


def leaderboard(table: SuiteTable, names: dict[str, str]) -> tuple[list[Ranked], list[str]]:
    """Rank the models of a suite by its headline; return them, best first, and the keys of those without one.

    Where the headline has no better direction, all share rank 1. Equal ranks stand in the order of names.
    """
    place = table.headline
    facts = {model: run.facts[place] for model, run in table.runs.items()} if place is not None else {}
    scored = {model: fact.order for model, fact in facts.items() if fact.order is not None}
    better = table.rows[place].better if place is not None else "neither"
    places = ranks([order if better != "neither" else 0 for order in scored.values()], better)
    sharing = Counter(places)
    board = [
        Ranked(rank, sharing[rank] > 1, model, table.runs[model]) for rank, model in zip(places, scored, strict=True)
    ]
    board.sort(key=lambda entry: (entry.rank, names[entry.model].casefold(), entry.model))
    return board, sorted(table.runs.keys() - scored.keys(), key=lambda model: (names[model].casefold(), model))
