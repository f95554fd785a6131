"""What an editor sees of `visavis serve`: changed pages and styles, problems over the page, and that they go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.helpers import ROOT
from tests.serve.making import LONG, Live, serving
from tests.serve.test_kept import PAGE, SHEET, left, reading, session
from visavis.serve.kept import Kept

pytestmark = pytest.mark.browser
PAIR = "compare/alpha-vs-beta.html"


@pytest.fixture
def live(site: Path) -> Iterator[Live]:
    (site / "static").mkdir(exist_ok=True)
    with serving(site) as found:
        yield found


@pytest.fixture
def tab(live: Live, chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 1280, "height": 600}) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(live.address + PAIR)
        page.wait_for_function("performance.getEntriesByName(location.origin + '/_visavis/client.js').length > 0")
        yield page
        assert [text for text in said if "500" not in text] == []


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def alpha(live: Live) -> Path:
    return live.root / "data/models/alpha.yaml"


def test_a_saved_card_shows_without_a_click_and_the_page_stays_where_it_was(live: Live, tab: Page) -> None:
    tab.evaluate("scrollTo(0, 500)")
    replaced(alpha(live), "name: Alpha 12B", "name: Alpha 13B")
    expect(tab.locator("h1")).to_contain_text("Alpha 13B")
    tab.wait_for_function("scrollY === 500")


AGAIN = """async time => {
  const run = performance.getEntriesByType("resource").find(entry => entry.name.endsWith(`again=${time}`));
  await new Promise(resolve => setTimeout(resolve, 50));
  return run?.responseEnd > 0;
}"""


def test_scripts_go_on_with_the_page_that_took_the_place_of_another(live: Live, tab: Page) -> None:
    tab.evaluate("window.marked = 1")
    for time, (before, name) in enumerate(pairwise(["Alpha 12B", "Alpha 13B", "Alpha 14B"]), start=1):
        replaced(alpha(live), before, name)
        expect(tab.locator("h1")).to_contain_text(name)
        tab.wait_for_function(AGAIN, arg=time)
        expect(tab).to_have_title(re.compile(name))
        tab.get_by_role("button", name="Swap").click()
        expect(tab.locator("h1 [data-side=right]")).to_have_text(name)
        tab.get_by_role("button", name="Swap").click()
        expect(tab.locator("h1 [data-side=left]")).to_have_text(name)
        tab.keyboard.press("/")
        expect(tab.get_by_role("dialog")).to_have_count(1)
        tab.keyboard.press("Escape")
    assert tab.evaluate("window.marked") == 1


def test_a_page_takes_the_place_of_another_while_its_style_sheet_is_on_its_way(live: Live, tab: Page) -> None:
    tab.evaluate("window.marked = 1")
    held: list[Route] = []
    tab.route(re.compile(r"\.css\?state="), lambda route: held.append(route))
    (live.root / "static/css").mkdir()
    (live.root / "static/css/tokens.css").write_text(":root { --paper: rgb(1 2 3); }\n", "utf-8")
    expect(tab.locator("link[rel=stylesheet]")).to_have_count(2)
    replaced(alpha(live), "name: Alpha 12B", "name: Alpha 13B")
    expect(tab.locator("h1")).to_contain_text("Alpha 13B")
    assert tab.evaluate("window.marked") == 1
    for route in held:
        route.continue_()
    expect(tab.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")


def test_a_page_with_other_scripts_is_loaded_as_a_whole(live: Live, tab: Page) -> None:
    tab.evaluate("window.marked = 1")
    (live.root / "static/more.js").write_text("document.body.dataset.more = 'yes';", "utf-8")
    (live.root / "templates").mkdir(exist_ok=True)
    base = (ROOT / "templates/base.html").read_text("utf-8")
    script = '<script type="module" src="{{ page.frame.assets }}more.js"></script>\n</head>'
    (live.root / "templates/base.html").write_text(base.replace("</head>", script), "utf-8")
    expect(tab.locator("body[data-more=yes]")).to_be_attached()
    assert tab.evaluate("window.marked") is None


def in_place(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def by_atomic_rename(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.tmp")
    aside.write_text(text, "utf-8")
    aside.replace(path)


def truncated_first(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.truncate()
        file.flush()
        file.write(text)


def moved_away_first(path: Path, text: str) -> None:
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text(text, "utf-8")
    path.with_name(f"{path.name}~").unlink()


def half_first(path: Path, text: str) -> None:
    path.write_text(text[: len(text) // 2], "utf-8")
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("save", [in_place, by_atomic_rename, truncated_first, moved_away_first, half_first])
def test_files_show_however_editors_write_them(save: Callable[[Path, str], None], live: Live, tab: Page) -> None:
    beta = live.root / "data/models/beta.yaml"
    texts = {path: path.read_text("utf-8") for path in (alpha(live), beta)}
    save(alpha(live), texts[alpha(live)].replace("name: Alpha 12B", "name: Alpha 13B"))
    save(beta, texts[beta] + "aliases: [Another Beta]\n" if "aliases:" not in texts[beta] else texts[beta])
    expect(tab.locator("h1")).to_contain_text("Alpha 13B")
    expect(tab.locator(".problem")).to_have_count(0)


def test_a_style_sheet_changes_in_place(live: Live, tab: Page) -> None:
    tab.evaluate("window.marked = 1")
    (live.root / "static/css").mkdir()
    (live.root / "static/css/tokens.css").write_text(":root { --paper: rgb(1 2 3); }\n", "utf-8")
    expect(tab.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")
    (live.root / "static/css/tokens.css").write_text(":root { --paper: rgb(4 5 6); }\n", "utf-8")
    expect(tab.locator("body")).to_have_css("background-color", "rgb(4, 5, 6)")
    assert tab.evaluate("window.marked") == 1
    expect(tab.locator("link[rel=stylesheet]")).to_have_count(1)


def test_a_template_shows(live: Live, tab: Page) -> None:
    (live.root / "templates/macros").mkdir(parents=True)
    footer = live.root / "templates/macros/site_footer.html"
    footer.write_text("{% macro site_footer(frame) %}<p>Ours</p>{% endmacro %}", "utf-8")
    expect(tab.locator("footer > p")).to_have_text("Ours")


def test_problems_lie_over_the_page_until_they_are_mended(live: Live, tab: Page) -> None:
    tab.evaluate("window.marked = 1")
    replaced(alpha(live), "name: Alpha 12B", "nmae: Alpha 12B")
    problems = tab.locator(".problem")
    expect(problems).to_have_count(2)
    expect(tab.locator(".problems h1")).to_have_text("2 problems")
    link = problems.last.locator(".problem__place a")
    expect(link).to_have_text("data/models/alpha.yaml:1:1")
    assert link.get_attribute("href") == f"vscode://file{alpha(live)}:1:1"
    expect(problems.last.locator("code")).to_have_text("nmae: Alpha 12B")
    expect(problems.last.locator("mark")).to_have_text("n")
    expect(tab.locator("h1").first).to_contain_text("Alpha 12B")
    replaced(alpha(live), "nmae: Alpha 12B", "name: Alpha 12B")
    expect(problems).to_have_count(0)
    assert tab.evaluate("window.marked") == 1


def test_the_overlay_can_be_put_aside_and_comes_back_with_other_problems(live: Live, tab: Page) -> None:
    replaced(alpha(live), "name: Alpha 12B", "nmae: Alpha 12B")
    tab.get_by_role("button", name="Hide").click()
    expect(tab.locator(".problem")).to_have_count(0)
    replaced(alpha(live), "nmae: Alpha 12B", "naem: Alpha 12B")
    expect(tab.locator(".problem")).to_have_count(2)


def test_a_broken_template_lies_over_the_page_too(live: Live, tab: Page) -> None:
    (live.root / "templates/macros").mkdir(parents=True)
    footer = live.root / "templates/macros/site_footer.html"
    footer.write_text("{% macro site_footer(frame) %}\n{{ frame.nothing }}\n{% endmacro %}", "utf-8")
    expect(tab.locator(".problem__place")).to_contain_text("templates/macros/site_footer.html:2:1")
    footer.unlink()
    expect(tab.locator(".problem")).to_have_count(0)
    expect(tab.locator("footer")).to_be_visible()


def test_a_site_that_is_broken_from_the_start_appears_once_it_is_mended(site: Path, chromium: Browser) -> None:
    card = site / "data/models/alpha.yaml"
    replaced(card, "name: Alpha 12B", "nmae: Alpha 12B")
    with serving(site) as live, chromium.new_context() as context:
        page = context.new_page()
        answer = page.goto(live.address + "index.html")
        assert answer is not None
        assert answer.status == 500
        expect(page.locator(".problem")).to_have_count(2)
        assert page.title() == "2 problems"
        replaced(card, "nmae: Alpha 12B", "name: Alpha 12B")
        page.wait_for_url("**/*")
        expect(page.locator(".site-header")).to_be_visible()


def test_a_tab_that_comes_back_is_brought_up_to_date(live: Live, tab: Page) -> None:
    tab.goto("about:blank")
    replaced(alpha(live), "name: Alpha 12B", "name: Alpha 14B")
    tab.go_back()
    expect(tab.locator("h1")).to_contain_text("Alpha 14B")


def test_a_page_of_the_last_session_gives_way_to_the_one_that_is_true(site: Path, chromium: Browser) -> None:
    session(site, PAGE, SHEET)
    before = left(site)
    assert before is not None
    old = before.answers[PAGE]
    content = old.content.replace(b"Alpha 12B", b"Alpha 11B").replace(old.state.encode(), b"old")
    old = old._replace(state="old", content=content)
    early = Kept(before.base, {**before.answers, PAGE: old})
    with reading(site, early) as (live, go):
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{live.port}{PAGE}", wait_until="commit")  # scripts wait for the site
        heading = page.locator("h1")
        expect(heading).to_contain_text("Alpha 11B")
        page.evaluate("() => { window.stayed = true; }")
        go.set()
        expect(heading).to_contain_text("Alpha 12B", timeout=1000 * LONG)
        assert page.evaluate("window.stayed")
        page.close()
