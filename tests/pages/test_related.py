"""Related comparisons on the pages of pairs and models."""

from __future__ import annotations

from typing import Any

from tests.compare.making import MAP, card, run, site, suite
from tests.render.making import renderer
from tests.render.reading import Read
from visavis.compare.pairs import Pair, partners
from visavis.compare.subjects import Catalogue
from visavis.pages.comparison import ComparisonPages
from visavis.pages.model import ModelPages
from visavis.pages.related import RelatedLink

RENDERER = renderer()


def ranked(**fields: Any) -> Catalogue:
    """Return a site of six models, ranked by their keys."""
    keys = "abcdef"
    runs = {key: run({"map": 60 - place}) for place, key in enumerate(keys)}
    one = suite("map", name="S", metric=MAP, headline="map")
    return site({key: card(key.upper()) for key in keys}, {"s": one}, {"s": runs}, **fields)


def names(pages: ComparisonPages, left: str, right: str) -> list[list[str]]:
    """Return the models that each side of a page leads to."""
    return [[link.text for link in side.links] for side in pages.page(Pair(left, right)).related]


def test_the_other_side_of_a_page_is_left_out():
    pages = ComparisonPages(ranked())
    assert names(pages, "a", "b") == [["C", "D", "E"], ["C", "D", "E"]]
    assert names(pages, "a", "f") == [["B", "C", "D"], ["E", "D", "C"]]


def test_a_side_is_the_same_object_on_every_page_that_shows_the_same():
    pages = ComparisonPages(ranked())
    one, other, without = (pages.page(Pair("a", right)).related[0] for right in "efb")
    assert one is other
    assert one is not without
    assert (one.id, one.name, one.comparisons) == ("left", "A", "../models/a.html#comparisons")


def test_a_link_leads_to_the_page_of_a_pair_or_else_to_the_page_that_compares_any():
    made = ranked(pairs=[["a", "b"]])
    links = ComparisonPages(made).page(Pair("a", "b")).related[1].links
    assert links[0] == RelatedLink("../compare/index.html?models=b,c", "C", "score", "S", 1)
    links = ModelPages(made, partners(made)).page("b").related
    assert [link.href for link in links[:2]] == ["../compare/a-vs-b.html", "../compare/index.html?models=b,c"]


def test_every_reason_is_said_in_words():
    bare = suite("x", name="Bare", metric=MAP)
    board = suite("map", name="Board", metric=MAP, headline="map")
    models = {
        "a": card("Aba 1", parameters="10B", organisation="o", tasks={"t": "yes", "u": "yes"}),
        "b": card("Bi", tasks={"t": "yes"}),
        "c": card("Ci", tasks={"t": "yes", "u": "yes"}),
        "d": card("Aba 2", tasks={"t": "yes"}),
        "e": card("Ei", parameters="9B"),
        "f": card("Fi", organisation="o"),
        "g": card("Gi"),
        "h": card("Hi"),
    }
    runs = {
        "bare": {key: run({"x": 1}) for key in "egfh"},
        "board": {key: run({"map": 90 - place}) for place, key in enumerate("aefb")},
    }
    made = site(
        models, {"bare": bare, "board": board}, runs, organisations={"o": "Org"}, tasks={"t": "Tea", "u": "Use"}
    )
    pages = ModelPages(made, partners(made))

    def said(key: str) -> list[str]:
        html = RENDERER.render(pages.page(key)).decode().partition('<ul class="related__list"')[2]
        return [" ".join(Read(part).text.split()) for part in html.partition("</ul>")[0].split("<li>")[1:]]

    assert said("a") == ["vs Ei next to it on Board", "vs Aba 2 same family: Aba", "vs Fi same maker: Org",
                         "vs Bi 3 places from it on Board"]  # fmt: skip
    assert said("c") == ["vs Aba 1 2 tasks in common", "vs Bi same task: Tea", "vs Aba 2 same task: Tea"]
    assert said("g") == ["vs Fi both run on Bare", "vs Hi both run on Bare", "vs Ei both run on Bare"]
    assert "vs Aba 1 next to it on Board" in said("e")


def test_a_model_that_nothing_is_like_has_no_related_comparisons():
    made = site({"a": card("A"), "b": card("B")})
    html = RENDERER.render(ModelPages(made, partners(made)).page("a")).decode()
    assert "Related" not in html
    sides = ComparisonPages(made).page(Pair("a", "b")).related
    assert [side.links for side in sides] == [(), ()]
