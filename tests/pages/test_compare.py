"""The page that compares up to four models: which stencils it has, and that no fact of a site lacks one."""

from __future__ import annotations

import json
import re

from tests.compare.making import MAP, WEB, card, run, site, suite
from tests.helpers import GOLDEN, ROOT
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.site_data import read_site_data
from visavis.pages.api import ApiFiles
from visavis.pages.compare import MOST, ComparePage, compare_page
from visavis.render.renderer import Renderer


def golden() -> Catalogue:
    return catalogue(read_site_data(GOLDEN)[0])


def form(fact: dict[str, object]) -> str:
    """Return the name of the stencil for a fact of a data file, as compare.js finds it."""
    kind, unit = str(fact["kind"]), fact.get("unit")
    if "band" in fact:
        return f"share-{fact['band']}"
    if kind == "score":
        return "-".join(["number", *([str(unit) if unit in ("%", "s") else "unit"] if unit else [])])
    return "-".join([kind, *(name for name in ("link", "logo", "unit") if name in fact)])


def test_every_fact_of_a_site_has_a_stencil():
    for root in (GOLDEN, ROOT):
        of = catalogue(read_site_data(root, making=False)[0])
        names = {cell.name for cell in compare_page(of).cells}
        files = ApiFiles(of, partners(of))
        for key in of.subjects:
            model = files.model(key)
            facts = [fact for group in ("properties", "tasks", "features") for fact in model.get(group, {}).values()]
            facts += [fact for of_suite in model.get("suites", {}).values() for fact in of_suite["rows"].values()]
            assert {form(fact) for fact in facts} <= names


def test_stencils_are_told_apart_by_name():
    page = compare_page(golden())
    for stencils in (page.cells, page.cards):
        assert len({one.name for one in stencils}) == len(stencils)
    assert [face.name for face in page.cards][:4] == ["share", "number", "none", "not-run"]
    assert [of.origin for of in page.runs] == ["measured", "self-reported"]
    assert (page.first.id, page.other.id) == ("left", "~side~")


def test_only_shares_are_drawn_in_suites_of_either_kind():
    made = site(
        {"a": card("A")},
        {
            "mixed": suite("x", categories={"error": {"label": "Error", "metric": MAP}}),
            "numbers": suite("y", metric=MAP, headline="y"),
        },
        {"mixed": {"a": run({"x": (1, 2)}, average_response_time=1)}},
    )
    mixed, numbers = compare_page(made).suites
    assert [line.row.key for line in mixed.rows] == ["@overall", "@mean", "x", "error"]
    assert [line.typical for line in mixed.rows] == ["", "mean", "", ""]
    assert mixed.drawn == ("@overall", "x")
    assert [lane.row.key for lane in mixed.lanes] == ["@overall", "x"]
    assert (mixed.headline, numbers.headline, numbers.drawn) == ("@overall", "y", ())


def test_models_stand_by_name_and_lead_to_their_pages():
    page = compare_page(golden())
    assert [(model.key, *model.link) for model in page.models][:2] == [
        ("alpha", "../models/alpha.html", "Alpha 12B"),
        ("beta", "../models/beta.html", 'Beta <b>&amp; "3B"'),
    ]
    assert (page.comparison, page.data) == ("../compare/{left}-vs-{right}.html", "../api/models/{key}.json")
    assert (page.any_pair, page.most) == (True, MOST)
    assert not compare_page(site({"a": card(), "b": card()}, pairs=[])).any_pair


def test_every_slot_that_a_stencil_has_is_in_the_data_or_made_by_the_script():
    """A slot that nobody fills would leave its text out without a word."""
    page = rendered(compare_page(golden()))
    slots = set(re.findall("~([a-z_]+)~", page))
    data, _ = read_site_data(GOLDEN)
    found = catalogue(data)
    text = json.dumps([ApiFiles(found, partners(found)).model(key) for key in found.subjects])
    script = (ROOT / "static" / "js" / "compare.js").read_text("utf-8")
    in_data = {slot for slot in slots if f'"{slot}": ' in text}
    filled = {slot for slot in slots if re.search(rf"\b{slot}\b", script)}
    assert slots - in_data - filled <= OTHERS


OTHERS = {"machine", "software", "note"}
"""Slots of what runs may have and those of the golden site need not."""


def rendered(page: ComparePage) -> str:
    return Renderer([ROOT / "templates"]).render(page).decode()


def test_texts_of_a_site_stand_in_its_stencils_as_texts():
    made = site({"a": card("<A>")}, {"s": suite("x", name="<S>")}, tasks={"t": {"label": "<T>", "link": WEB}})
    page = rendered(compare_page(made))
    assert "&lt;A&gt;" in page
    assert "&lt;S&gt;" in page
    assert "&lt;T&gt;" in page
    assert "<T>" not in page
