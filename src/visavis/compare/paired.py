"""Two runs of a suite, prompt by prompt: who passed which, and what that says."""

from __future__ import annotations

from visavis.compare.asked import Prompts
from visavis.compare.scores import CategoryScore, RunScores
from visavis.compare.verdict import Verdict, paired_verdict, unpaired_verdict


def paired(left: RunScores, right: RunScores, mask: int = -1) -> Verdict:
    """Return the verdict on the prompts that both were asked; `mask` are the bits of those that count, all unless told.

    Those that only one was asked are counted in it and left out.
    """
    one, other = left.asked_bits & mask, right.asked_bits & mask
    common = one & other
    one_passed, other_passed = left.passed_bits & common, right.passed_bits & common
    both = (one_passed & other_passed).bit_count()
    wins, losses = one_passed.bit_count() - both, other_passed.bit_count() - both
    asked = common.bit_count()
    alone = one.bit_count() - asked, other.bit_count() - asked
    return paired_verdict(both, wins, losses, asked - both - wins - losses, *alone)


def category_verdict(prompts: Prompts, left: RunScores, right: RunScores, category: str) -> Verdict | None:
    """Return the verdict on a category, paired where that can be; None where a side has no passes and fails."""
    mask = prompts.masks.get(category, 0)
    if left.asked_bits & right.asked_bits & mask:
        return paired(left, right, mask)
    one, other = left.categories.get(category), right.categories.get(category)
    if not isinstance(one, CategoryScore) or not isinstance(other, CategoryScore):
        return None
    return unpaired_verdict(one.passed, one.total, other.passed, other.total)
