"""Axes of plots: round ticks, and where values lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.compare.axes import (
    LOGARITHMIC,
    MOST,
    MOST_DATES,
    Axis,
    cost_axis,
    count_text,
    date_axis,
    day_of,
    linear_axis,
)
from visavis.language.spoken import MONTHS
from visavis.load.scalars import PartialDate

VALUES = st.lists(st.floats(-1e18, 1e18) | st.integers(-50, 50).map(float) | st.floats(0, 100), min_size=1, max_size=6)
COSTS = st.lists(st.floats(0.01, 1e15) | st.integers(0, 50).map(float), min_size=1, max_size=6)
DATES = st.lists(
    st.builds(PartialDate, st.integers(1950, 2100), st.integers(1, 12), st.none() | st.integers(1, 28)),
    min_size=1,
    max_size=6,
)


def written(axis: Axis) -> list[str]:
    return [tick.text for tick in axis.ticks]


def is_sound(axis: Axis, values: Sequence[float], most: int) -> None:
    """Every value lies within, the order is kept, and there are some round ticks and not too many."""
    places = [axis.at(value) for value in sorted(values)]
    assert all(0 <= place <= 100 for place in places)
    assert places == sorted(places)
    assert 2 <= len(axis.ticks) <= most
    assert [tick.value for tick in axis.ticks] == sorted({tick.value for tick in axis.ticks})
    assert len(set(written(axis))) == len(axis.ticks)
    assert all(axis.low <= tick.value <= axis.high for tick in axis.ticks)


@given(VALUES)
def test_an_even_axis_holds_its_values_and_has_ticks_equally_far_apart(values: list[float]):
    axis = linear_axis(values, text=str)
    is_sound(axis, values, MOST)
    (gap,) = {Fraction(other.text) - Fraction(one.text) for one, other in pairwise(axis.ticks)}
    while gap < 1:
        gap *= 10
    assert str(gap).rstrip("0") in ("1", "2", "5")


@given(COSTS)
def test_costs_are_drawn_by_ratios_where_these_are_large(values: list[float]):
    axis = cost_axis(values, text=str)
    is_sound(axis, values, MOST)
    assert axis.logarithmic == (min(values) > 0 and max(values) / min(values) >= LOGARITHMIC)


@given(DATES)
def test_ticks_of_dates_are_first_days_of_months(dates: list[PartialDate]):
    days = [day_of(one) for one in dates]
    axis = date_axis([day for day in days if day is not None])
    is_sound(axis, [day for day in days if day is not None], MOST_DATES)
    for tick in axis.ticks:
        month, _, year = tick.text.rpartition(" ")
        assert tick.value == day_of(PartialDate(int(year), MONTHS.index(month) + 1 if month else 1, 1))


@pytest.mark.parametrize(
    ("make", "values", "ticks"),
    [
        (linear_axis, [40.8, 77.6], ["40", "50", "60", "70"]),
        (linear_axis, [0, 100], ["0", "20", "40", "60", "80", "100"]),
        (linear_axis, [36.5, 36.5], ["20", "30", "40", "50"]),
        (linear_axis, [0, 0], ["−1", "−0.5", "0", "0.5", "1"]),
        (linear_axis, [1200, 9000], ["2,000", "4,000", "6,000", "8,000"]),
        (cost_axis, [1.48, 18.77], ["2", "5", "10", "20"]),
        (cost_axis, [0.02, 700], ["0.1", "1", "10", "100", "1,000"]),
        (cost_axis, [1e-2, 1e9], ["0.01", "1", "100", "10,000", "1,000,000", "100,000,000"]),
        (cost_axis, [2, 3], ["2", "2.2", "2.4", "2.6", "2.8", "3"]),
        (cost_axis, [0, 3], ["0", "1", "2", "3"]),
    ],
)
def test_ticks(make: Callable[[Sequence[float]], Axis], values: list[float], ticks: list[str]):
    assert written(make(values)) == ticks


def test_ticks_of_parameters_have_the_letters_that_authors_write():
    assert written(cost_axis([2.5e6, 140e6], text=count_text)) == ["5M", "10M", "20M", "50M", "100M"]
    assert written(cost_axis([4.5e8, 7.2e10], text=count_text)) == ["1B", "3B", "10B", "30B"]
    assert [count_text(Fraction(number)) for number in (1, 999, 1000, 1_500_000, 2 * 10**12)] == [
        *("1", "999", "1K", "1.5M", "2T")
    ]


def test_ticks_of_dates_are_as_fine_as_there_is_room_for():
    def axis(*dates: tuple[int, int]) -> list[str]:
        return written(date_axis([day for of in dates if (day := day_of(PartialDate(*of))) is not None]))

    assert axis((2025, 3)) == ["Mar 2025", "Apr 2025"]
    assert axis((2025, 1), (2025, 9)) == ["Jan 2025", "Apr 2025", "Jul 2025", "Oct 2025"]
    assert axis((2023, 1), (2025, 6)) == ["2023", "2024", "2025"]
    assert axis((1990, 1), (2025, 6)) == ["1990", "2000", "2010", "2020"]


def test_a_date_known_to_the_month_is_its_middle_and_a_year_has_no_place():
    assert day_of(PartialDate(2025, 2, 15)) == 739297
    assert day_of(PartialDate(2025, 2)) == 739296.5
    assert day_of(PartialDate(2025)) is None


def test_positions_are_percentages_of_the_length_and_stay_on_it():
    even, log = Axis(10, 30, ()), Axis(1, 100, (), logarithmic=True)
    assert [even.at(value) for value in (0, 10, 15, 30, 99)] == [0, 0, 25, 100, 100]
    assert [log.at(value) for value in (1, 10, 100)] == [0, 50, 100]
