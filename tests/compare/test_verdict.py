"""The verdict in words: its rules, its reasons, and that swapping the sides mirrors it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.compare.statistics import KEPT, LEVEL, Z80, Interval, mcnemar_exact, newcombe_paired, newcombe_unpaired
from visavis.compare.verdict import Basis, Reason, Verdict, Word, paired_verdict, unpaired_verdict

COUNT = st.integers(0, 4) | st.integers(0, 70) | st.integers(0, 2000)
TABLES = st.tuples(COUNT, COUNT, COUNT, COUNT)
SHARES = st.integers(0, 300).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
OTHER = {"left": "right", "right": "left", None: None}


def mirrored(verdict: Verdict) -> Verdict:
    """Return the verdict as the other side would read it."""
    interval, difference = verdict.interval, verdict.difference
    return Verdict(
        word=verdict.word,
        side=OTHER[verdict.side],  # type: ignore[arg-type]
        reason=verdict.reason,
        basis=verdict.basis,
        leads=OTHER[verdict.leads],  # type: ignore[arg-type]
        difference=None if difference is None else -difference,
        interval=interval and Interval(-interval.upper, -interval.lower),
        p=verdict.p,
        both_right=verdict.both_right,
        wins=verdict.losses,
        losses=verdict.wins,
        both_wrong=verdict.both_wrong,
        only_left=verdict.only_right,
        only_right=verdict.only_left,
        left_passed=verdict.right_passed,
        left_total=verdict.right_total,
        right_passed=verdict.left_passed,
        right_total=verdict.left_total,
    )


@given(TABLES, st.integers(0, 9), st.integers(0, 9))
def test_swapping_the_sides_mirrors_a_paired_verdict_to_the_last_bit(
    table: tuple[int, int, int, int], only_left: int, only_right: int
):
    both_right, wins, losses, both_wrong = table
    found = paired_verdict(both_right, wins, losses, both_wrong, only_left, only_right)
    assert paired_verdict(both_right, losses, wins, both_wrong, only_right, only_left) == mirrored(found)
    assert mirrored(mirrored(found)) == found


@given(SHARES, SHARES)
def test_swapping_the_sides_mirrors_an_unpaired_verdict_to_the_last_bit(left: tuple[int, int], right: tuple[int, int]):
    assert unpaired_verdict(*right, *left) == mirrored(unpaired_verdict(*left, *right))


def test_a_paired_verdict_has_all_the_numbers_behind_it():
    assert paired_verdict(20, 12, 2, 16, 3, 4) == Verdict(
        word=Word.AHEAD,
        side="left",
        reason=Reason.TESTED,
        basis=Basis.PAIRED,
        leads="left",
        difference=Fraction(20),
        interval=Interval(*(100 * limit for limit in newcombe_paired(20, 12, 2, 16))),
        p=mcnemar_exact(12, 2),
        both_right=20,
        wins=12,
        losses=2,
        both_wrong=16,
        only_left=3,
        only_right=4,
        left_passed=32,
        left_total=50,
        right_passed=22,
        right_total=50,
    )
    assert paired_verdict(20, 12, 2, 16).common == 50


def test_an_unpaired_verdict_has_all_the_numbers_behind_it():
    assert unpaired_verdict(48, 80, 56, 70) == Verdict(
        word=Word.AHEAD,
        side="right",
        reason=Reason.TESTED,
        basis=Basis.UNPAIRED,
        leads="right",
        difference=Fraction(-20),
        interval=Interval(*(100 * limit for limit in newcombe_unpaired(48, 80, 56, 70))),
        left_passed=48,
        left_total=80,
        right_passed=56,
        right_total=70,
    )
    assert unpaired_verdict(48, 80, 56, 70).common == 0


@pytest.mark.parametrize(
    ("wins", "losses", "word"),
    [
        (6, 0, "ahead"),
        (5, 0, "probably ahead"),
        (4, 0, "probably ahead"),
        (3, 0, "too close to call"),
        (9, 1, "ahead"),
        (8, 1, "ahead"),
        (7, 1, "probably ahead"),
        (5, 1, "too close to call"),
        (10, 2, "ahead"),
        (10, 3, "probably ahead"),
        (10, 5, "too close to call"),
        (2500, 2400, "probably ahead"),
        (2500, 2300, "ahead"),
    ],
)
def test_the_word_follows_from_wins_and_losses(wins: int, losses: int, word: str):
    found = paired_verdict(7, wins, losses, 9)
    assert (found.word, found.leads, found.reason) == (word, "left", Reason.TESTED)
    assert found.side == (None if word == "too close to call" else "left")


@pytest.mark.parametrize(
    ("table", "reason", "leads"),
    [
        ((9, 0, 0, 0), Reason.ALL_RIGHT, None),
        ((0, 0, 0, 9), Reason.ALL_WRONG, None),
        ((5, 0, 0, 4), Reason.SAME_OUTCOMES, None),
        ((5, 3, 3, 4), Reason.LEVEL, None),
        ((0, 1, 1, 0), Reason.LEVEL, None),
        ((5, 1, 0, 4), Reason.TESTED, "left"),
        ((0, 2, 3, 0), Reason.TESTED, "right"),
    ],
)
def test_too_close_to_call_says_why(table: tuple[int, int, int, int], reason: Reason, leads: str | None):
    found = paired_verdict(*table)
    assert (found.word, found.side, found.reason, found.leads) == (Word.TOO_CLOSE, None, reason, leads)
    assert found.p == 1 or leads
    assert found.interval is not None
    assert found.interval.lower < 0 < found.interval.upper


@pytest.mark.parametrize(
    ("totals", "word", "reason", "leads"),
    [
        ((9, 9, 4, 4), Word.TOO_CLOSE, Reason.ALL_RIGHT, None),
        ((0, 9, 0, 4), Word.TOO_CLOSE, Reason.ALL_WRONG, None),
        ((3, 9, 1, 3), Word.TOO_CLOSE, Reason.LEVEL, None),
        ((5, 9, 4, 9), Word.TOO_CLOSE, Reason.TESTED, "left"),
        ((4, 9, 8, 9), Word.AHEAD, Reason.TESTED, "right"),
        ((6, 9, 3, 9), Word.PROBABLY_AHEAD, Reason.TESTED, "left"),
        ((4, 9, 0, 0), Word.NOT_COMPARABLE, Reason.NOTHING_IN_COMMON, None),
        ((0, 0, 4, 9), Word.NOT_COMPARABLE, Reason.NOTHING_IN_COMMON, None),
    ],
)
def test_an_unpaired_verdict_says_why(totals: tuple[int, int, int, int], word: Word, reason: Reason, leads: str | None):
    found = unpaired_verdict(*totals)
    assert (found.word, found.reason, found.leads, found.basis, found.p) == (word, reason, leads, Basis.UNPAIRED, None)
    assert found.side == (leads if word in {Word.AHEAD, Word.PROBABLY_AHEAD} else None)
    assert (found.interval is None) == (found.difference is None) == (word is Word.NOT_COMPARABLE)


def test_without_a_prompt_in_common_only_the_exclusions_are_counted():
    found = paired_verdict(0, 0, 0, 0, 12, 8)
    assert found == Verdict(
        Word.NOT_COMPARABLE, None, Reason.NOTHING_IN_COMMON, Basis.PAIRED, only_left=12, only_right=8
    )
    assert found.common == 0


@given(TABLES.filter(any))
def test_a_side_is_ahead_only_where_the_interval_leaves_out_0_too(table: tuple[int, int, int, int]):
    found = paired_verdict(*table)
    assert found.interval is not None
    assert found.difference is not None
    assert -100 <= found.interval.lower <= found.difference <= found.interval.upper <= 100
    if found.word is Word.AHEAD:
        assert found.side is not None
        assert found.interval.lower > 0 if found.side == "left" else found.interval.upper < 0


def test_no_table_of_up_to_24_prompts_is_called_ahead_with_0_in_the_interval():
    for total in range(1, 25):
        for wins in range(total + 1):
            for both_right in range(total - wins + 1):
                for losses in range(min(wins, total - wins - both_right + 1)):
                    both_wrong = total - wins - losses - both_right
                    if mcnemar_exact(wins, losses) < LEVEL:
                        assert newcombe_paired.__wrapped__(both_right, wins, losses, both_wrong).lower > 0


@given(st.integers(0, 200), st.integers(0, 200))
def test_probably_is_more_than_90_percent_and_ahead_more_than_97_and_a_half(wins: int, losses: int):
    """By a flat prior on the share of wins: the chance that it is over one half, a beta tail, as a binomial sum."""
    total = wins + losses + 1
    surely = Fraction(sum(comb(total, k) for k in range(wins + 1)), 2**total)
    found = paired_verdict(1, wins, losses, 1)
    if found.side == "left":
        assert surely > (Fraction(975, 1000) if found.word is Word.AHEAD else Fraction(9, 10))


@given(SHARES, SHARES)
def test_the_unpaired_word_follows_from_which_intervals_leave_out_0(left: tuple[int, int], right: tuple[int, int]):
    found = unpaired_verdict(*left, *right)
    if not left[1] or not right[1]:
        assert found.word is Word.NOT_COMPARABLE
        return
    sure, less = newcombe_unpaired(*left, *right), newcombe_unpaired(*left, *right, Z80)
    out = [limits.lower > 0 or limits.upper < 0 for limits in (sure, less)]
    words = {(True, True): Word.AHEAD, (False, True): Word.PROBABLY_AHEAD, (False, False): Word.TOO_CLOSE}
    assert found.word is words[out[0], out[1]]
    assert found.difference == 100 * (Fraction(*left) - Fraction(*right))


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_one_more_win_never_turns_the_verdict_against_the_left(
    both_right: int, wins: int, losses: int, both_wrong: int
):
    def height(verdict: Verdict) -> int:
        sure = {Word.AHEAD: 2, Word.PROBABLY_AHEAD: 1}.get(verdict.word, 0)
        return sure if verdict.side == "left" else -sure

    fewer, more = (paired_verdict(both_right, count, losses, both_wrong) for count in (wins, wins + 1))
    assert height(fewer) <= height(more)


@pytest.mark.parametrize("place", range(6))
def test_counts_below_0_are_refused(place: int):
    counts = [1] * 6
    counts[place] = -1
    with pytest.raises(ValueError) as found:
        paired_verdict(*counts)
    assert str(found.value) == f"{tuple(counts)}: counts are never negative"


@pytest.mark.parametrize("totals", [(3, 2, 1, 2), (1, 2, 3, 2), (-1, 2, 1, 2), (1, 2, -1, 2)])
def test_totals_that_are_no_proportions_are_refused(totals: tuple[int, int, int, int]):
    with pytest.raises(ValueError) as found:
        unpaired_verdict(*totals)
    left, right = f"{totals[0]} of {totals[1]}", f"{totals[2]} of {totals[3]}"
    assert str(found.value) == f"{left} and {right} are no proportions"


def test_verdicts_are_kept_up_to_a_limit_and_cannot_be_changed():
    assert paired_verdict.cache_info().maxsize == unpaired_verdict.cache_info().maxsize == KEPT
    found = paired_verdict(1, 2, 3, 4)
    assert paired_verdict(1, 2, 3, 4) is found
    with pytest.raises(FrozenInstanceError):
        found.wins = 3  # type: ignore[misc]
    assert replace(found, wins=3) != found
    assert not hasattr(found, "__dict__")
    assert len(fields(found)) == 18


def test_the_words_are_those_that_pages_print():
    assert [str(word) for word in Word] == ["ahead", "probably ahead", "too close to call", "not comparable"]
