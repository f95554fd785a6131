"""What a run comes to: shares, numbers and times, from outcomes or from what was authored."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import MAP, MILLISECONDS, bands, run, scores, suite, table, texts
from tests.own_site import own_catalogue
from visavis.compare.bands import band_of
from visavis.compare.facts import NOT_RUN, Kind, Spread
from visavis.compare.rows import same_prompts
from visavis.compare.scores import OVERALL, CategoryScore, score_fact
from visavis.compare.statistics import wilson
from visavis.compare.times import MEAN
from visavis.load.schema import EvalRun, Outcome

PROMPTS = {f"p{number}": {"category": "a" if number < 3 else "b"} for number in range(6)}
ASKED = suite("a", "b", prompts=PROMPTS)
NUMERIC = suite("small", "map", metric=MAP, headline="map", categories={"ms": {"label": "L", "metric": MILLISECONDS}})
OUTCOMES = st.dictionaries(st.sampled_from(sorted(PROMPTS)), st.sampled_from([o.value for o in Outcome]), min_size=1)


def test_the_reference_model_scores_what_its_publisher_shows():
    made = own_catalogue()
    of = made.suites["vision-evals"]
    facts = {row.label: fact for row, fact in zip(of.rows, of.runs["gemma-4-12b"].facts, strict=True)}
    shown = {label: f"{fact.text}{fact.unit} {fact.count}".rstrip() for label, fact in facts.items()}
    assert list(shown)[:2] == ["Overall Score", "Mean Response Time"]
    assert shown == {
        "Overall Score": "62.69% 42/67",
        "Mean Response Time": "6.88s",
        "Defect Detection": "73.3% 11/15",
        "Document Understanding": "88.9% 8/9",
        "Object Counting": "10% 1/10",
        "Object Understanding": "78.6% 11/14",
        "Spatial Understanding": "57.9% 11/19",
    }
    marks = {label: fact.band.id for label, fact in facts.items() if fact.band}
    assert marks == {
        "Overall Score": "mid",
        "Defect Detection": "mid",
        "Document Understanding": "high",
        "Object Counting": "low",
        "Object Understanding": "high",
        "Spatial Understanding": "mid",
    }


def test_the_overall_score_is_taken_over_all_prompts_not_over_categories():
    assert texts(suite("a", "b"), run({"a": (1, 1), "b": (0, 3)})) == {
        OVERALL: "25.00% 1/4",
        "a": "100% 1/1",
        "b": "0% 0/3",
    }


def test_an_overall_score_has_two_decimals_and_a_category_at_most_one():
    score = CategoryScore(2, 3)
    assert score.percent == Fraction(200, 3)
    assert [score_fact(score, bands(), overall=overall).text for overall in (True, False)] == ["66.67", "66.7"]


def test_zero_is_a_score_and_a_category_without_a_result_is_not_run():
    made = table(suite("a", "b"), {"model": run({"a": (0, 3)})}).runs["model"]
    zero, none = made.facts[1:]
    assert (zero.kind, zero.text, zero.order, zero.known) == (Kind.SCORE, "0", 0.0, True)
    assert none is NOT_RUN
    assert (made.asked, made.passed) == (3, 0)


def test_the_prompts_behind_a_share_are_known_where_there_are_outcomes():
    outcomes = {"p0": "pass", "p1": "error", "p3": "no answer", "p4": "pass"}
    made = scores(ASKED, run(outcomes=outcomes))
    assert [fact.prompts for fact in made.facts] == [frozenset(keys) for keys in (outcomes, ("p0", "p1"), ("p3", "p4"))]
    assert (made.asked_bits, made.passed_bits) == (0b110110, 0b100010)
    assert {key: result.outcome for key, result in made.outcomes.items()} == outcomes
    sums = scores(ASKED, run({"a": (1, 2)}))
    assert [fact.prompts for fact in sums.facts] == [None, None, None]
    assert (sums.asked_bits, sums.passed_bits, sums.outcomes) == (0, 0, {})
    none = scores(ASKED, run(outcomes={"p0": "fail"}))
    assert (none.asked_bits, none.passed_bits) == (0b100000, 0)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_what_was_passed_is_passed(outcome: Outcome):
    made = scores(ASKED, run(outcomes={"p1": "pass", "p4": outcome.value}))
    assert made.passed_bits == (0b010010 if outcome is Outcome.PASS else 0b010000)


def test_a_number_is_taken_over_no_prompts():
    assert scores(NUMERIC, run({"map": 1})).facts[0].prompts is None


def test_models_that_were_asked_the_same_prompts_share_the_set():
    one, other = table(ASKED, {key: run(outcomes={"p3": key, "p0": "pass"}) for key in ("pass", "fail")}).runs.values()
    assert one.facts[0].prompts == frozenset({"p0", "p3"})
    assert one.facts[0].prompts is other.facts[0].prompts
    assert one.facts[1].prompts is other.facts[1].prompts


@pytest.mark.parametrize(
    ("runs", "same"),
    [
        ([], True),
        ([run(outcomes={"p0": "pass"})], True),
        ([run(outcomes={"p0": "pass"}), run(outcomes={"p0": "fail"})], True),
        ([run(outcomes={"p0": "pass"}), run(outcomes={"p1": "pass"})], False),
        ([run(outcomes={"p0": "pass"}), run(outcomes={"p0": "pass", "p1": "pass"})], False),
        ([run({"a": (1, 2)}), run({"a": (2, 2)})], True),
        ([run({"a": (1, 2)}), run({"a": (1, 3)})], False),
        ([run({"a": (1, 1)}), run(outcomes={"p0": "fail"})], True),
        ([run({"a": (1, 2)}), run(outcomes={"p0": "fail"})], False),
    ],
)
def test_a_suite_knows_whether_all_were_asked_the_same(runs: list[EvalRun], same: bool):
    assert table(ASKED, {str(number): one for number, one in enumerate(runs)}).same_prompts is same


@given(
    st.lists(
        st.sampled_from(
            [
                run(outcomes={"p0": "pass", "p3": "pass"}),
                run(outcomes={"p1": "pass", "p3": "pass"}),
                run({"a": (1, 1), "b": (1, 1)}),
                run({"a": (1, 2)}),
                run({"b": (1, 2)}),
                run({"b": (1, 3)}),
            ]
        ),
        max_size=4,
    )
)
def test_a_suite_says_of_all_runs_what_each_pair_of_them_says(runs: list[EvalRun]):
    made = table(ASKED, {str(number): one for number, one in enumerate(runs)})
    facts = [one.facts[0] for one in made.runs.values()]
    assert made.same_prompts is all(same_prompts(left, right) for left, right in combinations(facts, 2))


def test_numbers_are_always_of_the_same_prompts():
    assert table(NUMERIC, {"one": run({"map": 1}), "two": run({"ms": 1})}).same_prompts


def test_no_answer_and_error_count_as_asked_but_not_passed():
    made = scores(ASKED, run(outcomes={"p0": "pass", "p1": "no answer", "p2": "error", "p3": "fail", "p4": "pass"}))
    assert (made.passed, made.asked, made.no_answers, made.errors) == (2, 5, 1, 1)
    assert [fact.count for fact in made.facts] == ["2/5", "1/3", "1/2"]


def test_a_prompt_that_was_not_asked_is_not_run_and_does_not_count():
    assert texts(ASKED, run(outcomes={"p0": "pass"})) == {OVERALL: "100.00% 1/1", "a": "100% 1/1", "b": "not-run"}


@given(OUTCOMES)
def test_scores_are_counted_from_outcomes(outcomes: dict[str, str]):
    made = scores(ASKED, run(outcomes=outcomes))
    asked, passed = Counter[str](), Counter[str]()
    for prompt, outcome in outcomes.items():
        asked[PROMPTS[prompt]["category"]] += 1
        passed[PROMPTS[prompt]["category"]] += outcome == "pass"
    counted = {
        key: (score.passed, score.total) for key, score in made.categories.items() if isinstance(score, CategoryScore)
    }
    assert counted == {key: (passed[key], asked[key]) for key in asked}
    assert (made.passed, made.asked) == (passed.total(), asked.total())
    assert (made.no_answers, made.errors) == (
        [*outcomes.values()].count("no answer"),
        [*outcomes.values()].count("error"),
    )


@given(OUTCOMES)
def test_authored_tallies_of_the_same_outcomes_come_to_the_same_scores(outcomes: dict[str, str]):
    results = {}
    for category in ("a", "b"):
        found = [word for prompt, word in outcomes.items() if PROMPTS[prompt]["category"] == category]
        if found:
            results[category] = (found.count("pass"), len(found))
    assert texts(ASKED, run(results)) == texts(ASKED, run(outcomes=outcomes))


def test_outcomes_win_over_tallies_written_beside_them():
    assert texts(ASKED, run({"a": (3, 3)}, outcomes={"p0": "fail"}))["a"] == "0% 0/1"


@given(st.integers(1, 2000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_is_banded_exactly_and_ordered_as_exactly(share: tuple[int, int]):
    fact = score_fact(CategoryScore(*share), bands())
    assert fact.band == band_of(Fraction(100 * share[0], share[1]), bands())
    assert fact.order == float(Fraction(100 * share[0], share[1]))
    assert (fact.count, fact.total) == (f"{share[0]}/{share[1]}", share[1])


@pytest.mark.parametrize(
    ("share", "spread"),
    [
        ((55, 76), Spread("61–81%", "61.4", "81.2", "19.7", "72.4")),
        ((0, 1), Spread("0–79%", "0", "79.3", "79.3", "0")),
        ((1, 1), Spread("21–100%", "20.7", "100", "79.3", "100")),
        ((0, 3), Spread("0–56%", "0", "56.1", "56.1", "0")),
        ((1, 2), Spread("9–91%", "9.5", "90.5", "81.1", "50")),
    ],
)
def test_the_interval_of_a_share_stands_beside_it(share: tuple[int, int], spread: Spread):
    assert score_fact(CategoryScore(*share), bands()).spread == spread
    assert score_fact(CategoryScore(*share), bands(), overall=True).spread == spread


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_an_interval_is_that_of_wilson_and_holds_its_share(share: tuple[int, int]):
    spread = score_fact(CategoryScore(*share), bands()).spread
    assert spread is not None
    low, high = wilson(*share)
    assert float(spread.low) == pytest.approx(100 * low, abs=0.05001)
    assert float(spread.high) == pytest.approx(100 * high, abs=0.05001)
    assert float(spread.width) == pytest.approx(100 * (high - low), abs=0.05001)
    assert 0 <= float(spread.low) <= float(spread.at) <= float(spread.high) <= 100


def test_a_number_a_time_and_what_is_not_run_have_no_interval():
    made = scores(ASKED, run({"a": (1, 3)}, average_response_time=2))
    assert [fact.spread and fact.spread.text for fact in made.facts] == ["6–79%", None, "6–79%", None]
    assert scores(NUMERIC, run({"map": 1})).facts[0].spread is None


def test_a_number_in_a_category_of_its_own_stands_beside_passes_and_fails_and_counts_for_none():
    errors = {"rate": {"label": "Error rate", "metric": MILLISECONDS}}
    mixed = suite("a", prompts={"p": {"category": "a"}}, categories=errors)
    one = run({"rate": Decimal("1.5")}, outcomes={"p": "pass"})
    assert texts(mixed, one) == {OVERALL: "100.00% 1/1", "a": "100% 1/1", "rate": "1.50ms"}
    assert scores(mixed, one).asked == 1
    only = scores(mixed, run({"rate": 2}))
    assert (only.overall, only.asked, only.asked_bits) == (None, 0, 0)
    assert only.facts[0] is NOT_RUN


def test_equal_shares_of_different_totals_have_equal_keys():
    one, other = (score_fact(CategoryScore(*share), bands()) for share in ((1, 3), (1000, 3000)))
    assert one.key == other.key


def test_shares_that_show_alike_have_different_keys():
    one, other = (score_fact(CategoryScore(*share), bands()) for share in ((9999, 10000), (10000, 10001)))
    assert one.text == other.text == "100"
    assert one.key != other.key


def test_numbers_are_written_at_their_metrics_precision_with_its_unit():
    assert texts(NUMERIC, run({"map": Decimal("36.54"), "small": 18, "ms": Decimal("1234.565")})) == {
        "map": "36.5%",
        "small": "18.0%",
        "ms": "1,234.57ms",
    }


def test_numbers_equal_at_their_precision_are_equal():
    made = table(NUMERIC, {"one": run({"map": Decimal("36.54")}), "two": run({"map": Decimal("36.5")})})
    assert made.runs["one"].facts[0] is made.runs["two"].facts[0]


def test_a_numeric_suite_is_headed_by_its_headline_and_its_rows_have_their_metrics_directions():
    made = table(NUMERIC, {"one": run({"map": 1}, average_response_time=2)})
    assert made.numeric
    assert made.headline == 0
    assert [(row.key, row.better) for row in made.rows] == [
        ("map", "higher"),
        (MEAN, "lower"),
        ("small", "higher"),
        ("ms", "lower"),
    ]


def test_a_numeric_suite_without_a_headline_has_no_row_for_the_whole():
    bare = suite("x", "y", metric={**MAP, "better": "neither"})
    made = table(bare, {"one": run({"x": 1}, average_response_time=2)})
    assert made.headline is None
    assert [(row.key, row.better) for row in made.rows] == [(MEAN, "lower"), ("x", "neither"), ("y", "neither")]
    assert made.runs["one"].overall is None


def test_the_overall_score_of_a_numeric_run_is_its_headline_or_nothing():
    assert scores(NUMERIC, run({"map": Decimal("36.5"), "ms": 1})).overall == Decimal("36.5")
    assert scores(NUMERIC, run({"ms": 1})).overall is None
    assert scores(NUMERIC, run({"ms": 1})).asked == 0


def test_a_pass_fail_suite_has_an_overall_row_even_where_nothing_was_run():
    made = table(suite("a"), {"one": run({"a": (1, 2)})})
    assert (made.numeric, made.headline, made.rows[0].label) == (False, 0, "Overall Score")
    assert table(suite("a"), {}).runs == {}


def test_a_rows_description_is_its_categorys():
    made = table(suite("a", categories={"b": {"label": "B", "description": "Says what."}}), {})
    assert [row.description for row in made.rows] == [None, None, "Says what."]


def test_a_number_in_a_pass_fail_category_is_a_mistake_of_ours():
    with pytest.raises(TypeError, match=r"^a number in the pass/fail category a$"):
        scores(suite("a"), run({"a": 3}))


def test_a_run_says_where_it_comes_from():
    made = scores(ASKED, run({"a": (1, 3)}, date="2025-05-13", origin="self-reported", note="Labels only."))
    assert (made.date, made.origin, made.note) == ("13 May 2025", "self-reported", "Labels only.")
    assert (made.source, made.machine, made.software) == ("https://example.org/", None, None)
    made = scores(ASKED, run({"a": (1, 3)}, machine="2 cores", software="Engine 1.0"))
    assert (made.machine, made.software) == ("2 cores", "Engine 1.0")
