"""The index of models: filters, order, the address, ticks, by mouse and by keyboard, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Served

pytestmark = pytest.mark.browser

ALPHA, BETA, DELTA, GAMMA = "Alpha 12B", 'Beta <b>&amp; "3B"', "Delta 日本語", "Gamma-n"


@pytest.fixture
def page(golden: Served, chromium: Browser) -> Iterator[Page]:
    """Open the index of the golden site."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(golden.address + "models/index.html")
        expect(page.locator("#index[data-live]")).to_be_visible()
        yield page


def names(page: Page) -> list[str]:
    """Return the names of the models that are to be seen, in their order."""
    return [row.inner_text() for row in page.locator("#index tbody th").all() if row.is_visible()]


def said(page: Page) -> str:
    """Return what is announced of the models found."""
    return page.locator("#filters [role=status]").inner_text()


@pytest.mark.parametrize(
    ("field", "value", "found", "words"),
    [
        ("category", "open", [ALPHA, GAMMA], "2 of 4 models. 1 more may fit: not all is known of them."),
        ("organisation", "other", [BETA], "1 of 4 models. 2 more may fit: not all is known of them."),
        ("modality", "image", [GAMMA], "1 of 4 models. 1 more may fit: not all is known of them."),
        ("licence", "Beta Terms", [BETA], "1 of 4 models. 1 more may fit: not all is known of them."),
        ("suite", "speed", [BETA, GAMMA], "2 of 4 models."),
        ("name", "beTA", [BETA], "1 of 4 models."),
        ("max", "12b", [ALPHA, GAMMA], "2 of 4 models. 1 more may fit: not all is known of them."),
        ("min", "12.5B", [BETA], "1 of 4 models. 1 more may fit: not all is known of them."),
        ("from", "2024-05-15", [ALPHA], "1 of 4 models. 1 more may fit: not all is known of them."),
        ("from", "2023-11", [ALPHA, BETA, GAMMA], "3 of 4 models. 1 more may fit: not all is known of them."),
        ("to", "2023-02", [GAMMA], "1 of 4 models. 1 more may fit: not all is known of them."),
        ("name", "nobody", [], "0 of 4 models."),
    ],
)
def test_a_filter_shows_what_fits_and_says_how_many(
    field: str, value: str, found: list[str], words: str, page: Page
) -> None:
    control = page.locator(f"#filters [name={field}]")
    if control.evaluate("node => node.tagName") == "SELECT":
        control.select_option(value)
    else:
        control.fill(value)
    assert names(page) == found
    assert said(page) == words
    assert page.locator("#none").is_visible() == (not found)


def test_tasks_and_features_are_asked_for_together(page: Page) -> None:
    page.get_by_label("Captioning").check()
    assert names(page) == [ALPHA, BETA]
    page.get_by_label("Object Detection").check()
    assert names(page) == [BETA]
    assert said(page) == "1 of 4 models. 1 more may fit: not all is known of them."
    page.get_by_label("Show these too").check()
    assert names(page) == [BETA, DELTA]
    assert said(page) == "2 of 4 models. 1 of these may not fit: not all is known of them."
    page.get_by_label("Multimodal Vision").check()
    assert names(page) == [BETA, DELTA]
    page.get_by_role("button", name="Clear filters").click()
    assert names(page) == [ALPHA, BETA, DELTA, GAMMA]
    assert said(page) == "4 models."


def test_a_field_that_is_not_understood_says_so_and_filters_nothing(page: Page) -> None:
    field = page.locator("[name=max]")
    field.fill("tiny")
    assert said(page) == "4 models."  # it may not be finished
    field.press("Enter")
    assert said(page) == "4 models. Parameters are written 500M or 7B."
    assert names(page) == [ALPHA, BETA, DELTA, GAMMA]
    expect(page).to_have_url(re.compile(re.escape("models/index.html") + "$"))


def test_a_head_sorts_by_its_column_and_again_the_other_way_round(page: Page) -> None:
    head = page.get_by_role("columnheader", name="Parameters")
    head.get_by_role("button").click()
    assert names(page) == [GAMMA, ALPHA, BETA, DELTA]
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert names(page) == [BETA, ALPHA, GAMMA, DELTA]  # what is not known stays last
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("th[aria-sort]").count() == 1
    released = page.get_by_role("columnheader", name="Released")
    released.get_by_role("button").click()
    assert names(page) == [ALPHA, BETA, GAMMA, DELTA]
    assert released.get_attribute("aria-sort") == "descending"
    expect(page).to_have_url(re.compile(re.escape("?sort=released") + "$"))


def test_scores_are_sorted_by_in_the_suite_that_is_chosen(page: Page) -> None:
    scores = page.get_by_role("columnheader", name="Scores")
    page.get_by_label("Results in").select_option("street-signs")
    scores.get_by_role("button").click()
    assert page.get_by_label("Sort by").input_value() == "score-street-signs"
    assert names(page) == [ALPHA, BETA]
    assert scores.get_attribute("aria-sort") == "descending"
    page.get_by_label("Reversed").check()
    assert names(page) == [BETA, ALPHA]


def test_the_address_keeps_the_state_and_back_brings_it_back(page: Page) -> None:
    start = page.url
    page.locator("[name=category]").select_option("open")
    page.get_by_label("Captioning").check()
    page.locator("[name=name]").press_sequentially("alp")
    page.get_by_label("Sort by").select_option("released")
    full = f"{start}?name=alp&category=open&task=captioning&sort=released"
    expect(page).to_have_url(full)
    assert names(page) == [ALPHA]
    page.go_back()
    expect(page).to_have_url(f"{start}?name=alp&category=open&task=captioning")
    page.go_back()  # the word is one step, not each of its letters
    expect(page).to_have_url(f"{start}?category=open&task=captioning")
    expect(page.locator("[name=name]")).to_have_value("")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(start)
    assert names(page) == [ALPHA, BETA, DELTA, GAMMA]
    expect(page.locator("[name=category]")).to_have_value("")
    page.goto(full)
    expect(page.locator("#index[data-live]")).to_be_visible()
    assert names(page) == [ALPHA]
    expect(page.get_by_label("Captioning")).to_be_checked()


