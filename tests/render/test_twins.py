"""Pages as Markdown: they say what the HTML says, and are well-formed whatever the data holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.helpers import GOLDEN, ROOT
from tests.pages.making import every_page
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue, catalogue
from visavis.language import _, current, known, language, speaking
from visavis.load.schema import SiteData
from visavis.load.site_data import read_site_data
from visavis.pages.llms import llms_full_page, llms_page
from visavis.render.markdown import Links, text
from visavis.render.renderer import HtmlPage, Renderer
from visavis.render.twins import TWINS, Twins

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
FOLDERS = [ROOT / "templates"]
FIGURE = re.compile(r"\d(?:[\d.,:]*\d)?")
KINDS = sorted(kind.__name__ for kind in TWINS if not kind.__name__.startswith("Llms"))
MOST = 4
"""So many pages of a kind of a site of many are looked at."""


@pytest.fixture(params=known(), autouse=True)
def tag(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak each language in turn: values of pages are made in it, and so are their twins."""
    with speaking(language(request.param)):
        yield request.param


@cache
def _twins(tag: str) -> Twins:
    return Twins(FOLDERS, Links(pairs=True), compiling=False, language=language(tag))


def twins() -> Twins:
    return _twins(current().tag)


def texts() -> Twins:
    return Twins(FOLDERS, Links(pairs=False, base=""), compiling=False, language=current())


@cache
def _site(name: str, tag: str) -> Catalogue:
    return catalogue(read_site_data({"golden": GOLDEN, "own": ROOT}[name])[0])


def site(name: str) -> Catalogue:
    return _site(name, current().tag)


@cache
def _some_pages(name: str, kind: str, tag: str) -> tuple[HtmlPage, ...]:
    found = (page for page in every_page(site(name)) if type(page).__name__ == kind)
    return tuple(islice(found, None if name == "golden" else MOST))


def some_pages(name: str, kind: str) -> tuple[HtmlPage, ...]:
    return _some_pages(name, kind, current().tag)


@cache
def _html(tag: str) -> Renderer:
    return Renderer(FOLDERS, compiling=False, language=language(tag))


def figures(words: Iterable[str]) -> Counter[str]:
    return Counter(figure for one in words for figure in FIGURE.findall(one))


def in_tables_of_html(html: bytes) -> Counter[str]:
    """Return every figure of a page's tables but for those of what is drawn or said for screen readers alone."""
    soup = BeautifulSoup(html, "html.parser")
    for one in soup.select("svg, .unseen, caption, thead .lane, template, .score-key"):
        one.decompose()
    return figures(cell.get_text(" ") for cell in soup.select("table td, table th"))


def seen(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        yield from (child.content for child in token.children or () if child.type in ("text", "code_inline"))
        if token.type == "fence":
            yield token.content


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["golden", "own"])
def test_every_figure_of_a_pages_tables_is_in_its_twin(name: str, kind: str) -> None:
    pages = some_pages(name, kind)
    assert pages
    for page in pages:
        twin = twins().render(page).decode()
        expected, found = in_tables_of_html(_html(current().tag).render(page)), figures(seen(READER.parse(twin)))
        assert expected - found == Counter(), twin


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["golden", "own"])
def test_a_twin_is_laid_out_with_care(name: str, kind: str) -> None:
    """One title, no heading that skips a level, no HTML, no lines left over, and as many cells in every row."""
    for page in some_pages(name, kind):
        twin = twins().render(page).decode()
        tokens = READER.parse(twin)
        levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert not any(token.type.startswith("html") for token in all_of(tokens))
        assert "\n\n\n" not in re.sub(r"^(`{3,})text\n.*?^\1$", "block", twin, flags=re.MULTILINE | re.DOTALL)
        assert twin.endswith("\n")
        assert not twin.endswith("\n\n")
        assert not any("|" in one.content for one in all_of(tokens) if one.type == "text" and "---" in one.content)


