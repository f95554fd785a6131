"""Pieces: rendered once for each value, and never different from those rendered anew."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from tests.helpers import ROOT
from tests.pages.making import every_page, golden
from tests.render.making import renderer, unkept, written_everywhere
from visavis.compare.subjects import Catalogue
from visavis.render import fragments
from visavis.render.environment import environment
from visavis.render.fragments import FRAGMENTS, JOINED, fragment, joined


class Value:
    """A value that counts how often it is read."""

    def __init__(self, text: str) -> None:
        self._text, self.reads = text, 0

    @property
    def text(self) -> str:
        """The text, read once more."""
        self.reads += 1
        return self._text


def piece() -> Callable[[object], Markup]:
    """Return a filter that shows a value's text in bold."""
    templates = {"macros/bold.html": "{% macro bold(value) %}<b>{{ value.text }}</b>{% endmacro %}"}
    return fragment(Environment(loader=DictLoader(templates), autoescape=True), "bold")


def test_a_piece_is_rendered_once_for_its_value():
    bold, value = piece(), Value("a & b")
    assert [bold(value), bold(value)] == [Markup("<b>a &amp; b</b>")] * 2
    assert value.reads == 1
    assert bold(value) is bold(value)


def test_values_are_told_apart_by_identity():
    bold, one, other = piece(), Value("one"), Value("other")
    assert [bold(one), bold(other), bold(one)] == ["<b>one</b>", "<b>other</b>", "<b>one</b>"]
    assert (one.reads, other.reads) == (1, 1)


def test_pieces_start_afresh_when_many_are_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fragments, "MOST", 2)
    bold, values = piece(), [Value(str(number)) for number in range(3)]
    assert [bold(value) for value in values * 2] == [f"<b>{number}</b>" for number in range(3)] * 2
    assert [value.reads for value in values] == [2, 2, 2]  # 0 and 1 were kept, then 2 and 0, then 1 and 2


def test_the_template_of_a_piece_is_loaded_when_it_is_first_shown():
    render = fragment(Environment(loader=DictLoader({}), autoescape=True), "gone")
    with pytest.raises(Exception, match=r"macros/gone\.html"):
        render(object())


def test_many_values_are_laid_one_behind_the_other():
    assert joined(lambda value: Markup(f"<i>{value}</i>"))("ab") == Markup("<i>a</i><i>b</i>")
    assert joined(lambda value: Markup(f"<i>{value}</i>"))([]) == Markup("")


def test_every_piece_is_a_filter():
    filters = environment([ROOT / "templates"]).filters
    assert {*FRAGMENTS, *JOINED} <= filters.keys()
    assert set(JOINED.values()) <= set(FRAGMENTS)


@pytest.fixture(params=["golden", "every text"])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    """Return the golden site, and one that has a text wherever there can be one."""
    return golden() if request.param == "golden" else written_everywhere("A & <b>")


def test_every_page_is_the_same_byte_for_byte_with_and_without_kept_pieces(catalogue: Catalogue):
    kept, anew = renderer(), unkept()
    pages = list(every_page(catalogue))
    assert len(pages) >= 10
    for page in pages:
        assert kept.render(page) == kept.plain(page) == anew.plain(page)


def test_every_page_is_the_same_in_any_order_and_after_pieces_started_afresh(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
):
    pages = list(every_page(catalogue))
    whole, backwards = renderer(), renderer()
    first = [whole.render(page) for page in pages]
    assert [backwards.render(page) for page in reversed(pages)][::-1] == first
    monkeypatch.setattr(fragments, "MOST", 3)
    few = renderer()
    assert [few.render(page) for page in pages] == first


def test_pages_of_different_models_differ():
    """The comparisons above would also hold if all pages were one."""
    made = renderer()
    rendered = [made.render(page) for page in every_page(golden())]
    assert all(one != other for one, other in combinations(rendered, 2))


def test_every_macro_that_is_a_piece_takes_one_value():
    env = environment([ROOT / "templates"])
    for name in FRAGMENTS:
        macro = getattr(env.get_template(f"macros/{name}.html").module, name)
        assert len(macro.arguments) == 1
        assert macro.catch_kwargs is macro.catch_varargs is macro.caller is False
