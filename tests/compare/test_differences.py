"""Statements about what differs: each kind, its limit, its order, and that sides can be swapped."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import log2
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.making import MAP, MILLISECONDS, card, run, site, suite
from visavis.compare import differences as module
from visavis.compare.comparison import Comparer
from visavis.compare.differences import MOST, Difference, written_ratio
from visavis.compare.rounding import short
from visavis.compare.verdict import Verdict, paired_verdict, unpaired_verdict
from visavis.load.schema import EvalRun

KINDS = {"open", "licence", "smaller", "context", "newer", "task", "faster", "category", "number"}
TASKS = {"ocr": "OCR", "vqa": "Answering", "detection": "Detection"}
SUITES = {
    "reading": suite("labels", "receipts", name="Reading"),
    "speed": suite("map", "small", metric=MAP, headline="map", name="Speed", categories={
        "ms": {"label": "Latency", "metric": MILLISECONDS},
        "fps": {"label": "Throughput", "metric": {**MAP, "unit": "fps"}},
        "miss": {"label": "Misses", "metric": {**MAP, "better": "lower"}},
        "size": {"label": "Size", "metric": {**MAP, "better": "neither"}},
    }),
}  # fmt: skip


def said(
    left: dict[str, Any],
    right: dict[str, Any],
    runs: Mapping[str, tuple[EvalRun | None, EvalRun | None]] | None = None,
    *,
    swapped: bool = False,
) -> tuple[Difference, ...]:
    """Return the statements about two cards and their runs; `swapped` lays the second one left."""
    both = {key: {model: one for model, one in zip("ab", of, strict=True) if one} for key, of in (runs or {}).items()}
    made = site({"a": card("A", **left), "b": card("B", **right)}, SUITES, both, tasks=TASKS)
    one, other = made.subjects["a"], made.subjects["b"]
    comparer = Comparer(made)
    return (comparer.compare(other, one) if swapped else comparer.compare(one, other)).differences


def brief(found: tuple[Difference, ...]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return kind, side, amount and labels of statements."""
    return [(one.kind, one.side, one.amount, one.labels) for one in found]


def test_a_pair_of_which_nothing_is_known_has_no_statements():
    assert said({}, {}) == ()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"category": "open"}, {}),
        ({"category": "open"}, {"category": "unknown"}),
        ({"category": "open"}, {"category": "not applicable"}),
        ({"category": "closed"}, {"category": "not applicable"}),
        ({"licence": "MIT"}, {"licence": "unknown"}),
        ({"licence": "MIT"}, {"licence": "not applicable"}),
        ({"parameters": "12B"}, {"parameters": "unknown"}),
        ({"parameters": "12B"}, {"parameters": "not applicable"}),
        ({"context_window": 8000}, {"context_window": "not applicable"}),
        ({"release_date": "2025-03"}, {"release_date": "unknown"}),
        ({"tasks": {"ocr": "yes"}}, {}),
        ({"tasks": {"ocr": "yes"}}, {"tasks": {"ocr": "unknown"}}),
        ({"tasks": {"ocr": "no"}}, {"tasks": {"ocr": "unknown"}}),
    ],
)
def test_what_one_side_does_not_state_is_never_used(left: dict[str, Any], right: dict[str, Any]):
    assert said(left, right) == said(right, left) == ()


def test_a_suite_that_only_one_was_run_on_is_never_used():
    whole = run({"labels": (10, 10), "receipts": (0, 10)}, average_response_time=1)
    assert said({}, {}, {"reading": (whole, None)}) == ()
    assert said({}, {}, {"reading": (None, whole)}) == ()


def test_a_category_or_time_that_only_one_has_is_never_used():
    one = run({"labels": (10, 10)}, average_response_time=1)
    assert said({}, {}, {"reading": (one, run({"receipts": (0, 10)}))}) == ()


