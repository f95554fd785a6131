"""What scripts and forms do for a reader: the picker, the switch over the table, and wrong addresses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("disk", [False, True], ids=["served", "from the disk"])
def test_the_picker_leads_to_a_comparison_by_keyboard_alone(*, disk: bool, golden: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto((golden.folder / "index.html").as_uri() if disk else golden.address)
        to_the_picker(page)
        page.keyboard.type("Gamma")
        page.keyboard.press("Tab")
        page.keyboard.type("Alpha")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"
        page.keyboard.press("Enter")
        page.wait_for_url("**/compare/alpha-vs-gamma.html")
        assert page.title() == "Alpha 12B vs Gamma-n · Golden"


def test_the_picker_says_that_two_models_are_needed(golden: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(golden.address)
        for select in page.locator(".picker select").all():
            select.select_option("alpha")
        page.get_by_role("button", name="Compare").click()
        expect(page.get_by_role("status")).to_have_text("Choose two different models.")
        assert page.url == golden.address


def test_without_scripts_a_sentence_takes_the_place_of_the_picker(golden: Served, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(golden.address)
        expect(page.locator(".picker")).to_be_hidden()
        expect(page.locator(".picker__fallback")).to_be_visible()


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


def test_the_picker_leads_into_folders_from_the_disk_too(folders: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto((folders.folder / "index.html").as_uri())
        for select, key in zip(page.locator(".picker select").all(), ("gamma", "alpha"), strict=True):
            select.select_option(key)
        page.get_by_role("button", name="Compare").click()
        page.wait_for_url("**/compare/alpha-vs-gamma/index.html")
        assert page.title() == "Alpha 12B vs Gamma-n · Golden"


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
        page.wait_for_url(golden.address + "index.html#models")


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


def to_the_picker(page: Page) -> None:
    """Press Tab until the first choice of the picker has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "left":
            return
    raise AssertionError("the picker cannot be reached with Tab")
