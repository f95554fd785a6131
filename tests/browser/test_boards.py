"""Leaderboards as they look: names, makers, and what stands beside their heads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.serving import Served

pytestmark = pytest.mark.browser

PLACE = "evals/vision-ai-checkup.html"
CUT_WORDS = """links => links.flatMap(link => {
  const text = link.firstChild, cut = [];
  for (const {0: word, index} of text.data.matchAll(/[\\p{L}\\d]{2,}\\)?/gu)) {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    if (range.getBoundingClientRect().height > 1.5 * range.getClientRects()[0].height) cut.push(text.data);
  }
  return cut;
})"""
"""Names that are broken within a word."""
WIDE = ":root { --sans: 'DejaVu Sans', Verdana, sans-serif; } * { content-visibility: visible !important; }"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_maker_stands_below_every_name(width: int, own: Served, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(own.address + PLACE)
        below = page.locator(".board--ranked tbody th").evaluate_all(
            "heads => heads.map(head => head.querySelector('small').getBoundingClientRect().top"
            " >= head.querySelector('a').getBoundingClientRect().bottom - 1)"
        )
        assert below == [True] * 19


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_dot_parts_the_link_to_a_table_from_the_button_that_copies_it(
    *, scripts: bool, own: Served, chromium: Browser
) -> None:
    with chromium.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(own.address + PLACE)
        assert page.locator("a + .copy__dot + .copy").count() == 16
        said = page.locator(".section-head p:has(.copy)").first.inner_text()
        assert said.endswith(" · Ranking as CSV · Copy as Markdown" if scripts else " · Ranking as CSV")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("place", ["models/index.html", "tasks/ocr.html", PLACE])
def test_no_word_of_a_name_is_broken_even_in_a_wide_font(
    place: str, width: int, own: Served, chromium: Browser
) -> None:
    with chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(own.address + place)
        page.add_style_tag(content=WIDE)
        names = page.locator("tbody th a:not([href^='#'])")
        assert names.count() > 4
        assert names.evaluate_all(CUT_WORDS) == []
