"""How numbers and dates are written: exact arithmetic, halves rounded up, no float anywhere.

A number is rounded once, here, for showing. Bands, ranks and differences are decided on values that were not rounded,
except where a numeric metric states its precision: then values equal at that precision are equal.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from visavis.language import current
from visavis.load.scalars import PartialDate


def round_half_up(value: Fraction | Decimal | int, decimals: int) -> Decimal:
    """Round to this many decimals (0 to 12); a half goes away from zero, as school teaches it."""
    above, below = value.as_integer_ratio()  # fractions need no reducing here, and every pair of models has some
    units = (2 * abs(above) * 10**decimals + below) // (2 * below)
    return Decimal(f"{units if above >= 0 else -units}e-{decimals}")  # unlike scaleb, of any number of digits


def fixed(value: Fraction | Decimal | int, decimals: int) -> str:
    """Write a number with exactly this many decimals, thousands set off, as the language does: 1,234.50."""
    return current().decimal(round_half_up(value, decimals), decimals)


def short(value: Fraction | Decimal | int, decimals: int) -> str:
    """Write a number with at most this many decimals: zeros at the end are left away (10, not 10.0)."""
    text, point = fixed(value, decimals), current().point
    return text.rstrip("0").removesuffix(point) if decimals and point in text else text


def drawn(value: Fraction | Decimal | int, decimals: int) -> str:
    """Write a number of 0 or more for what draws it, the same in any language: a point, and no zeros at the end."""
    return f"{round_half_up(value, decimals):f}".rstrip("0").removesuffix(".") if decimals else str(value)


def mean(values: list[Decimal]) -> Decimal:
    """Return the arithmetic mean of at least one number, to 28 significant digits."""
    with localcontext(prec=28, rounding=ROUND_HALF_UP):
        return sum(values, Decimal(0)) / len(values)


def written_date(value: PartialDate) -> str:
    """Write a date at the precision it is known to: 2025, Mar 2025 or 31 Mar 2025."""
    return current().date(value.year, value.month, value.day)
