"""Comparing up to four models in the browser: the same table as on the pages of pairs, from the data of the models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import RUN as AXE
from tests.browser.test_accessibility import SCHEMES
from tests.browser.test_pages import OVERFLOW, SHIFTS, watched
from tests.helpers import assets
from tests.serving import Served

pytestmark = pytest.mark.browser

ROWS = """() => [...document.querySelectorAll(".comparison tr:not(.group)")].map(row => {
  row = row.cloneNode(true);
  for (const cell of row.children) for (const name of ["data-wide", "colspan"]) cell.removeAttribute(name);
  for (const name of [...row.attributes].map(({name}) => name)) if (name !== "class") row.removeAttribute(name);
  return row.outerHTML.replace("Neither card", "No card");
})"""
FACTS_FROM = '<th scope="row" id="facts_from"><a href="#facts_from">Facts from</a></th>'
"""What the last row begins with."""

FACES = """() => [...document.querySelectorAll(".face")].map(face => {
  face.querySelector(".change")?.remove();
  return face.innerText;
})"""
DOTS = """() => [...document.querySelectorAll(".plot__row")].map(row => {
  const said = ({name, value}) => [name, name[0] === "c" ? parseFloat(value).toFixed(1) : value].join();
  const dots = [...row.querySelectorAll("g")].map(
    dot => [dot.dataset.side, ...[...dot.children].map(shape => [...shape.attributes].map(said))]);
  return [row.innerText, ...dots];
})"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


def compare(page: Page, site: Served, *keys: str, rest: str = "") -> None:
    """Open the page with these models, and wait until they are compared."""
    page.goto(f"{site.address}compare/index.html?models={','.join(keys)}{rest}")
    expect(page.locator(".comparison")).to_be_visible()


def heads(page: Page) -> list[str]:
    return page.locator(".comparison thead th").all_inner_texts()[1:]


def cells(page: Page, row: str) -> list[str]:
    found = page.locator(f".comparison tr[data-row='{row}']").first.locator("td")
    return [" ".join(text.split()) for text in found.all_inner_texts()]


PAIRS = [pair for pair in permutations(("alpha", "beta", "delta", "gamma"), 2) if pair[0] < pair[1]]


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_two_models_have_the_very_rows_cards_and_plots_of_their_own_page(
    pair: tuple[str, str], golden: Served, page: Page
) -> None:
    page.goto(f"{golden.address}compare/{pair[0]}-vs-{pair[1]}.html")
    own = [page.evaluate(what) for what in (ROWS, FACES, DOTS)]
    assert FACTS_FROM in own[0][-1]
    compare(page, golden, *pair, rest="&stay")
    assert [page.evaluate(what) for what in (ROWS, FACES, DOTS)] == own


OWN = (
    ("claude-3-7-sonnet", "gemma-3-27b"),
    ("gemma-4-12b", "rf-detr-l"),
    ("d-fine-l", "yolo11x"),
    ("gocr-0-52", "rapidocr-3-10"),
    ("chatgpt-4o", "yolov8n"),
)


@pytest.mark.parametrize("pair", OWN, ids="-".join)
def test_two_models_of_the_own_site_have_the_rows_of_their_page(pair: tuple[str, str], own: Served, page: Page) -> None:
    page.goto(f"{own.address}compare/{pair[0]}-vs-{pair[1]}.html")
    there = [page.evaluate(what) for what in (ROWS, FACES, DOTS)]
    assert len(there[0]) > 10
    assert FACTS_FROM in there[0][-1]
    compare(page, own, *pair, rest="&stay")
    assert [page.evaluate(what) for what in (ROWS, FACES, DOTS)] == there


def test_from_the_page_of_two_a_third_can_be_set_beside_them(golden: Served, page: Page) -> None:
    page.goto(f"{golden.address}compare/alpha-vs-gamma.html")
    page.get_by_role("link", name="Set a third model beside both").click()
    page.wait_for_url("**/compare/index.html?models=alpha,gamma&stay")
    page.locator("#choice").get_by_role("link", name="Beta").click()
    page.wait_for_url("**/compare/index.html?models=alpha,gamma,beta")
    expect(page.locator(".comparison thead th")).to_have_count(4)


