"""templates/README.md, the guide for theme authors, is complete: every page, object, field, macro and filter."""

from __future__ import annotations

import os
import re
from enum import Enum
from pathlib import Path

import pytest
from jinja2 import nodes

from tests.helpers import ROOT, write_file
from tests.theme_guide import BEGIN, meaning, members, reachable, reference, titled
from tests.theme_words import WORDS
from visavis.build import build
from visavis.load.site_data import read_site_data
from visavis.render.environment import environment
from visavis.render.fragments import FRAGMENTS, JOINED
from visavis.render.renderer import TEMPLATES
from visavis.site import Site

GUIDE = ROOT / "templates" / "README.md"


def test_the_reference_is_what_the_code_says() -> None:
    """Where pages change: VISAVIS_REGENERATE=1 pytest tests/test_theme_guide.py, and read the diff."""
    words, begin, written = GUIDE.read_text("utf-8").partition(BEGIN)
    if os.environ.get("VISAVIS_REGENERATE"):
        written = "\n" + reference()
        GUIDE.write_text(words + begin + written, "utf-8")
    assert begin
    assert written == "\n" + reference()


@pytest.mark.parametrize("one", reachable(), ids=titled)
def test_every_field_says_what_it_means(one: type) -> None:
    """Say it in the docstring of the class, with the field's name between backticks."""
    if issubclass(one, Enum):
        return
    for name in members(one):
        assert re.search(rf"`{name}[`.]", one.__doc__ or "") or meaning(one, name).endswith(".")


def test_no_word_is_left_without_a_field() -> None:
    fields = {name for one in reachable() for name in members(one)}
    own = {f"{titled(one)}.{name}" for one in reachable() for name in members(one)}
    assert set(WORDS) - fields - own == set()


@pytest.mark.parametrize(("page", "template"), TEMPLATES.items(), ids=TEMPLATES.values())
def test_what_our_own_templates_read_of_a_page_is_in_the_guide(page: type, template: str) -> None:
    env = environment([ROOT / "templates"])
    read = set()
    frame = ("base.html",) if template.startswith("pages/") else ()
    for name in (template, *frame):
        tree = env.parse((ROOT / "templates" / name).read_text("utf-8"))
        for found in tree.find_all(nodes.Getattr):
            if isinstance(found.node, nodes.Name) and found.node.name == "page":
                read.add(found.attr)
    assert read <= set(members(page))


def test_every_filter_of_ours_is_named() -> None:
    text = GUIDE.read_text("utf-8")
    own = set(environment([ROOT / "templates"]).filters) - set(environment([]).__class__().filters)
    assert own >= {*FRAGMENTS, *JOINED}
    assert {name for name in own if f"`{name}`" not in text} == set()


def test_its_links_lead_to_headings() -> None:
    text = GUIDE.read_text("utf-8")
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= anchors


def test_the_page_that_the_guide_shows_can_be_built(site: Path) -> None:
    (template,) = re.findall(r"```jinja\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    write_file(site / "templates/pages/model.html", template.encode())
    built = build(Site(site), site / "site")
    assert built.slow == ()
    made = (site / "site/models/alpha.html").read_text("utf-8")
    data = read_site_data(site, making=False)[0]
    assert f"<h1>{data.models['alpha'].name}</h1>" in made
    assert "<dt>Organization</dt><dd>" in made
