"""Two runs prompt by prompt: who passed which."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import MILLISECONDS, run, suite, table
from visavis.compare.paired import category_verdict, paired
from visavis.compare.verdict import Basis, Verdict, Word, paired_verdict, unpaired_verdict
from visavis.load.schema import EvalRun

PROMPTS = {f"{category}{number}": {"category": category} for category in "xy" for number in range(6)}
RATE = {"rate": {"label": "Rate", "metric": MILLISECONDS}}
SUITE = suite("x", "y", prompts=PROMPTS, categories=RATE)
MIRRORED = {"left": "right", "right": "left", None: None}


def words(passed: str, failed: str = "") -> EvalRun:
    """Return a run that was asked these prompts."""
    return run(outcomes=dict.fromkeys(passed.split(), "pass") | dict.fromkeys(failed.split(), "fail"))


def of_two(left: EvalRun, right: EvalRun, mask: int = -1) -> Verdict:
    """Return the verdict on two runs."""
    made = table(SUITE, {"left": left, "right": right}).runs
    return paired(made["left"], made["right"], mask)


def of_category(left: EvalRun, right: EvalRun, category: str) -> Verdict | None:
    """Return the verdict on two runs in a category."""
    made = table(SUITE, {"left": left, "right": right})
    return category_verdict(made.prompts, made.runs["left"], made.runs["right"], category)


def test_prompts_are_counted_by_who_passed_them_and_those_asked_of_one_alone_are_left_out():
    left = words("x0 x1 x2 x3 y5", "x4 y0 y1")
    right = words("x0 y0", "x1 x2 x3 x4 y2 y3 y4")
    # both passed x0, both failed x4; x1 x2 x3 were won and y0 lost; y1 y5 and y2 y3 y4 were asked of one alone
    assert of_two(left, right) == paired_verdict(1, 3, 1, 1, 2, 3)


def test_without_a_prompt_in_common_two_are_not_comparable():
    found = of_two(words("x0 x1"), words("y0"))
    assert (found.word, found.side, found.common, found.only_left, found.only_right) == (
        Word.NOT_COMPARABLE, None, 0, 2, 1,
    )  # fmt: skip


ALL_X = "x0 x1 x2 x3 x4 x5"


def test_a_category_is_judged_by_its_own_prompts():
    left, right = words(f"{ALL_X} y0", "y1"), words("y1", f"{ALL_X} y0")
    found = of_category(left, right, "x")
    assert found == paired_verdict(0, 6, 0, 0)
    assert (found.word, found.side, found.p) == (Word.AHEAD, "left", 2 / 64)
    assert of_category(left, right, "y") == paired_verdict(0, 1, 1, 0)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (run({"x": (6, 6)}), run({"x": (1, 6)})),
        (words(ALL_X), run({"x": (1, 6)})),
        (run({"x": (6, 6)}), words("x0", "x1 x2 x3 x4 x5")),
    ],
)
def test_where_one_side_has_sums_alone_a_category_is_judged_by_sums(left: EvalRun, right: EvalRun):
    found = of_category(left, right, "x")
    assert found == unpaired_verdict(6, 6, 1, 6)
    assert found.basis is Basis.UNPAIRED


@pytest.mark.parametrize(
    ("left", "right", "category"),
    [
        (run({"rate": 1}), run({"rate": 2}), "rate"),
        (words("x0"), run({"y": (1, 2)}), "x"),
        (words("x0"), words("y0"), "x"),
        (run({"x": (1, 2)}), run({"x": (1, 2)}), "unheard-of"),
    ],
)
def test_where_a_side_has_no_passes_and_fails_there_is_no_verdict(left: EvalRun, right: EvalRun, category: str):
    assert of_category(left, right, category) is None


OUTCOMES = st.dictionaries(st.sampled_from(sorted(PROMPTS)), st.sampled_from(["pass", "fail", "error", "no answer"]))


@given(OUTCOMES, OUTCOMES)
def test_counting_bits_is_counting_prompts(left: dict[str, str], right: dict[str, str]):
    common = left.keys() & right.keys()
    pairs = [(left[key] == "pass", right[key] == "pass") for key in common]
    counts = [pairs.count(both) for both in ((True, True), (True, False), (False, True), (False, False))]
    found = of_two(run(outcomes=left), run(outcomes=right))
    assert found == paired_verdict(*counts, len(left.keys() - common), len(right.keys() - common))


@given(OUTCOMES, OUTCOMES, st.sampled_from(["x", "y"]))
def test_swapping_the_sides_mirrors_the_verdict(left: dict[str, Any], right: dict[str, Any], category: str):
    one, other = run(outcomes=left), run(outcomes=right)
    for straight, swapped in (
        (of_two(one, other), of_two(other, one)),
        (of_category(one, other, category), of_category(other, one, category)),
    ):
        assert (straight is None) == (swapped is None)
        if straight and swapped:
            assert (straight.word, straight.side, straight.p) == (swapped.word, MIRRORED[swapped.side], swapped.p)
            assert (straight.wins, straight.losses) == (swapped.losses, swapped.wins)
            assert (straight.only_left, straight.only_right) == (swapped.only_right, swapped.only_left)
            assert straight.difference == (None if swapped.difference is None else -swapped.difference)
