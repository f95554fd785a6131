"""Verdicts as pages write them: from the side that passed more, every number as text."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from visavis.compare.rounding import MINUS, fixed, short
from visavis.compare.statistics import KEPT
from visavis.compare.verdict import Verdict


class ShownVerdict(NamedTuple):
    """What a lead is worth, told from the side that passed more, `first`; of two that are level, from the left one.

    `word` and `reason` are those of Verdict. `difference` is how many percentage points `first` passed more, with at
    most one decimal, and `low` and `high` are its 95 % interval, in whole points. `p` is of the exact McNemar test,
    empty where it is not paired. `wins` only `first` passed, `losses` only the other.
    """

    word: str
    reason: str
    paired: bool
    difference: str
    low: str
    high: str
    p: str
    common: int
    wins: int
    losses: int
    disagreed: int
    first_passed: int
    first_total: int
    other_passed: int
    other_total: int
    alone: int


@lru_cache(KEPT)
def shown_verdict(verdict: Verdict) -> ShownVerdict:
    """Return a verdict as it is written."""
    turned = verdict.leads == "right"
    one, other = (verdict.left_passed, verdict.left_total), (verdict.right_passed, verdict.right_total)
    wins, losses, difference, interval = verdict.wins, verdict.losses, verdict.difference or 0, verdict.interval
    low, high = interval or (0.0, 0.0)
    if turned:
        one, other, wins, losses, difference, (low, high) = other, one, losses, wins, -difference, (-high, -low)
    return ShownVerdict(
        word=verdict.word.value,
        reason=verdict.reason.value,
        paired=verdict.p is not None,
        difference=short(difference, 1),
        low=_whole(low),
        high=_whole(high),
        p="" if verdict.p is None else written_p(verdict.p),
        common=verdict.common,
        wins=wins,
        losses=losses,
        disagreed=wins + losses,
        first_passed=one[0],
        first_total=one[1],
        other_passed=other[0],
        other_total=other[1],
        alone=verdict.only_left + verdict.only_right,
    )


def _whole(points: float) -> str:
    text = fixed(Decimal(repr(points)), 0)
    return "0" if text == f"{MINUS}0" else text


def written_p(p: float) -> str:
    """Write a p-value with its sign: = 0.81, = 0.032, < 0.001; three decimals below 0.1."""
    if p < 0.001:
        return "< 0.001"
    decimals = 3 if p < 0.1 else 2
    return f"= {fixed(Decimal(repr(p)), decimals)}"
