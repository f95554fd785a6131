"""Verdicts as they are written: from the side that passed more, exact at every limit, the same from either side."""

from __future__ import annotations

from dataclasses import astuple, replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.compare.rounding import short
from visavis.compare.statistics import LEVEL, mcnemar_exact
from visavis.compare.verdict import PROBABLY, Verdict, Word, paired_verdict, unpaired_verdict
from visavis.language.spoken import MINUS
from visavis.pages.shown import ShownVerdict, shown_verdict, written_p


def test_a_paired_verdict_is_told_from_the_side_that_passed_more():
    shown = ShownVerdict(
        word="ahead", paired=True, difference="60 points", low="17.1", high="80.9", p="= 0.031", needed="",
        common=10, wins=6, losses=0, disagreed=6, first_passed=9, first_total=10, other_passed=3, other_total=10,
        alone=3,
    )  # fmt: skip
    assert astuple(shown_verdict(paired_verdict(3, 6, 0, 1, 2, 1))) == astuple(shown)
    assert astuple(shown_verdict(paired_verdict(3, 0, 6, 1, 2, 1))) == astuple(shown)


def test_an_unpaired_verdict_has_no_p_and_no_counts_of_prompts():
    shown = ShownVerdict(
        word="ahead", paired=False, difference="88.9 points", low="44.8", high="98", p="", needed="",
        common=0, wins=0, losses=0, disagreed=0, first_passed=9, first_total=9, other_passed=1, other_total=9, alone=0,
    )  # fmt: skip
    assert astuple(shown_verdict(unpaired_verdict(9, 9, 1, 9))) == astuple(shown)
    assert astuple(shown_verdict(unpaired_verdict(1, 9, 9, 9))) == astuple(shown)


def test_two_that_are_level_are_told_from_the_left():
    shown = shown_verdict(paired_verdict(4, 1, 1, 3, 0, 5))
    assert (shown.word, shown.difference, shown.p) == ("too close to call", "0 points", "= 1.00")
    assert (shown.first_passed, shown.other_passed, shown.alone) == (5, 5, 5)
    assert shown.low == f"{MINUS}{shown.high}"


@pytest.mark.parametrize(
    ("wins", "losses", "both", "word", "needed"),
    [
        (1, 0, 0, "too close to call", ""),  # its interval has 0 in it
        (3, 0, 0, "too close to call", "6 to 0"),
        (3, 0, 200, "too close to call", ""),
        (4, 0, 0, "probably ahead", "6 to 0"),
        (5, 0, 0, "probably ahead", "6 to 0"),
        (6, 0, 0, "ahead", ""),
        (12, 4, 0, "probably ahead", "13 to 3"),
        (20, 9, 0, "probably ahead", "21 to 8"),
    ],
)
def test_where_the_interval_leaves_0_out_of_a_lead_that_may_be_chance_it_says_what_being_ahead_takes(
    wins: int, losses: int, both: int, word: str, needed: str
):
    for verdict in (paired_verdict(both, wins, losses, 0), paired_verdict(both, losses, wins, 0)):
        shown = shown_verdict(verdict)
        assert (shown.word, shown.needed) == (word, needed)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 60), st.integers(0, 60))
def test_what_being_ahead_takes_is_the_least_result_that_does(wins: int, losses: int, both: int, none: int):
    shown = shown_verdict(paired_verdict(both, wins, losses, none or 1))
    contradicts = shown.word != "ahead" and not shown.low.startswith(MINUS) and shown.low != "0"
    assert not contradicts or shown.needed
    if shown.needed:
        more, fewer = map(int, shown.needed.split(" to "))
        assert more + fewer == max(shown.disagreed, 6)
        assert mcnemar_exact(more, fewer) < LEVEL <= mcnemar_exact(more - 1, fewer + 1)


def test_one_point_is_not_said_in_the_plural():
    assert shown_verdict(paired_verdict(50, 1, 0, 49)).difference == "1 point"
    assert shown_verdict(paired_verdict(50, 11, 0, 39)).difference == "11 points"
    assert shown_verdict(paired_verdict(500, 11, 0, 489)).difference == "1.1 points"


