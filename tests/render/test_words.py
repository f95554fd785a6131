"""The sentences of pages, as read: how two models stand, and numbers with their nouns."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compare.making import MAP, card, run, site, suite
from tests.helpers import ROOT
from tests.pages.making import every_page
from tests.render.making import renderer
from tests.render.reading import Read
from visavis.compare.pairs import Pair, partners
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.site_data import read_site_data
from visavis.pages.comparison import ComparisonPages
from visavis.pages.home import home_page, methodology_page
from visavis.pages.model import ModelPages
from visavis.pages.suite import suite_page
from visavis.render.renderer import Page

RENDERER = renderer()
PROMPTS = {f"p{number}": {"category": "x"} for number in range(6)}
LISTED = suite("x", name="S", prompts=PROMPTS)
NUMBERS = suite("map", name="S", metric=MAP, headline="map")
BARE = suite("map", name="S", metric=MAP)
NEITHER = "They were not asked the same prompts, so neither is called ahead."
CHANCE = "These are plain scores; whether a gap is more than chance is another question."


def asked(**outcomes: str) -> Any:
    """Return a run that was asked these prompts."""
    return run(outcomes=outcomes)


def of(one: Any, **runs: Any) -> Catalogue:
    """Return a site of models with these runs of one suite, named by their keys in capitals."""
    return site({key: card(key.upper()) for key in sorted({"a", "b", *runs})}, {"s": one}, {"s": runs})


def read(page: Page, start: str = "<body", end: str = "</body>") -> str:
    """Return the text of a page between two pieces of its markup, with single spaces."""
    html = RENDERER.render(page).decode()
    return " ".join(Read(html.partition(start)[2].partition(end)[0].partition(">")[2]).text.split())


def verdict(page: Page) -> str:
    """Return the sentence at the top of a page."""
    return read(page, '<p class="verdict"', "</p>")


def pair(made: Catalogue) -> Page:
    """Return the page that compares a and b."""
    return ComparisonPages(made).page(Pair("a", "b"))


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        (
            asked(p0="pass", p1="pass", p2="pass"),
            asked(p0="pass", p1="fail", p2="fail"),
            "A is ahead on S: overall score 100.00% (3/3), against 33.33% (1/3) for B.",
        ),
        (
            run({"x": (1, 4)}),
            run({"x": (3, 4)}),
            "B is ahead on S: overall score 75.00% (3/4), against 25.00% (1/4) for A.",
        ),
        (
            asked(p0="pass", p1="fail"),
            asked(p0="fail", p1="pass"),
            "Level on S: overall score 50.00% (1/2) for both A and B.",
        ),
        (
            asked(p0="pass", p1="fail", p2="pass", p3="pass"),
            asked(p0="pass", p1="pass", p4="fail"),
            "B is ahead on S: of the 2 prompts that both were asked it passed 2, A 1.",
        ),
        (
            asked(p0="pass", p1="pass"),
            asked(p0="fail"),
            "A is ahead on S: of the 1 prompt that both were asked it passed 1, B 0.",
        ),
        (
            asked(p0="pass", p1="fail", p2="pass"),
            asked(p0="fail", p1="pass", p3="fail"),
            "Level on S: of the 2 prompts that both were asked, A and B each passed 1.",
        ),
        (
            asked(p0="fail", p1="fail"),
            asked(p0="fail"),
            "Level on S: of the 1 prompt that both were asked, A and B each passed 0.",
        ),
        (
            asked(p0="pass"),
            asked(p1="fail"),
            "Different prompts on S: overall score 100.00% (1/1) for A and 0.00% (0/1) for B. " + NEITHER,
        ),
        (
            run({"x": (1, 4)}),
            run({"x": (3, 5)}),
            "Different prompts on S: overall score 25.00% (1/4) for A and 60.00% (3/5) for B. " + NEITHER,
        ),
    ],
)
def test_how_two_stand_is_said_with_what_it_rests_on(left: Any, right: Any, sentence: str):
    page = pair(of(LISTED, a=left, b=right))
    assert verdict(page) == sentence
    assert CHANCE in read(page)


def test_how_two_stand_in_numbers_is_said_with_the_name_of_the_headline():
    assert verdict(pair(of(NUMBERS, a=run({"map": 2}), b=run({"map": 1})))) == (
        "A is ahead on S: Map 2.0%, against 1.0% for B."
    )
    assert verdict(pair(of(NUMBERS, a=run({"map": 2}), b=run({"map": 2})))) == "Level on S: Map 2.0% for both A and B."


def test_two_of_the_site_that_are_level_are_said_to_be():
    pages = ComparisonPages(catalogue(read_site_data(ROOT)[0]))
    assert verdict(pages.page(Pair("gemini-2-5-pro-preview", "gpt-4-1"))) == (
        "Level on Vision AI Checkup: of the 75 prompts that both were asked, "
        "Gemini 2.5 Pro Preview and GPT-4.1 each passed 55."
    )
    assert verdict(pages.page(Pair("gpt-4-1", "o4-mini"))) == (
        "Level on Vision AI Checkup: of the 74 prompts that both were asked, GPT-4.1 and o4-mini each passed 56."
    )


@pytest.mark.parametrize(
    ("left", "right", "about"),
    [
        (run({"x": (1, 4)}), run({"x": (3, 4)}), "pass/fail results · 4 prompts"),
        (run({"x": (1, 1)}), run({"x": (3, 4)}), "pass/fail results · 1 and 4 prompts"),
        (asked(p0="pass"), asked(p0="pass"), "pass/fail results · 1 prompt"),
        (asked(p0="pass"), None, "pass/fail results · 1 prompt"),
        (asked(p0="pass"), asked(p1="pass"), "pass/fail results · 1 prompt, 0 in common"),
        (
            asked(p0="pass", p1="fail"),
            asked(p1="pass", p2="fail"),
            "pass/fail results · 2 prompts, 1 in common",
        ),
        (
            asked(p0="pass", p1="fail", p2="fail"),
            asked(p1="pass", p2="fail"),
            "pass/fail results · 3 and 2 prompts, 2 in common",
        ),
    ],
)
def test_the_head_of_a_suite_counts_the_prompts_and_those_in_common(left: Any, right: Any, about: str):
    runs = {key: one for key, one in (("a", left), ("b", right)) if one}
    text = read(pair(of(LISTED, **runs)), '<span class="group__about"', "</span>")
    assert text.partition(" ≥")[0].partition(" Score")[0].strip() == about


def test_the_prompts_of_two_of_the_site_are_counted():
    page = ComparisonPages(catalogue(read_site_data(ROOT)[0])).page(Pair("gemini-2-5-pro-preview", "gpt-4-1"))
    assert "pass/fail results · 76 prompts, 75 in common" in read(page)


# --- the page of a suite ----------------------------------------------------------------------------------------------

DIFFER = "Not all models were asked the same prompts; each score counts those that a model was asked."


def test_a_suite_run_on_one_model_only_says_so_and_ranks_nobody():
    page = suite_page(of(LISTED, a=asked(p0="pass", p1="fail")), "s")
    assert verdict(page) == "Only A has been run on it, with an overall score of 50.00% (1/2)."
    assert CHANCE not in read(page)
    assert verdict(suite_page(of(NUMBERS, a=run({"map": 2})), "s")) == "Only A has been run on it, with Map 2.0%."


def test_the_leaders_of_a_suite_are_named():
    page = suite_page(of(LISTED, a=run({"x": (1, 2)}), b=run({"x": (2, 2)})), "s")
    assert verdict(page) == "B leads 2 models with an overall score of 100.00% (2/2)."
    page = suite_page(of(LISTED, a=run({"x": (1, 2)}), b=run({"x": (1, 2)}), c=run({"x": (0, 2)})), "s")
    assert verdict(page) == "2 of 3 models share first place: A, B."
    assert verdict(suite_page(of(BARE, a=run({"map": 1})), "s")) == (
        "No ranking: this suite names no number that stands for the whole."
    )
    assert verdict(suite_page(of(LISTED), "s")) == "No model has been run on this suite yet."


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        (asked(p0="pass"), asked(p0="fail"), False),
        (asked(p0="pass"), asked(p1="fail"), True),
        (run({"x": (1, 2)}), run({"x": (2, 2)}), False),
        (run({"x": (1, 2)}), run({"x": (2, 3)}), True),
    ],
)
def test_a_suite_cautions_where_not_all_were_asked_the_same(left: Any, right: Any, differ: bool):
    text = read(suite_page(of(LISTED, a=left, b=right), "s"))
    assert (DIFFER in text) is differ
    assert CHANCE in text


@pytest.mark.parametrize(
    ("one", "run_of_it", "words"),
    [
        (LISTED, asked(p0="pass"), "pass/fail results · 6 prompts, at most 1 asked of a model"),
        (LISTED, asked(**dict.fromkeys(PROMPTS, "pass")), "pass/fail results · 6 prompts"),
        (suite("x"), run({"x": (1, 1)}), "pass/fail results · 1 prompt"),
        (NUMBERS, run({"map": 1}), "numeric results · Map"),
        (BARE, run({"map": 1}), "numeric results · no headline number"),
    ],
)
def test_a_suite_counts_its_prompts(one: Any, run_of_it: Any, words: str):
    text = read(suite_page(of(one, a=run_of_it), "s"), '<h2 id="ranking"', "</p>")
    assert text.removeprefix("Ranking ").partition(" ≥")[0].partition(" Score")[0] == words


# --- one and many -----------------------------------------------------------------------------------------------------


def test_one_of_a_thing_is_not_said_in_the_plural():
    made = site({"a": card("A")}, {"s": suite("x", name="S")}, {"s": {"a": run({"x": (1, 1)})}}, title="T")
    between = partners(made)
    home = home_page(made, between)
    assert verdict(home).startswith("1 model, 1 eval suite, 0 comparisons.")
    assert read(home, '<p class="card__figures"', "</p>") == "1 model · 1 prompt · pass/fail"
    assert read(home, '<p class="card__top"', "</p>") == "A: 100.00% (1/1)."
    assert "S: 1 model, passes and fails" in read(methodology_page(made, between))
    assert "pass/fail results · 1 prompt" in read(ModelPages(made, between).page("a"))
    description = '<meta name="description" content="S: 1 model ranked, with their scores by category'
    assert description in RENDERER.render(suite_page(made, "s")).decode()


def test_many_of_a_thing_are_said_in_the_plural():
    made = of(LISTED, a=asked(p0="pass", p1="pass"), b=asked(p0="fail", p1="pass"))
    between = partners(made)
    home = home_page(made, between)
    assert verdict(home).startswith("2 models, 1 eval suite, 1 comparison.")
    assert read(home, '<p class="card__figures"', "</p>") == "2 models · 6 prompts · pass/fail"
    assert read(home, '<p class="card__top"', "</p>") == "A leads with 100.00% (2/2). See A vs B."
    assert "S: 2 models, passes and fails" in read(methodology_page(made, between))
    assert "pass/fail results · 2 prompts" in read(ModelPages(made, between).page("b"))


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 models"), (1, "1 model"), (2, "2 models"), (1000, "1,000 models")]
)
def test_a_number_is_said_with_its_noun(number: int, words: str):
    count = RENDERER.environment.from_string('{% from "macros/count.html" import count %}{{ count(n, "model") }}')
    assert count.render(n=number) == words


# --- a model's card ---------------------------------------------------------------------------------------------------


def cards(page: Page) -> list[str]:
    """Return the text of both cards."""
    html = RENDERER.render(page).decode()
    return [" ".join(Read(part.partition("</article>")[0].partition(">")[2]).text.split())
            for part in html.split('<article class="face')[1:]]  # fmt: skip


def test_a_card_tells_no_score_from_not_run():
    none = "No score S names no number that stands for the whole, or has none for it."
    unrun = "Not run No eval suite has been run on it."
    assert cards(pair(of(BARE, a=run({"map": 1}), b=run({"map": 2})))) == [
        f"A Nothing else is known of it. {none}",
        f"B Nothing else is known of it. {none}",
    ]
    assert cards(pair(of(BARE, a=run({"map": 1})))) == [
        f"A Nothing else is known of it. {none}",
        f"B Nothing else is known of it. {unrun}",
    ]
    made = of(suite("x", "map", name="S", metric=MAP, headline="map"), a=run({"x": 1}), b=run({"map": 2}))
    assert cards(pair(made)) == [
        f"A Nothing else is known of it. {none}",
        "B Nothing else is known of it. 2.0% Map on S",
    ]


def test_a_card_shows_the_score_with_its_count_and_time():
    made = of(LISTED, a=run({"x": (1, 2)}, average_response_time=2), b=run({"x": (0, 2)}))
    assert cards(pair(made)) == [
        "A Nothing else is known of it. 50.00% Overall Score on S (1/2) · 2.00s a prompt",
        "B Nothing else is known of it. 0.00% Overall Score on S (0/2)",
    ]


def test_times_are_headed_alike_on_every_page():
    made = of(LISTED, a=run({"x": (1, 2)}, average_response_time=2), b=run({"x": (0, 2)}))
    shown = [type(page).__name__ for page in every_page(made) if "Avg Response Time" in read(page)]
    assert shown == ["ModelPage", "ModelPage", "SuitePage", "ComparisonPage"]
    assert not [page for page in every_page(made) if "Avg response time" in read(page)]


def test_a_suite_in_common_that_does_not_tell_is_not_said_to_be_missing():
    made = of(suite("x", metric=MAP), a=run({"x": 1}), b=run({"x": 2}))
    assert verdict(pair(made)) == (
        "No overall score to compare. Both were run on Suite, which gives no number of both that stands for the whole; "
        "the table has the rest."
    )
