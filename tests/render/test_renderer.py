"""Every kind of page to bytes; and that pages and templates agree on what a page has."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import pytest
from jinja2 import nodes

from tests.compare.making import card, run, site, suite
from tests.compare.test_differences import EVERY, KINDS, SUITES, TASKS
from tests.helpers import ROOT
from tests.pages.making import every_page, golden
from tests.render.making import renderer, written_everywhere
from tests.render.reading import Read
from visavis.compare import differences
from visavis.compare.pairs import Pair
from visavis.pages.comparison import ComparisonPages
from visavis.pages.frame import Frame
from visavis.render.environment import environment
from visavis.render.hints import attributes
from visavis.render.renderer import TEMPLATES, ImagePage, Page

ENV = environment([ROOT / "templates"])
FOLDER = ROOT / "templates"
KINDS_OF_PAGES = pytest.mark.parametrize("kind", TEMPLATES, ids=lambda kind: kind.__name__)
UNSHOWN = {
    "Addresses.shown_ending",
    "Addresses.site",
    "ComparedModel.faces",
    "Frame.addresses",
}
UNSHOWN |= {"AnswerShown.weight", "Frame.markdown", "PromptHead.weight"}
UNSHOWN |= {"Event.flips", "Flipped.pair", "Table.heads"}
"""What pages or frames hold and no template shows: faces are chosen from, links are built, weights weighed."""
DATA = {"pair_table", "picker"}
"""Modules of pages/ whose values are written as data, without a template."""


def trees(name: str) -> Iterator[nodes.Template]:
    """Yield the parsed template and all that it extends or includes; macros see no page."""
    tree = ENV.parse((FOLDER / name).read_text("utf-8"))
    yield tree
    for node in tree.find_all((nodes.Extends, nodes.Include)):
        assert isinstance(node, nodes.Extends | nodes.Include)
        assert isinstance(node.template, nodes.Const)
        yield from trees(node.template.value)


def used(name: str, *way: str) -> set[str]:
    """Return the attributes that a template and its parents read of `page`, or of what this way leads to."""
    found = set()
    for tree in trees(name):
        for node in tree.find_all(nodes.Getattr):
            path = [node.attr]
            inner: nodes.Node = node.node
            while isinstance(inner, nodes.Getattr):
                path.insert(0, inner.attr)
                inner = inner.node
            if isinstance(inner, nodes.Name) and inner.name == "page" and tuple(path[:-1]) == way:
                found.add(path[-1])
    return found


def fields(kind: type[Any]) -> set[str]:
    """Return the names of what a value has to show."""
    return {name for name in attributes(kind) if not name.startswith("_")}


@KINDS_OF_PAGES
def test_a_page_says_where_it_lies(kind: type[Page]):
    assert kind.__doc__
    drawn = kind in get_args(ImagePage)  # the image that is drawn from its template is published
    ending = ".png" if drawn else Path(TEMPLATES[kind]).suffix
    assert ending in kind.__doc__.splitlines()[0]


@KINDS_OF_PAGES
def test_a_template_shows_every_field_of_its_page_and_no_other(kind: type[Page]):
    assert used(TEMPLATES[kind]) == fields(kind)


@KINDS_OF_PAGES
def test_what_a_template_reads_of_a_frame_exists(kind: type[Page]):
    assert used(TEMPLATES[kind], "frame") <= fields(Frame)


@KINDS_OF_PAGES
def test_what_a_template_reads_of_the_values_on_a_page_exists(kind: type[Page]):
    hints = attributes(kind)
    for name in fields(kind):
        read = used(TEMPLATES[kind], name)
        assert read <= {part for part in dir(hints[name]) if not part.startswith("_")} | fields_of(hints[name])


def fields_of(hint: Any) -> set[str]:
    """Return the fields of a value's type, or of any type that it may be."""
    kinds = [hint, *getattr(hint, "__args__", ())]
    return {name for kind in kinds if isinstance(kind, type) for name in getattr(kind, "__annotations__", {})}


def test_every_field_of_every_value_on_a_page_is_shown_somewhere():
    """Values with a private name stay within their module, so no page has them."""
    shown = set()
    for path in chain(
        *(FOLDER.rglob(f"*.{kind}") for kind in ("html", "md", "svg", "xml", "txt")), FOLDER.glob("files/_*")
    ):
        shown |= {node.attr for node in ENV.parse(path.read_text("utf-8")).find_all(nodes.Getattr)}
    values = {
        f"{value.__name__}.{name}"
        for path in (ROOT / "src" / "visavis" / "pages").glob("[a-z]*.py")
        if path.stem not in DATA
        for value in vars(import_module(f"visavis.pages.{path.stem}")).values()
        if isinstance(value, type) and value.__module__ == f"visavis.pages.{path.stem}"
        if not value.__name__.startswith("_")
        for name in getattr(value, "__annotations__", {})
        if name not in shown
    }
    assert values == UNSHOWN


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.html")), ids=lambda path: path.name)
def test_a_template_calls_no_python_but_the_macros_of_templates(path: Path):
    """What pages hold are values: a template that could call their methods could compute."""
    tree = ENV.parse(path.read_text("utf-8"))
    called = [node.node for node in tree.find_all(nodes.Call)]
    assert [node for node in called if isinstance(node, nodes.Getattr) and not isinstance(node.node, nodes.Const)] == []


