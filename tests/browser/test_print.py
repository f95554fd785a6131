"""A comparison on paper: two sheets of A4, with what is known and without what only leads elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import path
from tests.serving import Served

pytestmark = pytest.mark.browser

LONGEST = (
    "compare/gocr-0-52-vs-tesseract-5-3.html",
    "compare/rapidocr-1-4-vs-rapidocr-3-10.html",
    "compare/gemini-2-5-pro-preview-vs-gpt-4-1.html",
    "compare/claude-3-7-sonnet-vs-gemini-2-0-flash.html",
    "compare/yolo11n-vs-yolov8n.html",
)
"""Those with the most prompts, the longest notes, the most suites and the most rows."""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Return a page of its own context."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


def sheets(page: Page) -> int:
    """Return how many sheets a page takes, of the size that it asks for itself; A4 unless it does."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("place", LONGEST)
def test_a_comparison_takes_at_most_two_sheets(own: Served, page: Page, place: str):
    page.goto(own.address + place)
    assert sheets(page) <= 2


@pytest.mark.parametrize("kind", ["comparison", "comparison with evidence", "comparison with nothing in common"])
@pytest.mark.parametrize("site_name", ["golden", "own"])
def test_so_does_every_kind_of_comparison(request: pytest.FixtureRequest, page: Page, site_name: str, kind: str):
    site: Served = request.getfixturevalue(site_name)
    page.goto(site.address + path(site, site_name, kind))
    assert sheets(page) <= 2


def test_paper_shows_what_is_known_and_not_what_only_leads_elsewhere(own: Served, page: Page):
    page.goto(own.address + LONGEST[0])
    page.emulate_media(media="print")
    for shown in ("h1", ".face", ".differences", ".plot", ".evidence h4", ".comparison", ".overview", ".made-of"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in (".site-header", ".site-footer p", ".filter", ".exhibits", ".more", ".switch", ".swap", ".change"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_paper_is_white_in_dark_mode_too(own: Served, page: Page):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(own.address + LONGEST[0])
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
