"""Which ranks a model can have as far as paired tests tell: models that cannot be told apart share their ranks.

Nothing here is done for a pair that can be done for all pairs with the same wins and losses, of which there are few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from visavis.compare.matches import Answered, Score, matches
from visavis.compare.statistics import LEVEL, holm, mcnemar_exact


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
    played = matches(models)
    scores = played.scores()
    tests: Counter[float] = Counter()
    for score, times in scores.items():
        tests[mcnemar_exact(*score)] += times
    adjusted = holm(tests)
    told = [score for score in scores if adjusted[mcnemar_exact(*score)] < level and score.wins != score.losses]
    leads = {Score(max(score), min(score)) for score in told}
    lost, won = played.decided(leads)
    return Ranges(
        models=[RankRange(1 + above, len(models) - below) for above, below in zip(lost, won, strict=True)],
        pairs=tests.total(),
        apart=sum(lost),
        least=min((score.wins - score.losses for score in leads), default=0),
    )
