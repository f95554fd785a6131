"""The picker in a browser: by keyboard alone, with typing mistakes, aliases and makers, on every kind of page."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.kinds import every_kind, path
from tests.browser.test_accessibility import RUN, SCHEMES
from tests.browser.test_markup import FROM_DISK
from tests.helpers import assets
from tests.serving import Served

pytestmark = pytest.mark.browser

PAIR = "compare/gemini-2-5-pro-preview-vs-gemma-3-27b.html"
OPTIONS = "[role=option]:visible"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Return a page of its own context."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


def names(page: Page) -> list[str]:
    """Return the options that are to be seen."""
    return [" ".join(option.inner_text().split()) for option in page.locator(OPTIONS).all()]


def active(page: Page) -> str:
    """Return the option that the focused field names as active, which must be the selected one."""
    node = page.locator(f"#{page.evaluate('document.activeElement.getAttribute(`aria-activedescendant`)')}")
    expect(node).to_have_attribute("aria-selected", "true")
    assert page.locator("[aria-selected=true]").count() == 1
    return " ".join(node.inner_text().split())


def asked(page: Page) -> list[str]:
    """Return a list that fills with the names of scripts and data that the page asks for."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url.rpartition("/")[2]))
    return found


def opened(page: Page, address: str) -> None:
    """Open a page and its picker by the key."""
    page.goto(address)
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Compare models")).to_be_visible()
    expect(page.get_by_role("combobox", name="First model").last).to_be_focused()


@every_kind
def test_two_names_typed_anywhere_lead_to_their_comparison(kind: str, own: Served, page: Page) -> None:
    """Keyboard alone, on every kind of page; an address below none is a page for a wrong one."""
    opened(page, own.address + ("no/such/page" if kind == "not found" else path(own, "own", kind)))
    page.keyboard.type("gemma 4")
    expect(page.locator(OPTIONS)).to_have_count(1)
    assert active(page) == "Gemma 4 12B Google"
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Second model").last).to_be_focused()
    page.keyboard.type("gpt-4.1")
    expect(page.get_by_role("status").last).to_have_text("3 models match.")
    assert names(page) == ["GPT-4.1 OpenAI", "GPT-4.1 mini OpenAI", "GPT-4.1 nano OpenAI"]
    page.keyboard.press("ArrowDown")
    assert active(page) == "GPT-4.1 mini OpenAI"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert active(page) == "GPT-4.1 nano OpenAI"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/gemma-4-12b-vs-gpt-4-1.html")
    assert page.title().startswith("Gemma 4 12B vs GPT-4.1 · ")


def test_one_name_leads_to_its_page_or_to_a_comparison_with_what_is_near(own: Served, page: Page) -> None:
    opened(page, own.address)
    page.keyboard.type("gemma 4")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(OPTIONS)).to_have_count(5)
    shown = names(page)
    assert shown[0] == "with Gemma 3 27B Google"
    assert shown[4] == "All about Gemma 4 12B its own page"
    assert page.get_by_role("status").last.inner_text().startswith("Gemma 4 12B it is.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/models/gemma-4-12b.html")
    for key, address in (
        ("ArrowUp", "models/gemma-4-12b.html"),
        ("ArrowDown", "compare/gemma-3-27b-vs-gemma-4-12b.html"),
    ):
        opened(page, own.address)
        page.keyboard.type("gemma 4")
        expect(page.locator(OPTIONS)).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.locator(OPTIONS)).to_have_count(5)
        page.keyboard.press(key)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{address}")


def test_what_is_typed_with_vs_goes_on_in_the_second_field(own: Served, page: Page) -> None:
    opened(page, own.address)
    page.keyboard.type("gemni 2.5 pro vs claude 3.7")
    expect(page.get_by_role("combobox", name="First model").last).to_have_value("Gemini 2.5 Pro Preview")
    assert active(page) == "Claude 3.7 Sonnet Anthropic"
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/claude-3-7-sonnet-vs-gemini-2-5-pro-preview.html")


