"""Which ranks a model can have as far as paired tests tell: models that cannot be told apart share their ranks.

Pure functions of sets of prompts, which are whole numbers with one bit for each prompt. A suite of 1,000 models has
half a million pairs and is tested anew in every category, so nothing here is done for a pair that can be done for all
pairs with the same wins and losses, of which there are few.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from functools import reduce
from itertools import combinations
from operator import and_
from typing import NamedTuple

from visavis.compare.statistics import LEVEL, holm, mcnemar_exact


class Answered(NamedTuple):
    """The prompts that a model passed, and those that it was asked and did not pass, as bits; the sets are disjoint."""

    passed: int
    failed: int


class RankRange(NamedTuple):
    """The ranks, from 1 and both inclusive, that a model can have as far as the tests tell; `best` <= `worst`."""

    best: int
    worst: int


class Ranges(NamedTuple):
    """The rank range of each model, in the order given.

    `pairs` were tested, those with a prompt in common, and `apart` of them are told apart. `least` is the smallest lead
    that told two apart: on so many prompts more only the one was right than only the other. 0 where there is none.
    """

    models: list[RankRange]
    pairs: int
    apart: int
    least: int


def rank_ranges(models: Sequence[Answered], level: float = LEVEL) -> Ranges:
    """Return the rank ranges of models by a test of every two that have prompts in common.

    One model is better than another where the exact McNemar test, adjusted by Holm over all pairs tested, is below the
    level: the chance that any of two equally good models is put above the other is then at most the level. The best
    rank is one more than the number of models that are better, the worst is the last less the number that are worse.
    Ranges of two that are told apart may still overlap.
    """
    width = max((side.bit_length() for model in models for side in model), default=0).bit_length()
    rows = _wins_and_losses(models, width)
    counts: Counter[int] = Counter()
    for row in rows:
        counts.update(row)
    counts[0] -= _strangers(models)
    results = {key: (key >> width, key & (1 << width) - 1) for key in counts}
    tests: Counter[float] = Counter()
    for key, (wins, losses) in results.items():
        tests[mcnemar_exact(wins, losses)] += counts[key]
    adjusted = holm(tests)
    leads = {
        key: wins - losses
        for key, (wins, losses) in results.items()
        if wins != losses and adjusted[mcnemar_exact(wins, losses)] < level
    }
    better, worse = [0] * len(models), [0] * len(models)
    for one, row in enumerate(rows if leads else ()):
        for other, key in enumerate(row, start=one + 1):
            if key in leads:
                ahead, behind = (one, other) if leads[key] > 0 else (other, one)
                better[behind] += 1
                worse[ahead] += 1
    return Ranges(
        models=[RankRange(1 + above, len(models) - below) for above, below in zip(better, worse, strict=True)],
        pairs=tests.total(),
        apart=sum(better),
        least=min(map(abs, leads.values()), default=0),
    )


def _wins_and_losses(models: Sequence[Answered], width: int) -> list[array[int]]:
    """Return for each model its wins and losses against each one behind it, in one number: wins above `width` bits."""
    if len({passed | failed for passed, failed in models}) != 1:
        return [
            array("Q", [(passed & f).bit_count() << width | (failed & p).bit_count() for p, f in models[place:]])
            for place, (passed, failed) in enumerate(models, start=1)
        ]
    counts = [(passed, passed.bit_count()) for passed, _ in models]
    both = (1 << width) + 1  # all were asked the same: who passed a prompt that the other passed too won nothing by it
    return [
        array("Q", [(count << width) + n - (passed & p).bit_count() * both for p, n in counts[place:]])
        for place, (passed, count) in enumerate(counts, start=1)
    ]


def _strangers(models: Sequence[Answered]) -> int:
    """Return how many pairs have no prompt in common; most models were asked the same, so sets are few."""
    asked = Counter(passed | failed for passed, failed in models)
    if len(models) > 1 and reduce(and_, asked):
        return 0
    apart = sum(asked[one] * asked[other] for one, other in combinations(asked, 2) if not one & other)
    return apart + asked[0] * (asked[0] - 1) // 2
