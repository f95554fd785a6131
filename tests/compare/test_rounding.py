"""Numbers and dates as readers see them: halves up, exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.compare.rounding import fixed, mean, round_half_up, short, written_date
from visavis.language.spoken import MONTHS
from visavis.load.scalars import PartialDate

DECIMALS = st.integers(0, 12)
SHARES = st.integers(1, 10**6).flatmap(lambda total: st.integers(0, total).map(lambda passed: (passed, total)))


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Return the nearest multiple of the last decimal, by trying the two neighbours; the larger one where level."""
    step = Fraction(1, 10**decimals)
    below = value // step * step
    return below if value - below < below + step - value else below + step


@given(SHARES, DECIMALS)
def test_every_share_is_rounded_to_the_nearest_decimal_and_halves_upwards(share: tuple[int, int], decimals: int):
    percent = Fraction(100 * share[0], share[1])
    assert Fraction(round_half_up(percent, decimals)) == half_up(percent, decimals)


@given(st.integers(-(10**30) + 1, 10**30 - 1).map(lambda units: Decimal(f"{units}e-12")), DECIMALS)
def test_numbers_of_18_digits_and_12_decimals_are_rounded_exactly_and_away_from_zero(value: Decimal, decimals: int):
    wanted = half_up(abs(Fraction(value)), decimals) * (1 if value >= 0 else -1)
    assert Fraction(round_half_up(value, decimals)) == wanted
    assert Fraction(fixed(value, decimals).replace(",", "").replace("−", "-")) == wanted


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(4200, 67), 2, "62.69"),
        (Fraction(1, 8), 2, "0.13"),
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("2.675"), 2, "2.68"),
        (Decimal("-2.675"), 2, "−2.68"),
        (Decimal("-0.001"), 2, "0.00"),
        (10, 2, "10.00"),
        (0, 2, "0.00"),
        (100, 0, "100"),
        (Fraction(1, 2), 0, "1"),
        (Decimal("1234567.891"), 2, "1,234,567.89"),
        (-1234567, 0, "−1,234,567"),
        (Decimal("999.995"), 2, "1,000.00"),
        (Decimal("123456789012345678.123456789012"), 12, "123,456,789,012,345,678.123456789012"),
    ],
)
def test_fixed_keeps_all_its_decimals_sets_off_thousands_and_writes_a_minus_sign(
    value: Fraction | Decimal | int, decimals: int, text: str
):
    assert fixed(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(100, 10), 1, "10"),
        (Fraction(1100, 15), 1, "73.3"),
        (Fraction(800, 9), 1, "88.9"),
        (Fraction(1100, 14), 1, "78.6"),
        (Fraction(1100, 19), 1, "57.9"),
        (0, 1, "0"),
        (100, 1, "100"),
        (100, 0, "100"),
        (131072, 12, "131,072"),
        (Decimal("12.50"), 12, "12.5"),
        (Decimal("99.96"), 1, "100"),
        (Decimal("-7.0"), 1, "−7"),
    ],
)
def test_short_leaves_zeros_at_the_end_away(value: Fraction | Decimal | int, decimals: int, text: str):
    assert short(value, decimals) == text


@given(SHARES, DECIMALS)
def test_short_says_the_same_number_as_fixed_and_never_ends_in_a_zero_behind_the_point(
    share: tuple[int, int], decimals: int
):
    percent = Fraction(100 * share[0], share[1])
    text = short(percent, decimals)
    assert Fraction(text.replace(",", "")) == half_up(percent, decimals)
    assert "." not in text or not text.endswith(("0", "."))


def test_a_mean_is_taken_of_decimals_not_floats():
    assert mean([Decimal("0.1"), Decimal("0.2")]) == Decimal("0.15")
    assert mean([Decimal(1), Decimal(1), Decimal(0)]) == Decimal("0.6666666666666666666666666667")
    assert mean([Decimal(7)]) == 7


@pytest.mark.parametrize(
    ("date", "text"),
    [(PartialDate(2025), "2025"), (PartialDate(2025, 3), "Mar 2025"), (PartialDate(2025, 3, 31), "31 Mar 2025")],
)
def test_a_date_is_written_at_the_precision_it_is_known_to(date: PartialDate, text: str):
    assert written_date(date) == text


def test_every_month_has_its_own_name():
    assert [written_date(PartialDate(2000, month)) for month in range(1, 13)] == [f"{name} 2000" for name in MONTHS]
    assert len(set(MONTHS)) == 12
