"""The page of a pair."""

from __future__ import annotations

import pytest

from tests.compare.making import card, run, site, suite
from tests.pages.making import golden
from visavis.compare.pairs import Pair
from visavis.pages.comparison import ComparisonPage, ComparisonPages, SideOfPage

PAGES = ComparisonPages(golden())
ALPHA_BETA = PAGES.page(Pair("alpha", "beta"))
BETA = 'Beta <b>&amp; "3B"'


def face(side: SideOfPage) -> tuple[object, ...]:
    """Return what a card shows: suite, label, headline and time."""
    shown = side.face
    return shown.suite, shown.headline_label, shown.headline and shown.headline.text, shown.time and shown.time.text


def test_a_page_is_named_after_both_with_the_first_key_left():
    assert ALPHA_BETA.title == f"Alpha 12B vs {BETA}"
    assert ALPHA_BETA.both == f"Alpha 12B and {BETA}"
    assert ALPHA_BETA.canonical == "https://example.org/golden/compare/alpha-vs-beta.html"
    assert [(side.id, side.model.key) for side in ALPHA_BETA.sides] == [("left", "alpha"), ("right", "beta")]


def test_a_model_brings_its_name_links_and_overview():
    alpha = ALPHA_BETA.sides[0].model
    assert (alpha.name, alpha.href, alpha.comparisons) == (
        "Alpha 12B",
        "../models/alpha.html",
        "../models/alpha.html#comparisons",
    )
    assert alpha.suites == (("../evals/reading.html", "Reading"),)
    assert alpha.overview is not None
    assert alpha.overview.startswith("**Alpha** reads")


def test_cards_say_what_a_model_is_as_far_as_known():
    summaries = [PAGES.models[key].faces[""].summary for key in ("alpha", "beta", "delta", "gamma")]
    assert summaries == [
        ("Acme & Söhne", "open", "Jun 2026", "12B"),
        ("Other Lab", "closed", "14 May 2024", "109B total, 17B active"),
        (),
        ("open", "2023", "3.2M"),
    ]


@pytest.mark.parametrize(
    ("pair", "left", "right"),
    [
        (
            Pair("alpha", "beta"),
            ("Reading", "Overall score", "66.67", "3.48"),
            ("Reading", "Overall score", "33.33", "6.88"),
        ),
        (
            Pair("beta", "gamma"),
            ("Speed & precision", "mAP 50–95", "36.5", None),
            ("Speed & precision", "mAP 50–95", "36.5", None),
        ),
        (
            Pair("alpha", "gamma"),
            ("Reading", "Overall score", "66.67", "3.48"),
            ("Speed & precision", "mAP 50–95", "36.5", None),
        ),
        (Pair("beta", "delta"), ("Reading", "Overall score", "33.33", "6.88"), (None, "", None, None)),
    ],
)
def test_cards_show_the_first_suite_in_common_or_else_each_models_own_first(pair: Pair, left: object, right: object):
    assert [face(side) for side in PAGES.page(pair).sides] == [left, right]


@pytest.mark.parametrize(
    ("pair", "apart"),
    [
        (Pair("alpha", "beta"), False),
        (Pair("alpha", "gamma"), True),
        (Pair("alpha", "delta"), False),
        (Pair("delta", "gamma"), False),
    ],
)
def test_cards_stand_apart_where_their_numbers_are_of_different_suites(pair: Pair, apart: bool):
    assert [side.apart for side in PAGES.page(pair).sides] == [apart, apart]


def test_what_a_model_brings_is_the_same_object_on_every_page():
    other = PAGES.page(Pair("alpha", "gamma"))
    assert ALPHA_BETA.sides[0].model is other.sides[0].model
    assert ALPHA_BETA.sides[0].face is other.sides[0].face
    assert ALPHA_BETA.sides[0] is PAGES.page(Pair("alpha", "beta")).sides[0]
    assert ALPHA_BETA.frame is other.frame
    assert ALPHA_BETA.suites[0].head is other.suites[0].head
    assert ALPHA_BETA.sides[1].model is PAGES.page(Pair("beta", "gamma")).sides[0].model
    assert ALPHA_BETA.sides[1] is not PAGES.page(Pair("beta", "gamma")).sides[0]


