"""Dates as people write them, and the same dates as we read them, where only one can be meant."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?(?:[t ][0-9].*)?")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"(?:([0-9]{1,2})([-./]))?([0-9]{1,2})[-./]([0-9]{4})")
_NAMED = re.compile(r"(?:([0-9]{1,2})\.? )?([a-z]{3})[a-z]*\.?(?: ([0-9]{1,2})(?:st|nd|rd|th)?,)? ([0-9]{4})")


def near_date(text: str) -> str | None:
    """Return the date that a text means, such as 2026-06 for June 2026; None where it may be several, or none."""
    text = text.strip().lower()
    if found := _YEAR_FIRST.fullmatch(text) or _DIGITS.fullmatch(text):
        year, month, day = found.groups()
    elif found := _YEAR_LAST.fullmatch(text):
        day, separator, month, year = found.groups()
        if day and separator != "." and int(day) <= 12:  # which of the two is the month, dots tell and slashes do not
            day, month = (month, day) if int(month) > 12 else (day, month if day == month else "0")
    elif (found := _NAMED.fullmatch(text)) and found[2] in _MONTHS and not (found[1] and found[3]):
        year, month, day = found[4], str(_MONTHS.index(found[2]) + 1), found[1] or found[3]
    else:
        return None
    try:
        meant = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    written = meant.isoformat() if day else meant.isoformat()[:7]
    return written if 1950 <= meant.year <= 2100 else None
