"""Scores drawn in tables: one scale fits all lanes of a table, at every width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.kinds import path
from tests.serving import Served

pytestmark = pytest.mark.browser

LANES = """() => [...document.querySelectorAll("table:has(.lane)")].map(table =>
  [...table.querySelectorAll(".lane")].map(lane => {
    const {x, width} = lane.getBoundingClientRect();
    return [x, width];
  }))"""

COVERED = """() => {
  for (const board of document.querySelectorAll(".boards section")) board.style.contentVisibility = "visible";
  const boxes = text => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()];
  };
  return [...document.querySelectorAll(".drawn")].filter(({firstElementChild: words, lastElementChild: lane}) => {
    const drawn = [lane, ...lane.querySelectorAll("rect, circle, text")].map(node => node.getBoundingClientRect());
    const walk = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode()) if (!walk.currentNode.parentNode.closest(".unseen")) texts.push(walk.currentNode);
    return texts.flatMap(boxes).some(one => drawn.some(other =>
      one.left < other.right && other.left < one.right && one.top + 2 < other.bottom && other.top + 2 < one.bottom));
  }).map(node => node.innerText);
}"""


@pytest.mark.parametrize("kind", ["pass/fail suite", "model"])
def test_all_lanes_of_a_table_have_one_left_edge_and_one_width(kind: str, own: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(own.address + path(own, "own", kind))
        for width in (320, 390, 620, 700, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            tables = page.evaluate(LANES)
            assert len(tables) >= 1
            for lanes in tables:
                assert lanes == [pytest.approx(lanes[0], abs=0.1)] * len(lanes), width
                assert lanes[0][1] > 90


@pytest.mark.parametrize("place", ["tasks/ocr.html", "evals/reading-text.html", "evals/vision-ai-checkup.html"])
def test_no_text_lies_over_a_lane(place: str, own: Served, chromium: Browser) -> None:
    """Least of all beside a low score, whose interval begins where the lane does."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(own.address + place)
        for width in (320, 390, 700, 960, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(COVERED) == [], width


def test_a_longer_text_than_usual_breaks_beside_its_lane(own: Served, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(own.address + "tasks/ocr.html")
        counts = page.locator(".drawn .count")
        counts.evaluate_all("nodes => nodes.forEach(node => (node.textContent = '(12,345/67,890)'))")
        assert counts.count() > 20
        assert page.evaluate(COVERED) == []
