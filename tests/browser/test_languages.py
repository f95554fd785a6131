"""Pages in other languages in a browser: none scrolls sideways, and scripts speak the language of their page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import pseudo
from tests.browser.test_pages import OVERFLOW
from tests.helpers import GOLDEN
from tests.once import made_once
from tests.serving import Served, served
from visavis.language import files
from visavis.load.site_data import read_site_data
from visavis.site import Site

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "compare/alpha-vs-beta.html",
    "models/alpha.html",
    "models/index.html",
    "evals/street-signs.html",
    "evals/street-signs/stop-sign.html",
    "tasks/ocr.html",
    "organizations/acme.html",
    "methodology.html",
    "compare/index.html?models=alpha,beta,gamma",
)


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the golden site in the made-up language that runs from right to left."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            pseudo.write_catalogue(folder / "locale")
            patch.setattr(files, "FOLDER", folder / "locale")
            pseudo.written(Site(GOLDEN), read_site_data(GOLDEN)[0], folder / "golden")

    with served(made_once(tmp_path_factory, "mirrored", make) / "golden", "/golden/") as site:
        yield site


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_from_right_to_left_fits_any_width(page: Page, mirrored: Served, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(mirrored.address + path, wait_until="networkidle")
    assert page.evaluate("document.dir") == "rtl"
    assert page.evaluate(OVERFLOW) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_stands_at_the_start_of_a_line_stands_on_the_right(page: Page, mirrored: Served) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(mirrored.address + "compare/alpha-vs-beta.html")
    place = "(selector) => document.querySelector(selector).getBoundingClientRect()"
    brand, pick = (page.evaluate(f"{place}", one) for one in (".brand", ".site-header__pick"))
    assert brand["left"] > pick["right"]
    head, first = (page.evaluate(place, f".comparison thead th:nth-child({number})") for number in (1, 2))
    assert head["left"] >= first["right"] - 1
    assert page.evaluate("getComputedStyle(document.querySelector('.comparison td')).textAlign") == "start"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("folder", ["de", "ja"])
def test_german_and_japanese_pages_fit_a_narrow_screen(page: Page, languages: Served, folder: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{languages.address}{folder}/{path}", wait_until="networkidle")
    assert page.evaluate(OVERFLOW) == []


def test_a_comparison_of_three_is_put_together_in_the_language(page: Page, languages: Served) -> None:
    page.goto(f"{languages.address}de/compare/index.html?models=alpha,beta,gamma", wait_until="networkidle")
    assert page.inner_text("#table") == "Vergleichstabelle"
    faces = page.inner_text(".faces")
    assert "je Prompt" in faces
    assert "gemessen" in faces or "Eigenangabe" in faces
    assert page.evaluate("[...document.images].every((one) => one.complete && one.naturalWidth)")


def test_the_picker_speaks_the_language_and_leads_to_pages_in_it(page: Page, languages: Served) -> None:
    page.goto(f"{languages.address}de/models/alpha.html")
    page.click(".site-header__pick")
    page.fill(".pick [name=left]", "gamma")
    assert "1 Modell passt" in page.inner_text(".pick [role=status]")
    page.keyboard.press("Enter")
    page.fill(".pick [name=right]", "beta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/compare/beta-vs-gamma.html**")


def test_sides_are_swapped_in_any_language(page: Page, languages: Served) -> None:
    page.goto(f"{languages.address}ja/compare/alpha-vs-beta.html?swapped", wait_until="networkidle")
    page.wait_for_selector(".swap[aria-pressed=true]")
    assert page.title().index("Beta") < page.title().index("Alpha")


def test_the_words_of_a_source_stay_whole_in_a_narrow_column(page: Page, languages: Served) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{languages.address}ja/models/alpha.html")
    lines = page.locator(".source a:not(.correct), .provenance a:not(.correct)").evaluate_all(
        "links => links.map(link => [link.innerText, new Set([...link.getClientRects()].map(at => at.top)).size])"
    )
    assert ["出典", 1] in lines
    assert [line for line in lines if line[1] != 1] == []