def test_open_weights_speak_for_the_open_side():
    found = said({"category": "closed"}, {"category": "open"})
    assert brief(found) == [("open", "right", "", ())]
    assert (found[0].weight, found[0].left.text, found[0].right.text) == (1.5, "closed", "open")
    assert said({"category": "open"}, {"category": "open"}) == ()


def test_different_licences_are_one_statement_that_speaks_for_neither():
    found = said({"licence": "MIT"}, {"licence": "Apache-2.0"})
    assert brief(found) == [("licence", "left", "", ())]
    assert (found[0].weight, found[0].left.text, found[0].right.text) == (1.0, "MIT", "Apache-2.0")
    assert said({"licence": "MIT"}, {"licence": "MIT"}) == ()


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("1500M", "1B", [("smaller", "right", "1.5", ())]),
        ("1B", "1500M", [("smaller", "left", "1.5", ())]),
        ("1499M", "1B", []),
        ("1B", "1B", []),
        ("9B", "4B", [("smaller", "right", "2.3", ())]),
        ("4B", "9B", [("smaller", "left", "2.3", ())]),
        ("2B", "1B", [("smaller", "right", "2", ())]),
        ("994M", "100M", [("smaller", "right", "9.9", ())]),
        ("995M", "100M", [("smaller", "right", "10", ())]),
        ("105M", "10M", [("smaller", "right", "11", ())]),
        ("109B", "3.2M", [("smaller", "right", "34,063", ())]),
        ({"total": "109B", "active": "1B"}, "109B", []),
    ],
)
def test_parameters_are_worth_a_statement_from_one_and_a_half_times_on(left: Any, right: Any, wanted: list[Any]):
    assert brief(said({"parameters": left}, {"parameters": right})) == wanted


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        (12000, 8000, [("context", "left", "1.5", ())]),
        (8000, 12000, [("context", "right", "1.5", ())]),
        (11999, 8000, []),
    ],
)
def test_context_windows_are_worth_a_statement_from_one_and_a_half_times_on(left: int, right: int, wanted: list[Any]):
    assert brief(said({"context_window": left}, {"context_window": right})) == wanted


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("2025-07", "2025-01", [("newer", "left", "6 months", ())]),
        ("2025-06", "2025-01", []),
        ("2025-06-30", "2025-01-01", []),
        ("2025-01", "2025-07-31", [("newer", "right", "6 months", ())]),
        ("2025-01", "2026-12", [("newer", "right", "23 months", ())]),
        ("2025-01", "2027-01", [("newer", "right", "2 years", ())]),
        ("2025-01", "2027-07", [("newer", "right", "2.5 years", ())]),
        ("2025-01", "2027-02", [("newer", "right", "2.1 years", ())]),
        ("2025", "2020-01", []),
        ("2025-01", "2020", []),
        ("2025", "2020", []),
    ],
)
def test_releases_are_worth_a_statement_from_six_months_on_where_both_months_are_known(
    left: str, right: str, wanted: list[Any]
):
    assert brief(said({"release_date": left}, {"release_date": right})) == wanted


def test_a_year_between_releases_weighs_one_half():
    assert [one.weight for one in said({"release_date": "2025-01"}, {"release_date": "2026-01"})] == [0.5]


