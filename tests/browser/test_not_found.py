"""The page for a wrong address, shown at any depth: it leads to what is meant, or lists what may be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import SHIFTS
from tests.serving import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context() as context:
        yield context.new_page()


def near(page: Page, address: str) -> list[tuple[str, str]]:
    """Return what the page of a wrong address says may be meant: texts and paths."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404
    page.wait_for_load_state("networkidle")
    links = page.locator("#near a")
    return [(link.inner_text(), str(link.evaluate("link => link.pathname + link.search"))) for link in links.all()]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("compare/beta-vs-alpha.html", "compare/alpha-vs-beta.html"),
        ("compare/beta-vs-alpha", "compare/alpha-vs-beta.html"),
        ("compare/BETA-vs-ALPHA_12b/", "compare/alpha-vs-beta.html"),
        ("compare/alpha-vs-beta/", "compare/alpha-vs-beta.html"),
        ("beta-vs-alpha", "compare/alpha-vs-beta.html"),
        ("models/Alpha%2012B", "models/alpha.html"),
        ("models/alpha/index.html", "models/alpha.html"),
        ("gamma-n", "models/gamma.html"),
    ],
)
def test_another_order_or_spelling_leads_to_the_page(wrong: str, right: str, golden: Served, page: Page) -> None:
    page.goto(f"{golden.address}{wrong}?a=b#table")
    page.wait_for_url(f"{golden.address}{right}?a=b#table")


@pytest.mark.parametrize("wrong", ["compare/beta-vs-alpha/", "compare/beta-vs-alpha.html", "compare/BETA-vs-The-First"])
def test_pages_that_are_folders_are_led_to(wrong: str, folders: Served, page: Page) -> None:
    page.goto(f"{folders.address}{wrong}")
    page.wait_for_url(f"{folders.address}compare/alpha-vs-beta/")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("de/compare/beta-vs-alpha.html", "de/compare/alpha-vs-beta.html"),
        ("ja/models/Alpha%2012B", "ja/models/alpha.html"),
        ("de/gamma-n", "de/models/gamma.html"),
        ("compare/beta-vs-alpha", "compare/alpha-vs-beta.html"),
    ],
)
def test_a_wrong_address_leads_to_the_page_in_its_language(
    wrong: str, right: str, languages: Served, page: Page
) -> None:
    page.goto(f"{languages.address}{wrong}?a=b#table")
    page.wait_for_url(f"{languages.address}{right}?a=b#table")


def test_what_may_be_meant_is_listed_in_its_language(languages: Served, page: Page) -> None:
    assert near(page, f"{languages.address}de/models/gamm.html") == [
        ("Gamma-n", f"{languages.prefix}de/models/gamma.html")
    ]
    links = page.locator(".languages a")
    assert [link.inner_text() for link in links.all()] == ["Deutsch", "日本語"]
    assert links.first.get_attribute("href") == f"{languages.prefix}de/index.html"


def test_a_pair_without_a_page_is_put_together(one_pair: Served, page: Page) -> None:
    page.goto(f"{one_pair.address}compare/gamma-vs-alpha.html")
    page.wait_for_url(f"{one_pair.address}compare/index.html?models=alpha,gamma*")


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("compare/alpah-vs-beta.html", [('Alpha 12B vs Beta <b>&amp; "3B"', "compare/alpha-vs-beta.html")]),
        ("compare/beta-vs-gama", [('Beta <b>&amp; "3B" vs Gamma-n', "compare/beta-vs-gamma.html")]),
        ("models/gamm.html", [("Gamma-n", "models/gamma.html")]),
        ("gama", [("Gamma-n", "models/gamma.html")]),
        ("compare/alpha", None),
        ("compare/alpha-vs-nobody.html", []),
        ("compare/alpha-vs-alpha.html", []),
        ("no/such/thing", []),
        ("xyzzy", []),
        ("%", []),
        ("<img src=x onerror=alert(1)>", []),
        ("static/gamma", []),
    ],
)
def test_what_may_be_meant_is_listed(
    wrong: str, found: list[tuple[str, str]] | None, golden: Served, page: Page
) -> None:
    if found is None:
        page.goto(golden.address + wrong)
        page.wait_for_url(f"{golden.address}models/alpha.html")
        return
    assert near(page, golden.address + wrong) == [(text, f"{golden.prefix}{path}") for text, path in found]
    expect(page.get_by_role("heading", name="Did you mean")).to_have_count(1 if found else 0)
    expect(page.get_by_role("link", name="All models")).to_be_visible()
    assert page.evaluate(SHIFTS) == 0


def test_many_that_may_be_meant_are_few(own: Served, page: Page) -> None:
    found = near(page, f"{own.address}compare/yolov8-vs-yolo11")
    assert len(found) == 6
    assert all("YOLOv8" in text and "YOLO11" in text for text, _ in found)


def test_without_the_index_the_links_that_stand_there_lead_on(golden: Served, page: Page) -> None:
    page.route("**/api/picker.json", lambda route: route.abort())
    assert near(page, f"{golden.address}models/gamm.html") == []
    expect(page.get_by_role("link", name="Compare any two models")).to_be_visible()


def test_whoever_looked_for_a_suite_finds_all_of_them(page: Page, golden: Served) -> None:
    page.goto(golden.address + "evals/street-sings.html")
    links = page.locator("[aria-labelledby=suites] a")
    assert links.all_inner_texts() == ["Reading", "Speed & precision", "Street signs"]
    links.last.click()
    assert page.url == golden.address + "evals/street-signs.html"