def test_two_models_lead_to_their_own_page_and_back_from_it(golden: Served, page: Page) -> None:
    page.goto(golden.address)
    page.goto(f"{golden.address}compare/index.html?models=gamma,alpha")
    page.wait_for_url("**/compare/alpha-vs-gamma.html")
    page.go_back()
    expect(page).to_have_url(golden.address)


def test_where_only_some_pairs_have_pages_every_pair_is_answered(one_pair: Served, page: Page) -> None:
    page.goto(f"{one_pair.address}compare/index.html?models=gamma,alpha")
    page.wait_for_url("**/compare/alpha-vs-gamma.html")
    compare(page, one_pair, "beta", "alpha")
    assert heads(page) == ['Beta <b>&amp; "3B"', "Alpha 12B"]
    expect(page.locator("[data-part=pairs]")).to_have_count(0)
    compare(page, one_pair, "beta", "alpha", "gamma")
    assert page.locator("[data-part=pairs] li a").all_inner_texts() == ["Alpha 12B vs Gamma-n"]


def test_pairs_arrive_where_pages_are_folders(folders: Served, page: Page) -> None:
    complaints, asked = watched(page)
    compare(page, folders, "gamma", "alpha", "beta")
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if "/logos/" in address] == [
        f"{folders.address}{assets(folders.folder)}/logos/acme.svg"
    ]
    assert complaints == []
    page.get_by_role("link", name="Gamma-n vs Alpha 12B").click()
    page.wait_for_url("**/compare/alpha-vs-gamma/index.html")
    page.go_back()
    page.locator(".face").first.get_by_role("link").click()
    page.wait_for_url("**/models/gamma/index.html")


def test_three_models_stand_beside_each_other(golden: Served, page: Page) -> None:
    complaints, asked = watched(page)
    compare(page, golden, "alpha", "beta", "gamma")
    assert page.title() == 'Alpha 12B vs Beta <b>&amp; "3B" vs Gamma-n · Golden'
    assert " ".join(page.locator("h1").inner_text().split()) == 'Alpha 12B vs Beta <b>&amp; "3B" vs Gamma-n'
    expect(page.locator("#compared [role=status]")).to_have_text('Compared: Alpha 12B, Beta <b>&amp; "3B" and Gamma-n')
    assert heads(page) == ["Alpha 12B", 'Beta <b>&amp; "3B"', "Gamma-n"]
    assert cells(page, "map") == ["Not run", "36.5%", "36.5%"]
    assert cells(page, "latency") == ["Not run", "12.00 ms", "1.47 ms better"]
    assert cells(page, "captioning") == ["Yes", "Yes", "No"]
    assert cells(page, "input-size")[2] == "640 px"
    assert page.locator("tr[data-row=captioning]").get_attribute("class") == "differs"
    assert page.locator("tr[data-row=map]").get_attribute("class") == "gap"
    assert page.locator(".group__about").first.inner_text().startswith("pass/fail results · 6 and 3 prompts")
    assert [of.get_attribute("colspan") for of in page.locator(".group th").all()] == ["4"] * 6
    assert page.locator(".plot").count() == 2
    assert complaints == []
    assert sorted(address.rpartition("/")[2] for address in asked if "/api/" in address) == [
        "alpha.json",
        "beta.json",
        "gamma.json",
    ]


def test_the_best_of_more_than_two_is_marked_where_all_were_asked_the_same(own: Served, page: Page) -> None:
    compare(page, own, "chatgpt-4o", "gemini-2-5-pro-preview", "claude-3-7-sonnet", "gemma-3-27b")
    marked = page.locator(".better__mark")
    assert {text.strip() for text in marked.all_inner_texts()} <= {"highest", "best", "higher", "better"}
    assert "highest" in {text.strip() for text in marked.all_inner_texts()}
    counts = [cell.split("(")[1].split(")")[0] for cell in cells(page, "object-counting")]
    best = max(counts, key=lambda count: int(count.split("/")[0]))
    for text, count in zip(cells(page, "object-counting"), counts, strict=True):
        assert text.endswith("highest") == (count == best)


