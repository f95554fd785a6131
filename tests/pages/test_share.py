"""Which pages have a share image of their own, and what is on it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.compare.making import card, run, site, suite
from visavis.compare.pairs import Pair, partners
from visavis.compare.subjects import Catalogue
from visavis.pages.comparison import ComparisonPages
from visavis.pages.home import home_page
from visavis.pages.model import ModelPages
from visavis.pages.share import ShareImages
from visavis.pages.share_pages import SharePages
from visavis.pages.suite import suite_page

ADDRESS = "https://example.org/site"
NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma", "d": "日本語"}


def of(**fields: Any) -> Catalogue:
    scores = {"a": (30, 40), "b": (28, 40), "c": (4, 40)}
    runs = {key: run({"all": passed}) for key, passed in scores.items()}
    models = {key: card(name) for key, name in NAMES.items()}
    return site(models, {"quiz": suite("all", name="Quiz")}, {"quiz": runs}, **{"address": ADDRESS, **fields})


def images(catalogue: Catalogue) -> ShareImages:
    return ShareImages(catalogue, partners(catalogue))


def test_without_an_address_or_where_none_are_wanted_there_are_no_images() -> None:
    for made in (of(address=None), of(share_images="none"), of(title="名")):
        found = images(made)
        assert (found.site, found.models, found.suites, found.pairs, found.beside) == (None, {}, {}, {}, {})
        assert suite_page(made, "quiz").image is None


def test_models_suites_and_the_pairs_that_the_home_page_names_have_one() -> None:
    made = of()
    found = images(made)
    assert {key: image.address for key, image in found.models.items()} == {
        key: f"{ADDRESS}/share/models/{key}.png" for key in "abc"
    }
    assert found.suites["quiz"].address == f"{ADDRESS}/share/evals/quiz.png"
    home = home_page(made, partners(made))
    named = re.findall(r"compare/(\w)-vs-(\w)\.html", str(home.highlights) + str(home.suites))
    assert {*named} == {*found.pairs} == {("a", "b"), ("a", "c")}
    assert found.beside == {"a": ("b", "c"), "b": ("a",), "c": ("a",)}


@pytest.mark.parametrize(("which", "pairs"), [("models", 0), ("home", 2), ("all", 3)])
def test_the_site_says_which_pairs_have_one(which: str, pairs: int) -> None:
    """Never those of a name that there are no letters for."""
    assert len(images(of(share_images=which)).pairs) == pairs


def test_a_page_without_an_image_of_its_own_names_that_of_the_site() -> None:
    made = of()
    comparisons, models = ComparisonPages(made), ModelPages(made, partners(made))
    shown = {image.address for image in (models.page("d").image, comparisons.page(Pair("b", "c")).image) if image}
    assert shown == {f"{ADDRESS}/share/site.png"}
    image = comparisons.page(Pair("a", "b")).image
    assert image
    assert (image.address, image.alt) == (f"{ADDRESS}/share/compare/a-vs-b.png", "Alpha vs Beta")


def test_the_image_of_a_pair_says_both_scores_and_the_verdict() -> None:
    made = of()
    pages = SharePages(made, partners(made), "data:,")
    close, clear = pages.pair_page(Pair("a", "b")), pages.pair_page(Pair("a", "c"))
    assert [side.score and side.score.fact.text for side in clear.sides] == ["75.00", "10.00"]
    assert (close.verdict, close.first, close.rest, close.drawn) == ("Too close to call", "", "on Quiz", True)
    assert (clear.verdict, clear.first, clear.rest, clear.apart) == ("Alpha is ahead", "left", "on Quiz", False)
    nothing = pages.pair_page(Pair("a", "d"))
    assert (nothing.verdict, nothing.rest, nothing.sides[1].score) == ("", "", None)


def test_the_image_of_a_suite_has_its_best_models() -> None:
    made = of()
    page = SharePages(made, partners(made), "data:,").suite_page("quiz")
    assert [(line.name, line.fact.text) for line in page.lines] == [
        ("Alpha", "75.00"),
        ("Beta", "70.00"),
        ("Gamma", "10.00"),
    ]
