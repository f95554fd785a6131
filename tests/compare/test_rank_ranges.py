"""Rank ranges: who can be told from whom, after the correction for being many."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats import multitest

from visavis.compare import matches
from visavis.compare.matches import Answered
from visavis.compare.rank_ranges import Ranges, RankRange, rank_ranges
from visavis.compare.statistics import mcnemar_exact

ALL = 2**60 - 1
SETS = st.integers(0, ALL)


def asked_all(*passes: int, prompts: int = 60) -> list[Answered]:
    """Return models that were asked all prompts, by the bits of those they passed."""
    return [Answered(bits, 2**prompts - 1 & ~bits) for bits in passes]


def some(start: int, count: int) -> int:
    """Return the bits of so many prompts from one on."""
    bits: int = (1 << count) - 1
    return bits << start


@st.composite
def models(draw: st.DrawFn) -> list[Answered]:
    """Draw models better and worse: all were asked the same, or some all 60 prompts, some fewer, some none."""
    found = []
    sets = st.sampled_from([ALL, ALL, some(0, 30), some(30, 30), 0]) | SETS
    of_all = draw(st.none() | sets)
    for _ in range(draw(st.integers(0, 7))):
        asked = draw(sets) if of_all is None else of_all
        passed = draw(SETS | st.sampled_from([0, ALL])) | draw(st.sampled_from([0, some(0, 25)]))
        found.append(Answered(passed & asked, asked & ~passed))
    return found


def by_definition(of: list[Answered], level: float) -> Ranges:
    """Return the ranges by a test of every pair, and the correction of statsmodels."""
    tests = [
        (one, other, (of[one].passed & of[other].failed).bit_count(), (of[one].failed & of[other].passed).bit_count())
        for one in range(len(of))
        for other in range(one)
        if (of[one].passed | of[one].failed) & (of[other].passed | of[other].failed)
    ]
    p = [mcnemar_exact(wins, losses) for _, _, wins, losses in tests]
    adjusted = multitest.multipletests(p, method="holm")[1] if p else []
    leads = [
        (one, other, wins - losses) if wins > losses else (other, one, losses - wins)
        for (one, other, wins, losses), value in zip(tests, adjusted, strict=True)
        if value < level
    ]
    return Ranges(
        [
            RankRange(
                1 + sum(behind == place for _, behind, _ in leads),
                len(of) - sum(ahead == place for ahead, _, _ in leads),
            )
            for place in range(len(of))
        ],
        len(tests),
        len(leads),
        min((lead for _, _, lead in leads), default=0),
    )


@settings(max_examples=100)
@given(models(), st.sampled_from([0.05, 0.2, 0.0501234]), st.sampled_from([0, matches.MANY]))
def test_ranges_are_those_of_the_definition(of: list[Answered], level: float, many: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matches, "MANY", many)
        assert rank_ranges(of, level) == by_definition(of, level)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_models_that_nothing_tells_apart_share_all_ranks(count: int):
    pairs = count * (count - 1) // 2
    assert rank_ranges(asked_all(*[some(0, 20)] * count)) == Ranges([RankRange(1, count)] * count, pairs, 0, 0)


def test_many_models_of_the_same_prompts_are_counted_as_any_are(monkeypatch: pytest.MonkeyPatch):
    draw = random.Random(1)
    for prompts in (1, 8, 67, 255, 256):
        shares = [draw.random() for _ in range(60)]
        of = asked_all(
            *[sum((draw.random() < share) << at for at in range(prompts)) for share in shares], prompts=prompts
        )
        monkeypatch.setattr(matches, "MANY", 0)
        found = rank_ranges(of)
        monkeypatch.setattr(matches, "MANY", 100)
        assert found == rank_ranges(of)


def test_models_that_are_all_told_apart_have_a_rank_each():
    found = rank_ranges(asked_all(0, some(0, 20), some(0, 50)))
    assert found == Ranges([RankRange(3, 3), RankRange(2, 2), RankRange(1, 1)], 3, 3, 20)


def test_a_leader_and_a_last_one_around_two_that_are_level():
    found = rank_ranges(asked_all(ALL, some(0, 30), some(1, 30), 0))
    assert found == Ranges([RankRange(1, 1), RankRange(2, 3), RankRange(2, 3), RankRange(4, 4)], 6, 5, 30)


def test_ranks_are_told_apart_after_the_correction_only():
    """Six to none is p = 0.03125 alone; of two such tests each is twice that."""
    assert rank_ranges(asked_all(some(0, 6), 0)).models == [RankRange(1, 1), RankRange(2, 2)]
    assert rank_ranges(asked_all(some(0, 6), 0, 0)).models == [RankRange(1, 3)] * 3
    assert rank_ranges(asked_all(some(0, 6), 0, 0), level=0.2) == Ranges(
        [RankRange(1, 1), RankRange(2, 3), RankRange(2, 3)], 3, 2, 6
    )


def test_only_pairs_with_prompts_in_common_are_tested():
    """Of the first two the one has 6 to 0; the third was asked something else, the fourth nothing that is known."""
    first, second = asked_all(some(0, 6), 0, prompts=6)
    apart, unknown = Answered(some(6, 10), 0), Answered(0, 0)
    assert rank_ranges([first, second, apart, unknown, unknown]) == Ranges(
        [RankRange(1, 4), RankRange(2, 5), RankRange(1, 5), RankRange(1, 5), RankRange(1, 5)], 1, 1, 6
    )
    assert rank_ranges([first, apart, unknown]) == Ranges([RankRange(1, 3)] * 3, 0, 0, 0)


@given(st.lists(SETS | st.sampled_from([0, some(0, 50), some(5, 30)]), max_size=7))
def test_on_the_same_prompts_every_range_holds_the_rank_by_score(passes: list[int]):
    scores = [bits.bit_count() for bits in passes]
    for score, (best, worst) in zip(scores, rank_ranges(asked_all(*passes)).models, strict=True):
        first = 1 + sum(other > score for other in scores)
        last = sum(other >= score for other in scores)
        assert 1 <= best <= first <= last <= worst <= len(passes)


@given(models())
def test_the_order_of_models_does_not_matter(of: list[Answered]):
    found, turned = rank_ranges(of), rank_ranges(of[::-1])
    assert turned.models[::-1] == found.models
    assert turned[1:] == found[1:]
