"""One pair: its rows, how the two stand, and what it is compared by."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from tests.compare.making import MAP, WEB, card, run, site, suite
from tests.helpers import GOLDEN
from visavis.compare.comparison import Comparer, Comparison
from visavis.compare.rows import ComparedRow, ComparedRows, State
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.site_data import read_site_data

PLAIN = suite("x", "y", name="Plain")
NUMBERS = suite("map", "small", metric=MAP, headline="map", name="Numbers")
BARE = suite("one", metric=MAP, name="Bare")
NEITHER = suite("size", metric={**MAP, "better": "neither"}, headline="size", name="Neither")


def compared(runs: dict[str, Any], **fields: Any) -> Comparison:
    """Return the comparison of two models with these runs, by suite and model."""
    models = {"a": card("A", tasks=fields.pop("left", {})), "b": card("B", tasks=fields.pop("right", {}))}
    suites = {"plain": PLAIN, "numbers": NUMBERS, "bare": BARE, "neither": NEITHER}
    made = site(models, suites, runs, **fields)
    return Comparer(made).compare(made.subjects["a"], made.subjects["b"])


def cells(row: ComparedRow) -> tuple[str, str, str, str, str | None]:
    """Return what a row says: its label, both texts, how they relate and which is better."""
    return row.row.label, row.left.text or row.left.kind, row.right.text or row.right.kind, row.state, row.better


def test_a_suite_is_compared_where_either_was_run_on_it_and_others_are_left_out():
    found = compared({"plain": {"a": run({"x": (1, 2)})}, "bare": {"b": run({"one": 3})}})
    assert [suite.table.key for suite in found.suites] == ["bare", "plain"]
    plain = found.suites[1]
    assert plain.left is not None
    assert plain.right is None
    assert [cells(row) for row in plain.rows] == [
        ("Overall score", "50.00", "not-run", "gap", None),
        ("X", "50", "not-run", "gap", None),
        ("Y", "not-run", "not-run", "same", None),
    ]


def test_rows_of_a_suite_say_which_side_is_better():
    found = compared({"plain": {"a": run({"x": (1, 2), "y": (1, 2)}), "b": run({"x": (1, 2), "y": (2, 2)})}})
    assert [cells(row) for row in found.suites[0].rows] == [
        ("Overall score", "50.00", "75.00", "differs", "right"),
        ("X", "50", "50", "same", None),
        ("Y", "50", "100", "differs", "right"),
    ]


@pytest.mark.parametrize(
    ("key", "left", "right", "leads"),
    [
        ("plain", {"x": (1, 2)}, {"x": (1, 3)}, [("Plain", "left")]),
        ("plain", {"x": (1, 3)}, {"x": (1, 2)}, [("Plain", "right")]),
        ("plain", {"x": (1, 2)}, {"y": (2, 4)}, [("Plain", None)]),
        ("numbers", {"map": 2}, {"map": 1}, [("Numbers", "left")]),
        ("numbers", {"map": 2}, {"small": 1}, []),
        ("bare", {"one": 2}, {"one": 1}, []),
        ("neither", {"size": 2}, {"size": 1}, []),
    ],
)
def test_how_two_stand_is_told_by_a_headline_that_both_have_and_that_has_a_direction(
    key: str, left: dict[str, Any], right: dict[str, Any], leads: list[Any]
):
    found = compared({key: {"a": run(left), "b": run(right)}})
    assert [(lead.suite.table.suite.name, lead.row.better) for lead in found.leads] == leads


@pytest.mark.parametrize("model", ["a", "b"])
def test_a_suite_of_one_side_tells_nothing(model: str):
    assert compared({"plain": {model: run({"x": (1, 2)})}}).leads == ()


def test_tasks_that_neither_card_mentions_are_left_out_and_those_that_both_do_are_shared():
    found = compared(
        {},
        tasks={"ocr": "OCR", "vqa": "VQA", "detection": "Detection", "captioning": "Captioning"},
        left={"ocr": "yes", "vqa": "no", "detection": "yes"},
        right={"ocr": "yes", "vqa": "no"},
    )
    assert [cells(row) for row in found.tasks] == [
        ("OCR", "yes", "yes", "same", None),
        ("VQA", "no", "no", "same", None),
        ("Detection", "yes", "unknown", "gap", None),
    ]
    assert [row.label for row in found.shared_tasks] == ["OCR"]


def test_built_in_properties_stand_though_neither_card_states_them():
    found = compared({}, extra_properties={"note": {"label": "Note"}}, properties=["licence", "note"])
    assert [cells(row) for row in found.properties] == [("License", "unknown", "unknown", "same", None)]
    assert found.features == ()


def test_a_text_that_reads_like_a_kind_of_empty_is_still_a_text():
    made = site(
        {
            "a": card("A", licence={"name": "unknown", "link": WEB}, properties={"note": "not-applicable"}),
            "b": card("B", properties={"note": "not applicable"}),
        },
        extra_properties={"note": {"label": "Note"}},
        properties=["licence", "note"],
    )
    found = Comparer(made).compare(made.subjects["a"], made.subjects["b"])
    assert [cells(row) for row in found.properties] == [
        ("License", "unknown", "unknown", "gap", None),
        ("Note", "not-applicable", "not-applicable", "differs", None),
    ]


def golden() -> Catalogue:
    """Return the golden site, computed."""
    return catalogue(read_site_data(GOLDEN)[0])


def rows_of(found: Comparison) -> list[tuple[object, ...]]:
    """Return every row of a comparison, with its facts by identity."""
    every = [*found.properties, *found.tasks, *found.features, *(row for suite in found.suites for row in suite.rows)]
    return [(id(row.row), id(row.left), id(row.right), row.state, row.better) for row in every]


class NoRows(ComparedRows):
    """Keeps nothing."""

    MOST = -1


def test_comparisons_say_the_same_whether_rows_are_kept_or_not():
    made = golden()
    kept, fresh = Comparer(made), Comparer(made)
    fresh.rows = NoRows()
    for left, right in [*combinations(made.subjects, 2)] * 2:
        both = made.subjects[left], made.subjects[right]
        one, other = kept.compare(*both), fresh.compare(*both)
        assert rows_of(one) == rows_of(other)
        assert one.differences == other.differences
        assert [(lead.suite.table.key, lead.row.better) for lead in one.leads] == [
            (lead.suite.table.key, lead.row.better) for lead in other.leads
        ]


def test_swapping_the_sides_of_the_golden_site_mirrors_every_row():
    made = golden()
    comparer = Comparer(made)
    turned = {"left": "right", "right": "left", None: None}
    for one, other in combinations(made.subjects.values(), 2):
        straight, swapped = rows_of(comparer.compare(one, other)), rows_of(comparer.compare(other, one))
        assert [
            (row, left, right, state, turned[better])  # type: ignore[index]
            for row, right, left, state, better in swapped
        ] == straight


def test_the_golden_site_has_every_state():
    made = golden()
    found = {
        row.state
        for one, other in combinations(made.subjects.values(), 2)
        for suite in Comparer(made).compare(one, other).suites
        for row in suite.rows
    }
    assert found == set(State)