def test_no_limit_is_a_zero_with_a_sign():
    shown = [shown_verdict(paired_verdict(both, wins, 0, 0)) for both in range(300) for wins in range(1, 8)]
    assert not [one for one in shown if f"{MINUS}0" in (one.low, one.high)]
    assert "0" in {one.low for one in shown}


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (1.0, "= 1.00"),
        (0.8145, "= 0.81"),
        (0.2001, "= 0.20"),
        (0.2, "= 0.20"),
        (0.1996, "= 0.1996"),
        (0.19999, "= 0.19999"),
        (0.194, "= 0.19"),
        (0.1, "= 0.10"),
        (0.0996, "= 0.100"),
        (0.05, "= 0.050"),
        (0.0502, "= 0.050"),
        (0.0496, "= 0.0496"),
        (0.03125, "= 0.031"),
        (0.001, "= 0.001"),
        (0.000999, "< 0.001"),
        (0.0, "< 0.001"),
    ],
)
def test_p_is_written_with_as_many_decimals_as_it_takes(p: float, words: str):
    assert written_p(p) == words


@given(st.floats(0, 1).map(lambda p: round(p, 9)))
def test_what_is_written_of_p_lies_on_the_same_side_of_every_limit(p: float):
    sign, number = written_p(p).split()
    assert sign == "<" if p < 0.001 else sign == "="
    for limit in (LEVEL, PROBABLY):
        assert (Decimal(number) < Decimal(repr(limit))) == (p < limit)


COUNTS = st.integers(0, 80)
PAIRED = st.tuples(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS).filter(lambda table: sum(table[:4]) > 0)
SHARE = st.integers(1, 80).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
MIRRORED = {"left": "right", "right": "left", None: None}


def assert_mirrored(one: Verdict, other: Verdict) -> None:
    """Assert that two verdicts and what is shown of them are the same from either side."""
    assert (one.word, one.side, one.leads) == (other.word, MIRRORED[other.side], MIRRORED[other.leads])
    straight, swapped = shown_verdict(one), shown_verdict(other)
    if one.leads:
        assert astuple(straight) == astuple(swapped)
    else:  # of two that are level the left one stands first: another one, with the same numbers
        mirrored = replace(
            swapped,
            low=negated(swapped.high),
            high=negated(swapped.low),
            wins=swapped.losses,
            losses=swapped.wins,
            first_passed=swapped.other_passed,
            first_total=swapped.other_total,
            other_passed=swapped.first_passed,
            other_total=swapped.first_total,
        )
        assert astuple(straight) == astuple(mirrored)


def negated(number: str) -> str:
    """Return a number as written with the other sign."""
    return number if number == "0" else number[1:] if number.startswith(MINUS) else f"{MINUS}{number}"


@given(PAIRED)
def test_swapping_the_sides_mirrors_a_paired_verdict_and_shows_the_same(table: tuple[int, ...]):
    both, wins, losses, none, left, right = table
    assert_mirrored(paired_verdict(*table), paired_verdict(both, losses, wins, none, right, left))


@given(SHARE, SHARE)
def test_swapping_the_sides_mirrors_an_unpaired_verdict_and_shows_it(one: tuple[int, int], other: tuple[int, int]):
    assert_mirrored(unpaired_verdict(*one, *other), unpaired_verdict(*other, *one))


@given(PAIRED)
def test_what_is_shown_adds_up(table: tuple[int, ...]):
    verdict = paired_verdict(*table)
    shown = shown_verdict(verdict)
    assert shown.first_passed - shown.other_passed == shown.wins - shown.losses >= 0
    assert shown.disagreed == shown.wins + shown.losses <= shown.common == shown.first_total == shown.other_total
    assert shown.alone == table[4] + table[5]
    number = short(Fraction(100 * (shown.wins - shown.losses), shown.common), 1)
    assert shown.difference == f"{number} point{'' if number == '1' else 's'}"
    assert shown.word == verdict.word
    if verdict.word is Word.AHEAD:
        assert shown.p == "< 0.001" or Decimal(shown.p[2:]) < Decimal("0.05")
