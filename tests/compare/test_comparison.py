"""One pair: its rows, how the two stand, and what it is compared by."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import MAP, MILLISECONDS, WEB, card, run, site, suite
from tests.helpers import GOLDEN, ROOT
from visavis.compare.comparison import Comparer, Comparison
from visavis.compare.rows import ComparedRow, ComparedRows, State
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.site_data import read_site_data

PROMPTS = {f"{category}{number}": {"category": category} for category in "xy" for number in range(3)}
PLAIN = suite("x", "y", name="Plain", prompts=PROMPTS)
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
        ("Overall Score", "50.00", "not-run", "gap", None),
        ("X", "50", "not-run", "gap", None),
        ("Y", "not-run", "not-run", "same", None),
    ]


def test_rows_of_a_suite_say_which_side_is_better():
    found = compared({"plain": {"a": run({"x": (1, 2), "y": (1, 2)}), "b": run({"x": (1, 2), "y": (2, 2)})}})
    assert [cells(row) for row in found.suites[0].rows] == [
        ("Overall Score", "50.00", "75.00", "differs", "right"),
        ("X", "50", "50", "same", None),
        ("Y", "50", "100", "differs", "right"),
    ]


@pytest.mark.parametrize(
    ("key", "left", "right", "leads"),
    [
        ("plain", {"x": (2, 3)}, {"x": (1, 3)}, [("Plain", "left", "same")]),
        ("plain", {"x": (1, 3)}, {"x": (2, 3)}, [("Plain", "right", "same")]),
        ("plain", {"x": (1, 3)}, {"x": (1, 3)}, [("Plain", None, "same")]),
        ("plain", {"x": (1, 2)}, {"x": (1, 3)}, [("Plain", None, "different")]),
        ("plain", {"x": (1, 2)}, {"y": (2, 4)}, [("Plain", None, "different")]),
        ("numbers", {"map": 2}, {"map": 1}, [("Numbers", "left", "same")]),
        ("numbers", {"map": 1}, {"map": 1}, [("Numbers", None, "same")]),
        ("numbers", {"map": 2}, {"small": 1}, []),
        ("bare", {"one": 2}, {"one": 1}, []),
        ("neither", {"size": 2}, {"size": 1}, []),
    ],
)
def test_how_two_stand_is_told_by_a_headline_that_both_have_and_that_has_a_direction(
    key: str, left: dict[str, Any], right: dict[str, Any], leads: list[Any]
):
    found = compared({key: {"a": run(left), "b": run(right)}})
    assert [(lead.suite.table.suite.name, lead.better, lead.basis) for lead in found.leads] == leads


def asked(passed: str, failed: str) -> dict[str, Any]:
    """Return the fields of a run that was asked these prompts."""
    return {"outcomes": dict.fromkeys(passed.split(), "pass") | dict.fromkeys(failed.split(), "fail")}


@pytest.mark.parametrize(
    ("left", "right", "lead"),
    [
        (asked("x0 x1", "y0"), asked("x0", "x1 y0"), ("left", "same", 0, 0, 0)),
        (asked("x0", "x1 y0"), asked("y0", "x0 x1"), (None, "same", 0, 0, 0)),
        # ahead by the share of all, and by that of the prompts in common behind, level or ahead
        (asked("x0 y0 y1", "x1"), asked("x0 x1", "x2"), ("right", "common", 2, 1, 2)),
        (asked("x0 y0 y1", "x1"), asked("x1", "x0 x2"), (None, "common", 2, 1, 1)),
        (asked("x0 x1 y0", "y1"), asked("x1", "x0 x2"), ("left", "common", 2, 2, 1)),
        # equal shares of as many, but of other prompts
        (asked("x0 y0", "x1"), asked("x0 x1", "y1"), ("right", "common", 2, 1, 2)),
        (asked("x0", "x1"), asked("x0", "y1"), (None, "common", 1, 1, 1)),
        (asked("", "x0 x1"), asked("", "x0"), (None, "common", 1, 0, 0)),
        (asked("x0", "x1"), asked("y0 y1", ""), (None, "different", 0, 0, 0)),
        # of one side only the sums are known
        (asked("x0 x1", "x2"), {"results": {"x": {"passed": 1, "total": 3}}}, ("left", "same", 0, 0, 0)),
        (asked("x0 x1", "x2"), {"results": {"x": {"passed": 1, "total": 2}}}, (None, "different", 0, 0, 0)),
    ],
)
def test_where_prompts_differ_two_stand_by_those_that_both_were_asked(
    left: dict[str, Any], right: dict[str, Any], lead: tuple[object, ...]
):
    found = compared({"plain": {"a": run(**left), "b": run(**right)}})
    assert [one[2:] for one in found.leads] == [lead]


def test_no_score_of_different_prompts_is_the_better_one_and_that_of_the_same_is():
    found = compared({"plain": {"a": run(**asked("x0 x1", "y0")), "b": run(**asked("x0", "x1 y1"))}})
    assert [cells(row) for row in found.suites[0].rows] == [
        ("Overall Score", "66.67", "33.33", "differs", None),
        ("X", "100", "50", "differs", "left"),
        ("Y", "0", "0", "same", None),
    ]


OUTCOMES = st.dictionaries(st.sampled_from(sorted(PROMPTS)), st.sampled_from(["pass", "fail", "error"]), min_size=1)
TALLIES = st.dictionaries(
    st.sampled_from("xy"), st.sampled_from([(passed, total) for total in (1, 2, 3) for passed in range(total + 1)]),
    min_size=1,
)  # fmt: skip
RUNS = OUTCOMES.map(lambda outcomes: run(outcomes=outcomes)) | TALLIES.map(run)
MIRRORED = {"left": "right", "right": "left", None: None}


@given(RUNS, RUNS)
def test_swapping_the_sides_mirrors_how_two_stand(left: Any, right: Any):
    one = compared({"plain": {"a": left, "b": right}}).leads[0]
    other = compared({"plain": {"a": right, "b": left}}).leads[0]
    assert one.better == MIRRORED[other.better]
    assert (one.basis, one.common) == (other.basis, other.common)
    assert (one.left_passed, one.right_passed) == (other.right_passed, other.left_passed)
    assert (one.row.left.text, one.row.right.text) == (other.row.right.text, other.row.left.text)


@given(OUTCOMES, OUTCOMES)
def test_who_is_ahead_is_counted_over_the_prompts_in_common(left: dict[str, str], right: dict[str, str]):
    common = left.keys() & right.keys()
    passed = [sum(outcomes[key] == "pass" for key in common) for outcomes in (left, right)]
    better = "left" if passed[0] > passed[1] else "right" if passed[0] < passed[1] else None
    found = compared({"plain": {"a": run(outcomes=left), "b": run(outcomes=right)}}).leads[0]
    if left.keys() == right.keys():
        assert found[2:] == (better, "same", 0, 0, 0)
    elif common:
        assert found[2:] == (better, "common", len(common), *passed)
    else:
        assert found[2:] == (None, "different", 0, 0, 0)


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
    assert found.shared_tasks == ("OCR",)


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

    MOST, LOOKS = -1, 1


def test_comparisons_say_the_same_whether_rows_are_kept_or_not():
    made = golden()
    kept, fresh = Comparer(made), Comparer(made)
    fresh.rows = NoRows()
    for left, right in [*combinations(made.subjects, 2)] * 2:
        both = made.subjects[left], made.subjects[right]
        one, other = kept.compare(*both), fresh.compare(*both)
        assert rows_of(one) == rows_of(other)
        assert one.differences == other.differences
        assert [(lead.suite.table.key, *lead[2:]) for lead in one.leads] == [
            (lead.suite.table.key, *lead[2:]) for lead in other.leads
        ]


def test_swapping_the_sides_of_the_golden_site_mirrors_every_row():
    made = golden()
    comparer = Comparer(made)
    for one, other in combinations(made.subjects.values(), 2):
        straight, swapped = rows_of(comparer.compare(one, other)), rows_of(comparer.compare(other, one))
        assert [
            (row, left, right, state, MIRRORED[better])  # type: ignore[index]
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


@pytest.mark.parametrize(
    ("left", "right", "shares", "lead"),
    [
        ("gemini-2-5-pro-preview", "gpt-4-1", ("72.37", "73.68"), (None, "common", 75, 55, 55)),
        ("gpt-4-1", "o4-mini", ("73.68", "75.00"), (None, "common", 74, 56, 56)),
    ],
)
def test_models_whose_shares_differ_only_by_the_prompts_asked_are_level(
    left: str, right: str, shares: tuple[str, str], lead: tuple[object, ...]
):
    made = catalogue(read_site_data(ROOT)[0])
    (found,) = Comparer(made).compare(made.subjects[left], made.subjects[right]).leads
    assert found.suite.table.key == "vision-ai-checkup"
    assert (found.row.left.text, found.row.right.text) == shares
    assert found.row.better is None
    assert found[2:] == lead


def test_no_two_models_of_the_site_are_set_against_each_other_on_different_prompts():
    made = catalogue(read_site_data(ROOT)[0])
    comparer, bases = Comparer(made), Counter[str]()
    for one, other in combinations(made.subjects.values(), 2):
        for lead in comparer.compare(one, other).leads:
            left, right = lead.suite.left, lead.suite.right
            assert left is not None
            assert right is not None
            assert (lead.basis == "same") == (left.prompts == right.prompts)
            bases[lead.basis] += 1
    assert set(bases) == {"same", "common"}


def test_sums_over_different_categories_are_not_taken_for_the_same_prompts():
    made = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", "y")},
        {"s": {"a": run({"x": (3, 3)}), "b": run({"y": (1, 3)})}},
    )
    found = Comparer(made).compare(made.subjects["a"], made.subjects["b"])
    assert [(lead.better, lead.basis) for lead in found.leads] == [(None, "different")]


@pytest.mark.parametrize("headline", [None, "x"])
def test_suites_that_do_not_say_how_two_stand_are_named(headline: str | None):
    numbers = suite("x", "y", metric=MILLISECONDS, headline=headline)
    made = site({"a": card("A"), "b": card("B")}, {"s": numbers}, {"s": {"a": run({"x": 1}), "b": run({"y": 1})}})
    found = Comparer(made).compare(made.subjects["a"], made.subjects["b"])
    assert (found.leads, [suite.table.key for suite in found.untold]) == ((), ["s"])