def test_what_reaches_a_template_is_one_name(monkeypatch: pytest.MonkeyPatch):
    made = renderer()
    given: list[dict[str, Any]] = []

    class Template:
        """Notes what it is given."""

        @staticmethod
        def render(*arguments: Any, **names: Any) -> str:
            """Render nothing."""
            assert arguments == ()
            given.append(names)
            return ""

    monkeypatch.setattr(made, "template", lambda kind: Template)
    pages = list(every_page(golden()))
    for page in pages:
        made.plain(page)
    assert [list(names) for names in given] == [["page"]] * len(pages)
    assert all(names["page"] is page for names, page in zip(given, pages, strict=True))


def test_every_kind_of_page_is_among_those_of_the_golden_site():
    files = {kind for kind, template in TEMPLATES.items() if template.startswith("files/")}
    assert {type(page) for page in every_page(golden())} == set(TEMPLATES) - files


@pytest.mark.parametrize("text", ["日本語 – é", "A & <b>"])
def test_pages_are_whole_documents_in_utf_8(text: str):
    made = renderer()
    for page in every_page(written_everywhere(text)):
        rendered = made.render(page)
        read = Read(rendered.decode("utf-8"))
        assert rendered.startswith(b"<!doctype html>\n<html lang=")
        assert rendered.rstrip().endswith(b"</html>")
        assert read.unbalanced == []
        assert page.title in read.text
        assert [tag for tag, _ in read.tags].count("h1") == 1


class Statements(HTMLParser):
    """The statements of a comparison: heading and sentence of each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self._tags: list[str] = []
        self.feed(html.partition('<ul class="differences">')[2].partition("</ul>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a statement, its heading or its sentence."""
        self._tags.append(tag)
        if tag == "li":
            self.found.append({"h3": "", "p": ""})

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        self._tags.pop()

    def handle_data(self, data: str) -> None:
        """Add text to the heading or sentence that is open."""
        for tag in ("h3", "p"):
            if tag in self._tags:
                self.found[-1][tag] += data


def statements(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """Return kind, heading and sentence of every statement about two models that differ in everything."""
    monkeypatch.setattr(differences, "MOST", 1000)
    left, right, runs = EVERY
    both = {key: dict(zip("ab", of, strict=True)) for key, of in runs.items()}
    made = site({"a": card("A", **left), "b": card("B", **right)}, SUITES, both, tasks=TASKS)
    page = ComparisonPages(made).page(Pair("a", "b"))
    found = Statements(renderer().render(page).decode()).found
    kinds = [one.kind for one in page.differences]
    return [(kind, one["h3"], one["p"]) for kind, one in zip(kinds, found, strict=True)]


def test_every_kind_of_difference_has_words_of_its_own(monkeypatch: pytest.MonkeyPatch):
    found = statements(monkeypatch)
    assert {kind for kind, _, _ in found} == KINDS
    for _, heading, sentence in found:
        assert heading.strip()
        assert "A" in sentence
        assert "B" in sentence
        assert sentence.endswith(".")
    assert len({sentence for _, _, sentence in found}) == len(found)


def test_statements_read_as_sentences(monkeypatch: pytest.MonkeyPatch):
    found = {kind: (heading, sentence) for kind, heading, sentence in statements(monkeypatch)}
    assert found["smaller"] == ("9× smaller", "A has 1B parameters, B 9B.")
    assert found["newer"] == ("6 years newer", "B dates from Jan 2026, A from Jan 2020.")
    assert found["open"][1].startswith("A can be run on machines of your own, B only")
    assert found["licence"] == ("Different licenses", "A comes under MIT, B under Apache-2.0.")
    assert found["faster"] == ("9× faster", "A takes 1.00s a prompt on Reading, B 9.00s (mean).")


def test_a_suite_without_runs_and_a_model_without_facts_have_pages():
    made = site({"a": card("A"), "b": card("B")}, {"s": suite("x")})
    rendered = renderer()
    assert [len(rendered.render(page)) > 1000 for page in every_page(made)] == [True] * 9
    lonely = site({"a": card("A")}, {"s": suite("x")}, {"s": {"a": run({"x": (0, 1)})}})
    assert [len(rendered.render(page)) > 1000 for page in every_page(lonely)] == [True] * 7
