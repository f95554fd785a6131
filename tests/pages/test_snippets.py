"""What is said of each page elsewhere: from its data, whole, short and of that page alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import card, run, site, suite
from tests.own_site import own_catalogue
from tests.pages.making import every_page, golden
from visavis.compare.facts import Fact, Kind
from visavis.compare.pairs import Pair
from visavis.compare.subjects import Catalogue
from visavis.pages import snippets
from visavis.pages.comparison import ComparisonPages

LONG = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=200)


def said(left: tuple[int, int], right: tuple[int, int]) -> str:
    """Return what is said of two models that passed so many of so many."""
    runs = {key: run({"all": passed}) for key, passed in (("a", left), ("b", right))}
    of = site({"a": card("A"), "b": card("B")}, {"quiz": suite("all", name="Quiz")}, {"quiz": runs})
    return ComparisonPages(of).page(Pair("a", "b")).snippet


@pytest.mark.parametrize("catalogue_of", [golden, own_catalogue])
def test_every_page_has_a_snippet_of_its_own_that_is_short(catalogue_of: Callable[[], Catalogue]) -> None:
    found = [page.snippet for page in every_page(catalogue_of())]
    assert [text for text in found if not 25 <= len(text) <= 160] == []
    assert [text for text, count in Counter(found).items() if count > 1] == []


def test_a_pair_says_what_both_reached_and_who_is_ahead() -> None:
    rest = "Scores by category, times, tasks, features and license side by side."
    assert said((30, 40), (10, 40)) == f"A vs B: 75.00% and 25.00% on Quiz, A ahead. {rest}"
    assert said((10, 40), (30, 40)) == f"A vs B: 25.00% and 75.00% on Quiz, B ahead. {rest}"
    assert said((24, 40), (17, 40)) == f"A vs B: 60.00% and 42.50% on Quiz, A probably ahead. {rest}"
    assert said((20, 40), (21, 40)) == f"A vs B: 50.00% and 52.50% on Quiz, too close to call. {rest}"


def test_a_pair_says_where_scores_are_of_different_prompts_and_where_nothing_is_known() -> None:
    assert said((20, 40), (21, 30)).startswith("A vs B: 50.00% and 70.00% on Quiz, of different prompts. ")
    of = site({"a": card("A"), "b": card("B")})
    assert ComparisonPages(of).page(Pair("a", "b")).snippet == (
        "Compare A and B side by side: eval scores by category, response time, tasks, features, parameters and license."
    )


def test_a_model_says_what_it_is_and_as_many_scores_as_there_is_room_for() -> None:
    score = Fact(Kind.SCORE, "72.4", unit="%")
    numbers = [("Vision", score), ("Detection", Fact(Kind.SCORE, "54.7", unit="mAP"))]
    assert snippets.model("Gamma", ("Google", "open"), numbers, 1) == (
        "Gamma (Google, open): 72.4% on Vision, 54.7 mAP on Detection. "
        "Facts with their sources, scores by category and 1 comparison."
    )
    assert snippets.model("Gamma", (), [("V" * 60, score)] * 3, 1200) == (
        f"Gamma: 72.4% on {'V' * 60}. Facts with their sources, scores by category and 1,200 comparisons."
    )
    assert (
        snippets.model("Gamma", (), (), 0) == "Gamma. Facts with their sources, scores by category and 0 comparisons."
    )


def test_a_long_question_is_cut_and_what_came_of_it_still_said() -> None:
    found = snippets.prompt("Signs", 3, 12, "What is  written\nthere? " * 20, 2, 5)
    assert len(found) == 160
    assert found.startswith("Signs, prompt 3 of 12: What is written there? What")
    assert found.endswith("… – 2 of 5 models passed.")


@pytest.mark.parametrize(
    ("tagline", "said"),
    [("Face to face.", "Face to face."), ("Face to face", "Face to face."), ("Who wins?", "Who wins?")],
)
def test_a_tagline_is_a_sentence_of_its_own(tagline: str, said: str) -> None:
    assert snippets.home(tagline, 2, 1, 1).startswith(f"{said} 2 models, 1 eval suite, 1 comparison: scores")


@given(st.lists(LONG, min_size=7, max_size=7), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_snippet_is_never_too_long_nor_empty(words: list[str], one: int, other: int) -> None:
    score = Fact(Kind.SCORE, words[0], unit=words[1])
    for text in (
        snippets.home(words[2], one, other, one),
        snippets.methodology(words[2]),
        snippets.compare(words[2], 4),
        snippets.models(one, other),
        snippets.model(words[2], words[3:5], [(words[5], score), (words[6], score)], one),
        snippets.pair(words[2], words[3], None),
        snippets.suite(words[2], one, words[3:4], score),
        snippets.prompt(words[2], one, other, words[3], one, other),
        snippets.task(words[2], words[3], one, other),
        snippets.organisation(words[2], words[3], one),
    ):
        assert 0 < len(text) <= 160
        assert "\n" not in text
