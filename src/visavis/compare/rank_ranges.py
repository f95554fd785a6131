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
    possible = played.leads()
    least = _least(possible, level)
    scores = played.scores(least) if least else Counter()
    tests: Counter[float] = Counter()
    for score, times in scores.items():
        tests[mcnemar_exact(*score)] += times
    tests[1.0] += possible.total() - scores.total()  # whatever these come to, they stand behind all that are told apart
    adjusted = holm(tests)
    told = [score for score in scores if adjusted[mcnemar_exact(*score)] < level]
    leads = {Score(max(score), min(score)) for score in told}
    lost, won = played.decided(leads) if leads else ([0] * len(models), [0] * len(models))
    return Ranges(
        models=[RankRange(1 + above, len(models) - below) for above, below in zip(lost, won, strict=True)],
        pairs=possible.total(),
        apart=sum(lost),
        least=min((score.wins - score.losses for score in leads), default=0),
    )


def _least(leads: Counter[int], level: float) -> int:
    """Return the smallest of these leads by which two might be told apart, 0 where none is large enough.

    Of all scores with the same lead, that with no loss has the smallest p-value. With these in place of the true ones,
    Holm's procedure tells at least as many apart: none has a smaller lead than the smallest which it then finds.
    """
    smallest = Counter({mcnemar_exact(lead, 0): 0 for lead in leads})
    for lead, times in leads.items():
        smallest[mcnemar_exact(lead, 0)] += times
    adjusted = holm(smallest)
    return min((lead for lead in leads if lead and adjusted[mcnemar_exact(lead, 0)] < level), default=0)
