"""Plots of a suite, as values."""

from __future__ import annotations

from functools import cache

from tests.compare.making import card, run, site, suite
from tests.own_site import own_catalogue
from visavis.compare.subjects import Catalogue
from visavis.load.schema import EvalRun, EvalSuite, ModelCard
from visavis.pages.frame import frame
from visavis.pages.plots import LINKED, Plot, plots
from visavis.pages.suite import suite_page

NUMBER = {"kind": "numeric", "unit": "%", "better": "higher"}


@cache
def own(key: str) -> Plot:
    """Return a plot of the site in data/, by what scores are set against."""
    return next(plot for plot in suite_page(own_catalogue(), "vision-ai-checkup").plots if plot.key == key)


def drawn(of: EvalSuite, runs: dict[str, EvalRun], cards: dict[str, ModelCard]) -> dict[str, Plot]:
    """Return the plots of one suite by what scores are set against."""
    made = site(cards, {"s": of}, {"s": runs})
    return {plot.key: plot for plot in plots(made, made.suites["s"], made.boards["s"], frame(made, "evals/s.html"))}


def sized(*sizes: str | None, better: str = "higher") -> Plot | None:
    """Return scores 1, 2, 3 ... against these numbers of parameters."""
    cards = {f"m{place}": card(f"M{place}", parameters=size) for place, size in enumerate(sizes)}
    runs = {key: run({"x": place}) for place, key in enumerate(cards, start=1)}
    return drawn(suite("x", metric={**NUMBER, "better": better}, headline="x"), runs, cards).get("parameters")


def steps(plot: Plot | None) -> list[list[str]]:
    assert plot is not None
    return [[model.text for model in step.models] for step in plot.steps]


def test_in_the_site_scores_stand_against_time_parameters_and_release():
    assert [
        (plot.key, plot.label, plot.score, plot.unit, plot.logarithmic)
        for plot in (own("time"), own("parameters"), own("release"))
    ] == [
        ("time", "Median Response Time", "Overall Score", "%", True),
        ("parameters", "Parameters", "Overall Score", "%", True),
        ("release", "Release Date", "Overall Score", "%", False),
    ]
    assert [[tick.text for tick in plot.columns] for plot in (own("time"), own("parameters"))] == [
        ["2", "5", "10", "20"],
        ["10B", "20B", "50B", "100B"],
    ]
    assert [tick.text for tick in own("time").rows] == ["40", "50", "60", "70"]


def test_the_frontier_is_numbered_listed_and_drawn():
    assert steps(own("time")) == [
        ["Llama 3.2 11B Vision"],
        ["Gemma 3 27B"],
        ["Gemini 2.5 Pro Preview"],
        ["ChatGPT-4o", "GPT-4.1 mini"],
    ]
    assert [(step.number, step.score.text, step.cost.text) for step in own("time").steps] == [
        (1, "55.26", "1.48"),
        (2, "69.74", "1.72"),
        (3, "72.37", "3.88"),
        (4, "77.63", "5.33"),
    ]
    numbered = [(point.step, point.name) for point in own("time").points if point.step]
    assert numbered == [(step.number, model.text) for step in own("time").steps for model in step.models]
    assert [point.step for point in own("time").points][:14] == [0] * 14  # those of the frontier lie on top
    assert own("time").bottom == 1000
    assert [turn.until for turn in own("time").line][-1] == 1000
    heights = [turn.y for turn in own("time").line]
    assert heights == sorted(heights, reverse=True)
    firsts = [next(point for point in own("time").points if point.step == step.number) for step in own("time").steps]
    assert heights == [round(10 * float(point.y)) for point in firsts]
    ends = [own("time").start, *[turn.until for turn in own("time").line]]
    assert ends[:-1] == [round(10 * float(point.x)) for point in firsts]


def test_models_whose_cost_or_score_is_not_known_are_left_out_and_counted():
    plot = sized("1B", None, "2B", "3B")
    assert plot
    assert (plot.models, plot.shown, plot.missing, [link.text for link in plot.missed]) == (4, 3, 1, ["M1"])
    plot = sized(*["1B", "2B"], *[None] * 5)
    assert plot
    assert (plot.models, plot.shown, plot.missing, plot.missed) == (7, 2, 5, ())
    cards = {key: card(key, parameters=size) for key, size in (("a", "1B"), ("b", "2B"), ("c", "3B"))}
    runs = {"a": run({"x": 1}), "b": run({"x": 2}), "c": run({"y": 3})}
    plot = drawn(suite("x", "y", metric=NUMBER, headline="x"), runs, cards)["parameters"]
    assert [link.text for link in plot.missed] == ["c"]


def test_a_plot_takes_two_models_at_different_places():
    assert sized("1B") is None
    assert sized("1B", "1000M", "1B") is None
    assert sized("1B", "2B")
    numbers = drawn(suite("x", metric=NUMBER), {"a": run({"x": 1}), "b": run({"x": 2})}, {"a": card(), "b": card()})
    assert numbers == {}


