"""The sentences of pages, as read: how two models stand, and numbers with their nouns."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.compare.making import MAP, card, run, site, suite
from tests.own_site import own_catalogue
from tests.pages.making import every_page
from tests.render.making import renderer
from tests.render.reading import Read
from visavis.compare.pairs import Pair, partners
from visavis.compare.subjects import Catalogue
from visavis.pages.comparison import ComparisonPages
from visavis.pages.home import home_page, methodology_page
from visavis.pages.model import ModelPages
from visavis.pages.suite import suite_page
from visavis.render.renderer import Page

RENDERER = renderer()
PROMPTS = {f"p{number}": {"category": "x"} for number in range(6)}
LISTED = suite("x", name="S", prompts=PROMPTS)
TWENTY = {f"p{number}": {"category": "x"} for number in range(20)}
LONG = suite("x", name="S", prompts=TWENTY)
NUMBERS = suite("map", name="S", metric=MAP, headline="map")
BARE = suite("map", name="S", metric=MAP)
FOUR = ("p0", "p1", "p2", "p3")
RENDERED = re.compile(
    r"source</a></span>\s*<span class=\"provenance__note\">Machine: 2 cores</span>"
    r"\s*<span class=\"provenance__note\">Software: Engine 1.0</span>"
    r"\s*<span class=\"provenance__note\">By hand.</span>"
)
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


WEAKER = "Which prompts were passed is not known of both, so this is weaker than a comparison prompt by prompt."


@pytest.mark.parametrize(
    ("left", "right", "sentence"),
    [
        (
            asked(**dict.fromkeys(PROMPTS, "pass")),
            asked(**dict.fromkeys(PROMPTS, "fail")),
            (
                "A is ahead on S: of the 6 prompts that both were asked, A passed 6 and B 0; "
                "they disagree on 6, 6 to 0 "
                "(exact McNemar p = 0.031). The difference is 100 points, 95% interval 44.8 to 100."
            ),
        ),
        (
            asked(**dict.fromkeys(FOUR, "fail")),
            asked(**dict.fromkeys(FOUR, "pass"), p4="fail"),
            (
                "B is probably ahead on S: of the 4 prompts that both were asked, B passed 4 and A 0; "
                "they disagree on 4, "
                "4 to 0 (exact McNemar p = 0.13). The difference is 100 points, "
                "which may still be chance: being ahead takes at least 6 to 0. "
                "1 prompt that only one of them was asked is left out."
            ),
        ),
        (
            asked(p0="pass", p1="pass", p2="pass"),
            asked(p0="pass", p1="fail", p2="fail"),
            (
                "Too close to call on S: of the 3 prompts that both were asked, A passed 3 and B 1; "
                "they disagree on 2, "
                "2 to 0 (exact McNemar p = 0.50). The difference is 66.7 points, 95% interval −5.9 to 93.9."
            ),
        ),
        (
            # ahead by the share of all, behind on the prompts in common
            asked(p0="pass", p1="fail", p2="pass", p3="pass"),
            asked(p0="pass", p1="pass", p4="fail"),
            (
                "Too close to call on S: of the 2 prompts that both were asked, B passed 2 and A 1; "
                "they disagree on 1, "
                "1 to 0 (exact McNemar p = 1.00). The difference is 50 points, 95% interval −27.3 to 90.5. "
                "3 prompts that only one of them was asked are left out."
            ),
        ),
        (
            asked(p0="pass", p1="pass"),
            asked(p0="fail"),
            (
                "Too close to call on S: on the one prompt that both were asked, A passed and B did not "
                "(exact McNemar p = 1.00). The difference is 100 points, 95% interval −12.2 to 100. "
                "1 prompt that only one of them was asked is left out."
            ),
        ),
        (
            asked(p0="pass", p1="fail"),
            asked(p0="fail", p1="pass"),
            (
                "Too close to call on S: of the 2 prompts that both were asked, A and B each passed 1; "
                "they disagree on 2, 1 to 1."
            ),
        ),
        (
            asked(p0="fail", p1="fail"),
            asked(p0="fail"),
            (
                "Too close to call on S: on the one prompt that both were asked, neither A nor B passed. "
                "1 prompt that only one of them was asked is left out."
            ),
        ),
        (
            asked(p0="pass"),
            asked(p0="pass"),
            "Too close to call on S: on the one prompt that both were asked, A and B both passed.",
        ),
        (
            asked(p0="pass", p1="fail"),
            asked(p0="pass", p1="fail"),
            (
                "Too close to call on S: of the 2 prompts that both were asked, A and B each passed 1, "
                "with the same outcome on every one."
            ),
        ),
        (
            run({"x": (1, 9)}),
            run({"x": (9, 9)}),
            (
                "B is ahead on S: B passed 9 of 9 and A 1 of 9: a difference of 88.9 points, "
                f"95% interval 44.8 to 98. {WEAKER}"
            ),
        ),
        (
            run({"x": (3, 4)}),
            run({"x": (1, 4)}),
            (
                "A is probably ahead on S: A passed 3 of 4 and B 1 of 4: a difference of 50 points, "
                f"95% interval −13.5 to 78.9. {WEAKER}"
            ),
        ),
        (
            asked(p0="pass", p1="fail"),
            run({"x": (2, 2)}),
            (
                "Too close to call on S: B passed 2 of 2 and A 1 of 2: a difference of 50 points, "
                f"95% interval −27.3 to 90.5. {WEAKER}"
            ),
        ),
        (
            run({"x": (2, 4)}),
            run({"x": (2, 4)}),
            f"Too close to call on S: A and B each passed 2 of 4. {WEAKER}",
        ),
        (
            asked(p0="pass"),
            asked(p1="fail"),
            (
                "Not comparable on S: overall score 100.00% (1/1, 95% interval 21–100%) for A and "
                "0.00% (0/1, 95% interval 0–79%) for B, but of different prompts."
            ),
        ),
        (
            run({"x": (1, 4)}),
            run({"x": (3, 5)}),
            (
                "Not comparable on S: overall score 25.00% (1/4, 95% interval 5–70%) for A and "
                "60.00% (3/5, 95% interval 23–88%) for B, but of different prompts."
            ),
        ),
    ],
)
def test_how_two_stand_is_said_with_what_it_rests_on(left: Any, right: Any, sentence: str):
    page = pair(of(LISTED, a=left, b=right))
    assert verdict(page) == sentence
    assert "How verdicts are reached" in read(page)
    assert CHANCE not in read(page)


def test_a_small_p_is_said_to_be_below_a_thousandth():
    prompts = {f"q{number}": {"category": "x"} for number in range(11)}
    many = suite("x", name="S", prompts=prompts)
    page = pair(of(many, a=asked(**dict.fromkeys(prompts, "fail")), b=asked(**dict.fromkeys(prompts, "pass"))))
    assert "they disagree on 11, 11 to 0 (exact McNemar p < 0.001)." in verdict(page)


def test_how_two_stand_in_numbers_is_said_with_the_name_of_the_headline():
    assert verdict(pair(of(NUMBERS, a=run({"map": 2}), b=run({"map": 1})))) == (
        "A has the better number on S: Map 2.0%, against 1.0% for B. "
        "Only the number is known, so nobody can say what the gap is worth."
    )
    assert verdict(pair(of(NUMBERS, a=run({"map": 2}), b=run({"map": 2})))) == "Level on S: Map 2.0% for both A and B."


@pytest.mark.parametrize(
    ("left", "right", "worth"),
    [
        ((6, 6), (0, 6), "by itself A is ahead."),
        ((0, 6), (6, 6), "by itself B is ahead."),
        ((5, 6), (2, 6), "by itself A is probably ahead."),
        ((4, 6), (3, 6), "by itself too close to call."),
    ],
)
def test_a_lead_in_a_category_is_said_with_what_it_is_worth(left: Any, right: Any, worth: str):
    page = pair(of(suite("x", "y", name="S"), a=run({"x": left}), b=run({"x": right})))
    text = read(page, '<ul class="differences"', "</ul>")
    first, other = ("A", "B") if left > right else ("B", "A")
    assert text.startswith(f"XWhere {first} leads most on S: ")
    assert f"), {other} " in text
    assert text.endswith(f"; {worth}")


def test_that_a_wider_gap_in_a_category_of_few_prompts_is_left_out_is_said_where_it_is_missed():
    page = pair(of(suite("x", "y", name="S"), a=run({"x": (6, 6), "y": (1, 1)}), b=run({"x": (1, 6), "y": (0, 1)})))
    text = read(page, '<ul class="differences"', "</ul>")
    assert text.endswith("; by itself A is ahead. Categories of fewer than 5 prompts are left out.")


def test_a_lead_in_numbers_is_not_said_to_be_worth_anything():
    numbers = suite("map", "x", name="S", metric=MAP, headline="map")
    text = read(pair(of(numbers, a=run({"x": 50}), b=run({"x": 10}))), '<ul class="differences"', "</ul>")
    assert text == "XWhere A leads most on S: 50.0%, B 10.0%."


def test_two_of_the_site_that_passed_as_many_are_too_close_to_call():
    pages = ComparisonPages(own_catalogue())
    assert verdict(pages.page(Pair("gemini-2-5-pro-preview", "gpt-4-1"))) == (
        "Too close to call on Vision AI Checkup: of the 75 prompts that both were asked, "
        "Gemini 2.5 Pro Preview and GPT-4.1 each passed 55; they disagree on 14, 7 to 7. "
        "2 prompts that only one of them was asked are left out."
    )
    assert verdict(pages.page(Pair("chatgpt-4o", "mistral-small-3-1"))) == (
        "ChatGPT-4o is ahead on Vision AI Checkup: of the 76 prompts that both were asked, ChatGPT-4o passed 59 and "
        "Mistral Small 3.1 31; they disagree on 36, 32 to 4 (exact McNemar p < 0.001). "
        "The difference is 36.8 points, 95% interval 22.7 to 48.8."
    )


@pytest.mark.parametrize(
    ("left", "right", "about"),
    [
        (run({"x": (1, 4)}), run({"x": (3, 4)}), "pass/fail results · 4 prompts"),
        (run({"x": (1, 1)}), run({"x": (3, 4)}), "pass/fail results · 1 and 4 prompts"),
        (asked(p0="pass"), asked(p0="pass"), "pass/fail results · 1 prompt"),
        (asked(p0="pass"), None, "pass/fail results · 1 prompt"),
        (asked(p0="pass"), asked(p1="pass"), "pass/fail results · 1 prompt each, 0 in common"),
        (
            asked(p0="pass", p1="fail"),
            asked(p1="pass", p2="fail"),
            "pass/fail results · 2 prompts each, 1 in common",
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
    page = ComparisonPages(own_catalogue()).page(Pair("gemini-2-5-pro-preview", "gpt-4-1"))
    assert "pass/fail results · 76 prompts each, 75 in common" in read(page)


# --- the page of a suite ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "run_of_it", "words"),
    [
        (LISTED, asked(p0="pass"), "pass/fail results · 6 prompts, at most 1 asked of a model"),
        (LISTED, asked(**dict.fromkeys(PROMPTS, "pass")), "pass/fail results · 6 prompts"),
        (suite("x"), run({"x": (1, 1)}), "pass/fail results · 1 prompt"),
        (NUMBERS, run({"map": 1}), "numeric results · Map · Ranking as CSV · Copy as Markdown"),
        (BARE, run({"map": 1}), "numeric results · no headline number · Ranking as CSV · Copy as Markdown"),
    ],
)
def test_a_suite_counts_its_prompts(one: Any, run_of_it: Any, words: str):
    text = read(suite_page(of(one, a=run_of_it), "s"), '<h2 id="the_ranking"', "</p>")
    assert text.removeprefix("Ranking ").partition(" · dots")[0] == words


def test_a_category_of_which_no_model_was_asked_all_says_how_many_there_are():
    nine = {f"p{number}": {"category": "x"} for number in range(9)} | {"q": {"category": "y"}}
    made = of(
        suite("x", "y", name="S", prompts=nine),
        a=asked(**{f"p{number}": "pass" for number in range(5)}, q="fail"),
        b=asked(**{f"p{number}": "fail" for number in range(4, 9)}, q="fail"),
    )
    page = suite_page(made, "s")
    assert read(page, '<section id="x"', '<div class="scroll"').startswith("X 9 prompts, at most 5 asked of a model · ")
    assert read(page, '<section id="y"', '<div class="scroll"').startswith("Y 1 prompt · ")
    about = read(pair(made), '<span class="group__about"', "</span>")
    assert about.startswith("pass/fail results · 6 prompts each, 2 in common")


def marks(page: Page) -> list[str]:
    """Return the words beside the better cells of a page that compares two, from the top."""
    return re.findall(r'<span class="better__mark"> (\w+)</span>', RENDERER.render(page).decode())


def test_a_larger_share_is_said_to_be_higher_and_a_number_or_a_time_to_be_better():
    left, right = ({"p0": {"outcome": outcome, "seconds": took}} for outcome, took in (("pass", 9), ("fail", 1)))
    assert marks(pair(of(LISTED, a=run(outcomes=left), b=run(outcomes=right)))) == ["higher", "better", "higher"]
    assert marks(pair(of(NUMBERS, a=run({"map": 2}), b=run({"map": 1})))) == ["better"]


def test_times_of_different_prompts_are_not_set_against_each_other():
    slow, quick = ({key: {"outcome": "pass", "seconds": took}} for key, took in (("p0", 60), ("p1", 3)))
    page = pair(of(LISTED, a=run(outcomes=slow), b=run(outcomes=quick)))
    assert marks(page) == []
    text = read(page)
    assert "60.00s" in text
    assert "faster" not in text


# --- one and many -----------------------------------------------------------------------------------------------------


def test_one_of_a_thing_is_not_said_in_the_plural():
    made = site({"a": card("A")}, {"s": suite("x", name="S")}, {"s": {"a": run({"x": (1, 1)})}}, title="T")
    between = partners(made)
    home = home_page(made, between)
    assert verdict(home).startswith("1 model, 1 eval suite, 0 comparisons.")
    assert read(home, '<p class="card__figures"', "</p>") == "1 model · 1 prompt · pass/fail"
    assert (
        read(home, '<p class="card__top"', "</p>")
        == "Only A has been run on it, with an overall score of 100.00% (1/1, 95% interval 21–100%)."
    )
    assert "S: 1 model, passes and fails" in read(methodology_page(made, between))
    assert "pass/fail results · 1 prompt" in read(ModelPages(made, between).page("a"))
    description = 'content="S: 1 model ranked as far as the data can bear, A first with 100.00%. '
    assert description in RENDERER.render(suite_page(made, "s")).decode()


def test_many_of_a_thing_are_said_in_the_plural():
    made = of(LISTED, a=asked(p0="pass", p1="pass"), b=asked(p0="fail", p1="pass"))
    between = partners(made)
    home = home_page(made, between)
    assert verdict(home).startswith("2 models, 1 eval suite, 1 comparison.")
    assert read(home, '<p class="card__figures"', "</p>") == "2 models · 6 prompts · pass/fail"
    assert read(home, '<p class="card__top"', "</p>").startswith("Both models share first place, though A ")
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
    parts = [part.partition("</article>")[0].partition(">")[2] for part in html.split('<article class="face')[1:]]
    return [" ".join(Read(re.sub("<button.*</button>", "", part)).text.split()) for part in parts]


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
        "B Nothing else is known of it. 2.0% Map on S · measured",
    ]


def test_a_card_shows_the_score_with_its_count_and_time():
    made = of(LISTED, a=run({"x": (1, 2)}, average_response_time=2), b=run({"x": (0, 2)}))
    bare = "Nothing else is known of it."
    assert cards(pair(made)) == [
        f"A {bare} 50.00% Overall Score on S (1/2) · 95% interval 9–91% · 2.00s a prompt (mean) · measured",
        f"B {bare} 0.00% Overall Score on S (0/2) · 95% interval 0–66% · measured",
    ]


def test_a_card_says_whether_its_time_is_a_median_or_a_mean():
    timed = run(outcomes={"p0": {"outcome": "pass", "seconds": 1}, "p1": {"outcome": "pass", "seconds": 4}})
    left, right = cards(pair(of(LISTED, a=timed, b=run({"x": (0, 2)}, average_response_time=3))))
    assert left.endswith(" · 2.50s a prompt (median) · measured")
    assert right.endswith(" · 3.00s a prompt (mean) · measured")


@pytest.mark.parametrize(
    ("one", "labels"),
    [
        (run({"x": (1, 2)}, average_response_time=2), ["Mean Response Time"]),
        (
            run(outcomes={key: {"outcome": "pass", "seconds": 1} for key in TWENTY}),
            ["Median Response Time", "95th Percentile Response Time"],
        ),
    ],
)
def test_times_are_headed_alike_on_every_page(one: Any, labels: list[str]):
    pages = [(type(page).__name__, read(page)) for page in every_page(of(LONG, a=one, b=run({"x": (0, 2)})))]
    for label in labels:
        shown = [kind for kind, text in pages if label in text]
        assert shown == ["ComparePage", "ModelPage", "ModelPage", "SuitePage", "ComparisonPage"]
    others = {"Mean Response Time", "Median Response Time", "95th Percentile Response Time"} - {*labels}
    assert not [kind for kind, text in pages if any(other in text for other in others)]


def test_an_interval_is_named_to_those_who_do_not_see_the_table():
    text = read(suite_page(of(LISTED, a=run({"x": (1, 2)})), "s"), '<div class="scroll"', "</table>")
    assert "50.00% (1/2) 95% interval 9–91%" in text


def test_a_run_says_what_it_ran_on_and_with():
    made = of(
        LISTED, a=run({"x": (1, 2)}, machine="2 cores", software="Engine 1.0", note="By hand."), b=run({"x": (0, 2)})
    )
    for page in (pair(made), ModelPages(made, partners(made)).page("a")):
        assert RENDERED.search(RENDERER.render(page).decode())
    text = read(ModelPages(made, partners(made)).page("b"))
    assert "Machine:" not in text
    assert "Software:" not in text


def test_a_suite_in_common_that_does_not_tell_is_not_said_to_be_missing():
    made = of(suite("x", metric=MAP), a=run({"x": 1}), b=run({"x": 2}))
    assert verdict(pair(made)) == (
        "No overall score to compare. Both were run on Suite, which gives no number of both that stands for the whole; "
        "the table has the rest."
    )
