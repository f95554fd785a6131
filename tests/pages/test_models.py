"""The index of models, and what models are filtered by."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import MAP, MILLISECONDS, card, run, site, suite
from tests.pages.making import golden
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue
from visavis.pages.facets import facets
from visavis.pages.models import GROUP, IndexLine, ModelsPage, models_page, places

GOLDEN = golden()


def index(of: Catalogue) -> ModelsPage:
    """Return the index of a site."""
    return models_page(of, partners(of))


def lines(page: ModelsPage) -> list[IndexLine]:
    """Return the lines of all groups."""
    return [line for group in page.groups for line in group]


def shown(line: IndexLine) -> list[str]:
    """Return what the columns of a line show."""
    return [cell.fact.text or cell.fact.kind.value for cell in line.cells]


def test_models_stand_by_name_whatever_their_case_or_key():
    made = site({"a": card("zeta"), "b": card("Alpha"), "c": card("beta"), "d": card("Beta 2")})
    assert [line.link for line in lines(index(made))] == [
        ("../models/b.html", "Alpha"),
        ("../models/c.html", "beta"),
        ("../models/d.html", "Beta 2"),
        ("../models/a.html", "zeta"),
    ]


def test_a_line_has_what_is_known_of_a_model():
    alpha, beta, delta, _ = lines(index(GOLDEN))
    assert shown(alpha) == ["Acme & Söhne", "open", "Apache-2.0", "Jun 2026", "multimodal", "12B", "131,072"]
    assert (alpha.tasks, alpha.tasks_known) == (("Captioning", "OCR"), True)
    assert [(score.suite, score.fact and score.fact.text) for score in alpha.scores] == [
        ("Reading", "66.67"),
        ("Street signs", "80.00"),
    ]
    assert beta.tasks == ("Captioning", "Object Detection")
    assert shown(delta) == ["unknown"] * 7
    assert (delta.tasks, delta.tasks_known, delta.scores) == ((), False, ())


def test_a_models_traits_keep_unknown_apart_from_no_and_from_not_applicable():
    alpha, beta, delta, gamma = (dict(line.traits) for line in lines(index(GOLDEN)))
    assert alpha == {
        "category": "open",
        "organisation": "acme",
        "modality": "multimodal",
        "licence": "Apache-2.0",
        "parameters": "12000000000",
        "released": "2026-06",
        "suite": "reading street-signs",
        "task": "captioning ocr",
        "no-task": "detection",
        "feature": "multimodal-vision",
    }
    assert (beta["parameters"], beta["released"]) == ("109000000000", "2024-05-14")
    assert delta == {}
    assert (gamma["task"], gamma["no-task"]) == ("detection", "captioning")
    made = site({"a": card(parameters="not applicable", licence="not applicable", release_date="not applicable")})
    assert lines(index(made))[0].traits == (("licence", ""), ("parameters", ""), ("released", ""))
    made = site({"a": card(parameters="unknown", licence="unknown", release_date="unknown")})
    assert lines(index(made))[0].traits == ()


def test_the_choices_are_those_that_a_model_answers_to_and_counted():
    found = {facet.name: [tuple(option) for option in facet.options] for facet in facets(GOLDEN)}
    assert found["organisation"] == [("acme", "Acme & Söhne", 1), ("other", "Other Lab", 1)]
    assert found["category"] == [("closed", "closed", 1), ("open", "open", 2)]
    assert found["task"] == [("captioning", "Captioning", 2), ("ocr", "OCR", 1), ("detection", "Object Detection", 2)]
    assert found["suite"] == [
        ("reading", "Reading", 2),
        ("speed", "Speed & precision", 2),
        ("street-signs", "Street signs", 2),
    ]
    assert [facet.name for facet in facets(GOLDEN) if facet.several] == ["task", "feature"]
    assert facets(site({"a": card()}, {"s": suite("x")}, tasks={"t": "Task"})) == ()


def test_each_order_has_a_place_for_every_model_of_which_it_is_known():
    page = index(GOLDEN)
    assert [(order.key, order.descending) for order in page.orders if order.column] == [
        ("name", False),
        ("organisation", False),
        ("category", False),
        ("licence", False),
        ("released", True),
        ("modality", False),
        ("parameters", False),
        ("context", True),
        ("tasks", True),
    ]
    assert [(order.key, order.label) for order in page.orders if not order.column] == [
        ("score-reading", "Reading"),
        ("score-speed", "Speed & precision"),
        ("score-street-signs", "Street signs"),
    ]
    released = [line.places.split()[4] for line in lines(page)]
    assert released == ["0", "1", "-", "2"]
    assert all(len(line.places.split()) == len(page.orders) for line in lines(page))


@pytest.mark.parametrize(("metric", "order"), [(MAP, ["1", "0"]), (MILLISECONDS, ["0", "1"])])
def test_the_better_score_comes_first(metric: Any, order: list[str]):
    numbers = suite("x", metric=metric, headline="x")
    made = site({"a": card("A"), "b": card("B")}, {"s": numbers}, {"s": {"a": run({"x": 1}), "b": run({"x": 2})}})
    assert [line.places.split()[-1] for line in lines(index(made))] == order


def test_a_suite_without_a_headline_has_no_order_and_its_runs_no_score():
    made = site({"a": card()}, {"s": suite("x", metric=MAP)}, {"s": {"a": run({"x": 1})}})
    assert index(made).scores == ""
    assert [order.key for order in index(made).orders if not order.column] == []
    assert lines(index(made))[0].scores == (("Suite", None),)


def test_the_order_by_score_is_that_of_the_suite_with_most_models():
    runs = {"a": {"a": run({"x": (1, 2)})}, "b": {key: run({"x": (1, 2)}) for key in "ab"}}
    assert index(site({"a": card("A"), "b": card("B")}, {"a": suite("x"), "b": suite("x")}, runs)).scores == "score-b"


def test_the_context_window_has_a_column_where_the_site_shows_it():
    assert "context" not in [order.key for order in index(site({"a": card()}, properties=["licence"])).orders]
    labelled = index(site({"a": card()}, properties=[{"key": "context_window", "label": "Context"}]))
    assert [order.label for order in labelled.orders if order.key == "context"] == ["Context"]


def test_any_two_lead_to_their_page_only_where_every_pair_has_one():
    models = {"a": card("A"), "b": card("B")}
    assert index(site(models)).comparison == "../compare/{left}-vs-{right}.html"
    assert index(site(models, pairs=[])).comparison is None
    assert index(site(models, pairs=[])).compare == "../compare/index.html"


def test_tasks_that_no_model_is_known_to_do_stand_apart():
    labels = {"count": "Counting", "ocr": "OCR", "draw": "Drawing"}
    made = index(site({"a": card(tasks={"ocr": "yes", "count": "no"}), "b": card()}, tasks=labels))
    assert made.tasks == (("../tasks/ocr.html", "OCR"),)
    assert made.undone == (("../tasks/count.html", "Counting"), ("../tasks/draw.html", "Drawing"))


def test_lines_come_in_groups():
    count = 2 * GROUP + 1
    page = index(site({f"m{number}": card(f"M{number:03}") for number in range(count)}))
    assert ([len(group) for group in page.groups], page.models) == ([GROUP, GROUP, 1], count)
    assert index(site({})).groups == ()


@given(st.lists(st.none() | st.integers(0, 5)), st.booleans())
def test_places_are_dense_and_follow_the_values(values: list[int | None], descending: bool):
    found = places(values, descending=descending)
    assert [place == "-" for place in found] == [value is None for value in values]
    known = sorted(
        ((value, int(place)) for value, place in zip(values, found, strict=True) if value is not None),
        reverse=descending,
    )
    assert [place for _, place in dict.fromkeys(known)] == list(range(len(dict.fromkeys(known))))
