"""What people take along: links to a place, tables as Markdown, cards and badges for pages of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import watched
from tests.serving import Served, served

pytestmark = pytest.mark.browser

PAIR = "compare/alpha-vs-beta.html"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Return a page that may use the clipboard."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context.new_page()


def copied(page: Page, said: str) -> str:
    """Return what the clipboard has once the page says so."""
    expect(page.locator(".copied")).to_have_text(said)
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_click_on_a_head_copies_its_address_and_goes_there(golden: Served, page: Page) -> None:
    complaints, _ = watched(page)
    page.goto(golden.address + PAIR)
    for place in ("differs", "property_licence", "suite_street-signs", "facts_from"):
        page.locator(f"#{place} > [href='#{place}']").click()
        expect(page.locator(".copied")).to_have_text("Link copied")  # and so it did of the head before
        wanted = f"{golden.address}{PAIR}#{place}"
        page.wait_for_function("async wanted => (await navigator.clipboard.readText()) === wanted", arg=wanted)
        assert page.url == f"{golden.address}{PAIR}#{place}"
    assert complaints == []


def test_without_scripts_a_head_is_a_link_and_nothing_offers_to_copy(golden: Served, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(golden.address + PAIR)
        page.locator("#table > a").click()
        assert page.url.endswith("#table")
        expect(page.get_by_role("button", name="Copy as Markdown")).to_have_count(0)


def test_a_table_is_copied_as_it_is_shown(golden: Served, page: Page) -> None:
    page.goto(golden.address + PAIR)
    button = page.get_by_role("button", name="Copy as Markdown")
    button.click()
    whole = copied(page, "Table copied as Markdown").splitlines()
    beta = f'[Beta \\<b\\>\\&amp; "3B"](<{golden.address}models/beta.html>)'
    assert whole[:2] == [
        f"| Property | [Alpha 12B](<{golden.address}models/alpha.html>) | {beta} |",
        "| --- | --- | --- |",
    ]
    assert all(line.replace("\\|", "").count("|") == 4 for line in whole)
    assert any(" · higher" in line for line in whole)
    same = page.locator(".comparison .same")
    named = same.first.locator("th").inner_text()
    assert any(line.startswith(f"| {named} |") for line in whole)
    page.get_by_label("Only differences").check()
    page.locator(".copied").evaluate("node => node.replaceChildren()")  # what was said of the first copy
    button.click()
    expect(page.locator(".copied")).to_have_text("Table copied as Markdown")
    assert not any(line.startswith(f"| {named} |") for line in copied(page, "Table copied as Markdown").splitlines())


def test_what_a_page_says_stays_in_its_place(golden: Served, page: Page) -> None:
    page.goto(golden.address + "evals/street-signs/says-hello.html")
    for text in ("main .said", ".asked__question"):
        assert page.locator(text).count() > 0
        for place in page.locator(text).all():
            expect(place).to_have_css("position", "static")


def test_a_value_that_is_pointed_at_leads_to_its_source(golden: Served, page: Page) -> None:
    page.goto(golden.address + PAIR)
    page.locator("tr:has(#property_licence) td").first.hover()
    link = page.locator("tr:has(#property_licence) td").first.get_by_role("link", name="source", exact=True)
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url("**/models/alpha.html#property_licence")
    expect(page.locator("tr:has(#property_licence) .source")).to_be_visible()


@pytest.mark.parametrize("sandbox", ["sandbox", 'sandbox="allow-popups"'])
def test_a_card_shows_in_a_sandbox_of_another_site_at_320_px(
    sandbox: str, golden: Served, page: Page, tmp_path: Path
) -> None:
    complaints, _ = watched(page)
    frame = f'<iframe src="{golden.address}embed/alpha-vs-beta.html" width="320" height="420" {sandbox}></iframe>'
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Elsewhere</title>{frame}", "utf-8")
    with served(tmp_path, "/") as elsewhere:
        page.goto(elsewhere.address + "index.html")
        card = page.frame_locator("iframe")
        expect(card.get_by_role("heading", level=1)).to_have_text('Alpha 12B vs Beta <b>&amp; "3B"')
        expect(card.locator(".face__score").first).to_have_css("font-weight", "700")
        assert page.frames[1].evaluate("document.documentElement.scrollWidth") == 320
    assert not any("Security" in said for said in complaints)


NAMED = """name => {
  for (const node of document.querySelectorAll("[data-side]:not(:has(*))")) node.textContent = name;
  return document.documentElement.scrollHeight;
}"""


@pytest.mark.parametrize("width", [320, 360])
def test_a_card_fits_the_frame_of_its_code(width: int, golden: Served, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 420})
    cards = sorted(golden.folder.glob("embed/*.html"))
    assert cards
    for card in cards:
        page.goto(golden.address + card.relative_to(golden.folder).as_posix())
        assert page.evaluate(NAMED, "Gemini 2.5 Flash-Lite Preview") == 420, card.name


def test_of_a_card_that_is_longer_than_its_frame_the_way_to_the_rest_stays_in_view(golden: Served, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 420})
    page.goto(golden.address + "embed/alpha-vs-beta.html")
    assert page.evaluate(NAMED, "Donaudampfschifffahrtsgesellschaft " * 4) > 500
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    link = page.get_by_role("link", name="Full comparison").bounding_box()
    assert link is not None
    assert link["y"] + link["height"] <= 420


def test_the_code_of_a_card_and_of_badges_is_copied_as_it_stands(golden: Served, page: Page) -> None:
    page.goto(golden.address + PAIR)
    page.get_by_text("Embed", exact=True).click()
    page.get_by_role("button", name="Copy code").click()
    assert copied(page, "Code copied") == (
        '<iframe src="https://example.org/golden/embed/alpha-vs-beta.html"'
        ' title="Alpha 12B vs Beta &lt;b&gt;&amp;amp; &#34;3B&#34;" width="360" height="420" loading="lazy"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
    page.goto(golden.address + "models/beta.html")
    page.get_by_text("Badges", exact=True).click()
    badge = page.locator(".embed img").first
    badge.scroll_into_view_if_needed()
    expect(badge).to_have_js_property("naturalHeight", 20)
    page.get_by_role("button", name="Copy code").first.click()
    assert copied(page, "Code copied").startswith('<a href="https://example.org/golden/models/beta.html"><img src=')