def all_of(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


HOSTILE = "`*_[x](http://y.z)<b>&amp;|\\ # ~~ </script> ![ ]: - ==="
PLAIN = "plain"


def named(data: SiteData, words: str) -> SiteData:
    """Return a site in which every text that a page shows ends in these words, or has them on lines of their own."""
    models: dict[str, Any] = {}
    for key, card in data.models.items():
        models[key] = card.model_copy(
            update={
                "name": f"{card.name} {words}",
                "aliases": (words, f"- {words}"),
            }
        )
    suites: dict[str, Any] = {}
    for key, suite in data.suites.items():
        categories = {
            name: category.model_copy(update={"label": f"{category.label} {words}", "description": words})
            for name, category in suite.categories.items()
        }
        prompts = {
            name: prompt.model_copy(update={"question": f"What?\n{words}\n```\n# {words}"})
            for name, prompt in suite.prompts.items()
        }
        suites[key] = suite.model_copy(
            update={"name": f"{suite.name} {words}", "version": words, "categories": categories, "prompts": prompts}
        )
    runs = {
        suite: {model: run.model_copy(update={"note": words, "machine": words}) for model, run in of.items()}
        for suite, of in data.runs.items()
    }
    config = data.config.model_copy(update={"title": f"T {words}", "tagline": f"A {words}"})
    return replace(data, models=models, suites=suites, runs=runs, config=config)


def skeleton(markdown: bytes) -> list[tuple[str, str]]:
    """Return the structure of a document: its blocks, and the links in them."""
    kinds = ("text", "softbreak", "text_special", "code_inline", "em_open", "em_close")
    return [(token.type, token.tag) for token in all_of(READER.parse(markdown.decode())) if token.type not in kinds]


def test_hostile_texts_change_nothing_of_the_structure() -> None:
    data = read_site_data(GOLDEN)[0]
    hostile, harmless = (catalogue(named(data, words)) for words in (HOSTILE, PLAIN))
    pages = [page for page in every_page(hostile) if type(page) in TWINS]
    others = [page for page in every_page(harmless) if type(page) in TWINS]
    assert len(pages) == len(others) > 20
    for page, other in zip(pages, others, strict=True):
        made, expected = twins().render(page), twins().render(other)
        assert skeleton(made) == skeleton(expected), made.decode()


def test_llms_txt_has_the_form_that_llmstxt_org_proposes() -> None:
    of = site("golden")
    made = texts().render(llms_page(of, partners(of))).decode()
    tokens = READER.parse(made)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2", "h2", "h2"]
    assert tokens[3].type == "blockquote_open"
    lists = made.split("\n## ")[1:]
    assert [part.split("\n", 1)[0] for part in lists] == [
        _("Start here"),
        _("Eval suites"),
        _("Models"),
        "Optional",
    ]
    for part in lists:
        for line in part.strip().split("\n")[2:]:
            assert re.fullmatch(r"- \[.+\]\([^()\s]+\)(: .+)?", line), line
    assert "\n\n\n" not in made


def test_llms_txt_says_where_verdicts_are_only_where_they_are_published() -> None:
    of = site("golden")
    page = llms_page(of, partners(of))
    assert page.verdicts == "https://example.org/golden/api/comparisons/{left}.json"
    assert f"`{page.verdicts}`" in texts().render(page).decode()
    assert "api/comparisons" not in texts().render(replace(page, verdicts=None)).decode()


def test_llms_full_txt_has_every_suite_and_every_model() -> None:
    of = site("golden")
    page = llms_full_page(of, partners(of), "## Methodology")
    made = texts().render(page).decode()
    tokens = READER.parse(made)
    heads = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    model, suite = (_(head) for head in ("Model: %(model)s", "Eval suite: %(suite)s"))
    said = [model.replace("%(model)s", text(one.name)) for one in of.by_name()]
    assert [head for head in heads if head in said] == said
    assert sum(head.startswith(suite.removesuffix("%(suite)s")) for head in heads) == len(of.suites)
    assert heads[-1] == "Methodology"
    assert "](../" not in made
    assert "\n\n\n" not in made


@pytest.mark.parametrize("name", ["golden", "own"])
def test_twins_of_comparisons_are_compiled_to_the_same_bytes(name: str) -> None:
    compiled = Twins(FOLDERS, Links(pairs=True), language=current())
    for page in (*some_pages(name, "ComparisonPage"), *some_pages(name, "ModelPage")):
        assert compiled.render(page) == twins().render(page)
    assert compiled.slow == []
