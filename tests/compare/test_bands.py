"""The score key: every score has one band, decided before it is rounded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import bands
from visavis.compare.bands import TONES, band_of
from visavis.compare.rounding import fixed, short

PERCENTS = st.fractions(0, 100, max_denominator=10**6)
LIMITS = st.sets(st.decimals("0.01", "100", places=2), max_size=7).map(lambda found: [*sorted(found, reverse=True), 0])


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (Fraction(100), "high"),
        (Fraction(75), "high"),
        (Fraction(7496, 100), "mid"),
        (Fraction(75) - Fraction(1, 10**9), "mid"),
        (Fraction(40), "mid"),
        (Fraction(40) - Fraction(1, 10**9), "low"),
        (Fraction(0), "low"),
    ],
)
def test_a_band_starts_at_its_own_limit_and_ends_below_the_next(percent: Fraction, band: str):
    assert band_of(percent, bands()).id == band


def test_what_is_shown_as_75_can_lie_below_75():
    percent = Fraction(7496, 100)
    assert short(percent, 0) == "75"
    assert fixed(percent, 2) == "74.96"
    assert band_of(percent, bands()).label == "40–74%"


@pytest.mark.parametrize(
    ("count", "tones"),
    [
        (1, [1]),
        (2, [1, 5]),
        (3, [1, 3, 5]),
        (4, [1, 2, 4, 5]),
        (5, [1, 2, 3, 4, 5]),
        (6, [1, 2, 3, 3, 4, 5]),
        (7, [1, 2, 2, 3, 4, 4, 5]),
        (8, [1, 2, 2, 3, 3, 4, 4, 5]),
    ],
)
def test_tones_run_evenly_from_best_to_worst_for_any_number_of_bands(count: int, tones: list[int]):
    # round half up of 1 + 4 * place / (count - 1)
    assert [band.tone for band in bands(*reversed(range(0, 10 * count, 10)))] == tones


@given(LIMITS)
def test_tones_never_fall_and_stay_within_the_scale(limits: list[Decimal]):
    tones = [band.tone for band in bands(*limits)]
    assert tones == sorted(tones)
    assert tones[0] == 1
    assert tones[-1] == (TONES if len(tones) > 1 else 1)


@given(LIMITS, PERCENTS)
def test_every_score_has_exactly_one_band(limits: list[Decimal], percent: Fraction):
    made = bands(*limits)
    uppers = [None, *(band.lower for band in made)]
    holding = [
        band
        for band, upper in zip(made, uppers, strict=False)
        if band.lower <= percent and (upper is None or percent < upper)
    ]
    assert holding == [band_of(percent, made)]


def test_a_band_keeps_what_its_author_wrote():
    high = bands()[0]
    assert (high.id, high.label, high.word, high.lower) == ("high", "≥75%", "high", Fraction(75))
