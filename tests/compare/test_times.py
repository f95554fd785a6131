"""How long answers took: which rows of seconds a suite has, and what a run says in each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import run, scores, suite, table, texts
from visavis.compare.facts import UNKNOWN
from visavis.compare.times import MEAN, MEDIAN, SLOW, TIMES
from visavis.load.schema import EvalRun, EvalSuite

PROMPTS = {f"p{number}": {"category": "a"} for number in range(20)}
ASKED = suite("a", prompts=PROMPTS)
SUMS = run({"a": (1, 3)})
MEAN_ONLY = run({"a": (1, 3)}, average_response_time=Decimal("6.875"))


def timed(*seconds: Any, **fields: Any) -> EvalRun:
    """Return a run with these seconds, one a prompt; None for a prompt without."""
    return timed_on(ASKED, seconds, **fields)


def timed_on(of: EvalSuite, seconds: Sequence[Any], **fields: Any) -> EvalRun:
    """Return such a run of a suite of at least as many prompts."""
    outcomes = {
        key: "fail" if took is None else {"outcome": "pass", "seconds": took}
        for key, took in zip(of.prompts, seconds, strict=False)
    }
    return run(outcomes=outcomes, **fields)


def shown(one: EvalRun) -> dict[str, str]:
    """Return what a run shows in each row of seconds."""
    return {key: text for key, text in texts(ASKED, one).items() if key in TIMES}


@pytest.mark.parametrize(
    ("runs", "labels"),
    [
        ([SUMS], []),
        ([timed(None, None)], []),
        ([SUMS, MEAN_ONLY], ["Mean Response Time"]),
        ([timed(*range(20)), SUMS], ["Median Response Time", "95th Percentile Response Time"]),
        ([timed(*range(19), None), SUMS], ["Median Response Time"]),
        ([timed(1, average_response_time=1)], ["Median Response Time"]),
        ([timed(None, average_response_time=1)], ["Mean Response Time"]),
        (
            [timed(1), timed(*range(20)), MEAN_ONLY],
            ["Median Response Time", "95th Percentile Response Time", "Mean Response Time"],
        ),
    ],
)
def test_a_suite_has_the_rows_of_seconds_that_its_runs_can_fill(runs: list[EvalRun], labels: list[str]):
    rows = table(ASKED, {str(place): one for place, one in enumerate(runs)}).rows
    assert [row.label for row in rows] == ["Overall Score", *labels, "A"]
    assert all((row.better, row.unit) == ("lower", "s") for row in rows if row.key in TIMES)


def test_a_run_says_its_median_and_95th_percentile_in_a_straight_line_between_times():
    assert shown(timed(*range(1, 21))) == {MEDIAN: "10.50s", SLOW: "19.05s"}
    assert shown(timed(*[Decimal("0.125")] * 20)) == {MEDIAN: "0.13s", SLOW: "0.13s"}
    assert shown(timed(4, 1, 3, 2)) == {MEDIAN: "2.50s"}


def test_below_twenty_timed_prompts_there_is_no_95th_percentile():
    made = table(ASKED, {"most": timed(*range(1, 20), None), "all": timed(*range(1, 21))}).runs
    assert [fact.text for fact in made["all"].facts[1:3]] == ["10.50", "19.05"]
    assert (made["most"].facts[1].text, made["most"].facts[2]) == ("10.00", UNKNOWN)


def test_prompts_without_a_time_are_left_out_and_zero_seconds_are_a_time():
    assert shown(timed(1, None, 3)) == {MEDIAN: "2.00s"}
    assert shown(timed(0)) == {MEDIAN: "0.00s"}


def test_the_authored_mean_is_shown_where_no_prompt_has_a_time():
    assert shown(MEAN_ONLY) == {MEAN: "6.88s"}


def test_beside_a_run_that_knows_its_mean_alone_all_say_their_mean_and_what_is_not_known_is_unknown():
    made = table(ASKED, {"mean": MEAN_ONLY, "none": SUMS, "timed": timed(1, 2, 9, average_response_time=5)})
    facts = {key: one.facts[1:3] for key, one in made.runs.items()}
    assert [fact.text for fact in facts["timed"]] == ["2.00", "4.00"]  # not the authored 5
    assert (facts["mean"][0], facts["mean"][1].text) == (UNKNOWN, "6.88")
    assert facts["none"] == (UNKNOWN,) * 2


def test_equal_seconds_over_the_same_prompts_are_one_fact_for_all_models():
    runs = {"one": timed(1, 3), "two": timed(2, 2), "fewer": timed(2), "others": timed(None, 1, 3)}
    one, two, fewer, others = (made.facts[1] for made in table(ASKED, runs).runs.values())
    assert {fact.text for fact in (one, two, fewer, others)} == {"2.00"}
    assert one is two
    assert len({one, fewer, others}) == 3


def test_a_time_knows_the_prompts_that_have_one_and_an_authored_mean_knows_none():
    made = table(ASKED, {"timed": timed(1, None, 9), "same": timed(2, None, 3), "mean": MEAN_ONLY}).runs
    median, mean = made["timed"].facts[1:3]
    assert median.prompts == frozenset({"p0", "p2"})
    assert median.prompts is mean.prompts
    assert median.prompts is made["same"].facts[1].prompts
    assert made["mean"].facts[2].prompts is None
    assert (median.total, made["mean"].facts[2].total) == (0, 0)


LONGER = suite("a", prompts={f"p{number}": {"category": "a"} for number in range(40)})


@given(st.lists(st.decimals(0, 100, places=3), min_size=20, max_size=40))
def test_half_of_the_answers_came_by_the_median_and_most_by_the_95th_percentile(seconds: list[Decimal]):
    median, slow = (fact.order or 0.0 for fact in scores(LONGER, timed_on(LONGER, seconds)).facts[1:3])
    assert median <= slow
    near = 0.0051  # they are rounded to hundredths
    assert sum(float(took) <= median + near for took in seconds) * 2 >= len(seconds)
    assert sum(float(took) >= median - near for took in seconds) * 2 >= len(seconds)
    slower = sum(float(took) > slow + near for took in seconds)
    assert 20 * (slower - 1) <= len(seconds) - 1  # one more, where the 95th percentile lies between two times
