"""The two sides of a pair's page in a browser: each can be changed, and both swapped, wherever the page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import path
from tests.serving import Served

pytestmark = pytest.mark.browser

PAIR = "compare/gemini-2-5-pro-preview-vs-gemma-3-27b.html"
SIDES = """() => {
  const all = (selector, of = document) => [...of.querySelectorAll(selector)];
  const text = node => node.textContent.replace(/\\s+/g, " ").trim();
  return {
    title: document.title,
    headings: all("h1, h2, caption, p.unseen").map(text),
    heads: all("h1 [data-side], .face, .overview, thead th[data-side], .related [data-side]").map(
      node => [node.dataset.side, text(node)]),
    cells: all(".comparison tbody tr:has(> :nth-child(3))").map(row => [...row.children].map(text)),
    dots: all(".plot__lane g").map(g => [g.dataset.side, ...all("line, circle", g).map(
      node => [...["x1", "cx"].map(name => node.getAttribute(name)), node.getCTM().f].join(" "))]),
    answers: all(".exhibit").map(one => all(".answer", one).map(node => [node.dataset.side, text(node)])),
    marks: all(".exhibit").map(one => all(".marks", one).map(
      node => [node.dataset.side, node.firstElementChild.getAttribute("d")])),
    groups: all("[data-group]").map(node => [node.dataset.group, text(node.querySelector("h4"))]),
    filters: all(".filter label").map(node => [node.firstElementChild.id, text(node)]),
    names: all("b[data-side]").map(node => [node.dataset.side, text(node)]),
  };
}"""
FLIPPED = {"left": "right", "right": "left"}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Return a page of its own context."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


def swapped(page: Page) -> dict[str, Any]:
    """Swap the sides by keyboard, and return what the page shows then."""
    button = page.get_by_role("button", name="Swap sides")
    pressed = button.get_attribute("aria-pressed")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).not_to_have_attribute("aria-pressed", pressed or "")
    expect(button).to_be_focused()
    return dict(page.evaluate(SIDES))


def pairwise_turned(found: list[Any]) -> list[Any]:
    """Return items with each two that stand together in the other order."""
    return [one for place in range(0, len(found), 2) for one in (found[place + 1], found[place])]


@pytest.mark.parametrize("kind", ["comparison", "comparison with evidence", "comparison with nothing in common"])
def test_swapping_turns_every_part_of_the_page_and_twice_is_as_before(kind: str, own: Served, page: Page) -> None:
    page.goto(own.address + path(own, "own", kind))
    before = dict(page.evaluate(SIDES))
    after = swapped(page)
    (_, left), (_, right) = before["heads"][:2]
    assert [text for _, text in before["heads"][:2]] == [text for _, text in reversed(after["heads"][:2])]
    assert after["title"] == before["title"].replace(f"{left} vs {right}", f"{right} vs {left}")
    for word in (" vs ", " and "):
        before["headings"] = [text.replace(left + word + right, right + word + left) for text in before["headings"]]
    assert after["headings"][1:] == before["headings"][1:]
    sides = [side for side, _ in before["heads"]]
    assert [side for side, _ in after["heads"]] == sides == ["left", "right"] * 5
    assert [text for _, text in after["heads"]] == pairwise_turned([text for _, text in before["heads"]])
    assert after["cells"] == [[head, right_cell, left_cell] for head, left_cell, right_cell in before["cells"]]
    assert after["names"] != before["names"]
    assert {(FLIPPED[side], text) for side, text in before["names"]} == {(side, text) for side, text in after["names"]}
    for key in ("answers", "marks"):
        turned = [[[FLIPPED[side], text] for side, text in reversed(of)] for of in before[key]]
        assert sorted(after[key]) == sorted(turned)
    words = {"only-left": "only-right", "only-right": "only-left"}
    assert sorted([words.get(kind, kind), text] for kind, text in before["groups"]) == sorted(after["groups"])
    assert [name for name, _ in after["filters"]] == [name for name, _ in before["filters"]]
    again = swapped(page)
    assert {key: again[key] for key in after if key != "headings"} == {
        key: before[key] for key in after if key != "headings"
    }


def test_dots_change_their_height_with_their_side(own: Served, page: Page) -> None:
    page.goto(own.address + PAIR)
    before = page.evaluate(SIDES)["dots"]
    after = swapped(page)["dots"]
    assert len(before) > 4

    other = {"10": "20", "20": "10"}
    turned = [
        [FLIPPED[side], *(" ".join(other.get(number, number) for number in part.split(" ")) for part in parts)]
        for side, *parts in before
    ]
    assert sorted(after) == sorted(turned)


def test_the_address_says_that_sides_are_swapped(own: Served, page: Page) -> None:
    page.goto(f"{own.address}{PAIR}?a=b#table")
    after = swapped(page)
    assert page.url == f"{own.address}{PAIR}?a=b&swapped#table"
    page.reload()
    expect(page.get_by_role("button", name="Swap sides")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(SIDES) == after
    assert page.url == f"{own.address}{PAIR}?a=b&swapped#table"
    swapped(page)
    assert page.url == f"{own.address}{PAIR}?a=b#table"


def test_a_filter_stays_with_its_model(own: Served, page: Page) -> None:
    page.goto(own.address + path(own, "own", "comparison with evidence"))
    page.locator("label:has(#show-only-left)").click()
    shown = page.locator("[data-group]:visible h4").all_inner_texts()
    swapped(page)
    assert page.locator("[data-group]:visible h4").all_inner_texts() == shown
    assert page.locator("#show-only-right").is_checked()


@pytest.mark.parametrize(
    ("side", "typed", "address"),
    [
        (0, "gpt-4.1", "compare/gemma-3-27b-vs-gpt-4-1.html?swapped"),
        (0, "claude 3.5", "compare/claude-3-5-haiku-vs-gemma-3-27b.html"),
        (1, "gpt-4.1", "compare/gemini-2-5-pro-preview-vs-gpt-4-1.html"),
        (1, "claude 3.5", "compare/claude-3-5-haiku-vs-gemini-2-5-pro-preview.html?swapped"),
    ],
)
def test_a_side_is_changed_and_the_other_stays_where_it_is(
    side: int, typed: str, address: str, own: Served, page: Page
) -> None:
    page.goto(own.address + PAIR)
    kept = page.locator(".face h3").nth(1 - side).inner_text()
    page.locator(".change").nth(side).focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox").nth(side)
    expect(field).to_be_focused()
    expect(page.get_by_role("combobox").nth(1 - side)).to_have_value(kept)
    expect(page.locator("[role=option]:visible")).to_have_count(5)
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{address}")
    button = page.get_by_role("button", name="Swap sides")
    expect(button).to_have_attribute("aria-pressed", str(address.endswith("swapped")).lower())
    assert page.locator(".face h3").nth(1 - side).inner_text() == kept


def test_a_side_of_a_swapped_page_is_changed_as_it_is_shown(own: Served, page: Page) -> None:
    page.goto(f"{own.address}{PAIR}?swapped")
    expect(page.get_by_role("button", name="Swap sides")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Change Gemma 3 27B").click()
    expect(page.get_by_role("combobox", name="First model")).to_be_focused()
    expect(page.get_by_role("combobox", name="Second model")).to_have_value("Gemini 2.5 Pro Preview")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Change Gemma 3 27B")).to_be_focused()


def test_what_stands_beside_the_head_of_the_table_stands_on_one_line(golden: Served, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(golden.address + "compare/alpha-vs-beta.html")
        tops = page.locator("#table ~ .switch, #table ~ .copy, :has(> #table) ~ :is(.switch, .copy)").evaluate_all(
            """nodes => nodes.map(node => {
              const range = document.createRange();
              range.selectNodeContents(node.lastChild);
              return range.getBoundingClientRect().bottom;
            })"""
        )
        assert len(tops) == 2
        assert abs(tops[0] - tops[1]) < 1


def test_the_sign_of_a_difference_never_stands_on_a_line_of_its_own(golden: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(golden.address + "compare/alpha-vs-beta.html")
        sign = page.evaluate("getComputedStyle(document.querySelector('.differs th'), '::after').content")
        assert sign.startswith('"\N{NO-BREAK SPACE}≠"')


@pytest.mark.parametrize("place", ["compare/alpha-vs-beta.html", "compare/index.html?models=alpha,beta,gamma"])
def test_no_line_ends_within_an_interval(place: str, golden: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(golden.address + place, wait_until="networkidle")
        tall = set()
        for width in range(320, 440, 12):
            page.set_viewport_size({"width": width, "height": 800})
            tall |= set(
                page.locator(".face__suite, .lead, .difference").evaluate_all(
                    """nodes => nodes.flatMap(node => {
                      const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), cut = [];
                      for (let text; (text = texts.nextNode()); ) {
                        for (const {0: said, index} of text.data.matchAll(/\\d+–\\d+%/g)) {
                          const range = document.createRange();
                          range.setStart(text, index);
                          range.setEnd(text, index + said.length);
                          if (range.getClientRects().length > 1) cut.push(said);
                        }
                      }
                      return cut;
                    })"""
                )
            )
        assert tall == set()
