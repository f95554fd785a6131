"""The evidence of a pair in a browser, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import path
from tests.serving import Served

pytestmark = pytest.mark.browser

FILTERS = {
    "show-every": ["only-left", "only-right", "neither", "both"],
    "show-only-left": ["only-left"],
    "show-only-right": ["only-right"],
    "show-neither": ["neither"],
    "show-both": ["both"],
}
COVERED = """() => [...document.querySelectorAll(".exhibit__picture")].map(holder => {
  const box = node => { const {x, y, width, height} = node.getBoundingClientRect(); return [x, y, width, height]; };
  return [box(holder.querySelector("img")), ...[...holder.querySelectorAll("svg")].map(box)];
})"""


def opened(own: Served, page: Page) -> Page:
    """Return a page of the site's own that has evidence."""
    page.goto(own.address + path(own, "own", "comparison with evidence"))
    return page


def groups(page: Page) -> list[str | None]:
    """Return the kinds of the groups of prompts that are to be seen."""
    every = page.locator("[data-group]").all()
    return [group.get_attribute("data-group") for group in every if group.is_visible()]


def test_which_prompts_are_shown_is_chosen_without_a_script_by_mouse_and_by_keyboard(
    own: Served, chromium: Browser
) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = opened(own, context.new_page())
        present = groups(page)
        assert present == FILTERS["show-every"]
        for name, wanted in FILTERS.items():
            page.locator(f"label:has(#{name})").click()
            assert groups(page) == wanted, name
        page.locator("#show-every").focus()
        page.keyboard.press("ArrowRight")
        assert groups(page) == ["only-left"]


@pytest.mark.parametrize("width", [390, 1280])
def test_marks_lie_just_over_their_picture(width: int, own: Served, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": width, "height": 900}) as context:
        page = opened(own, context.new_page())
        found = page.evaluate(COVERED)
        assert len(found) > 3
        assert any(len(boxes) == 3 for boxes in found)  # a picture with the marks of both
        for picture, *marks in found:
            assert all(mark == pytest.approx(picture, abs=1.1) for mark in marks)


def test_a_long_answer_is_unfolded_on_demand(own: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = opened(own, context.new_page())
        more = page.locator("details.evidence__more").first
        expect(more.locator("li").first).to_be_hidden()
        more.locator("summary").click()
        expect(more.locator("li").first).to_be_visible()