def test_four_models_are_drawn_in_four_lanes_of_four_colours(own: Served, page: Page) -> None:
    compare(page, own, "chatgpt-4o", "gemini-2-5-pro-preview", "claude-3-7-sonnet", "gemma-3-27b")
    lane = page.locator(".plot__lane").first
    assert lane.get_attribute("height") == "50"
    assert [dot.get_attribute("data-side") for dot in lane.locator("g").all()] == ["left", "right", "third", "fourth"]
    assert [
        dot.evaluate("(node) => node.getCTM().f + node.cy.baseVal.value") for dot in lane.locator("circle").all()
    ] == [10, 20, 30, 40]
    strokes = {line.evaluate("node => getComputedStyle(node).stroke") for line in lane.locator("line").all()}
    assert len(strokes) == 4
    expect(page.locator("#choice")).to_be_hidden()


@pytest.mark.parametrize(
    ("query", "problems", "shown"),
    [
        ("alpha,nobody,beta,gamma", ["No model here has the key nobody."], 3),
        ("alpha,beta,nobody", ["No model here has the key nobody."], 2),
        ("alpha,<b>,gamma,alpha,beta", ["No model here has the key <b>."], 3),
        ("nobody", ["No model here has the key nobody."], 0),
        ("alpha,,nobody", ["No model here has the key nobody."], 0),
        ("alpha,beta,gamma,delta,,delta", [], 4),
        (
            "constructor,__proto__",
            ["No model here has the key constructor.", "No model here has the key __proto__."],
            0,
        ),
    ],
)
def test_bad_keys_are_named_and_the_rest_is_compared(
    query: str, problems: list[str], shown: int, golden: Served, page: Page
) -> None:
    complaints, _ = watched(page)
    page.goto(f"{golden.address}compare/index.html?models={query}")
    if shown:
        expect(page.locator(".comparison")).to_be_visible()
        assert len(heads(page)) == shown
    else:
        expect(page.locator(".choice__how")).to_contain_text("Choose")
    assert page.locator(".choice__problem").all_inner_texts() == problems
    assert complaints == []


def test_at_most_four_are_compared(own: Served, page: Page) -> None:
    compare(page, own, "d-fine-l", "d-fine-m", "d-fine-n", "d-fine-s", "d-fine-x", "yolo11n")
    assert len(heads(page)) == 4
    expect(page.locator(".choice__problem")).to_have_text(
        "At most 4 models are compared at once; left out: D-FINE-X and YOLO11n."
    )


def test_where_every_model_is_chosen_none_is_asked_for(golden: Served, page: Page) -> None:
    whole = (golden.folder / "compare" / "index.html").read_text("utf-8")
    fewer = re.sub(r'<li><a href="[^"]*" data-key="delta">.*?</li>\n', "", whole)
    assert len(fewer) < len(whole)
    page.route("**/compare/index.html?*", lambda route: route.fulfill(body=fewer, content_type="text/html"))
    compare(page, golden, "alpha", "gamma", rest="&stay")
    expect(page.locator("#choice")).to_be_visible()
    compare(page, golden, "alpha", "beta", "gamma")
    assert len(heads(page)) == 3
    expect(page.locator("#choice")).to_be_hidden()


