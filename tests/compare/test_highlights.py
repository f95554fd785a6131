"""What stands out among all models, against its definition."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.making import MAP, MILLISECONDS, card, run, site, suite
from visavis.compare.highlights import biggest_gaps, closest_calls, latest_results, newest_models
from visavis.compare.paired import paired
from visavis.compare.subjects import Catalogue
from visavis.compare.verdict import Word

PROMPTS = {f"p{number}": {"category": "x" if number < 8 else "y"} for number in range(12)}
LISTED = suite("x", "y", name="S", prompts=PROMPTS)


def outcomes(signs: str) -> Any:
    """Return a run with these outcomes of the first prompts: + passed, - failed, anything else not asked."""
    words = {"+": "pass", "-": "fail"}
    return run(outcomes={f"p{number}": words[sign] for number, sign in enumerate(signs) if sign in words})


def of(**runs: Any) -> Catalogue:
    """Return a site of models with these runs of one suite."""
    return site({key: card(key.upper()) for key in runs}, {"s": LISTED}, {"s": runs})


def test_a_closest_call_is_level_and_disagrees_on_most_prompts():
    made = of(
        a=outcomes("++++++------"),
        b=outcomes("------++++++"),
        c=outcomes("+++++-------"),
        d=outcomes("++++--------"),
    )
    found = closest_calls(made, 2)
    assert [(call.of, call.verdict.wins, call.verdict.losses) for call in found] == [
        (("a", "b"), 6, 6),
        (("b", "c"), 6, 5),
    ]
    assert [call.of for call in closest_calls(made, 9)] == [("a", "b"), ("b", "c"), ("c", "d")]


def test_neither_few_prompts_in_common_nor_a_lead_make_a_closest_call():
    assert closest_calls(of(a=outcomes("++--........"), b=outcomes("--++........")), 4) == []
    assert closest_calls(of(a=outcomes("+" * 12), b=outcomes("-" * 12)), 4) == []
    sums = site({key: card() for key in "ab"}, {"s": suite("x")}, {"s": {key: run({"x": (5, 9)}) for key in "ab"}})
    assert closest_calls(sums, 4) == []


@given(st.lists(st.text("+-", min_size=12, max_size=12), max_size=6))
@settings(deadline=None)
def test_two_that_are_level_are_found_among_neighbours(signs: list[str]):
    made = of(**{f"m{number}": outcomes(one) for number, one in enumerate(signs)})
    runs = made.suites["s"].runs
    level = any(not paired(runs[one], runs[other]).leads for one, other in combinations(runs, 2))
    found = closest_calls(made, 9)
    assert all(call.verdict.word is Word.TOO_CLOSE for call in found)
    assert level == any(not call.verdict.leads for call in found)
    differences = [float(abs(call.verdict.difference or 0)) for call in found]
    assert differences == sorted(differences)


def test_a_gap_lies_between_the_best_and_the_last_of_a_row():
    made = of(a=outcomes("++++++++++++"), b=outcomes("++++++++----"), c=outcomes("+++++++-----"))
    gaps = biggest_gaps(made, 9)
    assert [(gap.row.label, gap.best, gap.last, gap.best_fact.text, gap.last_fact.text) for gap in gaps] == [
        ("Overall Score", "a", "c", "100.00", "58.33"),
        ("X", "a", "c", "100", "87.5"),
    ]
    assert biggest_gaps(made, 1) == gaps[:1]


def test_only_shares_of_the_same_prompts_are_a_gap():
    made = of(a=outcomes("++++++++----"), b=outcomes("++++++------"), c=outcomes("--------...."))
    assert [(gap.row.label, gap.best, gap.last) for gap in biggest_gaps(made, 9)] == [
        ("X", "a", "c"),
        ("Overall Score", "a", "b"),
    ]


def test_other_numbers_are_apart_by_their_ratio_and_each_suite_has_its_turn():
    speed = suite("fast", "slow", name="Speed", metric=MILLISECONDS, headline="fast")
    box = suite("map", "other", name="Boxes", metric=MAP, headline="map")
    plain = suite("x", name="Plain", metric={**MAP, "better": "neither"}, headline="x")
    made = site(
        {key: card(key.upper()) for key in "abc"},
        {"speed": speed, "box": box, "plain": plain},
        {
            "speed": {"a": run({"fast": 1, "slow": 0}), "b": run({"fast": 4, "slow": 9})},
            "box": {"a": run({"map": 10, "other": 50}), "b": run({"map": 20, "other": 80}), "c": run({"map": 30})},
            "plain": {"a": run({"x": 1}), "b": run({"x": 99})},
        },
    )
    assert [(gap.suite, gap.row.label, gap.best, gap.last) for gap in biggest_gaps(made, 9)] == [
        ("box", "Other", "b", "a"),
        ("speed", "Fast", "a", "b"),
        ("box", "Map", "c", "a"),
    ]


def test_newest_models_stand_by_the_date_of_their_release():
    dates = {"a": "2025", "b": "2025-03", "c": "2025-03-02", "d": "2024-12-31", "e": "unknown", "f": "2025-03"}
    models = {key: card(f"Model {key}", release_date=date) for key, date in dates.items()}
    found = [subject.key for subject in newest_models(site({**models, "g": card("No date")}), 9)]
    assert found == ["c", "b", "f", "a", "d"]
    assert len(newest_models(site(models), 2)) == 2


def test_the_latest_results_are_the_last_runs_of_each_suite():
    runs = {
        "old": {"a": run({"x": (1, 2)}, date="2024-02"), "b": run({"x": (1, 2)}, date="2024-01-31")},
        "new": {key: run({"x": (1, 2)}, date="2025-06-01") for key in "ab"},
        "year": {"a": run({"x": (1, 2)}, date="2025")},
    }
    made = site({key: card() for key in "ab"}, {key: suite("x") for key in (*runs, "empty")}, runs)
    found = [(one.suite, str(one.date), one.models) for one in latest_results(made, 9)]
    assert found == [("new", "2025-06-01", ("a", "b")), ("year", "2025", ("a",)), ("old", "2024-02", ("a",))]
    assert [one.suite for one in latest_results(made, 1)] == ["new"]


def test_a_site_without_models_has_nothing_that_stands_out():
    made = site({})
    assert (closest_calls(made, 4), biggest_gaps(made, 4), newest_models(made, 4), latest_results(made, 4)) == (
        [], [], [], [],
    )  # fmt: skip
