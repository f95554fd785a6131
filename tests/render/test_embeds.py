"""Cards and badges that other sites show: they are whole whatever a model is called."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import card, run, site, suite
from tests.pages.making import every_badge, every_card, golden
from tests.render.making import renderer, written_everywhere
from tests.render.reading import Read
from tests.render.test_environment import HOSTILE
from visavis.pages.badges import BadgePage
from visavis.render.renderer import Page, Renderer

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "style", "clipPath", "g", "rect", "text"}
RENDERER = renderer()


@cache
def cards(text: str) -> list[Read]:
    """Return the cards of a site that says this text wherever it can, as a parser reads them."""
    return [Read(RENDERER.render(page).decode()) for page in every_card(written_everywhere(text))]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_changes_the_tags_of_a_card(text: str) -> None:
    assert [one.shape for one in cards(text)] == [one.shape for one in cards("word")]
    for read in cards(text):
        assert read.unbalanced == []
        assert read.other == []
        assert text in read.text
        tags = [tag for tag, _ in read.tags]
        assert "script" not in tags
        assert tags.count("h1") == tags.count("main") == tags.count("base") == 1


@pytest.mark.parametrize("text", ["word", *HOSTILE])
def test_cards_and_badges_are_what_jinja_gives(text: str) -> None:
    of = golden() if text == "word" else written_everywhere(text)
    anew: Renderer = renderer()
    pages: list[Page] = [*every_card(of), *every_badge(of)]
    assert len(pages) > 3
    for page in pages:
        assert anew.render(page) == anew.plain(page)


def badge(name: str, of: str = "Reading") -> BadgePage:
    """Return the badge of a model with this name on a suite of that name."""
    suites = {"s": suite("x").model_copy(update={"name": of})}
    (made,) = every_badge(site({"a": card(name)}, suites, {"s": {"a": run({"x": (7, 9)})}}))
    return made


def drawn(made: BadgePage) -> ET.Element:
    """Return a badge as a parser of XML reads it, which refuses what is not well-formed."""
    return ET.fromstring(RENDERER.render(made))


@given(
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=80),
    )
)
def test_a_badge_says_any_name_in_well_formed_xml(name: str) -> None:
    made = badge(name, name)
    root = drawn(made)
    title, label, value = root.find(f"{SVG}title"), *root.findall(f"{SVG}text")
    assert title is not None
    assert (
        title.text
        == f"{name} on {name}: {made.value}, 95% interval {made.interval}, {made.band.word if made.band else ''}"
    )
    assert label.text == name
    assert value.text == f"{made.value} ({made.interval})"
    assert {node.tag.removeprefix(SVG) for node in root.iter()} == {
        "svg",
        "title",
        "style",
        "clipPath",
        "g",
        "rect",
        "text",
    }
    assert all(not key.startswith("on") for node in root.iter() for key in node.attrib)


def test_a_badge_is_as_wide_as_its_words() -> None:
    widths = [badge("A", "W" * count).width for count in (1, 10, 40, 120)]
    assert all(one < other for one, other in pairwise(widths))
    assert badge("W" * 120).width == badge("A").width  # the model is named by its title alone


@given(st.text(st.sampled_from("abcWi .-0123日本😀<&"), min_size=1, max_size=80).filter(str.strip))
def test_the_words_of_a_badge_keep_to_their_fields(name: str) -> None:
    made = badge("A", name.strip())
    root = drawn(made)
    assert root.attrib["width"] == str(made.width)
    assert root.attrib["viewBox"] == f"0 0 {made.width} 20"
    assert made.label_width + made.value_width == made.width
    for node, start, room in zip(
        root.findall(f"{SVG}text"), (0, made.label_width), (made.label_width, made.value_width), strict=True
    ):
        middle, length = float(node.attrib["x"]), float(node.attrib["textLength"])
        assert (middle - length / 2 - start, start + room - middle - length / 2) == (8, 8)
