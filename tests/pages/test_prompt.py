"""The page of a prompt, and the lists that link to it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.compare.making import card, run, site, suite
from tests.helpers import GOLDEN
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.schema import SiteData
from visavis.load.site_data import read_site_data
from visavis.pages.answers import LONG, START, ModelAnswer
from visavis.pages.model import ModelPages
from visavis.pages.prompt import PromptPage, PromptPages
from visavis.pages.suite import suite_page

DATA: SiteData = read_site_data(GOLDEN)[0]
SITE = catalogue(DATA)
PAGES = PromptPages(SITE, DATA.pictures)
STOP, UP, MANY, HELLO, POLITE, UNASKED = (
    PAGES.page("street-signs", key) for key in DATA.suites["street-signs"].prompts
)


def of(prompt: Any = None, **results: Any) -> PromptPage:
    """Return the page of a prompt with these results, by model; another prompt was asked of every model."""
    return pages(prompt, **results).page("s", "p")


def pages(prompt: Any = None, **results: Any) -> PromptPages:
    return PromptPages(made(prompt, **results), {})


def made(prompt: Any = None, **results: Any) -> Catalogue:
    prompts = {"p": {"category": "x", **(prompt or {})}, "q": {"category": "x"}}
    runs = {key: run(outcomes={"q": "pass"} | ({"p": result} if result else {})) for key, result in results.items()}
    return site({key: card(key.upper()) for key in ["a", *results]}, {"s": suite("x", prompts=prompts)}, {"s": runs})


def answer(**result: Any) -> ModelAnswer:
    """Return the one answer on a page."""
    ((found,),) = (group.answers for group in of(a={"outcome": "pass", **result}).groups)
    return found


def grouped(page: PromptPage) -> list[tuple[str, bool, list[str]]]:
    return [(group.title, group.bare, [one.model.text for one in group.answers]) for group in page.groups]


def test_a_page_says_what_was_asked_and_expected():
    assert (STOP.title, STOP.canonical) == (
        "Stop sign",
        "https://example.org/golden/evals/street-signs/stop-sign.html",
    )
    assert STOP.suite == ("../../evals/street-signs.html", "Street signs")
    assert STOP.question == "What does the sign say?\nAnswer <b>in one word</b>."
    assert "What does the sign say? Answer <b>in one word</b>." in STOP.snippet
    assert (STOP.expected, STOP.category) == (("STOP", "ARRÊT"), "Words")


def test_neighbours_stand_as_prompts_are_listed_by_category():
    listed = [prompt.text for group in suite_page(SITE, "street-signs").prompt_groups for prompt in group.prompts]
    assert listed.index("How many") > listed.index("Up or down") > listed.index("Unasked")  # the file has it otherwise
    in_turn = sorted((STOP, UP, MANY, HELLO, POLITE, UNASKED), key=lambda page: page.number)
    assert [page.title for page in in_turn] == listed
    assert [page.number for page in in_turn] == [1, 2, 3, 4, 5, 6]
    assert {page.of for page in in_turn} == {6}
    assert [page.before and page.before.text for page in in_turn] == [None, *listed[:-1]]
    assert [page.after and page.after.text for page in in_turn] == [*listed[1:], None]
    assert in_turn[1].before == ("../../evals/street-signs/stop-sign.html", "Stop sign")


def test_the_picture_stands_with_its_size_and_marks_are_in_pixels_of_the_original():
    assert STOP.picture is not None
    assert STOP.picture.href.startswith("../../evals/street-signs/images/stop.")
    assert (STOP.picture.width, STOP.picture.height, STOP.picture.view) == (48, 32, "0 0 48 32")
    assert HELLO.picture is None


def test_the_image_is_owed_to_whom_the_prompt_names_or_else_the_suite():
    licence = ("https://spdx.org/licenses/CC-BY-4.0.html", "CC-BY-4.0")
    assert STOP.credit == ("A. Draughtsman", licence, "https://example.org/street-signs/images")
    assert UP.credit == ("<i>Somebody</i> & Söhne", licence, "https://example.org/street-signs/images")
    assert HELLO.credit is None


@pytest.mark.parametrize(
    ("rule", "expected", "shown"),
    [
        (None, "x", ("", "", (), None, False)),
        ("exact", "x", ("exact", "", (), None, True)),
        ("exact", None, ("exact", "", (), None, False)),
        ({"kind": "number", "tolerance": Decimal("0.50")}, "1", ("number", "0.5", (), None, True)),
        ("number", "1", ("number", "", (), None, True)),
        ({"kind": "choice", "choices": ["yes", "no"]}, "yes", ("choice", "", ("yes", "no"), None, True)),
        ({"kind": "judged", "by": "Two people"}, "x", ("judged", "", (), "Two people", False)),
    ],
)
def test_the_rule_is_shown_and_whether_it_was_applied(rule: Any, expected: str | None, shown: tuple[Any, ...]):
    prompt = {key: value for key, value in (("rule", rule), ("expected", expected)) if value}
    assert of(prompt, a="pass").rule == shown


def test_the_rule_of_the_suite_holds_where_the_prompt_has_none():
    assert [page.rule.kind for page in (STOP, UP, MANY, HELLO, POLITE)] == [
        "exact", "choice", "number", "contains", "judged",
    ]  # fmt: skip


def test_answers_are_grouped_by_outcome_and_stand_by_name():
    page = of(c="fail", b="no answer", d="error", e="fail", a="pass", z=None)
    assert grouped(page) == [
        ("Passed", True, ["A"]),
        ("Failed", True, ["C", "E"]),
        ("Without an answer", True, ["B"]),
        ("With an error", True, ["D"]),
    ]
    assert [group.outcome for group in page.groups] == ["pass", "fail", "no-answer", "error"]
    assert page.not_run == (("../../models/z.html", "Z"),)


def test_all_that_were_asked_count_toward_the_share():
    page = of(a="pass", b="fail", c="error", d="no answer", e=None)
    assert (page.passed, page.asked) == (1, 4)
    assert page.share is not None
    assert page.share.spread is not None
    assert (page.share.text, page.share.count, page.share.spread.text) == ("25", "1/4", "5–70%")


def test_a_prompt_that_nobody_was_asked_has_a_page():
    page = of(a=None, b=None)
    assert (page.share, page.asked, page.groups) == (None, 0, ())
    assert [link.text for link in page.not_run] == ["A", "B"]
    assert UNASKED.asked == 0


def test_a_group_is_bare_only_where_nothing_more_is_known_of_any_answer():
    assert grouped(of(a="pass", b={"outcome": "pass", "answer": ""})) == [("Passed", False, ["A", "B"])]
    assert grouped(of(a={"outcome": "pass", "note": "n"})) == [("Passed", False, ["A"])]
    assert grouped(of(a={"outcome": "pass", "seconds": 1})) == [("Passed", True, ["A"])]


def test_a_long_answer_folds():
    assert (answer(answer="a" * LONG).start, answer(answer="a" * LONG).length) == ("", "")
    long = answer(answer="a b " * 500)
    assert (long.text, long.start, long.length) == ("a b " * 500, ("a b " * 500)[: START - 1], "2,000")


def test_seconds_have_two_decimals_as_in_tables():
    assert [answer(seconds=Decimal(one)).seconds for one in ("0", "1.005", "12.50")] == ["0.00", "1.01", "12.50"]
    assert answer().seconds == ""


def test_an_answer_has_the_key_of_its_model_as_its_id_unless_every_page_has_that_id():
    models = [one.anchor for group in of(a="pass", main="pass").groups for one in group.answers]
    assert models == ["a", ""]


def test_marks_are_drawn_and_said_in_words():
    (alpha,) = [one for one in UP.marked if one.key == "alpha"]
    assert alpha.marked == "1 polygon, 1 point"
    assert alpha.marks == (
        ("polygon", "M16 8L26 38L6 38z", "arrow", "50%", "arrow, 50%"),
        ("point", "M16 8.2h0", None, "", "point"),
    )
    (box, other) = STOP.marked[0].marks
    assert box == (
        "box",
        "M6 6h20v20h-20z",
        '<script>alert("box")</script>',
        "93%",
        '<script>alert("box")</script>, 93%',
    )
    assert other.title == "second"
    assert [one.marked for one in STOP.marked] == ["2 boxes", "1 box"]


def test_nothing_is_drawn_without_a_picture():
    boxes = {"outcome": "pass", "boxes": [{"at": [1, 2, 3, 4]}]}
    assert of(a=boxes).marked == ()


def test_only_suites_with_prompts_and_outcomes_have_pages_of_prompts():
    prompts = {"p": {"category": "x"}}
    found = site(
        {"a": card("A")},
        {"sums": suite("x", prompts=prompts), "none": suite("x"), "both": suite("x", prompts=prompts)},
        {
            "sums": {"a": run({"x": (1, 1)})},
            "none": {"a": run({"x": (1, 1)})},
            "both": {"a": run(outcomes={"p": "pass"})},
        },
    )
    assert list(PromptPages(found, {})) == [("both", "p")]
    assert [bool(suite_page(found, key).prompt_groups) for key in ("sums", "none", "both")] == [False, False, True]
    models = ModelPages(found, partners(found))
    assert [bool(one.outcomes) for one in models.page("a").runs] == [True, False, False]


def test_a_model_of_which_only_sums_are_known_is_not_on_the_page():
    found = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", prompts={"p": {"category": "x"}})},
        {"s": {"a": run({"x": (1, 1)}), "b": run(outcomes={"p": "pass"})}},
    )
    page = PromptPages(found, {}).page("s", "p")
    assert (grouped(page), page.not_run) == ([("Passed", True, ["B"])], ())


def test_a_suite_lists_its_prompts_by_category_with_how_many_passed_each():
    groups = suite_page(SITE, "street-signs").prompt_groups
    assert [(group.label, [(one.text, one.passed) for one in group.prompts]) for group in groups] == [
        ("Words", [("Stop sign", "1/2"), ("Says hello", "1/2"), ("Polite", "1/1"), ("Unasked", "")]),
        ("Shapes & places", [("Up or down", "1/2"), ("How many", "0/2")]),
    ]
    assert groups[0].prompts[0].href == "../evals/street-signs/stop-sign.html"


def test_a_model_lists_its_results_by_category():
    (groups,) = [one.outcomes for one in ModelPages(SITE, partners(SITE)).page("beta").runs if one.outcomes]
    words = groups[0]
    assert (words.label, words.passed, words.asked) == ("Words", 0, 2)
    assert words.outcomes == (
        ("../evals/street-signs/stop-sign.html#beta", "Stop sign", "fail", "Fail"),
        ("../evals/street-signs/says-hello.html#beta", "Says hello", "fail", "Fail"),
        ("../evals/street-signs/polite.html", "Polite", "not-run", "Not run"),
        ("../evals/street-signs/unasked.html", "Unasked", "not-run", "Not run"),
    )
    assert [(one.outcome, one.word) for one in groups[1].outcomes] == [("no-answer", "No answer"), ("error", "Error")]


PLAIN = {"outcome": "pass", "answer": "x", "seconds": 1, "note": "n", "boxes": [{"at": [1, 2, 3, 4], "label": "l"}]}


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "fail"},
        {"answer": "y"},
        {"answer": None},
        {"seconds": 2},
        {"note": "m"},
        {"note": None},
        {"boxes": [{"at": [1, 2, 3, 5], "label": "l"}]},
        {"boxes": [{"at": [1, 2, 3, 4], "label": "m"}]},
        {"boxes": [{"at": [1, 2, 3, 4], "label": "l", "confidence": Decimal("0.5")}]},
        {"boxes": [], "polygons": [{"at": [[1, 2], [3, 4], [5, 6]]}]},
        {"boxes": [], "points": [{"at": [1, 2]}]},
    ],
    ids=str,
)
def test_the_state_of_a_prompt_tells_of_every_change_of_an_answer_and_no_other_prompt_does(change: dict[str, Any]):
    other = {key: value for key, value in {**PLAIN, **change}.items() if value is not None}
    before, after = (dict(pages(a=result, b="fail").states("s")) for result in (PLAIN, other))
    assert before["p"] != after["p"]
    assert before["q"] == after["q"]
    assert before == dict(pages(a=PLAIN, b="fail").states("s"))


def test_the_state_of_a_prompt_names_its_picture():
    before, after = (dict(PromptPages(SITE, pictures).states("street-signs")) for pictures in ({}, DATA.pictures))
    assert [key for key in before if before[key] != after[key]] == ["stop-sign", "up-or-down", "how-many"]


def test_models_are_named_for_the_pages_of_all_prompts():
    assert pages(a="pass", z="fail").models("s") == (
        ("a", ("../../models/a.html", "A")),
        ("z", ("../../models/z.html", "Z")),
    )
