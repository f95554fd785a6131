"""The scalars a person may write, and those that look like something else."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from visavis.load.scalars import (
    ANSWER_LIMIT,
    NULLS,
    Count,
    PartialDate,
    Plain,
    as_answer,
    as_count,
    as_date,
    as_decimal,
    as_integer,
    as_passage,
    as_slug,
    as_spdx,
    as_text,
    as_url,
    nearest,
    shown,
)

LOOK_ALIKES = ["no", "4.10", "1:30", "010", "2025-03", "0x1F", "1e3", ".inf", "yes", "true", "1_000", "=", "<<", "0o7"]
SCALARS = st.none() | st.booleans() | st.integers() | st.decimals() | st.text() | st.text().map(Plain) | st.just([1])
READERS: list[Callable[[object], object]] = [
    as_text, as_slug, as_url, as_integer, as_decimal, as_date, as_count, as_spdx, as_answer, as_passage,
]  # fmt: skip


def refusal(read: Callable[[object], object], value: object) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    context = caught.value.context or {}
    return f"{caught.value.type}: {context['found']} | {context['expected']} | {context['fix']}"


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_text_stays_as_it_was_written(text: str) -> None:
    assert as_text(Plain(text)) == as_text(text) == text
    assert type(as_text(Plain(text))) is str


@pytest.mark.parametrize("text", sorted(NULLS))
def test_null_is_no_text_unless_it_is_quoted(text: str) -> None:
    assert as_text(text) == text
    assert refusal(as_text, Plain(text)).startswith("no-value: ")


@pytest.mark.parametrize("text", [*LOOK_ALIKES, *sorted(NULLS), "+", "-", "1.", ".5", "1.5", "١"])
def test_only_digits_are_whole_numbers(text: str) -> None:
    assert refusal(as_integer, Plain(text)).startswith("wrong-type: ")


@pytest.mark.parametrize(
    "text", ["no", "1:30", "010", "2025-03", "NULL", "~", "0x1F", "1e3", ".inf", ".nan", "yes", "1.", ".5"]
)
def test_only_decimal_digits_are_numbers(text: str) -> None:
    assert refusal(as_decimal, Plain(text)).startswith("wrong-type: ")


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_whole_numbers_are_read_as_they_are_written(number: int) -> None:
    assert as_integer(Plain(number)) == as_integer(number) == number


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=9))
def test_decimal_numbers_keep_the_digits_written(number: Decimal) -> None:
    written = f"{number:f}"
    assert str(as_decimal(Plain(written))) in (written, f"{number}")
    assert as_decimal(Plain(written)).as_tuple().exponent == -9
    assert as_decimal(number) == number


def test_small_fractions_of_json_are_numbers_and_exponents_are_not() -> None:
    assert as_decimal(Decimal("0.0000015")) == Decimal("0.0000015")
    assert refusal(as_decimal, Decimal("1E+3")) == "wrong-type: 1E+3 | a number | write a number"
    assert refusal(as_decimal, Decimal("1E-99999")) == "wrong-type: 1E-99999 | a number | write a number"


def test_quotes_around_a_number_are_to_be_taken_away() -> None:
    assert refusal(as_integer, "12") == 'wrong-type: "12" | a whole number | take the quotes away'
    assert refusal(as_integer, Plain("131,072")) == "wrong-type: 131,072 | a whole number | write 131072"
    assert refusal(as_integer, Plain("007")) == "wrong-type: 007 | a whole number | write 7"
    assert refusal(as_integer, True) == "wrong-type: true | a whole number | write a whole number"
    expected = "a number of at most 18 digits, and 12 behind a point"
    assert refusal(as_decimal, Plain("0." + "1" * 13)) == f"wrong-type: 0.{'1' * 13} | {expected} | write fewer digits"


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        (Plain("12,34"), "write 12.34, with a point"),
        (Plain("0,5"), "write 0.5, with a point"),
        (Plain("0,125"), "write 0.125, with a point"),
        (Plain("-0,125"), "write -0.125, with a point"),
        (Plain("10,125"), "write 10125"),
        (Plain("1,000,000"), "write 1000000"),
        (Plain("-6,88"), "write -6.88, with a point"),
        (Plain("007,5"), "write 7.5, with a point"),
        (Plain("1,234,56"), "write 1234.56, with a point"),
        ("12,34", "write 12.34, with a point"),
        (Plain("131,072"), "write 131072"),
        (Plain("12,345,678"), "write 12345678"),
        (Plain("1,234.5"), "write 1234.5"),
        (Plain("1.234,5"), "write a number"),
        (Plain("1,2,3"), "write a number"),
        (Plain("5,"), "write a number"),
        (Plain(",5"), "write a number"),
    ],
)
def test_a_comma_is_a_separator_before_three_digits_and_else_a_point(written: str, fix: str) -> None:
    found = written if isinstance(written, Plain) else f'"{written}"'
    assert refusal(as_decimal, written) == f"wrong-type: {found} | a number | {fix}"


def test_a_whole_number_has_no_point_to_write() -> None:
    assert refusal(as_integer, Plain("12,34")) == "wrong-type: 12,34 | a whole number | write a whole number"
    assert refusal(as_integer, Plain("131,072")) == "wrong-type: 131,072 | a whole number | write 131072"


@given(st.dates(), st.integers(1, 3))
def test_dates_are_read_at_the_precision_written(day: object, parts: int) -> None:
    written = "-".join(str(day).split("-")[:parts])
    if "1950" <= written < "2101":
        assert str(as_date(Plain(written))) == str(as_date(written)) == written
    else:
        assert refusal(as_date, written).endswith("a year from 1950 to 2100 | correct the year")


def test_dates_sort_with_the_unknown_first() -> None:
    dates = [PartialDate(2025, 3), PartialDate(2025, 3, 1), PartialDate(2025), PartialDate(2024, 12, 31)]
    assert [str(one) for one in sorted(dates, key=lambda one: one.order)] == [
        "2024-12-31",
        "2025",
        "2025-03",
        "2025-03-01",
    ]
    assert as_date(dates[0]) is dates[0]


@pytest.mark.parametrize(
    ("written", "amount"),
    [("12B", 12 * 10**9), ("3.5M", 3_500_000), ("850K", 850_000), ("1.75T", 1_750_000_000_000), ("1", 1)],
)
def test_counts_of_parameters_have_an_amount_and_stay_as_written(written: str, amount: int) -> None:
    assert as_count(Plain(written)) == as_count(written) == Count(amount, written)
    assert as_count(Count(amount, written)) == Count(amount, written)


@pytest.mark.parametrize("written", ["0", "0B", "1.5", "12 B", "12b", "1e9", "-1B", "012B", "12BB", "1.00001K", ""])
def test_other_counts_are_refused(written: str) -> None:
    assert refusal(as_count, Plain(written)).startswith("bad-count: ")


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True))
def test_a_key_that_is_fine_is_read_and_another_is_refused(text: str) -> None:
    try:
        assert as_slug(Plain(text)) == text
    except PydanticCustomError:
        reserved = text in ("index", "con", "prn", "aux", "nul") or text[:-1] in ("com", "lpt")
        assert "-vs-" in f"-{text}-" or len(text) > 80 or reserved


@pytest.mark.parametrize(
    "text", ["a_b", "A", "-a", "a-", "a--b", "é", "a b", "a/b", "..", "vs", "a-vs", "vs-a", "a" * 81, "nul", "a\n"]
)
def test_other_keys_are_refused(text: str) -> None:
    assert refusal(as_slug, text).startswith("bad-key: ")


@pytest.mark.parametrize(
    "text", ["https://example.org", "http://example.org:8080/a?b=c#d", "https://example.org/é", "https://例え.jp/"]
)
def test_web_addresses_are_http_or_https(text: str) -> None:
    assert as_url(text) == text


@pytest.mark.parametrize(
    "text",
    ["example.org", "ftp://example.org", "javascript:alert(1)", "//example.org", "https://", "https://a b", "https://u@e.org",
     'https://e.org/"x', "https://e.org/<x", "https://e.org\\x", "data:text/html,x", "HTTPS:/e", "https://[::1]/", "https://e.org/\nx",
     "https://e.org/" + "x" * 2000],
)  # fmt: skip
def test_other_addresses_are_refused(text: str) -> None:
    assert refusal(as_url, text).startswith("bad-address: ")


def test_licences_are_spelt_as_spdx_does() -> None:
    assert as_spdx(Plain("Apache-2.0")) == "Apache-2.0"
    assert as_spdx("MIT OR Apache-2.0") == "MIT OR Apache-2.0"
    assert refusal(as_spdx, "mit") == 'unknown-licence: "mit" | MIT, as SPDX spells it | write MIT'
    assert refusal(as_spdx, "MIT AND " * 99 + "MIT") == "too-long: 795 characters | at most 120 | shorten it"


def test_values_are_shown_short_and_quoted_where_they_were() -> None:
    values: list[object] = [None, True, False, {}, [], 1, "a\nb", Plain("a"), Plain("")]
    assert [shown(value) for value in values] == [
        "nothing", "true", "false", "a mapping (key: value)", "a list", "1", '"a\\nb"', "a", "nothing",
    ]  # fmt: skip
    assert shown("x" * 100) == '"' + "x" * 56 + "…"


def test_the_nearest_word_is_suggested() -> None:
    assert nearest(Plain("no-answer"), ("pass", "no answer"), "?") == "write no answer"
    assert nearest(True, ("yes", "no"), "?") == "write yes"
    assert nearest(Plain("Yes"), ("yes", "no"), "?") == "write yes"
    assert nearest(["yes"], ("yes", "no"), "?") == "?"


@given(SCALARS, st.sampled_from(READERS))
def test_every_scalar_is_read_or_refused_with_a_fix(value: object, read: Callable[[object], object]) -> None:
    try:
        read(value)
    except PydanticCustomError as error:
        assert set(error.context or {}) == {"found", "expected", "fix"}


def test_an_answer_is_kept_word_for_word_and_may_be_empty_or_long() -> None:
    for text in ("", " ", " a \n\tb \n", "x" * ANSWER_LIMIT):
        assert as_answer(text) == text
    assert refusal(as_answer, "x" * 100_001) == "too-long: 100001 characters | at most 100000 | shorten it"
    assert refusal(as_answer, Plain("")).startswith("no-value: nothing | text | write text after the colon")


def test_a_passage_is_text_without_the_white_space_around_it() -> None:
    assert as_passage("\n a\n  b\n") == "a\n  b"
    assert refusal(as_passage, " \n").startswith("no-value: an empty text")
    assert refusal(as_passage, "x" * 10_001) == "too-long: 10001 characters | at most 10000 | shorten it"