def test_tasks_that_only_one_does_are_one_statement_for_each_side():
    left = {"tasks": {"ocr": "yes", "vqa": "yes", "detection": "no"}}
    right = {"tasks": {"ocr": "no", "vqa": "no", "detection": "yes"}}
    found = said(left, right)
    assert brief(found) == [("task", "left", "", ("OCR", "Answering")), ("task", "right", "", ("Detection",))]
    assert [one.weight for one in found] == [1.25, 1.0]
    assert [(one.left.kind, one.right.kind) for one in found] == [("yes", "no"), ("no", "yes")]


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("1.2", "1", [("faster", "right", "1.2", ("mean",))]),
        ("1", "1.2", [("faster", "left", "1.2", ("mean",))]),
        ("4.14", "3.45", [("faster", "right", "1.2", ("mean",))]),
        ("3.45", "4.14", [("faster", "left", "1.2", ("mean",))]),
        ("1.19", "1", []),
        ("0", "5", []),
        ("5", "0.001", []),  # shown as 0.00
    ],
)
def test_times_are_worth_a_statement_from_one_point_two_times_on(left: str, right: str, wanted: list[Any]):
    one, other = (run({"labels": (1, 2)}, average_response_time=Decimal(time)) for time in (left, right))
    assert brief(said({}, {}, {"reading": (one, other)})) == wanted


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ((11, 20), (12, 20), [("category", "right", "", ("Labels",))]),
        ((12, 20), (11, 20), [("category", "left", "", ("Labels",))]),
        ((11, 60), (14, 60), [("category", "right", "", ("Labels",))]),  # exactly 5 points, which binary fractions miss
        ((14, 60), (11, 60), [("category", "left", "", ("Labels",))]),
        ((550, 1000), (599, 1000), []),
        ((0, 5), (5, 5), [("category", "right", "", ("Labels",))]),
        ((0, 4), (4, 4), []),
        ((0, 5), (6, 6), []),  # other prompts
        ((6, 6), (0, 5), []),
    ],
)
def test_shares_are_worth_a_statement_from_five_points_and_five_prompts_on(
    left: tuple[int, int], right: tuple[int, int], wanted: list[Any]
):
    assert brief(said({}, {}, {"reading": (run({"labels": left}), run({"labels": right}))})) == wanted


def test_ten_points_between_shares_weigh_one_and_the_statement_names_its_suite():
    found = said({}, {}, {"reading": (run({"labels": (1, 5)}), run({"labels": (2, 5)}))})
    assert [(one.weight, one.suite, one.left.count, one.right.count) for one in found] == [(2, "Reading", "1/5", "2/5")]


def test_shares_of_as_many_other_prompts_are_no_statement():
    prompts = {f"p{number}": {"category": "x"} for number in range(6)}
    first, last = list(prompts)[:5], list(prompts)[1:]
    runs = {"a": dict.fromkeys(first, "pass"), "b": dict.fromkeys(last, "fail"), "c": dict.fromkeys(first, "fail")}
    made = site(
        {key: card(key) for key in runs},
        {"s": suite("x", prompts=prompts)},
        {"s": {key: run(outcomes=outcomes) for key, outcomes in runs.items()}},
    )
    comparer, (one, other, same) = Comparer(made), made.subjects.values()
    assert comparer.compare(one, other).differences == ()
    assert brief(comparer.compare(one, same).differences) == [("category", "left", "", ("X",))]


def test_a_lead_in_a_category_says_what_it_is_worth_as_far_as_that_is_known():
    prompts = {f"p{number}": {"category": "x"} for number in range(6)}
    outcomes = {"a": dict.fromkeys(prompts, "pass"), "b": {**dict.fromkeys(prompts, "fail"), "p5": "pass"}}
    made = site(
        {key: card(key) for key in "ab"},
        {"s": suite("x", "y", prompts=prompts, categories={"rate": {"label": "Rate", "metric": MAP}})},
        {"s": {"a": run({"rate": 10}, outcomes=outcomes["a"]), "b": run({"rate": 90}, outcomes=outcomes["b"])}},
    )
    found = Comparer(made).compare(*made.subjects.values()).differences
    assert [(one.kind, one.key, one.side, one.verdict) for one in found] == [
        ("category", "x", "left", paired_verdict(1, 5, 0, 0)),
        ("category", "rate", "right", None),
    ]
    sums = said({}, {}, {"reading": (run({"labels": (9, 9)}), run({"labels": (1, 9)}))})
    assert [(one.key, one.verdict) for one in sums] == [("labels", unpaired_verdict(9, 9, 1, 9))]
    numbers = said({}, {}, {"speed": (run({"small": 10, "ms": 1}), run({"small": 90, "ms": 9}))})
    assert [(one.kind, one.verdict) for one in numbers] == [("category", None), ("number", None)]