def leads(page: ComparisonPage) -> list[tuple[object, ...]]:
    """Return how the two stand: suite, row, who is first, both numbers, whether they are level and asked alike."""
    return [
        (
            lead.suite.name,
            lead.row.label,
            lead.first.id,
            lead.other.id,
            lead.first_fact.text,
            lead.other_fact.text,
            lead.level,
            lead.same_number,
        )
        for lead in page.leads
    ]


def test_the_model_that_is_ahead_stands_first():
    assert leads(ALPHA_BETA) == [("Reading", "Overall score", "left", "right", "66.67", "33.33", False, False)]
    assert leads(PAGES.page(Pair("alpha", "gamma"))) == []
    turned = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", name="S")},
        {"s": {"a": run({"x": (1, 4)}), "b": run({"x": (3, 4)})}},
    )
    page = ComparisonPages(turned).page(Pair("a", "b"))
    assert leads(page) == [("S", "Overall score", "right", "left", "75.00", "25.00", False, True)]


def test_models_that_are_level_stand_left_and_right():
    assert leads(PAGES.page(Pair("beta", "gamma"))) == [
        ("Speed & precision", "mAP 50–95", "left", "right", "36.5", "36.5", True, True)
    ]


def test_a_statement_puts_first_the_side_it_speaks_for():
    found = [
        (
            one.kind,
            one.first.id,
            one.first_fact.text,
            one.other.id,
            one.other_fact.text,
            one.amount,
            one.labels,
            one.suite,
        )
        for one in PAGES.page(Pair("beta", "gamma")).differences
    ]
    assert found == [
        ("smaller", "right", "3.2M", "left", "109B total, 17B active", "34,063", (), ""),
        ("number", "right", "1.47", "left", "12.00", "8.2", ("Latency",), "Speed & precision"),
        ("open", "right", "open", "left", "closed", "", (), ""),
        ("licence", "left", "Beta Terms", "right", "AGPL-3.0", "", (), ""),
    ]


def test_sections_say_how_many_prompts_were_asked_and_whose_runs_there_are():
    sections = {
        pair: [(one.head.name, one.prompts, [bool(run) for run in one.runs]) for one in PAGES.page(pair).suites]
        for pair in (Pair("alpha", "beta"), Pair("alpha", "delta"))
    }
    assert sections == {
        Pair("alpha", "beta"): [("Reading", "6 and 3", [True, True]), ("Speed & precision", "", [False, True])],
        Pair("alpha", "delta"): [("Reading", "6", [True, False])],
    }


def test_equal_numbers_of_prompts_are_said_once():
    made = site({"a": card("A"), "b": card("B")}, {"s": suite("x")}, {"s": {key: run({"x": (1, 4)}) for key in "ab"}})
    assert ComparisonPages(made).page(Pair("a", "b")).suites[0].prompts == "4"


def test_tasks_that_both_do_are_named():
    assert ALPHA_BETA.shared_tasks == "Captioning"
    assert PAGES.page(Pair("alpha", "gamma")).shared_tasks == ""
    made = site(
        {key: card(key, tasks={"ocr": "yes", "vqa": "yes"}) for key in "ab"}, tasks={"vqa": "Answering", "ocr": "OCR"}
    )
    assert ComparisonPages(made).page(Pair("a", "b")).shared_tasks == "Answering, OCR"


def test_rows_are_those_of_the_comparison():
    assert [row.row.label for row in ALPHA_BETA.tasks] == ["Captioning", "OCR", "Object Detection"]
    assert [row.row.label for row in ALPHA_BETA.features] == ["Multimodal Vision"]
    assert [row.row.label for row in ALPHA_BETA.properties][-1] == "License"
    assert [row.row.label for row in PAGES.page(Pair("beta", "gamma")).properties][-1] == "Input size"


def test_the_head_of_a_suite_links_to_it_and_says_what_it_measures():
    reading, speed = (section.head for section in ALPHA_BETA.suites)
    assert (reading.href, reading.numeric) == ("../evals/reading.html", False)
    assert (speed.href, speed.numeric) == ("../evals/speed.html", True)
    assert [band.id for band in reading.bands] == ["high", "mid", "low"]


def test_the_card_of_a_numeric_suite_without_a_headline_has_no_number():
    made = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", metric={"kind": "numeric", "better": "higher"}, name="S")},
        {"s": {"a": run({"x": 1}, average_response_time=2)}},
    )
    left = ComparisonPages(made).page(Pair("a", "b")).sides[0]
    assert face(left) == ("S", "", None, "2.00")