def test_models_are_chosen_one_by_one_and_back_takes_the_last_away(golden: Served, page: Page) -> None:
    page.goto(f"{golden.address}compare/index.html")
    expect(page.locator(".choice__how")).to_have_text("Choose the first of two to 4 models.")
    choice = page.locator("#choice")
    choice.get_by_role("link", name="Gamma-n").click()
    expect(page.locator("h1")).to_have_text("Gamma-n")
    choice.get_by_role("link", name="Alpha 12B").click()
    expect(page.locator(".comparison")).to_be_visible()
    choice.get_by_role("link", name="Beta").click()
    page.wait_for_url("**?models=gamma,alpha,beta")
    expect(page.locator(".comparison thead th")).to_have_count(4)
    assert choice.locator("[data-key]").all_inner_texts() == ["Delta 日本語"]
    page.go_back()
    expect(page.locator(".comparison thead th")).to_have_count(3)
    page.get_by_role("link", name="Leave out Gamma-n").click()
    expect(page.locator("h1")).to_have_text("Alpha 12B")
    page.go_back()
    expect(page.locator(".comparison thead th")).to_have_count(3)


def test_only_differences_hides_what_is_the_same_of_all(golden: Served, page: Page) -> None:
    compare(page, golden, "alpha", "beta", "gamma")
    same, differs = page.locator(".comparison .same"), page.locator(".comparison .differs")
    assert (same.count(), differs.count()) != (0, 0)
    page.get_by_label("Only differences").check()
    for row in same.all():
        expect(row).to_be_hidden()
    for row in differs.all():
        expect(row).to_be_visible()
    page.get_by_label("Only differences").uncheck()
    for row in same.all():
        expect(row).to_be_visible()


def test_data_that_cannot_be_had_is_said(golden: Served, page: Page) -> None:
    page.route("**/api/models/beta.json", lambda route: route.abort())
    page.goto(f"{golden.address}compare/index.html?models=alpha,beta,gamma")
    expect(page.locator(".choice__problem")).to_contain_text("could not be loaded")
    expect(page.locator("#choice")).to_be_visible()
    page.get_by_role("link", name="Beta").click()
    page.wait_for_url("**/models/beta.html")


def test_without_scripts_there_is_a_list_of_links(golden: Served, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{golden.address}compare/index.html?models=alpha,beta,gamma")
        links = page.locator("#choice [data-key]")
        assert links.all_inner_texts() == ["Alpha 12B", 'Beta <b>&amp; "3B"', "Delta 日本語", "Gamma-n"]
        expect(page.locator(".comparison")).to_have_count(0)
        links.first.click()
        page.wait_for_url("**/models/alpha.html")


QUERIES = ("alpha", "alpha,beta&stay", "alpha,beta,gamma", "alpha,beta,gamma,delta", "alpha,nobody")


@pytest.mark.parametrize("query", QUERIES)
def test_axe_finds_nothing_in_what_is_put_together(
    query: str, golden: Served, chromium: Browser, node_packages: Path
) -> None:
    axe = (node_packages / "axe-core" / "axe.min.js").read_text("utf-8")
    found: list[Any] = []
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{golden.address}compare/index.html?models={query}")
        expect(page.locator("[data-side]").first).to_be_visible()
        page.evaluate(axe)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                found += [f"{scheme} {width}: {text}" for text in page.evaluate(AXE)]
    assert found == []


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_moves_or_hangs_over(query: str, width: int, golden: Served, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": width, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"{golden.address}compare/index.html?models={query}")
        expect(page.locator("[data-side]").first).to_be_visible()
        assert page.evaluate(SHIFTS) == 0
        assert page.evaluate(OVERFLOW) == []


def test_the_head_of_the_table_stays_in_sight_on_a_desk_and_the_property_on_a_phone(own: Served, page: Page) -> None:
    compare(page, own, "chatgpt-4o", "gemini-2-5-pro-preview", "claude-3-7-sonnet", "gemma-3-27b")
    page.evaluate("document.querySelector('tr[data-row=ocr]').scrollIntoView({block: 'center', behavior: 'instant'})")
    top = page.locator(".comparison thead th").last.bounding_box()
    assert top is not None
    assert 0 < top["y"] < 80
    page.set_viewport_size({"width": 390, "height": 800})
    page.locator(".scroll--narrow").evaluate("node => node.scrollTo({left: 300, behavior: 'instant'})")
    first = page.locator("tr[data-row=ocr] th").first.bounding_box()
    assert first is not None
    assert first["x"] == pytest.approx(16, abs=1)