def timed(*seconds: int | str | None) -> EvalRun:
    """Return a run of a suite of prompts with these seconds; None for a prompt that was not asked."""
    return run(
        outcomes={
            f"p{place}": {"outcome": "pass", "seconds": Decimal(one)}
            for place, one in enumerate(seconds)
            if one is not None
        }
    )


MEAN_ONLY = run({"x": (1, 1)}, average_response_time=Decimal(2))
SLOWER_MEAN = run({"x": (1, 1)}, average_response_time=Decimal(8))


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        # the medians are 1 and 2, the means 34 and 2, the 95th percentiles 90.1 and 2
        (timed(1, 1, 100), timed(2, 2, 2), [("faster", "left", "2", ("median",))]),
        (timed(2, 2, 2), timed(1, 1, 100), [("faster", "right", "2", ("median",))]),
        # medians that are equal, or near, say that neither is faster, whatever the means
        (timed(2, 2, 100), timed(2, 2, 2), []),
        (timed(2, 2, 100), timed("2.1", "2.1", "2.1"), []),
        # of one side the mean is all that is known, and nobody knows of which prompts
        (timed(1, 1, 100), MEAN_ONLY, []),
        (MEAN_ONLY, SLOWER_MEAN, [("faster", "left", "4", ("mean",))]),
        (SLOWER_MEAN, MEAN_ONLY, [("faster", "right", "4", ("mean",))]),
        # different prompts, of which some may be slow whoever is asked
        (timed(60), timed(None, 3), []),
        (timed(1, 1), timed(9, 9, 9), []),
    ],
)
def test_who_is_faster_is_said_once_by_the_median_or_else_the_mean_and_only_of_the_same_prompts(
    left: EvalRun, right: EvalRun, wanted: list[Any]
):
    prompts = {f"p{number}": {"category": "x"} for number in range(3)}
    made = site(
        {key: card(key) for key in "abc"},
        {"s": suite("x", prompts=prompts)},
        {"s": {"a": left, "b": right, "c": MEAN_ONLY}},
    )
    comparer = Comparer(made)
    assert brief(comparer.compare(made.subjects["a"], made.subjects["b"]).differences) == wanted


@pytest.mark.parametrize(
    ("left", "right", "fewest"),
    [
        ((4, 4), (0, 4), 5),
        ((0, 4), (4, 4), 0),  # in favour of the other side
        ((3, 4), (1, 4), 0),  # as wide
        ((2, 4), (1, 4), 0),
        ((5, 6), (2, 6), 0),  # enough prompts
    ],
)
def test_a_wider_gap_in_a_category_of_few_prompts_is_left_out_and_that_is_said(left: Any, right: Any, fewest: int):
    runs = run({"labels": (9, 10), "receipts": left}), run({"labels": (4, 10), "receipts": right})
    found = said({}, {}, {"reading": runs})
    assert (*brief(found), found[0].fewest) == (("category", "left", "", ("Labels",)), fewest)
    turned = said({}, {}, {"reading": runs}, swapped=True)
    assert (*brief(turned), turned[0].fewest) == (("category", "right", "", ("Labels",)), fewest)


def test_where_only_categories_of_few_prompts_differ_nothing_is_said():
    assert said({}, {}, {"reading": (run({"labels": (4, 4)}), run({"labels": (0, 4)}))}) == ()


