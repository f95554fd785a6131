"""What small samples can bear: intervals of proportions and of their differences, paired tests, quantiles.

Pure functions of whole numbers (quantiles: of decimals) by published formulas, each of which is named where it stands.
Nothing here knows of models or suites; what follows in words is for verdict.py to say. Outcomes of two sides on the
same prompts are four counts, always in this order: both right, wins (only the left right), losses (only the right
right), both wrong. Swapping the sides swaps wins and losses, and mirrors every result to the last bit.

Many pairs ask about the same few numbers, so answers are kept, the most recently asked `KEPT` of each function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

Z95, Z80 = 1.959963984540054, 1.2815515655446004
"""How many standard errors hold 95 % and 80 % of a normal distribution, to each side of its mean."""
LEVEL = 0.05
"""The chance of a false alarm that a test, or a whole family of tests, is held to."""
KEPT = 16_384
"""So many answers of each function are kept."""


class Interval(NamedTuple):
    """A confidence interval, both limits inclusive."""

    lower: float
    upper: float


@lru_cache(KEPT)
def wilson(passed: int, total: int, z: float = Z95) -> Interval:
    """Return the score interval of a proportion, from 0 to 1 (Wilson 1927, J. Am. Stat. Assoc. 22:209).

    It always holds passed / total, and never leaves 0 to 1; its lower limit is exactly 0 where none passed, its upper
    exactly 1 where all did. `z` sets the confidence, 95 % unless told. Without any prompt there is no proportion:
    ValueError.
    """
    if not 0 <= passed <= total or not total:
        raise ValueError(f"{passed} of {total} is no proportion")
    square = z * z
    centre = passed + square / 2
    half = z * sqrt(passed * (total - passed) / total + square / 4)
    return Interval(
        (centre - half) / (total + square) if passed else 0.0,
        (centre + half) / (total + square) if passed < total else 1.0,
    )


@lru_cache(KEPT)
def mcnemar_exact(wins: int, losses: int) -> float:
    """Return the two-sided p-value, 0 to 1, of so many wins and losses where both sides are equally good.

    The exact form of McNemar's test (1947, Psychometrika 12:153): twice the binomial tail of the rarer of the two among
    all discordant prompts, at one half, and at most 1. Computed in whole numbers and rounded once, so right to the last
    bit for any count. Without a discordant prompt it is 1: nothing speaks against equality. ValueError below 0.
    """
    fewer, total = min(wins, losses), wins + losses
    if fewer < 0:
        raise ValueError(f"{wins} wins and {losses} losses: counts are never negative")
    if abs(wins - losses) < 2:  # twice the tail is 1 or more
        return 1.0
    ways = tail = 1
    for chosen in range(1, fewer + 1):
        ways = ways * (total - chosen + 1) // chosen
        tail += ways
    return tail / (1 << total - 1)


@lru_cache(KEPT)
def newcombe_paired(both_right: int, wins: int, losses: int, both_wrong: int) -> Interval:
    """Return the 95 % interval of the left proportion less the right one, -1 to 1, both taken over the same prompts.

    Newcombe 1998 (Stat. Med. 17:2635), method 10: Wilson's limits of both proportions, squared and added, with the
    correlation phi of the sides corrected for continuity where it is positive. Phi is 0 where it is not defined: where
    a side has everything right, or nothing. Always holds (wins - losses) / total. ValueError without any prompt.
    """
    total = both_right + wins + losses + both_wrong
    if min(both_right, wins, losses, both_wrong) < 0 or not total:
        raise ValueError(f"{(both_right, wins, losses, both_wrong)} are no counts of a paired table")
    left, right = both_right + wins, both_right + losses
    phi, margins = 0.0, left * (total - left) * right * (total - right)
    if margins:
        excess = both_right * both_wrong - wins * losses
        phi = (max(excess - total / 2, 0.0) if excess > 0 else excess) / sqrt(margins)
    return _added(left, total, right, total, phi, Z95)


@lru_cache(KEPT)
def newcombe_unpaired(
    left_passed: int, left_total: int, right_passed: int, right_total: int, z: float = Z95
) -> Interval:
    """Return the interval of the left proportion less the right one, -1 to 1, taken over prompts that may differ.

    Newcombe's hybrid score interval (1998, Stat. Med. 17:873, method 10): Wilson's limits of both proportions, squared
    and added. `z` sets the confidence, 95 % unless told. Always holds the difference of the two. ValueError where a
    side has no prompts.
    """
    return _added(left_passed, left_total, right_passed, right_total, 0.0, z)


def _added(left_passed: int, left_total: int, right_passed: int, right_total: int, phi: float, z: float) -> Interval:
    """Return the limits of a difference by squaring and adding; the order of the terms makes it mirror exactly."""
    left, right = wilson(left_passed, left_total, z), wilson(right_passed, right_total, z)
    one, other = left_passed / left_total, right_passed / right_total
    down, up = one - left.lower, right.upper - other
    below = sqrt(down * down + up * up - 2 * phi * (down * up))
    down, up = other - right.lower, left.upper - one
    above = sqrt(down * down + up * up - 2 * phi * (down * up))
    return Interval(one - other - below, one - other + above)


def holm(tests: Mapping[float, int]) -> dict[float, float]:
    """Return p-values adjusted for being many, each by the value itself (Holm 1979, Scand. J. Stat. 6:65, step-down).

    `tests` says how many have each p-value. However they depend on each other, the chance that any of those then below
    a level is a false alarm is at most that level. Each becomes no smaller and at most 1; the order of their sizes
    stays.
    """
    adjusted, least, left = {}, 0.0, sum(tests.values())
    for value in sorted(tests):
        # equal values all get what the first of them gets, whose factor is the largest
        adjusted[value] = least = max(least, min(left * value, 1.0))
        left -= tests[value]
    return adjusted


def quantile(values: Iterable[Decimal], share: Decimal) -> Decimal:
    """Return the value that a share (0 to 1) of the values lies below: 0.5 is the median, 0.95 the 95th percentile.

    Between two values it goes in a straight line (Hyndman and Fan 1996, Am. Stat. 50:361, type 7, which spreadsheets,
    R and NumPy use unless told otherwise). In the unit of the values, to 28 significant digits. ValueError without any.
    """
    ordered = sorted(values)
    if not ordered or not 0 <= share <= 1:
        raise ValueError(f"no quantile {share} of {len(ordered)} values")
    with localcontext(prec=28, rounding=ROUND_HALF_UP):
        place = share * (len(ordered) - 1)
        below = int(place)
        if below == place:
            return ordered[below]
        return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])
