"""How numbers and dates are written: exact arithmetic, halves rounded up, no float anywhere.

A number is rounded once, here, for showing. Bands, ranks and differences are decided on values that were not rounded,
except where a numeric metric states its precision: then values equal at that precision are equal.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from visavis.load.scalars import PartialDate

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MINUS = "−"  # U+2212, the minus sign


def round_half_up(value: Fraction | Decimal | int, decimals: int) -> Decimal:
    """Round to this many decimals (0 to 12); a half goes away from zero, as school teaches it."""
    above, below = value.as_integer_ratio()  # fractions need no reducing here, and every pair of models has some
    units = (2 * abs(above) * 10**decimals + below) // (2 * below)
    return Decimal(f"{units if above >= 0 else -units}e-{decimals}")  # unlike scaleb, of any number of digits


def fixed(value: Fraction | Decimal | int, decimals: int) -> str:
    """Write a number with exactly this many decimals and thousands set off by commas."""
    return f"{round_half_up(value, decimals):,.{decimals}f}".replace("-", MINUS)


def short(value: Fraction | Decimal | int, decimals: int) -> str:
    """Write a number with at most this many decimals: zeros at the end are left away (10, not 10.0)."""
    text = fixed(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def mean(values: list[Decimal]) -> Decimal:
    """Return the arithmetic mean of at least one number, to 28 significant digits."""
    with localcontext(prec=28, rounding=ROUND_HALF_UP):
        return sum(values, Decimal(0)) / len(values)


def written_date(value: PartialDate) -> str:
    """Write a date at the precision it is known to: 2025, Mar 2025 or 31 Mar 2025."""
    parts = [str(value.year)]
    if value.month:
        parts.insert(0, MONTHS[value.month - 1])
    if value.day:
        parts.insert(0, str(value.day))
    return " ".join(parts)
