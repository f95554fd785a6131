"""How every kind of page behaves: nothing overflows, moves, is fetched from elsewhere, or needs a script."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.browser.kinds import every_document, every_kind, every_site, path
from tests.helpers import assets
from tests.serving import Served, served

pytestmark = pytest.mark.browser

MOST_REQUESTS, MOST_BYTES = 5, 30_000

SHIFTS = """async () => {
  await document.fonts.ready;
  return await new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))
      .observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(sum), 150);
  });
}"""
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    node => node.getBoundingClientRect().right > width + 0.5 && !node.closest(".scroll"));
  const shown = wide.slice(0, 5).map(node => node.outerHTML.slice(0, 160));
  return [`${document.documentElement.scrollWidth}px wide`, ...shown];
}"""
COLOURS = "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
TEXT = """() => {
  const scripted = ".picker, .change, .swap, .choice__how, .third, .filters, .index__pick, .copy, .copy__dot";
  document.querySelectorAll(scripted).forEach(node => node.remove());
  const lazily = "tbody, .scatter, .boards section"; // whose text counts only once they were laid out
  document.querySelectorAll(lazily).forEach(node => node.style.contentVisibility = "visible");
  return document.body.innerText;
}"""


def watched(page: Page) -> tuple[list[str], list[str]]:
    """Return two lists that fill while the page loads: what it complains of, and what it asks for."""
    complaints: list[str] = []
    asked: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"{request.url}: {request.failure}"))
    page.on("request", lambda request: asked.append(request.url))
    return complaints, asked


@every_site
@every_document
def test_a_page_loads_alone_whole_and_still(
    site_name: str, kind: str, request: pytest.FixtureRequest, chromium: Browser
) -> None:
    """No complaint in the console, no request elsewhere, one style sheet, no layout shift, no sideways scrolling."""
    site: Served = request.getfixturevalue(site_name)
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        complaints, asked = watched(page)
        page.goto(site.address + path(site, site_name, kind))
        shift = page.evaluate(SHIFTS)
        assert page.evaluate(OVERFLOW) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate(OVERFLOW) == []
        narrow = context.new_page()
        narrow.set_viewport_size({"width": 320, "height": 640})
        narrow.goto(site.address + path(site, site_name, kind))
        assert narrow.evaluate(SHIFTS) == 0
    assert shift == 0
    assert complaints == []
    assert [address for address in asked if not address.startswith(site.address)] == []
    assert len([address for address in asked if address.endswith(".css")]) == 1


@every_site
@every_document
def test_a_page_is_few_bytes_in_few_requests(
    site_name: str, kind: str, request: pytest.FixtureRequest, chromium: Browser
) -> None:
    """At most 5 requests and 30 kB as hosts compress them, its icon among them; pictures of evidence come on top."""
    site: Served = request.getfixturevalue(site_name)
    with served(site.folder, site.prefix, compressed=True) as host, chromium.new_context() as context:
        page = context.new_page()
        asked: list[Request] = []
        page.on("requestfinished", lambda found: asked.append(found))
        page.goto(host.address + path(site, site_name, kind))
        page.wait_for_load_state("networkidle")
        weights = {found.url: found.sizes()["responseBodySize"] for found in asked if "/images/" not in found.url}
    assert len(weights) <= MOST_REQUESTS, weights
    assert sum(weights.values()) <= MOST_BYTES, weights


def test_no_page_of_the_whole_site_is_many_bytes(own: Served) -> None:
    """With the style sheet, the icon and the scripts that it names."""
    shared = own.folder / assets(own.folder)
    weights = {path.relative_to(shared).as_posix(): weight(path) for path in shared.rglob("*") if path.is_file()}
    pages = list(own.folder.rglob("*.html"))
    assert len(pages) > 4000
    for page in pages:
        text = page.read_text("utf-8")
        named = {name for name in weights if f'/{name}"' in text}
        assert {"site.css", "icon.svg", "js/site.js"} <= named
        assert weight(page) + sum(weights[name] for name in named) <= MOST_BYTES, page


def weight(path: Path) -> int:
    """Return how many bytes a file has as hosts compress it."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


@every_kind
def test_a_page_opens_from_the_disk(kind: str, golden: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        complaints, asked = watched(page)
        page.goto((golden.folder / path(golden, "golden", kind)).as_uri())
        if kind == "not found":  # a host shows this page at any depth: its links start from the site's own address
            return
        assert page.evaluate("() => getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    # browsers load no modules from the disk, and say so in the console: what a page has without them is there
    assert [text for text in complaints if "/static/" not in text and "net::ERR_FAILED" not in text] == []
    assert [address for address in asked if not address.startswith(golden.folder.as_uri())] == []


@every_site
@every_document
def test_a_page_is_complete_without_scripts(
    site_name: str, kind: str, request: pytest.FixtureRequest, chromium: Browser
) -> None:
    site: Served = request.getfixturevalue(site_name)
    texts = []
    for scripts in (True, False):
        with chromium.new_context(java_script_enabled=scripts) as context:
            page = context.new_page()
            page.goto(site.address + path(site, site_name, kind))
            texts.append(page.evaluate(TEXT))
    assert len(texts[0]) > 100
    assert texts[0] == texts[1]


@every_document
def test_dark_mode_is_dark(kind: str, golden: Served, chromium: Browser) -> None:
    colours = []
    with chromium.new_context(color_scheme="light") as context:
        page = context.new_page()
        page.goto(golden.address + path(golden, "golden", kind))
        for dark in (False, True):
            page.emulate_media(color_scheme="dark" if dark else "light")
            colours.append(
                page.evaluate(
                    "() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; }"
                )
            )
    assert [brightness(colour) for colour in colours[0]] == [pytest.approx(250, abs=6), pytest.approx(26, abs=20)]
    assert [brightness(colour) for colour in colours[1]] == [pytest.approx(20, abs=15), pytest.approx(235, abs=20)]


def brightness(colour: str) -> float:
    """Return the mean of the three channels of rgb(r, g, b)."""
    channels = colour.removeprefix("rgb(").removesuffix(")").split(",")
    return sum(map(float, channels)) / 3


@every_kind
def test_the_first_tab_offers_to_skip_to_the_content(kind: str, golden: Served, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 1280, "height": 400}) as context:
        page = context.new_page()
        page.goto(golden.address + path(golden, "golden", kind))
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.inner_text() == "Skip to the content"
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        start = page.url
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{start}#main")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('main, footer') !== null")