def test_leaving_a_field_takes_what_it_named_last(own: Served, page: Page) -> None:
    opened(page, own.address)
    page.keyboard.type("gema 4")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="First model").last).to_have_value("Gemma 4 12B")
    page.keyboard.type("chatgpt")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Compare", exact=True).last).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/chatgpt-4o-vs-gemma-4-12b.html")


def test_escape_closes_the_list_then_the_dialog_and_the_focus_returns(own: Served, page: Page) -> None:
    page.goto(own.address + PAIR)
    link = page.get_by_role("link", name="Compare any two")
    link.focus()
    page.keyboard.press("Enter")
    dialog, field = page.get_by_role("dialog"), page.get_by_role("combobox", name="First model")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("gemma")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("gemma")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_words_say_what_is_wrong(own: Served, page: Page) -> None:
    opened(page, own.address)
    status = page.get_by_role("status").last
    page.keyboard.press("Enter")
    expect(status).to_have_text("Name one model or two.")
    page.keyboard.type("xyzzy")
    expect(status).to_have_text("No model matches “xyzzy”.")
    page.keyboard.press("Enter")
    expect(status).to_have_text("No model matches “xyzzy”.")
    assert page.url == own.address


def test_the_model_of_the_other_field_is_not_offered(golden: Served, page: Page) -> None:
    opened(page, golden.address)
    page.keyboard.type("alpha")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.type("alpha")
    expect(page.get_by_role("status").last).to_have_text("Name two different models.")


def test_what_is_typed_before_the_dialog_is_there_is_not_lost(own: Served, page: Page) -> None:
    page.goto(own.address + PAIR)

    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/picker.json", late)
    page.keyboard.press("/")
    page.keyboard.type("gemma 4")
    expect(page.get_by_role("combobox", name="First model")).to_have_value("gemma 4")
    expect(page.locator(OPTIONS)).to_have_count(1)


def test_the_index_is_fetched_when_it_is_first_needed_and_once(own: Served, page: Page) -> None:
    found = asked(page)
    page.goto(own.address + PAIR)
    page.wait_for_load_state("networkidle")
    assert [name for name in found if name.endswith((".js", ".json"))] == ["site.js"]
    page.keyboard.press("/")
    page.keyboard.type("gemma")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("gpt")
    expect(page.locator(OPTIONS).first).to_be_visible()
    assert sorted(name for name in found if name.endswith((".js", ".json"))) == ["picker.js", "picker.json", "site.js"]


def test_the_key_opens_what_was_closed_in_the_same_moment(own: Served, page: Page) -> None:
    """Until a browser draws again, the field of a closed dialog still has the focus."""
    opened(page, own.address + PAIR)
    page.evaluate("""() => {
      document.querySelector(".pick").close();
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }));
    }""")
    expect(page.get_by_role("dialog", name="Compare models")).to_be_visible()
    page.keyboard.type("gpt")
    expect(page.locator(OPTIONS).first).to_be_visible()


def test_without_the_index_the_link_leads_where_it_says(own: Served, page: Page) -> None:
    page.goto(own.address + PAIR)
    page.route("**/picker.json", lambda route: route.abort())
    link = page.get_by_role("link", name="Compare any two")
    leads = link.evaluate("node => node.href")
    link.click()
    page.wait_for_url(leads)


def test_the_key_is_a_sign_like_others_where_something_is_typed(own: Served, page: Page) -> None:
    opened(page, own.address)
    page.keyboard.type("a/b")
    expect(page.get_by_role("combobox", name="First model").last).to_have_value("a/b")


