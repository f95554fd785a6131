"""Who is ahead on a suite or in a category, in plain words and by rules that are written down here.

Paired, where both sides' outcomes are known prompt by prompt. Only prompts that both were asked count; those asked of
one side alone are counted and left out. With p of the exact McNemar test over wins and losses:

- *ahead*: p < 0.05. Were both equally good, so lopsided a result either way would come in fewer than 1 of 20 tries.
- *probably ahead*: p < 0.20, fewer than 1 of 5 tries. Half of p bounds the chance that it is the other side that is
  better, given the wins and losses and no opinion before them (a flat prior on the share of discordant prompts that a
  side wins). So that this side is better is more than 90 % sure, and more than 97.5 % where it is called ahead.
- *too close to call*: everything else, and all that has no winner: both right everywhere, both wrong everywhere, the
  same outcome on every prompt, or as many wins as losses. It never says that the two are equally good.
- *not comparable*: no prompt in common.

So it takes at least 6 wins to 0 to be ahead, and 4 to 0 to be probably ahead. The interval of the difference is
Newcombe's for paired proportions; it measures the gap and does not choose the word.

Unpaired, where only passed of total is known. Ahead then asks that Newcombe's interval for independent proportions
leaves 0 out at 95 %, probably ahead at 80 %, for nearly the same chances as above. This is weaker: two models mostly
fail on the same prompts, and a method that cannot see that needs a larger gap to tell them apart. Both totals must be
over the same categories in the same shares, which the caller sees to.

A verdict is about one pair. Among many pairs some look ahead by chance; rank_ranges.py corrects for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from visavis.compare.rows import Side
from visavis.compare.statistics import (
    KEPT,
    LEVEL,
    Z80,
    Interval,
    mcnemar_exact,
    newcombe_paired,
    newcombe_unpaired,
)

PROBABLY = 0.20
"""Below this p-value a side is probably ahead, and below statistics.LEVEL it is ahead."""


class Word(StrEnum):
    """The verdict as it is printed."""

    AHEAD = "ahead"
    PROBABLY_AHEAD = "probably ahead"
    TOO_CLOSE = "too close to call"
    NOT_COMPARABLE = "not comparable"


class Reason(StrEnum):
    """What the verdict rests on, from which templates choose their sentence."""

    TESTED = "tested"
    """One side passed the larger share, and p or the intervals say how much that is worth."""
    ALL_RIGHT = "all right"
    ALL_WRONG = "all wrong"
    SAME_OUTCOMES = "same outcomes"
    """Each prompt was passed by both or by neither, and some by both, some by neither."""
    LEVEL = "level"
    """Both passed the same share, on different prompts or on prompts that are not known."""
    NOTHING_IN_COMMON = "nothing in common"


class Basis(StrEnum):
    """What was set against each other."""

    PAIRED = "paired"
    """The outcomes of both on the prompts that both were asked."""
    UNPAIRED = "unpaired"
    """Passed of total on either side, which is weaker."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the outcomes of two sides say about who is ahead, and the numbers behind it.

    `side` is the one that is ahead or probably ahead, None where neither is; `leads` is the one that passed the larger
    share, whatever that is worth. `difference` is the left share less the right one in percentage points, exact, -100
    to 100; `interval` its 95 % interval, in points too. Both are None where nothing can be compared. `p` is of the
    exact McNemar test, None where it is not paired.

    The paired counts are of prompts that both were asked: `wins` only the left passed, `losses` only the right. All
    four are 0 where the basis is unpaired. `only_left` and `only_right` were asked of one side and left out. Passed and
    total are what the two shares are of.
    """

    word: Word
    side: Side | None
    reason: Reason
    basis: Basis
    leads: Side | None = None
    difference: Fraction | None = None
    interval: Interval | None = None
    p: float | None = None
    both_right: int = 0
    wins: int = 0
    losses: int = 0
    both_wrong: int = 0
    only_left: int = 0
    only_right: int = 0
    left_passed: int = 0
    left_total: int = 0
    right_passed: int = 0
    right_total: int = 0

    @property
    def common(self) -> int:
        """How many prompts both were asked; 0 where that is not known."""
        return self.both_right + self.wins + self.losses + self.both_wrong


@lru_cache(KEPT)
def paired_verdict(
    both_right: int, wins: int, losses: int, both_wrong: int, only_left: int = 0, only_right: int = 0
) -> Verdict:
    """Return the verdict on outcomes that are known prompt by prompt; any counts of 0 or more, else ValueError."""
    if min(both_right, wins, losses, both_wrong, only_left, only_right) < 0:
        raise ValueError(f"{(both_right, wins, losses, both_wrong, only_left, only_right)}: counts are never negative")
    total = both_right + wins + losses + both_wrong
    if not total:
        word, reason = Word.NOT_COMPARABLE, Reason.NOTHING_IN_COMMON
        return Verdict(word, None, reason, Basis.PAIRED, only_left=only_left, only_right=only_right)
    p = mcnemar_exact(wins, losses)
    word = Word.AHEAD if p < LEVEL else Word.PROBABLY_AHEAD if p < PROBABLY else Word.TOO_CLOSE
    leads = _leads(wins - losses)
    if leads:
        reason = Reason.TESTED
    elif wins:
        reason = Reason.LEVEL
    else:
        reason = _undivided(both_right, total) or Reason.SAME_OUTCOMES
    return Verdict(
        word=word,
        side=leads if word is not Word.TOO_CLOSE else None,
        reason=reason,
        basis=Basis.PAIRED,
        leads=leads,
        difference=Fraction(100 * (wins - losses), total),
        interval=_points(newcombe_paired(both_right, wins, losses, both_wrong)),
        p=p,
        both_right=both_right,
        wins=wins,
        losses=losses,
        both_wrong=both_wrong,
        only_left=only_left,
        only_right=only_right,
        left_passed=both_right + wins,
        left_total=total,
        right_passed=both_right + losses,
        right_total=total,
    )


@lru_cache(KEPT)
def unpaired_verdict(left_passed: int, left_total: int, right_passed: int, right_total: int) -> Verdict:
    """Return the verdict on totals alone; ValueError where a side passed fewer than none or more than all."""
    if not (0 <= left_passed <= left_total and 0 <= right_passed <= right_total):
        raise ValueError(f"{left_passed} of {left_total} and {right_passed} of {right_total} are no proportions")
    difference, interval, leads = None, None, None
    word, reason = Word.NOT_COMPARABLE, Reason.NOTHING_IN_COMMON
    if left_total and right_total:
        difference = Fraction(100 * left_passed, left_total) - Fraction(100 * right_passed, right_total)
        leads = _leads(difference)
        interval = newcombe_unpaired(left_passed, left_total, right_passed, right_total)
        word = Word.TOO_CLOSE
        if _leaves_out_zero(interval):
            word = Word.AHEAD
        elif _leaves_out_zero(newcombe_unpaired(left_passed, left_total, right_passed, right_total, Z80)):
            word = Word.PROBABLY_AHEAD
        interval = _points(interval)
        undivided = _undivided(left_passed + right_passed, left_total + right_total)
        reason = Reason.TESTED if leads else undivided or Reason.LEVEL
    return Verdict(
        word=word,
        side=leads if word is not Word.TOO_CLOSE else None,
        reason=reason,
        basis=Basis.UNPAIRED,
        leads=leads,
        difference=difference,
        interval=interval,
        left_passed=left_passed,
        left_total=left_total,
        right_passed=right_passed,
        right_total=right_total,
    )


def _leads(difference: Fraction | int) -> Side | None:
    return "left" if difference > 0 else "right" if difference < 0 else None


def _undivided(passed: int, total: int) -> Reason | None:
    return Reason.ALL_RIGHT if passed == total else None if passed else Reason.ALL_WRONG


def _leaves_out_zero(interval: Interval) -> bool:
    return interval.lower > 0 or interval.upper < 0


def _points(interval: Interval) -> Interval:
    return Interval(100 * interval.lower, 100 * interval.upper)
