"""One pair: its rows, how the two stand, and what it is compared by."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import MAP, MILLISECONDS, WEB, card, run, site, suite
from tests.helpers import GOLDEN
from tests.own_site import own_catalogue
from visavis.compare.comparison import Comparer, Comparison
from visavis.compare.rows import ComparedRow, ComparedRows, State
from visavis.compare.subjects import Catalogue, catalogue
from visavis.compare.verdict import paired_verdict, unpaired_verdict
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
        ("plain", {"x": (9, 9)}, {"x": (1, 9)}, [("Plain", "left", "unpaired")]),
        ("plain", {"x": (1, 9)}, {"x": (9, 9)}, [("Plain", "right", "unpaired")]),
        ("plain", {"x": (2, 3)}, {"x": (1, 3)}, [("Plain", None, "unpaired")]),
        ("plain", {"x": (1, 3)}, {"x": (1, 3)}, [("Plain", None, "unpaired")]),
        ("plain", {"x": (1, 2)}, {"x": (1, 3)}, [("Plain", None, "different")]),
        ("plain", {"x": (1, 2)}, {"y": (2, 4)}, [("Plain", None, "different")]),
        ("numbers", {"map": 2}, {"map": 1}, [("Numbers", "left", "number")]),
        ("numbers", {"map": 1}, {"map": 2}, [("Numbers", "right", "number")]),
        ("numbers", {"map": 1}, {"map": 1}, [("Numbers", None, "number")]),
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
    assert all((lead.verdict is None) == (lead.basis in ("number", "different")) for lead in found.leads)


def test_sums_are_judged_unpaired():
    found = compared({"plain": {"a": run({"x": (1, 9), "y": (2, 3)}), "b": run({"x": (9, 9), "y": (3, 3)})}})
    assert [lead.verdict for lead in found.leads] == [unpaired_verdict(3, 12, 12, 12)]


def asked(passed: str, failed: str) -> dict[str, Any]:
    """Return the fields of a run that was asked these prompts."""
    return {"outcomes": dict.fromkeys(passed.split(), "pass") | dict.fromkeys(failed.split(), "fail")}


@pytest.mark.parametrize(
    ("left", "right", "better", "basis", "verdict"),
    [
        (asked("x0 x1 x2 y0 y1 y2", ""), asked("", "x0 x1 x2 y0 y1 y2"), "left", "paired", (0, 6, 0, 0)),
        (asked("", "x0 x1 x2 y0 y1 y2"), asked("x0 x1 x2 y0 y1 y2", ""), "right", "paired", (0, 0, 6, 0)),
        (asked("x0 x1 x2 y0", "y1"), asked("", "x0 x1 x2 y0 y1"), "left", "paired", (0, 4, 0, 1)),
        (asked("x0 x1 x2", "y1"), asked("", "x0 x1 x2 y1"), None, "paired", (0, 3, 0, 1)),
        (asked("x0", "x1 y0"), asked("y0", "x0 x1"), None, "paired", (0, 1, 1, 1)),
        # by the share of all ahead, on the prompts in common behind
        (asked("x0 y0 y1", "x1"), asked("x0 x1", "x2"), None, "paired", (1, 0, 1, 0, 2, 1)),
        (asked("x0", "x1"), asked("x0", "y1"), None, "paired", (1, 0, 0, 0, 1, 1)),
        (asked("", "x0 x1"), asked("", "x0"), None, "paired", (0, 0, 0, 1, 1, 0)),
        (asked("x0", "x1"), asked("y0 y1", ""), None, "different", None),
        # of one side only the sums are known
        (asked("x0 x1", "x2"), {"results": {"x": {"passed": 1, "total": 3}}}, None, "unpaired", (2, 3, 1, 3)),
        (asked("x0 x1 x2", ""), {"results": {"x": {"passed": 0, "total": 3}}}, "left", "unpaired", (3, 3, 0, 3)),
        (asked("x0 x1", "x2"), {"results": {"x": {"passed": 1, "total": 2}}}, None, "different", None),
    ],
)
def test_two_stand_by_the_prompts_that_both_were_asked_or_else_by_their_sums(
    left: dict[str, Any], right: dict[str, Any], better: str | None, basis: str, verdict: tuple[int, ...] | None
):
    found = compared({"plain": {"a": run(**left), "b": run(**right)}})
    judged = paired_verdict if basis == "paired" else unpaired_verdict
    assert [one[2:] for one in found.leads] == [(better, basis, verdict and judged(*verdict))]


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
    assert one.basis == other.basis
    assert (one.row.left.text, one.row.right.text) == (other.row.right.text, other.row.left.text)
    assert (one.verdict is None) == (other.verdict is None)
    if one.verdict and other.verdict:
        assert (one.verdict.word, one.verdict.p) == (other.verdict.word, other.verdict.p)
        assert (one.verdict.left_passed, one.verdict.right_passed) == (
            other.verdict.right_passed,
            other.verdict.left_passed,
        )


@given(OUTCOMES, OUTCOMES)
def test_who_is_ahead_is_counted_over_the_prompts_in_common(left: dict[str, str], right: dict[str, str]):
    common = left.keys() & right.keys()
    passed = [{key for key in common if outcomes[key] == "pass"} for outcomes in (left, right)]
    found = compared({"plain": {"a": run(outcomes=left), "b": run(outcomes=right)}}).leads[0]
    if not common:
        assert found[2:] == (None, "different", None)
        return
    one, other = passed
    verdict = paired_verdict(
        len(one & other),
        len(one - other),
        len(other - one),
        len(common - one - other),
        len(left.keys() - common),
        len(right.keys() - common),
    )
    assert found[2:] == (verdict.side, "paired", verdict)


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
        ("gemini-2-5-pro-preview", "gpt-4-1", ("72.37", "73.68"), (75, 55, 55, 7, 7, 2)),
        ("gpt-4-1", "o4-mini", ("73.68", "75.00"), (74, 56, 56, 4, 4, 4)),
    ],
)
def test_models_whose_shares_differ_only_by_the_prompts_asked_are_level(
    left: str, right: str, shares: tuple[str, str], lead: tuple[int, ...]
):
    made = own_catalogue()
    (found,) = Comparer(made).compare(made.subjects[left], made.subjects[right]).leads
    assert found.suite.table.key == "vision-ai-checkup"
    assert (found.row.left.text, found.row.right.text) == shares
    assert found.row.better is None
    assert (found.better, found.basis) == (None, "paired")
    told = found.verdict
    assert told is not None
    assert told.word == "too close to call"
    alone = told.only_left + told.only_right
    assert (told.common, told.left_passed, told.right_passed, told.wins, told.losses, alone) == lead


def test_every_two_models_of_the_site_stand_by_what_they_have_in_common():
    made = own_catalogue()
    comparer, bases = Comparer(made), Counter[tuple[str, str]]()
    for one, other in combinations(made.subjects.values(), 2):
        for lead in comparer.compare(one, other).leads:
            left, right = lead.suite.left, lead.suite.right
            assert left is not None
            assert right is not None
            common = left.outcomes.keys() & right.outcomes.keys()
            assert (lead.verdict.common if lead.verdict else 0) == len(common)
            bases[lead.suite.table.key, lead.basis] += 1
    assert bases.keys() == {("vision-ai-checkup", "paired"), ("reading-text", "paired"), ("coco-detection", "number")}


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


def test_what_is_compared_ahead_is_what_is_asked_for_next_but_once():
    made = site({key: card(key) for key in "abc"}, {}, {})
    comparer, (a, b, c) = Comparer(made), made.subjects.values()
    found = comparer.ahead(a, [b, c])
    assert [(one.left, one.right) for one in found] == [(a, b), (a, c)]
    assert comparer.compare(a, b) is found[0]
    assert comparer.compare(a, b) is not found[0]
    comparer.ahead(b, [c])
    assert comparer.compare(a, c) is not found[1]