def test_of_a_suite_the_category_is_named_where_each_side_leads_most():
    many = {f"c{number}": (number, 10) for number in range(5)}
    wide = suite(*many, name="Wide")
    made = site(
        {"a": card("A"), "b": card("B")},
        {"wide": wide},
        {"wide": {"a": run({**many, "c0": (9, 10), "c1": (8, 10)}), "b": run({**many, "c3": (9, 10), "c4": (9, 10)})}},
    )
    found = Comparer(made).compare(made.subjects["a"], made.subjects["b"]).differences
    assert brief(found) == [("category", "left", "", ("C0",)), ("category", "right", "", ("C3",))]


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("42", "40", [("number", "left", "1.1", ("Throughput",))]),
        ("40", "42", [("number", "right", "1.1", ("Throughput",))]),
        ("41.9", "40", []),
        ("0", "40", []),
        ("-42", "-20", []),
    ],
)
def test_numbers_are_worth_a_statement_from_one_twentieth_on(left: str, right: str, wanted: list[Any]):
    runs = {"speed": (run({"fps": Decimal(left)}), run({"fps": Decimal(right)}))}
    assert brief(said({}, {}, runs)) == wanted


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("45", "40", [("category", "left", "", ("Small",))]),
        ("40", "45", [("category", "right", "", ("Small",))]),
        ("14.7", "9.7", [("category", "left", "", ("Small",))]),  # exactly 5 points, which binary fractions miss
        ("9.7", "14.7", [("category", "right", "", ("Small",))]),
        ("44.9", "40", []),
        ("4.9", "1", []),
        ("0", "40", [("category", "right", "", ("Small",))]),
        ("-42", "-20", [("category", "right", "", ("Small",))]),
    ],
)
def test_percentages_are_worth_a_statement_from_five_points_on_though_no_prompts_are_behind_them(
    left: str, right: str, wanted: list[Any]
):
    runs = {"speed": (run({"small": Decimal(left)}), run({"small": Decimal(right)}))}
    assert brief(said({}, {}, runs)) == wanted


def test_ten_points_between_percentages_weigh_one_and_numbers_by_their_ratio():
    (points,) = said({}, {}, {"speed": (run({"small": 10}), run({"small": 30}))})
    (ratio,) = said({}, {}, {"speed": (run({"fps": 10}), run({"fps": 40}))})
    assert (points.kind, points.weight, points.suite) == ("category", 2, "Speed")
    assert (ratio.kind, ratio.weight, ratio.amount) == ("number", 2, "4")


def test_a_lower_percentage_speaks_for_its_side_where_lower_is_better():
    assert brief(said({}, {}, {"speed": (run({"miss": 10}), run({"miss": 20}))})) == [
        ("category", "left", "", ("Misses",))
    ]


def test_a_lower_number_speaks_for_its_side_where_lower_is_better():
    runs = {"speed": (run({"ms": Decimal("0.2")}), run({"ms": Decimal("0.21")}))}
    assert brief(said({}, {}, runs)) == [("number", "left", "1.1", ("Latency",))]


def test_a_headline_and_a_number_without_a_direction_are_no_statement():
    assert said({}, {}, {"speed": (run({"map": 90, "size": 90}), run({"map": 10, "size": 10}))}) == ()


EVERY: tuple[dict[str, Any], dict[str, Any], dict[str, tuple[EvalRun, EvalRun]]] = (
    {
        "category": "open", "licence": "MIT", "parameters": "1B", "context_window": 1000, "release_date": "2020-01",
        "tasks": {"ocr": "yes", "vqa": "no"},
    },
    {
        "category": "closed", "licence": "Apache-2.0", "parameters": "9B", "context_window": 9000,
        "release_date": "2026-01", "tasks": {"ocr": "no", "vqa": "yes"},
    },
    {
        "reading": (
            run({"labels": (1, 9), "receipts": (9, 9)}, average_response_time=1),
            run({"labels": (9, 9), "receipts": (1, 9)}, average_response_time=9),
        ),
        "speed": (run({"small": 10, "ms": 10}), run({"small": 90, "ms": 90})),
    },
)  # fmt: skip


def test_every_kind_of_difference_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST", 1000)
    found = said(*EVERY)
    assert {one.kind for one in found} == KINDS
    assert len(found) == 12


def test_at_most_four_statements_stand_weightiest_first():
    found = said(*EVERY)
    assert brief(found) == [
        ("category", "right", "", ("Labels",)),
        ("category", "left", "", ("Receipts",)),
        ("category", "right", "", ("Small",)),
        ("smaller", "left", "9", ()),
    ]
    assert [one.weight for one in found] == pytest.approx([80 / 9, 80 / 9, 8, log2(9)])
    assert MOST == 4


