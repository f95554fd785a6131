"""Cells: how a value is written, what it is compared by, and the kinds of empty, kept apart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.compare.making import WEB, card, config, written
from visavis.compare.facts import NOT_APPLICABLE, NOT_RUN, UNKNOWN, Fact, Interned, Kind, Row, fact_of
from visavis.load.scalars import PartialDate
from visavis.load.schema import Organisation, Sourced, Support, Term

ROW = Row("row", "Row", unit="px")


def of_card(name: str, value: Any, row: Row = ROW, labels: dict[str, Term] | None = None) -> Fact:
    """Return the fact that a card's property states."""
    return fact_of(getattr(card(**{name: value}), name), row, labels)


@pytest.mark.parametrize("name", ["category", "release_date", "context_window", "parameters", "licence"])
def test_unknown_not_applicable_and_nothing_stay_apart(name: str):
    assert fact_of(None, ROW) is UNKNOWN
    assert of_card(name, "unknown") is UNKNOWN
    assert of_card(name, "not applicable") is NOT_APPLICABLE


def test_the_kinds_of_empty_have_different_keys_and_only_not_applicable_says_something():
    assert len({fact.key for fact in (UNKNOWN, NOT_RUN, NOT_APPLICABLE)}) == 3
    assert [fact.known for fact in (UNKNOWN, NOT_RUN, NOT_APPLICABLE)] == [False, False, True]


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("category", "open", "open"),
        ("release_date", "2025", "2025"),
        ("release_date", "2025-03", "Mar 2025"),
        ("release_date", "2025-03-31", "31 Mar 2025"),
        ("parameters", "12B", "12B"),
        ("parameters", "2500000", "2,500,000"),
        ("parameters", {"total": "109B", "active": "17B"}, "109B total, 17B active"),
        ("parameters", {"total": "1000", "active": "999"}, "1,000 total, 999 active"),
        ("licence", "Apache-2.0", "Apache-2.0"),
    ],
)
def test_a_value_is_written_as_its_author_wrote_it(name: str, value: Any, text: str):
    assert written(of_card(name, value, Row("row", "Row"))) == text


def test_a_number_has_thousands_set_off_the_unit_of_its_row_and_an_order():
    fact = of_card("context_window", 131072, Row("context_window", "Context", unit="tokens"))
    assert (fact.text, fact.unit, fact.key, fact.order) == ("131,072", "tokens", Decimal(131072), 131072.0)


def test_numbers_that_are_equal_say_the_same_however_they_were_written():
    one, other = (fact_of(Sourced[Any](value=Decimal(text)), ROW) for text in ("12.50", "12.5"))
    assert (one.text, one.key) == (other.text, other.key) == ("12.5", Decimal("12.5"))


def test_support_is_yes_or_no_and_unknown_is_neither():
    yes, no, unknown = (card(tasks={"ocr": word}).tasks["ocr"] for word in ("yes", "no", "unknown"))
    assert [fact_of(value, ROW).kind for value in (yes, no, unknown)] == [Kind.YES, Kind.NO, Kind.UNKNOWN]
    assert fact_of(no, ROW).known
    assert fact_of(no, ROW).key is Support.NO


def test_parameters_are_ordered_by_all_of_them_and_differ_by_those_active_too():
    dense, sparse = of_card("parameters", "109B"), of_card("parameters", {"total": "109B", "active": "17B"})
    assert dense.order == sparse.order == 109e9
    assert dense.key != sparse.key
    assert dense.key == of_card("parameters", "109000M").key


def test_a_date_is_compared_with_its_precision_and_is_no_number():
    fact = of_card("release_date", "2025-03")
    assert fact.key == PartialDate(2025, 3)
    assert fact.order is None


def test_a_licence_links_to_its_text():
    assert of_card("licence", "MIT").link == "https://spdx.org/licenses/MIT.html"
    assert of_card("licence", {"name": "Own", "link": WEB}).link == WEB


def test_a_key_is_shown_by_its_label_with_its_logo_and_link():
    labels = config(organisations={"acme": {"label": "Acme", "logo": "logos/acme.svg", "link": WEB}}).organisations
    fact = of_card("organisation", "acme", labels=dict(labels))
    assert (fact.text, fact.logo, fact.link, fact.key) == ("Acme", "logos/acme.svg", WEB, "acme")


def test_a_term_without_a_logo_has_none():
    assert of_card("modality", "text", labels={"text": Term(label="Text")}).logo is None
    assert of_card("organisation", "acme", labels={"acme": Organisation(label="Acme")}).logo is None


def test_a_value_of_a_type_without_a_branch_is_a_mistake_of_ours():
    with pytest.raises(TypeError, match=r"^no fact for list$"):
        fact_of(Sourced[Any](value=["a"]), ROW)


def test_facts_that_say_and_show_the_same_are_one():
    interned = Interned()
    one = interned(Fact(Kind.TEXT, "12B", (12, None), 12.0))
    assert interned(Fact(Kind.TEXT, "12B", (12, None), 12.0)) is one


@pytest.mark.parametrize(
    "other",
    [
        Fact(Kind.SCORE, "50", 50, 50.0, "%", "1/2", 2),
        Fact(Kind.SCORE, "50", 50, 50.0, "%", "2/4", 4),
        Fact(Kind.TEXT, "50", 50, 50.0, "px"),
        Fact(Kind.TEXT, "50", 50, 50.0, link=WEB),
        Fact(Kind.TEXT, "50", 50, 50.0, logo="l.svg"),
        Fact(Kind.TEXT, "50", 51, 50.0),
        Fact(Kind.TEXT, "fifty", 50, 50.0),
        UNKNOWN,
        NOT_RUN,
    ],
)
def test_facts_that_differ_in_anything_shown_stay_apart(other: Fact):
    interned = Interned()
    first = Fact(Kind.TEXT, "50", 50, 50.0)
    assert interned(first) is first
    assert interned(other) is other