def test_which_scores_are_better_decides_on_the_frontier():
    assert steps(sized("3B", "1B", "2B")) == [["M1"], ["M2"]]
    lower = sized("3B", "1B", "2B", better="lower")
    assert steps(lower) == [["M1"], ["M0"]]
    assert lower and lower.bottom == 0
    neither = sized("3B", "1B", "2B", better="neither")
    assert neither
    assert (neither.steps, neither.line, len(neither.points)) == ((), (), 3)


def test_intervals_of_shares_are_drawn_and_numbers_have_none():
    point = next(point for point in own("time").points if point.name == "Gemma 3 27B")
    assert point.span
    assert float(point.span[0]) < float(point.y) < float(point.span[1])
    plot = sized("1B", "2B")
    assert plot and [point.span for point in plot.points] == [None, None]


def test_names_stand_to_the_side_that_has_room():
    plot = sized(*[f"{number}B" for number in (100, 60, 20, 50)])
    assert plot
    assert {point.name: (point.anchor, point.over) for point in plot.points} == {
        "M0": ("end", True),
        "M1": ("middle", False),
        "M2": ("start", False),
        "M3": ("middle", False),
    }


def test_open_closed_and_unknown_are_counted_and_told_apart():
    cards = {
        key: card(key, parameters=size, **({"category": kind} if kind else {}))
        for key, size, kind in (("a", "1B", "open"), ("b", "2B", "closed"), ("c", "3B", "open"), ("d", "4B", None))
    }
    runs = {key: run({"x": 1}) for key in cards}
    plot = drawn(suite("x", metric=NUMBER, headline="x"), runs, cards)["parameters"]
    assert plot.drawn == (("open", 2), ("closed", 1), ("unknown", 1))
    assert {point.name: point.category for point in plot.points} == {
        "a": "open",
        "b": "closed",
        "c": "open",
        "d": "unknown",
    }


def test_of_many_models_the_frontier_and_the_best_have_names_and_the_rest_are_dots():
    count = LINKED + 50
    plot = sized(*[f"{2 * count - number}M" for number in range(count)], better="lower")
    assert plot
    assert (plot.shown, len(plot.points)) == (count, LINKED)
    assert [(cloud.category, len(cloud.dots)) for cloud in plot.clouds] == [("unknown", 50)]
    small = sized("1M", *[f"{number + 2}M" for number in range(count)])
    assert small
    assert (len(small.steps), len(small.points)) == (count + 1, LINKED)
    flat = sized(*[f"{number}M" for number in [1, *[number + 9 for number in range(count, 0, -1)]]])
    assert flat
    assert [point.name for point in flat.points][-2:] == ["M0", f"M{count}"]
    assert {point.name for point in flat.points} == {"M0"} | {f"M{count - number}" for number in range(LINKED - 1)}


def test_dots_at_one_place_are_drawn_once():
    count = LINKED + 10
    cards = {f"m{place:03}": card(f"M{place:03}", parameters="2B" if place else "1B") for place in range(count)}
    runs = {key: run({"x": 5}) for key in cards}
    plot = drawn(suite("x", metric=NUMBER, headline="x"), runs, cards)["parameters"]
    assert (plot.shown, len(plot.points), [len(cloud.dots) for cloud in plot.clouds]) == (count, LINKED, [1])


def test_the_time_that_most_models_have_is_drawn_and_a_median_before_a_mean():
    def timed(seconds: float) -> EvalRun:
        return run(outcomes={"p": {"outcome": "pass", "seconds": seconds}, "q": "fail"})

    def label(**runs: EvalRun) -> str:
        of = suite("x", prompts={"p": {"category": "x"}, "q": {"category": "x"}})
        return drawn(of, runs, {key: card(key) for key in runs})["time"].label

    assert label(a=timed(1), b=timed(2)) == "Median Response Time"
    assert label(a=timed(1), b=timed(2), c=run({"x": (1, 2)})) == "Median Response Time"
    assert label(a=timed(1), b=run({"x": (1, 2)}, average_response_time=3)) == "Mean Response Time"


def test_times_over_different_prompts_are_told_of():
    assert own("time").mixed
    assert not suite_page(own_catalogue(), "reading-text").plots[0].mixed
    assert not own("parameters").mixed


def test_a_release_known_to_the_year_is_left_out_and_one_known_to_the_month_is_told_of():
    def released(*dates: str) -> Plot:
        cards = {f"m{place}": card(f"M{place}", release_date=date) for place, date in enumerate(dates)}
        runs = {key: run({"x": place}) for place, key in enumerate(cards, start=1)}
        return drawn(suite("x", metric=NUMBER, headline="x"), runs, cards)["release"]

    plot = released("2024-03-01", "2025-01-15", "2024")
    assert ([link.text for link in plot.missed], plot.rough) == (["M2"], False)
    plot = released("2024-03", "2024-03-10", "2024-03-20")
    assert plot.rough
    assert [point.name for point in sorted(plot.points, key=lambda point: float(point.x))] == ["M1", "M0", "M2"]


def test_a_suite_without_runs_has_no_plots():
    made: Catalogue = site({"a": card()}, {"s": suite("x")})
    assert plots(made, made.suites["s"], made.boards["s"], frame(made, "evals/s.html")) == ()
