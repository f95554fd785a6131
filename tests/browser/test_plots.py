"""Plots and the filter of a suite's page in a browser, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.serving import Served

pytestmark = pytest.mark.browser

SUITE = "evals/vision-ai-checkup.html"

ROOM = """figure => {
  const frame = figure.querySelector(".scatter__frame").getBoundingClientRect();
  const inside = node => { const box = node.getBoundingClientRect();
    return box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1; };
  return [...figure.querySelectorAll("text")].filter(node => !inside(node)).map(node => node.textContent);
}"""
CENTRES = """figure => [...figure.querySelectorAll(".scatter__point")].map(point => {
  const box = point.querySelector("circle, rect").getBoundingClientRect();
  return [point.dataset.category, box.x + box.width / 2, box.y + box.height / 2, Math.round(box.width)];
})"""


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, own: Served, chromium: Browser) -> Iterator[Page]:
    """Open the page of a suite, where scripts do not run."""
    with chromium.new_context(java_script_enabled=False, viewport={"width": request.param, "height": 900}) as context:
        opened = context.new_page()
        opened.goto(own.address + SUITE)
        yield opened


def opacity(node: Locator) -> float:
    """Return how opaque a node is, whatever it lies in."""
    return float(node.evaluate("node => getComputedStyle(node).opacity"))


def shown(names: Locator) -> list[str]:
    """Return the texts that are to be seen of names that all are there to be heard."""
    found: list[str] = names.evaluate_all(
        "all => all.filter(node => getComputedStyle(node).opacity > 0).map(node => node.textContent)"
    )
    return found


def test_a_point_names_its_model_under_the_pointer_and_leads_to_it(page: Page):
    figure = page.locator("figure.scatter").first
    names, point = figure.locator(".scatter__name"), figure.locator(".scatter__point").first
    assert shown(names) == []
    point.locator("circle, rect").hover()
    assert shown(names) == [point.locator(".scatter__name").text_content()]
    assert opacity(point) == 1
    others = figure.locator(".scatter__point:not(:hover)")
    assert {opacity(other) for other in others.all()} == {0.25}
    name = point.locator("tspan").first.text_content()
    point.locator("circle, rect").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(str(name))


def test_points_are_reached_by_keyboard_in_order_and_named(page: Page):
    figure = page.locator("figure.scatter").first
    points, names = figure.locator(".scatter__point"), figure.locator(".scatter__name")
    skip = figure.locator(".scatter__skip")
    skip.focus()
    assert (skip.bounding_box() or {"x": -1})["x"] >= 0
    for place in range(points.count()):
        page.keyboard.press("Tab")
        expect(points.nth(place)).to_be_focused()
        assert shown(names) == [names.nth(place).text_content()]
    page.keyboard.press("Tab")
    expect(figure.locator("ol a").first).to_be_focused()


def test_the_points_of_a_plot_can_be_skipped(page: Page):
    figure = page.locator("figure.scatter").first
    figure.locator(".scatter__skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(figure.locator("ol a").first).to_be_focused()


def test_every_word_of_a_plot_has_room(page: Page):
    for figure in page.locator("figure.scatter").all():
        assert figure.evaluate(ROOM) == []


def test_points_are_links_whose_names_say_model_score_and_cost(page: Page):
    figure = page.locator("figure.scatter").first
    expect(figure.get_by_role("link", name="Gemma 3 27B 69.74% · 1.72s", exact=True)).to_be_attached()


def test_open_and_closed_differ_in_shape_as_well_as_in_colour(page: Page):
    figure = page.locator("figure.scatter").first
    found: list[Any] = figure.evaluate(
        """figure => [...figure.querySelectorAll(".scatter__point")].map(point => {
             const mark = point.querySelector("circle, rect");
             return [point.dataset.category, mark.localName, getComputedStyle(mark).fill];
           })"""
    )
    kinds = {kind: (shape, colour) for kind, shape, colour in found}
    assert kinds["open"][0] == "circle"
    assert kinds["closed"][0] == "rect"
    assert kinds["open"][1] != kinds["closed"][1]
    assert {(kind, (shape, colour)) for kind, shape, colour in found} == set(kinds.items())


def test_marks_stand_at_their_places_and_the_line_passes_through_those_of_the_frontier(page: Page):
    figure = page.locator("figure.scatter").first
    corners = figure.locator(".scatter__line").evaluate(
        """line => { const box = line.closest(".scatter__plot").getBoundingClientRect();
             const [, x, y, rest] = line.getAttribute("d").match(/^M(\\d+) (\\d+)(.*)$/);
             let at = [+x, +y]; const found = [];
             for (const [, kind, value] of rest.matchAll(/([VH])(\\d+)/g)) {
               at = kind === "V" ? [at[0], +value] : [+value, at[1]];
               if (kind === "V") found.push([box.x + at[0] * box.width / 1000, box.y + at[1] * box.height / 1000]);
             }
             return found; }"""
    )
    steps = figure.evaluate(CENTRES.replace(".scatter__point", ".scatter__point[data-step]"))
    places = sorted({(round(x, 1), round(y, 1)) for _, x, y, _ in steps})
    assert len(places) == len(corners)
    for (x, y), (left, top) in zip(places, sorted(corners), strict=True):
        assert (x, y) == (pytest.approx(left, abs=1.2), pytest.approx(top, abs=1.2))


def test_the_filter_shows_open_or_closed_models_by_mouse_and_by_keyboard(page: Page):
    rows, points = page.locator(".board--ranked tbody tr"), page.locator("figure.scatter").first.locator("a")
    note = page.locator(".filter__note")

    def kinds(of: Locator) -> set[str | None]:
        return {one.get_attribute("data-category") for one in of.all() if one.is_visible()} - {None}

    assert kinds(rows) == {"open", "closed"}
    expect(note).to_be_hidden()
    for kind in ("open", "closed"):
        page.locator(f"label:has(#show_{kind})").click()
        assert kinds(rows) == kinds(page.locator(".board--category tbody tr")) == kinds(points) == {kind}
        expect(note).to_be_visible()
    page.locator("#show_all").focus()
    page.keyboard.press("ArrowRight")
    assert kinds(rows) == {"open"}
    expect(page.locator(".scatter__key").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plots_take_their_colours_from_the_theme(scheme: Any, own: Served, chromium: Browser):
    with chromium.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(own.address + SUITE)
        found = page.evaluate(
            """() => { const of = (name, property) => getComputedStyle(document.querySelector(name))[property];
               return [of(".scatter__point[data-category=open] circle", "fill"), of(".scatter__name", "fill"),
                       of(".scatter__grid text", "fill"), of(".scatter__line", "stroke"), of("body", "color")]; }"""
        )
    light = ["rgb(36, 80, 190)", "rgb(26, 25, 30)", "rgb(93, 91, 103)", "rgb(26, 25, 30)", "rgb(26, 25, 30)"]
    dark = [
        "rgb(150, 182, 255)",
        "rgb(237, 235, 242)",
        "rgb(168, 165, 180)",
        "rgb(237, 235, 242)",
        "rgb(237, 235, 242)",
    ]
    assert found == (light if scheme == "light" else dark)


def test_a_category_is_reached_though_boards_are_laid_out_only_when_they_are_near(page: Page):
    for chip in (page.locator(".chips a").last, page.locator(".chips a").first):
        target = page.locator(str(chip.get_attribute("href")))
        chip.click()
        expect(target).to_be_in_viewport()
        top = target.evaluate("node => node.getBoundingClientRect().top")
        assert -2 <= top <= 200 or page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 2")
