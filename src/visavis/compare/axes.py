"""Axes of plots: from the values drawn to a scale with round numbers, or dates, beside it.

Every axis has a margin of a twentieth of its length at each end, so that no point lies on an edge. Positions are
percentages of its length.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import islice
from math import ceil, floor, log, log10
from typing import NamedTuple

from visavis.compare.rounding import short
from visavis.language import current
from visavis.load.scalars import PartialDate

MARGIN = 0.05
"""How much of the length of the values an axis has beyond them, at each end."""
LOGARITHMIC = 5
"""Costs of which the largest is at least so many times the smallest are drawn on a logarithmic scale."""
MOST = 6
"""At most so many ticks stand on an axis; they fit below a plot on a phone."""
MOST_DATES = 5
MONTH = 31
"""Days: the least margin of an axis of dates, so that two months begin on it."""
_STEPS = (1, 2, 5)
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600)
_LOG_STEPS = ((1, 2, 5), (1, 3), (1,))
_SUFFIXES = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K"))


class Tick(NamedTuple):
    """A round value on an axis, as it is written, and where it stands."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, evenly or, where `logarithmic`, by ratios; `ticks` from the lowest to the highest."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """Return where a value lies, from 0 to 100 for those between the ends, which it is moved to from beyond."""
        if self.logarithmic:
            share = log(value / self.low) / log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return 100 * min(1.0, max(0.0, share))


def number_text(value: Fraction) -> str:
    """Write a number on a tick: 0.5, 20 or 1,000."""
    return short(value, 12)


def count_text(value: Fraction) -> str:
    """Write a number of parameters on a tick: 500M or 1.5B."""
    for factor, suffix in _SUFFIXES:
        if value >= factor:
            return short(value / factor, 12) + suffix
    return number_text(value)


def linear_axis(values: Sequence[float], text: Callable[[Fraction], str] = number_text) -> Axis:
    """Return an even axis for at least one value, its ticks one, two or five times a power of ten apart."""
    low, high = min(values), max(values)
    margin = MARGIN * (high - low) or abs(low) / 2 or 1
    return _linear(low - margin, high + margin, text)


def cost_axis(values: Sequence[float], text: Callable[[Fraction], str] = number_text) -> Axis:
    """Return an axis for at least one amount that is compared by ratios where these are large: see `LOGARITHMIC`."""
    low, high = min(values), max(values)
    if low <= 0 or high / low < LOGARITHMIC:
        return linear_axis(values, text)
    margin = (high / low) ** MARGIN
    low, high = low / margin, high * margin
    ticks = next(found for steps in _log_steps() if len(found := list(_powers(low, high, *steps))) <= MOST)
    return Axis(low, high, tuple([Tick(float(tick), text(tick)) for tick in ticks]), logarithmic=True)


def date_axis(days: Sequence[float]) -> Axis:
    """Return an axis for at least one date, given by `day_of`, whose ticks are the first days of months or years."""
    margin = max(MARGIN * (max(days) - min(days)), MONTH)
    low, high = min(days) - margin, max(days) + margin
    tried = (list(islice(_months(low, high, step), MOST_DATES + 1)) for step in _MONTHS)
    ticks = next(found for found in tried if len(found) <= MOST_DATES)
    return Axis(low, high, tuple(ticks))


def day_of(value: PartialDate) -> float | None:
    """Return a date as a number of days: one known to the month only as its middle, None for one known to the year.

    A year is too long to stand at one place among months: whatever place were chosen, some other model would wrongly
    seem to have come before or after.
    """
    if value.month is None:
        return None
    first = date(value.year, value.month, value.day or 1).toordinal()
    return first if value.day else first + (monthrange(value.year, value.month)[1] - 1) / 2


def _linear(low: float, high: float, text: Callable[[Fraction], str]) -> Axis:
    begin, end = Fraction(low), Fraction(high)
    power = floor(log10(high - low)) - 1
    while True:
        for step in _STEPS:
            size = step * Fraction(10) ** power
            first, last = ceil(begin / size), floor(end / size)
            if last - first < MOST:
                ticks = [number * size for number in range(first, last + 1)]
                return Axis(low, high, tuple([Tick(float(tick), text(tick)) for tick in ticks]))
        power += 1


def _log_steps() -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield ever fewer ticks: which multiples of a power of ten, and of every how many-th power."""
    for steps in _LOG_STEPS:
        yield steps, 1
    every = 2
    while True:
        yield (1,), every
        every += 1


def _powers(low: float, high: float, steps: Iterable[int], every: int) -> Iterator[Fraction]:
    for power in range(floor(log10(low)), ceil(log10(high)) + 1):
        if power % every == 0:
            for step in steps:
                tick = step * Fraction(10) ** power
                if low <= tick <= high:
                    yield tick


def _months(low: float, high: float, step: int) -> Iterator[Tick]:
    """Yield the first days of every so many-th month between two days, counted from the year 0."""
    begin, end = date.fromordinal(int(low)), date.fromordinal(int(high))
    first = -(-(12 * begin.year + begin.month - 1) // step)
    for number in range(first * step, 12 * end.year + end.month, step):
        year, month = divmod(number, 12)
        day = date(year, month + 1, 1).toordinal()
        if low <= day <= high:
            yield Tick(float(day), current().date(year) if step >= 12 else current().date(year, month + 1))
