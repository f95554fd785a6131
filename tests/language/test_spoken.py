"""Numbers, dates and counts as each language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from visavis.compare.rounding import fixed, short
from visavis.language import ENGLISH, _, current, language, ngettext, speaking


@pytest.mark.parametrize(
    ("tag", "whole", "number", "negative"),
    [
        ("en", "1,234,567", "1,234.50", "−0.5"),
        ("de", "1.234.567", "1.234,50", "−0,5"),
        ("ja", "1,234,567", "1,234.50", "−0.5"),
    ],
)
def test_numbers_are_written_as_the_language_does(tag: str, whole: str, number: str, negative: str) -> None:
    with speaking(language(tag)):
        assert current().whole(1_234_567) == whole
        assert fixed(Decimal("1234.5"), 2) == number
        assert short(Decimal("-0.50"), 2) == negative
        assert short(Decimal(1200), 2) == whole.replace("234", "200").removesuffix(whole[5:])


@pytest.mark.parametrize(
    ("tag", "dates"),
    [
        ("en", ("2025", "Mar 2025", "31 Mar 2025")),
        ("de", ("2025", "März 2025", "31. März 2025")),
        ("ja", ("2025年", "2025年3月", "2025年3月31日")),
    ],
)
def test_dates_are_written_at_the_precision_they_are_known_to(tag: str, dates: tuple[str, str, str]) -> None:
    one = language(tag)
    assert (one.date(2025), one.date(2025, 3), one.date(2025, 3, 31)) == dates


def test_what_is_said_is_said_in_the_language_of_the_block() -> None:
    with speaking(language("de")):
        assert (_("Models"), ngettext("{num} model", "{num} models", 1200)) == ("Modelle", "1.200 Modelle")
        with speaking(language("ja")):
            assert ngettext("{num} model", "{num} models", 1) == "1モデル"
        assert ngettext("{num} model", "{num} models", 1) == "1 Modell"
    assert current() is ENGLISH
    assert ngettext("{num} model", "{num} models", 1) == "1 model"


def test_a_text_that_no_catalogue_has_stays_as_it_is() -> None:
    with speaking(language("de")):
        assert _("a theme's own words") == "a theme's own words"
        assert ngettext("{num} sheep", "{num} sheep of many", 2) == "2 sheep of many"
