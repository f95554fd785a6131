"""One language: what it calls things, which way it runs, how it writes numbers and dates.

English is what the messages are keyed by, so it needs no catalogue, and its numbers and dates no locale data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MINUS = "−"  # U+2212, the minus sign
_SKELETONS = {1: "y", 2: "yMMM", 3: "yMMMd"}
"""What is written of a date by how many of its parts are known, as patterns of Unicode's locale data."""


@dataclass(frozen=True, eq=False, slots=True)
class Language:
    """A language by its `tag` of BCP 47; `name` is what it calls itself, `dir` which way its lines run.

    `messages` has texts by their English, `counts` the forms of texts for numbers of things by the English one for 1;
    `form` says which of them a number takes.
    `locale` has the data of the language, None for English.
    """

    tag: str
    name: str
    dir: Literal["ltr", "rtl"] = "ltr"
    messages: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = lambda number: int(number != 1)
    locale: Locale | None = None

    @property
    def folder(self) -> str:
        """The folder of its pages in a site whose first language is another: de for de, pt-br for pt-BR."""
        return self.tag.lower()

    def text(self, text: str) -> str:
        """Return an English text in this language, or the text itself where the catalogue lacks it."""
        return self.messages.get(text, text)

    def counted(self, one: str, many: str, number: int) -> str:
        """Return the form of a text for a number of things."""
        found = self.counts.get(one)
        return (one if number == 1 else many) if found is None else found[self.form(number)]

    def whole(self, number: int) -> str:
        """Write a whole number: 1,024."""
        return f"{number:,}" if self.locale is None else self.decimal(Decimal(number), 0)

    def decimal(self, number: Decimal, decimals: int) -> str:
        """Write a number that was rounded to so many decimals, all of which are shown: 1,234.50."""
        if self.locale is None:
            text = f"{number:,.{decimals}f}"
        else:
            pattern = copy(self.locale.decimal_formats[None])
            pattern.frac_prec = decimals, decimals
            text = pattern.apply(number, self.locale)
        return text.replace("-", MINUS)

    @property
    def point(self) -> str:
        """The sign before decimals."""
        return "." if self.locale is None else str(self.locale.number_symbols["latn"]["decimal"])

    def date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """Write a date at the precision it is known to: 2025, Mar 2025 or 31 Mar 2025."""
        if self.locale is None:
            return " ".join([*([str(day)] if day else []), *([MONTHS[month - 1]] if month else []), str(year)])
        from babel.dates import format_skeleton

        skeleton = _SKELETONS[1 + bool(month) + bool(day)]
        return format_skeleton(skeleton, date(year, month or 1, day or 1), locale=self.locale)


ENGLISH = Language("en", "English")
