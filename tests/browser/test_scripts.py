"""What scripts and forms do for a reader: the switch over the table, and wrong addresses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from tests.serving import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_only_differences_hides_the_rows_that_are_the_same(*, scripts: bool, golden: Served, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(golden.address + "compare/alpha-vs-beta.html")
        same, differs = page.locator(".comparison .same"), page.locator(".comparison .differs")
        assert same.count() > 0
        assert differs.count() > 0
        expect(same.first).to_be_visible()
        page.get_by_label("Only differences").check()
        for row in same.all():
            expect(row).to_be_hidden()
        for row in differs.all():
            expect(row).to_be_visible()
        page.get_by_label("Only differences").uncheck()
        expect(same.first).to_be_visible()


@pytest.mark.parametrize("address", ["compare/beta-vs-alpha.html", "compare/beta-vs-alpha.html?a=b#table"])
def test_a_pair_in_the_wrong_order_arrives_at_its_page(address: str, golden: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(golden.address + address)
        page.wait_for_url(golden.address + address.replace("beta-vs-alpha", "alpha-vs-beta"))
        assert page.title().startswith("Alpha 12B vs Beta")


@pytest.mark.parametrize("ending", ["/", "/index.html", ".html"])
def test_a_pair_in_the_wrong_order_arrives_where_pages_are_folders(
    ending: str, folders: Served, chromium: Browser
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{folders.address}compare/beta-vs-alpha{ending}")
        page.wait_for_url(f"{folders.address}compare/alpha-vs-beta/")
        assert page.title().startswith("Alpha 12B vs Beta")


@pytest.mark.parametrize("address", ["compare/alpha-vs-nobody.html", "no/such/thing", "compare/nobody-vs-alpha.html"])
def test_an_address_with_nothing_behind_it_says_so_at_any_depth(
    address: str, golden: Served, chromium: Browser
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        answer = page.goto(golden.address + address)
        assert answer is not None
        page.wait_for_load_state("networkidle")
        assert page.title() == "Page not found · Golden"
        assert page.evaluate("() => document.styleSheets[0].cssRules.length") > 0
        page.get_by_role("link", name="All models").click()
        page.wait_for_url(golden.address + "models/index.html")


def test_headings_of_a_comparison_go_down_one_level_at_a_time(golden: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(golden.address + "compare/alpha-vs-beta.html")
        levels = [
            int(node.evaluate("node => node.tagName[1]")) for node in page.locator("h1, h2, h3, h4, h5, h6").all()
        ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
