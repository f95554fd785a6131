"""The scalars a person may write, and how each is read.

YAML guesses types from the look of a text (`no`, `4.10`, `1:30`, `010`, `2025-03`). We do not: every scalar arrives
here as it was written, and the type that the schema asks for decides how it is read. What cannot be read is refused
with what was found, what was expected and how to mend it; nothing is converted silently.
It has a few more than 250 lines because the scalars share their words and limits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated, NoReturn

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from visavis.load.invisible import invisible, seen


class Plain(str):
    """A YAML scalar written without quotes, exactly as it stands in the file (`key:` alone is the empty text)."""

    __slots__ = ()


NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML 1.2 reads as null when it stands without quotes."""

OPTIONAL = ", or take the line away if it is unknown"
"""What else mends a value that is none, where its key may be left out."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_INTEGER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?")
_LONG = re.compile(r"[+-]?(?:[1-9][0-9]{18,}(?:\.[0-9]+)?|[0-9]+\.[0-9]{13,})")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_COUNT = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})?([KMBT]?)")
_FACTOR = {"": 1, "K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_URL = re.compile(r"https?://[^\s/?#\\<>\"'`{}|^@:\[\]]+(?::[0-9]{1,5})?(?:[/?#][^\s\\<>\"`{}|^]*)?")
# C0 and C1 controls but tab and line feed; line and paragraph separators; bidirectional embeddings, overrides and
# isolates, which reorder the text around them (Unicode Standard Annex 9); lone surrogates, which UTF-8 cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_RESERVED = re.compile(r"index|con|prn|aux|nul|com[0-9]|lpt[0-9]")  # a page of ours, and device names of Windows
NAME_LIMIT, LINE_LIMIT, TEXT_LIMIT, BRACKET_LIMIT = 120, 500, 10_000, 500
"""The longest name, one-line text and longer text, in characters, and the most opening brackets in Markdown."""
ANSWER_LIMIT = 100_000
"""The longest answer, in characters."""


def refuse(rule: str, found: str, expected: str, fix: str) -> NoReturn:
    """Raise the pydantic error that `problems.py` turns into a Problem of that rule."""
    context = {"found": found, "expected": expected, "fix": fix}
    raise PydanticCustomError(rule, "found {found}, expected {expected}", context)


def shown(value: object) -> str:
    """Return an authored value as a problem shows it: quoted where it was text, cut where it is long.

    What nobody sees in it is named.
    """
    match value:
        case None:
            return "nothing"
        case Plain():
            text = str(value) or "nothing"
        case str():
            text = '"' + value.replace("\n", "\\n") + '"'
        case bool():
            text = "true" if value else "false"
        case dict():
            text = "a mapping (key: value)"
        case list():
            text = "a list"
        case _:
            text = str(value)
    if hidden := invisible(text):
        text = seen(text)
    cut = text if len(text) <= 60 else text[:57] + "…"
    return f"{cut} with {hidden}" if hidden else cut


def as_text(value: object, expected: str = "text") -> str:
    """Read a scalar as the text its author wrote; null, numbers of JSON, mappings and lists are refused."""
    quote = "put quotes around it" if expected == "text" else f"write {expected}"
    if isinstance(value, Plain) and value in NULLS:
        fix = quote if value else f"write {expected} after the colon"
        refuse("no-value", shown(value), expected, f"{fix}{OPTIONAL}")
    if isinstance(value, str):
        if bad := _CONTROL.search(value):
            refuse("control-character", f"U+{ord(bad[0]):04X}", "text without control characters", "take it away")
        return str(value)
    if value is None:
        refuse("no-value", "null", expected, f"{quote}{OPTIONAL}")
    scalar = not isinstance(value, dict | list)
    refuse("wrong-type", shown(value), expected, "put quotes around it" if scalar else f"write {expected} here")


def nearest(value: object, words: Sequence[str], otherwise: str) -> str:
    """Return the fix that names the word most like a value, or the other fix where none is like it."""
    text = str(value).casefold() if isinstance(value, str | bool) else ""
    text = {"true": "yes", "false": "no", "y": "yes", "n": "no"}.get(text, text)
    near = [word for word in words if word == text] or get_close_matches(text, words, n=1, cutoff=0.7)
    return f"write {near[0]}" if near else otherwise


def _limited(value: object, limit: int, *, lines: bool) -> str:
    text = as_text(value)
    if not text.strip():
        refuse("no-value", "an empty text", "text", f"write one{OPTIONAL}")
    if len(text) > limit:
        refuse("too-long", f"{len(text)} characters", f"at most {limit}", "shorten it")
    if not lines and "\n" in text:
        refuse("wrong-type", shown(text), "one line of text", "take the line break away")
    if not lines and "\t" in text:
        refuse("wrong-type", shown(text), "one line of text without tabs", "write a space in place of the tab")
    return text if lines else text.strip()


def as_markdown(value: object) -> str:
    """Read text in Markdown; brackets are counted, because a reader of Markdown tries each of them with all others."""
    text = _limited(value, TEXT_LIMIT, lines=True)
    if (brackets := text.count("[")) > BRACKET_LIMIT:
        refuse("too-long", f"{brackets} opening brackets", f"at most {BRACKET_LIMIT}", "shorten it")
    return text


def as_passage(value: object) -> str:
    """Read plain text of one or more lines, without the white space around it."""
    return _limited(value, TEXT_LIMIT, lines=True).strip()


def as_answer(value: object) -> str:
    """Read an answer word for word; it may be empty, where it is written as "", and is long at most ANSWER_LIMIT."""
    text = as_text(value)
    if len(text) > ANSWER_LIMIT:
        refuse("too-long", f"{len(text)} characters", f"at most {ANSWER_LIMIT}", "shorten it")
    return text


def as_slug(value: object) -> str:
    """Read a key: lower-case letters, digits and single hyphens, without `-vs-`, at most 80 characters."""
    return _slug(value) if isinstance(value, str) else as_text(value, "a key")


@lru_cache(maxsize=16_384, typed=True)  # the keys of prompts and tasks stand in every file; quotes make another type
def _slug(value: str) -> str:
    text = as_text(value, "a key")
    if not SLUG.fullmatch(text) or "-vs-" in f"-{text}-" or len(text) > 80:
        mended = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-").replace("-vs-", "-")
        fix = f"write {mended}" if SLUG.fullmatch(mended) else "choose another key"
        refuse("bad-key", shown(value), "lower-case letters, digits and single hyphens, without -vs-", fix)
    if _RESERVED.fullmatch(text):
        refuse("bad-key", shown(value), "a key that is not a reserved file name", "choose another key")
    return text


def as_url(value: object) -> str:
    """Read a web address: http or https, without user name, spaces or quotes."""
    text = as_text(value, "a web address").strip()
    if not _URL.fullmatch(text) or len(text) > 2000:
        fix = f"write https://{text}" if re.match(r"www\.|[a-z0-9-]+\.[a-z]{2,}/", text) else "correct the address"
        expected = "a web address that starts with https:// or http://"
        if text.startswith(("https://", "http://")):
            expected = "a web address of at most 2,000 characters, without user name, spaces, quotes and brackets"
        refuse("bad-address", shown(value), expected, fix)
    return text


def _as_number(value: object, form: re.Pattern[str], expected: str) -> str:
    if isinstance(value, Plain) and form.fullmatch(value):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        # str() writes a small fraction with an exponent, as its author did not
        written = f"{value:f}" if isinstance(value, Decimal) and -30 < value.adjusted() < 0 else str(value)
        if form.fullmatch(written):
            return written
    fix = f"write {expected}"
    if value is None or (isinstance(value, Plain) and value in NULLS):
        fix += OPTIONAL
    if isinstance(value, str):
        # what separates thousands; behind a lone 0 it is a point: 0,125
        bare = re.sub(r"(?<=[0-9])(?<!\b0)[,_ ](?=[0-9]{3})", "", value.strip())
        bare = re.sub(r"^0+(?=[0-9])", "", bare)
        if form.fullmatch(bare):
            fix = "take the quotes away" if bare == value else f"write {bare}"
        elif form.fullmatch(bare.replace(",", ".", 1)):
            fix = f"write {bare.replace(',', '.', 1)}, with a point"
    if isinstance(value, Plain | int | Decimal) and _LONG.fullmatch(str(value)):
        expected, fix = f"{expected} of at most 18 digits, and 12 behind a point", "write fewer digits"
    refuse("wrong-type", shown(value), expected, fix)


def as_integer(value: object) -> int:
    """Read a whole number in decimal digits, at most 18 of them."""
    return int(_as_number(value, _INTEGER, "a whole number"))


def as_decimal(value: object) -> Decimal:
    """Read a finite decimal number exactly, keeping the digits written."""
    return Decimal(_as_number(value, _NUMBER, "a number"))


def as_result(value: object) -> Decimal:
    """Read a result that is a number; where somebody wrote 5/10, say how that is written."""
    try:
        return as_decimal(value)
    except PydanticCustomError:
        if isinstance(value, str) and (found := re.fullmatch(r"([0-9]+) ?(?:/|of) ?([0-9]+)", value)):
            fix = f"write {{passed: {found[1]}, total: {found[2]}}}"
            refuse("wrong-type", shown(value), "passed and total, or a number where the metric is numeric", fix)
        raise


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, month or day; the parts not known are None."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def order(self) -> tuple[int, int, int]:
        """The sort key; a part not known sorts before those known."""
        return self.year, self.month or 0, self.day or 0

    def __str__(self) -> str:
        """The date as ISO 8601 writes it at this precision, for instance 2025-03."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def as_date(value: object) -> PartialDate:
    """Read a date in ISO 8601 form at year, month or day precision: 2025, 2025-03 or 2025-03-31."""
    if isinstance(value, PartialDate):
        return value
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    expected = "a date such as 2025, 2025-03 or 2025-03-31"
    if found := _DATE.fullmatch(text):
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            date(year or 0, month or 1, day or 1)
        except ValueError:
            refuse("bad-date", shown(value), "a date that exists", "correct the year, month or day")
        if year is not None and 1950 <= year <= 2100:
            return PartialDate(year, month, day)
        refuse("bad-date", shown(value), "a year from 1950 to 2100", "correct the year")
    from visavis.load.near_dates import near_date  # needed by few

    near = near_date(text)
    fix = f"write {near}" if near else "write year-month-day with four, two and two digits, or less where unknown"
    refuse("bad-date", shown(value), expected, fix)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of parameters: `amount` to sort by, `written` to show."""

    amount: int
    written: str


def as_count(value: object) -> Count:
    """Read a number of parameters such as 12B, 3.5M or 2500000; K, M, B and T stand for 10³ to 10¹²."""
    if isinstance(value, Count):
        return value
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    found = _COUNT.fullmatch(text)
    amount = Decimal(found[1] + (found[2] or "")) * _FACTOR[found[3]] if found else Decimal(0)
    if not found or amount < 1 or amount != amount.to_integral_value():
        near = re.fullmatch(r"([0-9.]+) ?([kmbt])(?:illion|n)?", text.lower())
        fix = f"write {near[1]}{near[2].upper()}" if near else "write a number with K, M, B or T behind it"
        refuse("bad-count", shown(value), "a number of parameters such as 12B, 3.5M or 850K", fix)
    return Count(int(amount), text)


def as_spdx(value: object) -> str:
    """Read an SPDX licence identifier or expression, in the spelling of the SPDX licence list."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    text = as_text(value, "a licence").strip()
    if len(text) > NAME_LIMIT:
        refuse("too-long", f"{len(text)} characters", f"at most {NAME_LIMIT}", "shorten it")
    try:
        canonical = canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        from visavis.load.near_licences import near_licence  # needed by few

        near = near_licence(text)
        fix = (
            f"write {near}" if near else "correct the identifier, or write a custom licence: {name: …, link: https://…}"
        )
        refuse("unknown-licence", shown(value), "an SPDX licence identifier such as Apache-2.0", fix)
    if canonical != text:
        refuse("unknown-licence", shown(value), f"{canonical}, as SPDX spells it", f"write {canonical}")
    return str(canonical)


Name = Annotated[str, BeforeValidator(lambda value: _limited(value, NAME_LIMIT, lines=False))]
Line = Annotated[str, BeforeValidator(lambda value: _limited(value, LINE_LIMIT, lines=False))]
Markdown = Annotated[str, BeforeValidator(as_markdown)]
Passage = Annotated[str, BeforeValidator(as_passage)]
Answer = Annotated[str, BeforeValidator(as_answer)]
Slug = Annotated[str, BeforeValidator(as_slug)]
Url = Annotated[str, BeforeValidator(as_url)]
Integer = Annotated[int, BeforeValidator(as_integer)]
Number = Annotated[Decimal, BeforeValidator(as_decimal)]
ResultNumber = Annotated[Decimal, BeforeValidator(as_result)]
Date = Annotated[PartialDate, BeforeValidator(as_date)]
ParameterCount = Annotated[Count, BeforeValidator(as_count)]
