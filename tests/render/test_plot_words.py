"""What plots say beside what they show."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compare.making import card, run, site, suite
from tests.render.making import renderer
from tests.render.reading import Read
from visavis.pages.suite import suite_page

RENDERER = renderer()
JOINS = "The line joins the best trade-offs: nothing else is both smaller and better than one of these."
WITHOUT = "without a known number of parameters or score"


def html(cards: dict[str, Any], runs: dict[str, Any], **metric: Any) -> str:
    """Return the page of a suite of numbers, or of passes and fails where `metric` is empty."""
    kind = {"kind": "numeric", "better": "higher", **metric} if metric else "pass-fail"
    of = suite("x", metric=kind, **({"headline": "x"} if metric else {}))
    return RENDERER.render(suite_page(site(cards, {"s": of}, {"s": runs}), "s")).decode()


def words(page: str, start: str) -> str:
    """Return the text of a figure's part, with single spaces."""
    return " ".join(Read(page.partition(start)[2].partition("</figcaption>")[0].partition(">")[2]).text.split())


def sized(*sizes: str | None, **metric: Any) -> str:
    cards = {f"m{place}": card(f"M{place}", parameters=size) for place, size in enumerate(sizes)}
    return html(cards, {key: run({"x": place}) for place, key in enumerate(cards, 1)}, **{"unit": "%", **metric})


@pytest.mark.parametrize(
    ("sizes", "metric", "told"),
    [
        (["1B", "2B"], {}, f"{JOINS} M0 1.0% · 1B M1 2.0% · 2B"),
        (["2B", "1B"], {"better": "lower"}, f"{JOINS} M1 2.0% · 1B M0 1.0% · 2B"),
        (
            ["1B", "2B"],
            {"better": "neither"},
            "Neither more nor less of X is better, so there is no best trade-off.",
        ),
        (
            ["1B", "2B", None],
            {},
            f"{JOINS} M0 1.0% · 1B M1 2.0% · 2B 1 of 3 models is left out, {WITHOUT}: M2.",
        ),
        (
            ["2B", "1B", *[None] * 1100],
            {"better": "lower"},
            f"{JOINS} M1 2.0% · 1B M0 1.0% · 2B 1,100 of 1,102 models are left out, {WITHOUT}.",
        ),
    ],
)
def test_the_frontier_is_said_in_words_and_who_is_left_out(sizes: list[str | None], metric: Any, told: str):
    assert words(sized(*sizes, **metric), 'id="words_parameters"') == told


def test_of_many_models_it_says_how_many_are_drawn_and_how_many_have_names():
    page = sized(*[f"{number}M" for number in range(1200, 0, -1)])
    assert words(page, 'id="words_parameters"') == (
        f"{JOINS} M1199 1,200.0% · 1M "
        "All 1,200 models are drawn; 100 of them, the best trade-offs and then the best scores, have a name here and "
        "are links."
    )
    assert page.count('class="scatter__point"') == 100
    assert len(page.partition('<svg class="scatter__plot"')[2].partition("</figure>")[0]) < 60_000


def test_the_axes_say_what_they_measure_which_end_is_better_and_how():
    page = sized("1B", "30B", better="lower")
    assert '<p class="scatter__axis" aria-hidden="true">X, % (lower is better) ↑</p>' in page
    assert ">Parameters (logarithmic scale) →</p>" in page
    assert '<h3 id="title_parameters"><a href="#title_parameters">X against parameters</a></h3>' in page


def test_times_and_dates_have_words_of_their_own():
    def timed(seconds: float) -> Any:
        return run({"x": (1, 2)}, average_response_time=seconds)

    cards = {key: card(key.upper(), release_date=date) for key, date in (("a", "2024-03"), ("b", "2025-01-31"))}
    page = html({**cards, "c": card("C")}, {"a": timed(1), "b": timed(2), "c": run({"x": (1, 2)})})
    assert words(page, 'id="words_time"') == (
        "The line joins the best trade-offs: nothing else is both faster and better than one of these. "
        "A 50.00% · 1.00s A small step up may be chance. Times were not all taken over the same prompts. "
        "1 of 3 models is left out, without a known mean response time or score: C."
    )
    assert words(page, 'id="words_release"') == (
        "The line follows the best score to date: nothing that came before one of these is as good. "
        "A 50.00% · Mar 2024 A small step up may be chance. "
        "Where only the month is known, a model stands in the middle of it. "
        "1 of 3 models is left out, without a known month of release or score: C."
    )
    assert ">Mean Response Time, seconds →</p>" in page


def test_the_filter_stands_only_where_it_has_something_to_choose():
    def chosen(*kinds: str | None) -> str:
        cards = {f"m{place}": card(category=kind) if kind else card() for place, kind in enumerate(kinds)}
        page = html(cards, {key: run({"x": (1, 2)}) for key in cards})
        return " ".join(Read(page.partition("<fieldset")[2].partition("</fieldset>")[0].partition(">")[2]).text.split())

    assert chosen("open", "open") == chosen(None) == ""
    note = "Ranks and best trade-offs stay those among all models."
    assert chosen("open", "closed", "open") == f"Which models are shown All Open weights 2 Closed 1 {note}"
    assert chosen("open", None) == f"Which models are shown All Open weights 1 Not known which 1 {note}"
