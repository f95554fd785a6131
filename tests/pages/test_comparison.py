"""The page of a pair."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compare.making import card, run, site, suite
from tests.own_site import own_catalogue
from tests.pages.making import golden
from visavis.compare.pairs import Pair
from visavis.pages.comparison import ComparisonPage, ComparisonPages
from visavis.pages.sides import SideOfPage

PAGES = ComparisonPages(golden())
ALPHA_BETA = PAGES.page(Pair("alpha", "beta"))
BETA = 'Beta <b>&amp; "3B"'


def face(side: SideOfPage) -> tuple[object, ...]:
    """Return what a card shows: suite, label, headline, time and what that is."""
    shown = side.face
    headline, time = shown.headline and shown.headline.text, shown.time and shown.time.text
    return shown.suite, shown.headline_label, headline, time, shown.time_label


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
    assert alpha.suites == (("../evals/reading.html", "Reading"), ("../evals/street-signs.html", "Street signs"))
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
            ("Reading", "Overall Score", "66.67", "2.50", "median"),
            ("Reading", "Overall Score", "33.33", "6.88", "mean"),
        ),
        (
            Pair("beta", "gamma"),
            ("Speed & precision", "mAP 50–95", "36.5", None, ""),
            ("Speed & precision", "mAP 50–95", "36.5", None, ""),
        ),
        (
            Pair("alpha", "gamma"),
            ("Reading", "Overall Score", "66.67", "2.50", "median"),
            ("Speed & precision", "mAP 50–95", "36.5", None, ""),
        ),
        (Pair("beta", "delta"), ("Reading", "Overall Score", "33.33", "6.88", "mean"), (None, "", None, None, "")),
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
    """Return how the two stand: suite, row, by what, whether they are level, who is first, and what that is worth."""
    return [
        (
            lead.suite.name,
            lead.row.label,
            lead.basis,
            lead.level,
            (lead.first.id, lead.first_fact.text),
            (lead.other.id, lead.other_fact.text),
            lead.verdict and (lead.verdict.word, lead.verdict.first_passed, lead.verdict.other_passed),
        )
        for lead in page.leads
    ]


def of_two(left: Any, right: Any) -> ComparisonPage:
    """Return the page of two models with these runs of a suite of six prompts."""
    prompts = {f"p{number}": {"category": "x"} for number in range(6)}
    made = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", name="S", prompts=prompts)},
        {"s": {"a": left, "b": right}},
    )
    return ComparisonPages(made).page(Pair("a", "b"))


def asked(**outcomes: str) -> Any:
    """Return a run that was asked these prompts."""
    return run(outcomes=outcomes)


SCORE = "S", "Overall Score"


def test_the_model_that_is_ahead_stands_first():
    assert leads(PAGES.page(Pair("alpha", "gamma"))) == []
    one, other = run({"x": (1, 9)}), run({"x": (9, 9)})
    word = ("ahead", 9, 1)
    assert leads(of_two(one, other)) == [(*SCORE, "unpaired", False, ("right", "100.00"), ("left", "11.11"), word)]
    assert leads(of_two(other, one)) == [(*SCORE, "unpaired", False, ("left", "100.00"), ("right", "11.11"), word)]


def test_the_model_that_passed_more_stands_first_though_it_is_too_close_to_call():
    one, other = run({"x": (1, 4)}), run({"x": (2, 4)})
    word = ("too close to call", 2, 1)
    assert leads(of_two(one, other)) == [(*SCORE, "unpaired", False, ("right", "50.00"), ("left", "25.00"), word)]


def test_the_model_that_passed_more_of_the_prompts_in_common_stands_first_whatever_its_share():
    one = asked(p0="pass", p1="fail", p2="pass", p3="pass")
    other = asked(p0="pass", p1="pass", p4="fail", p5="fail")
    word = ("too close to call", 2, 1)
    assert leads(of_two(one, other)) == [(*SCORE, "paired", False, ("right", "50.00"), ("left", "75.00"), word)]
    assert leads(of_two(other, one)) == [(*SCORE, "paired", False, ("left", "50.00"), ("right", "75.00"), word)]


def test_the_better_number_stands_first():
    numbers = suite("x", metric={"kind": "numeric", "better": "lower"}, headline="x", name="S")
    for left, right, first, other in (
        (1, 2, ("left", "1.0"), ("right", "2.0")),
        (2, 1, ("right", "1.0"), ("left", "2.0")),
    ):
        made = site(
            {"a": card("A"), "b": card("B")}, {"s": numbers}, {"s": {"a": run({"x": left}), "b": run({"x": right})}}
        )
        page = ComparisonPages(made).page(Pair("a", "b"))
        assert leads(page) == [("S", "X", "number", False, first, other, None)]


def test_models_that_are_level_stand_left_and_right():
    assert leads(PAGES.page(Pair("beta", "gamma"))) == [
        ("Speed & precision", "mAP 50–95", "number", True, ("left", "36.5"), ("right", "36.5"), None)
    ]
    assert leads(of_two(asked(p0="pass", p1="fail"), asked(p0="pass", p2="pass"))) == [
        (*SCORE, "paired", True, ("left", "50.00"), ("right", "100.00"), ("too close to call", 1, 1))
    ]


def test_models_of_which_it_is_not_known_who_is_ahead_stand_left_and_right():
    assert leads(ALPHA_BETA) == [
        ("Reading", "Overall Score", "different", True, ("left", "66.67"), ("right", "33.33"), None),
        (
            "Street signs",
            "Overall Score",
            "paired",
            False,
            ("left", "80.00"),
            ("right", "0.00"),
            ("too close to call", 3, 0),
        ),
    ]
    assert leads(of_two(asked(p0="fail"), asked(p1="pass"))) == [
        (*SCORE, "different", True, ("left", "0.00"), ("right", "100.00"), None)
    ]


def test_a_statement_of_a_category_says_what_the_lead_is_worth():
    one, other = run({"x": (9, 9)}), run({"x": (1, 9)})
    found = [
        (found.first.id, found.verdict and (found.verdict.word, found.verdict.paired))
        for found in (of_two(one, other).differences[0], of_two(other, one).differences[0])
    ]
    assert found == [("left", ("ahead", False)), ("right", ("ahead", False))]
    assert [one.verdict for one in PAGES.page(Pair("beta", "gamma")).differences] == [None] * 4


def test_a_statement_puts_first_the_side_it_speaks_for():
    found = [
        (
            one.kind,
            one.first.id,
            one.first_fact.text,
            one.other.id,
            one.other_fact.text,
            one.amount,
            one.what,
            one.suite,
        )
        for one in PAGES.page(Pair("beta", "gamma")).differences
    ]
    assert found == [
        ("smaller", "right", "3.2M", "left", "109B total, 17B active", "34,063", "", ""),
        ("number", "right", "1.47", "left", "12.00", "8.2", "Latency", "Speed & precision"),
        ("open", "right", "open", "left", "closed", "", "", ""),
        ("licence", "left", "Beta Terms", "right", "AGPL-3.0", "", "", ""),
    ]


def test_sections_say_how_many_prompts_were_asked_and_whose_runs_there_are():
    sections = {
        pair: [(one.head.name, one.prompts, [bool(run) for run in one.runs]) for one in PAGES.page(pair).suites]
        for pair in (Pair("alpha", "beta"), Pair("alpha", "delta"))
    }
    assert sections == {
        Pair("alpha", "beta"): [
            ("Reading", "6 and 3", [True, True]),
            ("Speed & precision", "", [False, True]),
            ("Street signs", "5 and 4", [True, True]),
        ],
        Pair("alpha", "delta"): [("Reading", "6", [True, False]), ("Street signs", "5", [True, False])],
    }


@pytest.mark.parametrize(
    ("left", "right", "prompts", "common"),
    [
        (run({"x": (1, 4)}), run({"x": (3, 4)}), "4", None),
        (run({"x": (1, 4)}), run({"x": (3, 5)}), "4 and 5", None),
        (run({"x": (1, 4)}), asked(p0="pass"), "4 and 1", None),
        (asked(p0="pass", p1="fail"), asked(p1="pass", p0="pass"), "2", None),
        (asked(p0="pass", p1="fail"), asked(p1="pass", p2="pass"), "2", 1),
        (asked(p0="pass", p1="fail", p2="fail"), asked(p1="pass", p2="pass"), "3 and 2", 2),
        (asked(p0="pass"), asked(p1="pass"), "1", 0),
    ],
)
def test_how_many_prompts_were_asked_is_said_once_where_equal_and_how_many_are_common_where_they_differ(
    left: Any, right: Any, prompts: str, common: int | None
):
    for page in (of_two(left, right), of_two(right, left)):
        assert page.suites[0].common == common
    section = of_two(left, right).suites[0]
    assert section.prompts == prompts


def test_sections_of_one_run_or_of_numbers_have_no_prompts_in_common():
    assert [(one.head.name, one.common) for one in ALPHA_BETA.suites] == [
        ("Reading", None),
        ("Speed & precision", None),
        ("Street signs", 4),
    ]
    assert [one.common for one in PAGES.page(Pair("beta", "gamma")).suites] == [None, None, None]


def test_models_of_the_site_that_were_asked_other_prompts_have_most_in_common():
    pages = ComparisonPages(own_catalogue())
    found = {}
    for left, right in (("gemini-2-5-pro-preview", "gpt-4-1"), ("gpt-4-1", "o4-mini")):
        page = pages.page(Pair(left, right))
        ((name, *lead),) = leads(page)
        (section,) = page.suites
        found[left, right] = name, section.prompts, section.common, *lead
    assert found == {
        ("gemini-2-5-pro-preview", "gpt-4-1"): (
            "Vision AI Checkup", "76", 75,
            "Overall Score", "paired", True, ("left", "72.37"), ("right", "73.68"), ("too close to call", 55, 55),
        ),
        ("gpt-4-1", "o4-mini"): (
            "Vision AI Checkup", "76", 74,
            "Overall Score", "paired", True, ("left", "73.68"), ("right", "75.00"), ("too close to call", 56, 56),
        ),
    }  # fmt: skip


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
    reading, speed, _ = (section.head for section in ALPHA_BETA.suites)
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
    assert face(left) == ("S", "", None, "2.00", "mean")