# --- any two models ---------------------------------------------------------------------------------------------------

UNKNOWN_OR = st.sampled_from(["unknown", "not applicable"])
CARDS = st.fixed_dictionaries(
    {},
    optional={
        "category": st.sampled_from(["open", "closed", "unknown"]),
        "licence": st.sampled_from(["MIT", "Apache-2.0", "unknown"]),
        "parameters": st.integers(1, 10**4).map(lambda count: f"{count}M") | UNKNOWN_OR,
        "context_window": st.integers(1, 10**6) | UNKNOWN_OR,
        "release_date": st.sampled_from(["2020", "2024-01", "2024-06", "2024-07", "2026-07-31", "unknown"]),
        "tasks": st.dictionaries(st.sampled_from(sorted(TASKS)), st.sampled_from(["yes", "no", "unknown"])),
    },
)
TALLY = st.sampled_from([4, 5, 12]).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
TIME = st.none() | st.decimals(0, 20, places=2)
READING = st.builds(
    lambda results, time: run(results, average_response_time=time),
    st.dictionaries(st.sampled_from(["labels", "receipts"]), TALLY),
    TIME,
)
SPEEDS = ["map", "small", "ms", "fps", "miss", "size"]
SPEED = st.builds(run, st.dictionaries(st.sampled_from(SPEEDS), st.decimals(-5, 90, places=2), min_size=1))
RUNS = st.fixed_dictionaries(
    {"reading": st.tuples(st.none() | READING, st.none() | READING), "speed": st.tuples(st.none() | SPEED, SPEED)}
)
MIRRORED = {"left": "right", "right": "left"}


def mirrored(one: Difference) -> tuple[object, ...]:
    """Return what a statement says, with its sides exchanged; a licence speaks for the pair and stays on the left."""
    side = one.side if one.kind == "licence" else MIRRORED[one.side]
    verdict = one.verdict and swapped(one.verdict)
    return (
        one.kind,
        side,
        one.weight,
        one.right.text,
        one.left.text,
        one.amount,
        one.labels,
        one.suite,
        one.key,
        verdict,
        one.fewest,
    )


def swapped(verdict: Verdict) -> Verdict:
    """Return the verdict on the same sums with their sides exchanged."""
    return unpaired_verdict(verdict.right_passed, verdict.right_total, verdict.left_passed, verdict.left_total)


@settings(max_examples=60, deadline=None)
@given(CARDS, CARDS, RUNS)
def test_swapping_the_sides_mirrors_every_statement(left: dict[str, Any], right: dict[str, Any], runs: dict[str, Any]):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST", 1000)
        one, other = said(left, right, runs), said(left, right, runs, swapped=True)
    plain = [tuple(getattr(found, name) if name not in ("left", "right") else getattr(found, name).text
                   for name in Difference._fields) for found in one]  # fmt: skip
    assert sorted(map(repr, plain)) == sorted(repr(mirrored(found)) for found in other)


@settings(max_examples=60, deadline=None)
@given(CARDS, CARDS, RUNS)
def test_statements_stand_by_weight_and_rest_on_what_both_state(
    left: dict[str, Any], right: dict[str, Any], runs: dict[str, Any]
):
    found = said(left, right, runs)
    weights = [one.weight for one in found]
    assert weights == sorted(weights, reverse=True)
    assert len(found) <= MOST
    assert all(one.left.known and one.right.known for one in found)
    assert all(one.left.key != one.right.key for one in found)
    assert {one.kind for one in found} <= KINDS


@given(st.floats(1, 1e12).map(lambda times: round(times, 9)) | st.integers(100, 1100).map(lambda cents: cents / 100))
def test_a_ratio_is_written_as_exact_arithmetic_rounds_it(times: float):
    assert written_ratio(times) == short(Decimal(repr(times)), 1 if times < 9.95 else 0)