def test_an_address_with_nonsense_shows_everything(golden: Served, page: Page) -> None:
    page.goto(golden.address + "models/index.html?category=half&sort=colour&models=nobody,alpha&max=%22%3E&task=none")
    expect(page.locator("#index[data-live]")).to_be_visible()
    assert names(page) == [ALPHA, BETA, DELTA, GAMMA]
    assert page.locator("#tray [data-slot=names]").inner_text() == ALPHA


def test_two_ticked_models_lead_to_their_page_and_three_to_where_three_are_compared(page: Page) -> None:
    tray, go = page.locator("#tray"), page.locator("#tray a")
    expect(tray).to_be_hidden()
    page.get_by_label(f"Compare {GAMMA}").check()
    expect(tray).to_be_visible()
    expect(go).to_be_hidden()
    page.get_by_label(f"Compare {ALPHA}").check()
    assert go.get_attribute("href") == "../compare/alpha-vs-gamma.html"
    expect(page).to_have_url(re.compile(re.escape("?models=gamma,alpha") + "$"))
    page.get_by_label(f"Compare {DELTA}").check()
    assert go.get_attribute("href") == "../compare/index.html?models=gamma,alpha,delta"
    page.get_by_label(f"Compare {DELTA}").uncheck()
    go.click()
    page.wait_for_url("**/compare/alpha-vs-gamma.html")
    page.go_back()
    expect(page.locator("#tray [data-slot=names]")).to_have_text(f"{GAMMA}, {ALPHA}")
    page.get_by_role("button", name="Untick all").click()
    expect(tray).to_be_hidden()
    expect(page.get_by_label(f"Compare {ALPHA}")).to_be_focused()
    assert page.locator("#index :checked").count() == 0
    expect(page).to_have_url(re.compile(re.escape("models/index.html") + "$"))


def test_a_fifth_model_is_not_ticked(own: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(own.address + "models/index.html")
        expect(page.locator("#index[data-live]")).to_be_visible()
        for box in page.locator("#index input").all()[:5]:
            box.click()
        assert page.locator("#index :checked").count() == 4
        expect(page.locator("#tray [role=status]")).to_have_text("At most 4 can be compared.")


def test_by_keyboard_alone_models_are_filtered_ticked_and_compared(page: Page) -> None:
    page.locator("[name=category]").focus()
    page.keyboard.type("open")
    expect(page.locator("#filters [role=status]")).to_contain_text("2 of 4 models")
    for name in (ALPHA, GAMMA):
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.ariaLabel") == f"Compare {name}":
                break
        page.keyboard.press("Space")
    expect(page.locator("#tray [role=status]")).to_have_text("2 ticked: press Enter or the button.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/alpha-vs-gamma.html")


def test_where_some_pairs_have_no_page_two_models_are_compared_where_three_are(page: Page) -> None:
    page.locator("#tray").evaluate("node => node.removeAttribute('data-comparison')")
    for name in (BETA, ALPHA):
        page.get_by_label(f"Compare {name}").check()
    assert page.locator("#tray a").get_attribute("href") == "../compare/index.html?models=beta,alpha"


@pytest.mark.parametrize("disk", [False, True], ids=["without scripts", "from the disk"])
def test_where_the_script_does_not_run_the_table_is_whole_and_no_control_shows(
    *, disk: bool, golden: Served, chromium: Browser
) -> None:
    with chromium.new_context(java_script_enabled=disk) as context:
        page = context.new_page()
        start = golden.folder.as_uri() + "/" if disk else golden.address
        page.goto(start + "models/index.html")
        assert names(page) == [ALPHA, BETA, DELTA, GAMMA]
        controls = page.locator("main").locator("input, select, button").all()
        assert len(controls) > 10
        assert [control for control in controls if control.is_visible()] == []
        page.get_by_role("link", name=GAMMA).click()
        page.wait_for_url("**/models/gamma.html")


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_disk_it_is_said_at_once_why_nothing_filters_in_a_box_of_its_own(
    width: int, golden: Served, chromium: Browser
) -> None:
    with chromium.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto((golden.folder / "models/index.html").as_uri())
        words = page.get_by_text("Filters and sorting need the script of this page")
        expect(words).to_have_css("opacity", "1", timeout=1_000)  # where the script does not come it takes 3 seconds
        box, inner = page.locator("#filters").bounding_box(), words.bounding_box()
        assert box is not None
        assert inner is not None
        assert box["height"] - inner["height"] < 40


def test_on_a_phone_the_filters_unfold_and_rows_are_cards(golden: Served, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(golden.address + "models/index.html")
        category = page.locator("[name=category]")
        button = page.get_by_role("button", name="Filters", exact=True)
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(category).to_be_hidden()
        button.click()
        expect(button).to_have_attribute("aria-expanded", "true")
        category.select_option("closed")
        assert names(page) == [BETA]
        box = page.locator("#index tbody tr:visible").bounding_box()
        assert box is not None
        assert box["width"] <= 358
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_index_is_a_table_for_those_who_hear_it(page: Page) -> None:
    assert page.get_by_role("table").count() == 1
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=ALPHA))
    assert row.get_by_role("cell").count() == 10
    assert page.get_by_role("columnheader").count() == 10
