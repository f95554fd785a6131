"""What leaderboards say: never more than the data can bear."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from tests.compare.making import MAP, bands, card, run, scores, site, suite
from tests.render.making import renderer
from tests.render.reading import Read
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue
from visavis.pages.home import home_page
from visavis.pages.model import ModelPages
from visavis.pages.suite import suite_page
from visavis.render.renderer import Page

RENDERER = renderer()
PROMPTS = {f"x{number}": {"category": "x"} for number in range(12)} | {
    f"y{number}": {"category": "y"} for number in range(8)
}
LISTED = suite("x", "y", name="S", prompts=PROMPTS)
NUMBERS = suite("map", name="S", metric=MAP, headline="map")
RANGE = "Models that cannot be told apart share a range of ranks."
TESTED = "Every two models are tested on the prompts that both were asked"
DIFFER = "Not all models were asked the same prompts; each score counts those that a model was asked."
SUMS = (
    "No two models are known to have been asked the same prompt, so these are plain ranks by score: "
    "whether a gap is more than chance, the data cannot tell."
)


def passing(count: int, y: str = "") -> Any:
    """Return a run that passed so many of the twelve prompts of x, and those of y that have a plus."""
    outcomes = {f"x{number}": "pass" if number < count else "fail" for number in range(12 if count >= 0 else 0)}
    return run(outcomes=outcomes | {f"y{number}": "pass" if sign == "+" else "fail" for number, sign in enumerate(y)})


def of(one: Any, **runs: Any) -> Catalogue:
    """Return a site of models with these runs of one suite, named by their keys in capitals."""
    return site({key: card(key.upper()) for key in runs}, {"s": one}, {"s": runs})


def read(page: Page, start: str, end: str) -> str:
    """Return the text of a page between two pieces of its markup, with single spaces."""
    html = RENDERER.render(page).decode()
    return " ".join(Read(html.partition(start)[2].partition(end)[0].partition(">")[2]).text.split())


def said(made: Catalogue) -> tuple[str, str]:
    """Return what the page of a suite says of the best, and what that rests on."""
    page = suite_page(made, "s")
    return read(page, '<p class="verdict"', "</p>"), read(page, '<p class="caution"', "</p>")


@pytest.mark.parametrize(
    ("one", "runs", "best", "why"),
    [
        (
            LISTED,
            {"a": passing(12), "b": passing(0)},
            "A is ahead of the other model, with an overall score of 100.00% (12/12, 95% interval 76–100%).",
            f"{TESTED}: 1 of 1 pair can be told apart, by a lead of 12 prompts; a smaller one may be chance. {RANGE}",
        ),
        (
            LISTED,
            {"a": passing(12), "b": passing(0), "c": passing(0)},
            "A is ahead of all 2 other models, with an overall score of 100.00% (12/12, 95% interval 76–100%).",
            (
                f"{TESTED}: 2 of 3 pairs can be told apart, each by a lead of 12 prompts or more; a smaller one may "
                f"be chance. {RANGE}"
            ),
        ),
        (
            LISTED,
            {"a": passing(12), "b": passing(6), "c": passing(0)},
            (
                "2 of 3 models share first place: A, B. A scored highest, 100.00% (12/12, 95% interval 76–100%), "
                "but which of those in first place is best, the data cannot tell."
            ),
            f"{TESTED}: 1 of 3 pairs can be told apart, by a lead of 12 prompts; a smaller one may be chance. {RANGE}",
        ),
        (
            LISTED,
            {**{key: passing(11) for key in "abcde"}, "f": passing(0)},
            (
                "5 of 6 models share first place. 5 models scored highest, 91.67% (11/12, 95% interval 65–99%), "
                "but which of those in first place is best, the data cannot tell."
            ),
            (
                f"{TESTED}: 5 of 15 pairs can be told apart, each by a lead of 11 prompts or more; a smaller one may "
                f"be chance. {RANGE}"
            ),
        ),
        (
            LISTED,
            {"a": passing(5), "b": passing(6)},
            (
                "Both models share first place, though B scored highest, 50.00% (6/12, 95% interval 25–75%): "
                "they cannot be told apart."
            ),
            f"{TESTED}. {RANGE}",
        ),
        (
            LISTED,
            {"a": passing(5), "b": passing(6), "c": passing(6)},
            (
                "All 3 models share first place, though B, C scored highest, 50.00% (6/12, 95% interval 25–75%): "
                "no two of them can be told apart."
            ),
            f"{TESTED}. {RANGE}",
        ),
        (
            LISTED,
            {**{key: passing(6) for key in "abcde"}, "f": passing(5)},
            (
                "All 6 models share first place, though 5 of them scored highest, 50.00% (6/12, 95% interval 25–75%): "
                "no two of them can be told apart."
            ),
            f"{TESTED}. {RANGE}",
        ),
        (
            LISTED,
            {"a": passing(6), "b": passing(6)},
            (
                "Both models share first place with an overall score of 50.00% (6/12, 95% interval 25–75%): "
                "they cannot be told apart."
            ),
            f"{TESTED}. {RANGE}",
        ),
        (
            LISTED,
            {"a": passing(12), "b": passing(0, "+" * 8), "c": passing(-1, "-" * 8)},
            (
                "A is the only one that no other model is ahead of, but 1 of the other 2 cannot be told from it. "
                "The highest overall score is 100.00% (12/12, 95% interval 76–100%): A."
            ),
            (
                f"{DIFFER} {TESTED}: 2 of 2 pairs can be told apart, each by a lead of 8 prompts or more; a smaller "
                f"one may be chance. 1 pair has no prompt in common. {RANGE}"
            ),
        ),
        (
            suite("x", name="S"),
            {"a": run({"x": (1, 2)}), "b": run({"x": (2, 2)})},
            "B has the highest overall score of 2 models: 100.00% (2/2, 95% interval 34–100%).",
            SUMS,
        ),
        (
            suite("x", name="S"),
            {"a": run({"x": (1, 2)}), "b": run({"x": (1, 2)}), "c": run({"x": (0, 2)})},
            "2 of 3 models have the highest overall score, 50.00% (1/2, 95% interval 9–91%): A, B.",
            SUMS,
        ),
        (
            LISTED,
            {"a": passing(12), "b": passing(-1, "-" * 8)},
            "A has the highest overall score of 2 models: 100.00% (12/12, 95% interval 76–100%).",
            f"{DIFFER} {SUMS}",
        ),
        (
            NUMBERS,
            {"a": run({"map": 2}), "b": run({"map": 3})},
            "B has the best Map of 2 models: 3.0%.",
            (
                "Only the numbers are known, not what they were made of, so these are plain ranks: "
                "what a gap is worth, the data cannot tell."
            ),
        ),
        (
            suite("map", name="S", metric={**MAP, "better": "neither"}, headline="map"),
            {"a": run({"map": 2}), "b": run({"map": 3})},
            "No ranking: neither more nor less of Map is better.",
            (
                "Only the numbers are known, not what they were made of, so these are plain ranks: "
                "what a gap is worth, the data cannot tell."
            ),
        ),
        (
            LISTED,
            {"a": passing(6)},
            "Only A has been run on it, with an overall score of 50.00% (6/12, 95% interval 25–75%).",
            "",
        ),
        (NUMBERS, {"a": run({"map": 2})}, "Only A has been run on it, with Map 2.0%.", ""),
        (LISTED, {}, "No model has been run on this suite yet.", ""),
        (
            suite("map", name="S", metric=MAP),
            {"a": run({"map": 2}), "b": run({"map": 3})},
            "No ranking: this suite names no number that stands for the whole.",
            "",
        ),
        (
            suite("map", "other", name="S", metric=MAP, headline="map"),
            {"a": run({"other": 2}), "b": run({"other": 3})},
            "No ranking: no run gives Map, which stands for the whole.",
            "",
        ),
    ],
)
def test_who_is_best_is_said_with_what_it_rests_on(one: Any, runs: dict[str, Any], best: str, why: str):
    assert said(of(one, **runs)) == (best, why)


def test_nobody_stands_first_where_every_model_has_another_ahead():
    prompts = {f"{key}{number}": {"category": "x"} for key in "pqr" for number in range(12)}

    def asked(good: str, bad: str) -> Any:
        signs = {good: "pass", bad: "fail"}
        return run(outcomes={f"{key}{number}": signs[key] for key in signs for number in range(12)})

    one = suite("x", name="S", prompts=prompts)
    assert said(of(one, a=asked("p", "r"), b=asked("q", "p"), c=asked("r", "q")))[0] == (
        "No model stands first: each has another ahead of it on the prompts that both were asked. "
        "The highest overall score is 50.00% (12/24, 95% interval 31–69%): A, B, C."
    )


def test_the_home_page_says_the_same_and_leads_to_the_closest_two():
    made = of(LISTED, a=passing(12), b=passing(6), c=passing(0))
    assert read(home_page(made, partners(made)), '<p class="card__top"', "</p>") == f"{said(made)[0]} See A vs B."


@pytest.mark.parametrize(
    ("one", "runs", "ranks"),
    [
        (LISTED, {"a": passing(12), "b": passing(6), "c": passing(0)}, "Ranks 1–2 of 3"),
        (LISTED, {"a": passing(12), "b": passing(0)}, "Rank 1 of 2"),
        (NUMBERS, {"a": run({"map": 2}), "b": run({"map": 2})}, "Rank 1, shared, of 2"),
        (suite("map", name="S", metric=MAP), {"a": run({"map": 2})}, ""),
    ],
)
def test_a_models_page_says_which_ranks_it_can_have(one: Any, runs: dict[str, Any], ranks: str):
    made = of(one, **runs)
    text = read(ModelPages(made, partners(made)).page("a"), '<div class="section-head"', "</div>")
    assert text.removeprefix("S ").rpartition(" · ")[0].partition(" · pass/fail")[0] == ranks


def test_each_category_is_a_board_of_its_own():
    made = of(LISTED, a=passing(0, "+" * 8), b=passing(12, "+" * 8), c=run({"x": (3, 12)}))
    page = suite_page(made, "s")
    assert read(page, '<section id="x"', "</section>") == (
        "X 12 prompts · 1 of 1 pair told apart · X as CSV · Copy as Markdown "
        "X: models by score, with the ranks that each can have "
        "RankModelScore75400100% 1–2B100% (12/12) 95% interval 76–100%, high "
        "1–3C25% (3/12) 95% interval 9–53%, low 2–3A0% (0/12) 95% interval 0–24%, low"
    )
    text = read(page, '<section id="y"', "</section>")
    assert text.startswith("Y 8 prompts · no two told apart ")
    assert text.endswith(" —No rankCNot run")
    assert '<li><a href="#x">X</a></li><li><a href="#y">Y</a></li>' in RENDERER.render(page).decode()


def test_categories_of_numbers_and_sums_say_that_their_ranks_are_plain():
    sums = suite_page(of(suite("x"), a=run({"x": (1, 2)}), b=run({"x": (2, 2)})), "s")
    assert read(sums, '<section id="x"', "</div>") == "X 2 prompts · plain scores · X as CSV · Copy as Markdown"
    numbers = suite_page(of(suite("x", metric=MAP), a=run({"x": 1}), b=run({"x": 2})), "s")
    assert read(numbers, '<section id="x"', "</div>") == "X plain ranks · X as CSV · Copy as Markdown"


# --- lanes ------------------------------------------------------------------------------------------------------------


def piece(name: str, value: object) -> str:
    """Return a value as a fragment renders it."""
    return RENDERER.environment.from_string(f"{{{{ value | {name} }}}}").render(value=value)


def test_a_lane_is_a_dot_on_its_interval_over_the_limits_of_the_page():
    fact = scores(LISTED, passing(6)).facts[0]
    assert piece("lane", fact) == (
        '<svg class="lane" aria-hidden="true"><use href="#limits_"/>'
        '<rect x="25.4%" width="49.2%"/><circle cx="50%"/></svg>'
    )


def test_the_limits_of_the_bands_are_drawn_and_named_where_the_bands_start():
    assert piece("lane_limits", bands(90, Decimal("33.3"), 0)) == (
        '<svg class="lane-limits" aria-hidden="true"><g id="limits_"><line x1="90%" x2="90%" y2="100%"/>'
        '<line x1="33.3%" x2="33.3%" y2="100%"/><line x1="0%" x2="0%" y2="100%"/>'
        '<line x1="100%" x2="100%" y2="100%"/></g></svg>'
    )
    assert re.findall(r'<text x="([^"]*)">([^<]*)<', piece("lane_scale", bands(90, Decimal("33.3"), 0))) == [
        ("90%", "90"),
        ("33.3%", "33.3"),
        ("0%", "0"),
        ("100%", "100%"),
    ]


def test_only_shares_are_drawn():
    for page in (
        suite_page(of(NUMBERS, a=run({"map": 2})), "s"),
        suite_page(of(LISTED, a=passing(6, "+")), "s"),
        suite_page(of(LISTED), "s"),
    ):
        html = RENDERER.render(page).decode()
        drawn = html.count("<circle")
        assert drawn == html.count('class="score"') - 3 * html.count("Score key") == html.count('href="#limits_"')
        assert html.count('id="limits_"') == (drawn > 0)
