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