def test_the_key_can_be_turned_off_and_on(own: Served, page: Page) -> None:
    """As WCAG 2.2 asks of keys that are single characters (2.1.4)."""
    opened(page, own.address + PAIR)
    link = page.get_by_role("link", name="Compare any two")
    page.get_by_label("opens this").uncheck()
    page.reload()
    expect(link).not_to_have_attribute("aria-keyshortcuts", "/")
    page.keyboard.press("/")
    link.click()
    expect(page.get_by_role("dialog")).to_have_count(1)
    expect(page.get_by_label("opens this")).not_to_be_checked()
    page.get_by_label("opens this").check()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_click_with_a_key_held_follows_the_link(own: Served, page: Page) -> None:
    page.goto(own.address + PAIR)
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Compare any two").click(modifiers=["ControlOrMeta"])
    opening.value.wait_for_load_state()
    assert opening.value.url != page.url
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_options_can_be_clicked_or_touched_at_390_px(own: Served, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        page.goto(own.address + PAIR)
        page.get_by_role("link", name="Compare any two").tap()
        for number, text in enumerate(("yolo11n", "rf-detr b")):
            page.get_by_role("combobox").nth(number).fill(text)
            expect(page.locator(OPTIONS)).to_have_count(1)
            box = page.locator(OPTIONS).bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
            assert box["height"] >= 24
            page.locator(OPTIONS).tap()
        page.wait_for_url("**/compare/rf-detr-b-vs-yolo11n.html")


def test_the_home_page_has_the_picker_in_it(golden: Served, page: Page) -> None:
    page.goto(golden.address)
    page.get_by_role("combobox", name="First model").focus()
    page.keyboard.type("the first")
    expect(page.locator(OPTIONS)).to_have_count(1)
    assert active(page) == "Alpha 12B Acme & Söhne also called The First"
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Second model")).to_be_focused()
    page.keyboard.type("日本")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/alpha-vs-delta.html")


def test_where_only_some_pairs_have_a_page_every_two_models_are_compared(one_pair: Served, page: Page) -> None:
    opened(page, one_pair.address + "index.html")
    page.keyboard.type("beta vs alpha")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/index.html?models=beta,alpha")
    expect(page.locator(".comparison thead th")).to_have_text(["Property", 'Beta <b>&amp; "3B"', "Alpha 12B"])
    opened(page, page.url)
    page.keyboard.type("gamma vs alpha")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/alpha-vs-gamma.html")


def test_the_picker_leads_into_folders(folders: Served, page: Page) -> None:
    opened(page, folders.address + "compare/alpha-vs-beta/index.html")
    page.keyboard.type("gamma vs alpha")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/alpha-vs-gamma/index.html")


@pytest.mark.parametrize("disk", [False, True], ids=["without scripts", "from the disk"])
def test_where_scripts_do_not_run_no_dead_control_is_shown(*, disk: bool, golden: Served, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=disk) as context:
        page = context.new_page()
        for place in ("index.html", "compare/alpha-vs-beta.html"):
            page.goto((golden.folder / place).as_uri() if disk else golden.address + place)
            expect(page.locator(".picker, .change, .swap").locator("visible=true")).to_have_count(0)
        page.get_by_role("link", name="Compare any two").click()
        page.wait_for_url(re.compile("index.html"))


@pytest.mark.parametrize("text", ["", "gema"])
def test_axe_finds_nothing_while_the_dialog_is_open(text: str, own: Served, page: Page, node_packages: Path) -> None:
    opened(page, own.address + PAIR)
    page.keyboard.type(text)
    page.evaluate((node_packages / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            expect(page.locator(OPTIONS)).to_have_count(7 if text else 0)
            found += [f"{scheme} {width}: {one}" for one in page.evaluate(RUN)]
    assert "\n".join(found) == ""


def test_the_dialog_is_valid_html(golden: Served, tmp_path: Path, java: str, node_packages: Path) -> None:
    dialog = json.loads((golden.folder / "api/picker.json").read_text("utf-8"))["dialog"]
    around = f'<!doctype html><html lang="en"><title>Dialog</title><body><h1>A page</h1>{dialog}</body></html>'
    (tmp_path / "dialog.html").write_text(around, "utf-8")
    checker = node_packages / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java, "-jar", str(checker), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, str(tmp_path / "dialog.html")], capture_output=True, encoding="utf-8", check=True)
    messages = [message["message"] for message in json.loads(done.stdout)["messages"]]
    assert [text for text in messages if not text.startswith(FROM_DISK)] == []


# --- what is found ----------------------------------------------------------------------------------------------------

FIND = """async ([script, models, texts]) => {
  const { entries, find } = await import(script);
  const all = entries(models.map(([name, maker, ...aliases]) => ({ name, maker, aliases })));
  return texts.map(text => find(all, text).map(({ model, alias }) => alias ? `${model.name} (${alias})` : model.name));
}"""
MODELS = [
    ["GPT-4.1", "OpenAI"],
    ["GPT-4.1 mini", "OpenAI"],
    ["ChatGPT-4o", "OpenAI", "chatgpt-4o-latest"],
    ["Gemini 2.5 Pro", "Google"],
    ["Gemma 3 27B", "Google"],
    ["Llama 4 Scout", "Meta", "Llama-4-Scout-17B-16E-Instruct"],
    ["YOLOv8n", "Ultralytics"],
    ["YOLO11n", "Ultralytics"],
    ["Mistral Small 3.1", "Mistral"],
    ["Café Ünïcode", "日本語ラボ"],
]
FOUND = {
    "gpt-4.1": ["GPT-4.1", "GPT-4.1 mini"],
    "GPT 4 1 Mini": ["GPT-4.1 mini"],
    "mini gpt": ["GPT-4.1 mini"],
    "gpt4o": ["ChatGPT-4o"],
    "gpt": ["GPT-4.1", "GPT-4.1 mini", "ChatGPT-4o"],
    "latest": ["ChatGPT-4o (chatgpt-4o-latest)"],
    "google gemma": ["Gemma 3 27B"],
    "openai": ["GPT-4.1", "GPT-4.1 mini", "ChatGPT-4o"],
    "17b": ["Llama 4 Scout (Llama-4-Scout-17B-16E-Instruct)"],
    "yolo 8": ["YOLOv8n"],
    "yolo": ["YOLO11n", "YOLOv8n"],
    "gemni": ["Gemini 2.5 Pro"],
    "gmeini pro": ["Gemini 2.5 Pro"],
    "lama scuot": ["Llama 4 Scout"],
    "mistrall": ["Mistral Small 3.1"],
    "ultralitics v8": ["YOLOv8n"],
    "cafe unicode": ["Café Ünïcode"],
    "日本 café": ["Café Ünïcode"],
    "n": ["YOLOv8n", "YOLO11n"],
    "gpt claude": [],
    "xyz": [],
    "": [],
    "-- ..": [],
}


def found(page: Page, site: Served, models: Any, texts: list[str]) -> list[list[str]]:
    """Return what is found by each of these texts."""
    return list(page.evaluate(FIND, [f"{site.address}{assets(site.folder)}/js/picker.js", models, texts]))


@pytest.mark.parametrize(("text", "models"), FOUND.items(), ids=str)
def test_models_are_found_by_what_people_type(text: str, models: list[str], golden: Served, page: Page) -> None:
    page.goto(golden.address)
    assert found(page, golden, MODELS, [text]) == [models]


def test_every_model_of_the_site_is_found_by_its_name_and_with_any_one_mistake(own: Served, page: Page) -> None:
    page.goto(own.address)
    index = json.loads((own.folder / "api/picker.json").read_text("utf-8"))
    models = [[name, "", *aliases] for _, name, _, _, aliases in index["models"]]
    own_names = [name for name, *_ in models]
    for name, names in zip(own_names, found(page, own, models, own_names), strict=True):
        assert (
            name in names[: 2 if f"{name}*" in own_names or name.endswith("*") else 1]
        )  # a star is no sign to search for
    every = [name for name in own_names if name.isalnum() and len(name) > 6]
    for place in range(1, 6):
        turned = [name[:place] + name[place + 1] + name[place] + name[place + 2 :] for name in every]
        left_out = [name[:place] + name[place + 1 :] for name in every]
        for texts in (turned, left_out):
            for name, names in zip(every, found(page, own, models, texts), strict=True):
                assert name in names, (texts, place)


def test_any_name_with_a_letter_or_digit_is_found_by_itself(golden: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(golden.address)

        @given(st.lists(st.text(max_size=12), max_size=5))
        @settings(max_examples=60)
        def check(names: list[str]) -> None:
            every = found(page, golden, [[name, ""] for name in names], names)
            signs = page.evaluate("names => names.map(name => /[\\p{L}\\p{N}]/u.test(name.normalize('NFKD')))", names)
            assert [name in of for name, of in zip(names, every, strict=True)] == signs

        check()
