"""What stands out, on the home page."""

from __future__ import annotations

from typing import Any

from tests.compare.making import MAP, card, run, site, suite
from tests.render.making import renderer
from tests.render.reading import Read
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue
from visavis.pages.home import home_page

RENDERER = renderer()
PROMPTS = {f"p{number}": {"category": "x"} for number in range(8)}
LISTED = suite("x", name="Signs", prompts=PROMPTS)


def outcomes(signs: str, **fields: Any) -> Any:
    """Return a run with these outcomes: + passed, - failed."""
    words = {"+": "pass", "-": "fail"}
    return run(outcomes={f"p{number}": words[sign] for number, sign in enumerate(signs)}, **fields)


def said(made: Catalogue, heading: str) -> list[str]:
    """Return the lines under a heading of the home page."""
    html = (
        RENDERER.render(home_page(made, partners(made))).decode().partition(f'<section aria-labelledby="{heading}"')[2]
    )
    return [" ".join(Read(part).text.split()) for part in html.partition("</section>")[0].split("<li>")[1:]]


def test_everything_that_stands_out_is_said_in_words():
    board = suite("map", name="Board", metric=MAP, headline="map")
    models = {key: card(key.upper(), release_date=f"202{place}-05") for place, key in enumerate("abcde")}
    made = site(
        {**models, "f": card("F", category="open", parameters="7B", release_date="2026")},
        {"s": LISTED, "t": board},
        {
            "s": {"a": outcomes("++++----"), "b": outcomes("----++++"), "c": outcomes("+++-----"),
                  "d": outcomes("+++-----", date="2025-11-02")},
            "t": {key: run({"map": 50 + place}, date="2025-03") for place, key in enumerate("abcdef")},
        },
    )  # fmt: skip
    assert said(made, "calls") == [
        "A vs B Each passed 4 of 8 on Signs; they disagree on 8 prompts, 4 to 4.",
        "C vs D Each passed 3 of 8 on Signs, with the same outcome on every one.",
        "B vs C 4 to 3 of 8 on Signs; they disagree on 7 prompts, 4 to 3.",
    ]
    assert said(made, "gaps") == [
        "F vs A 55.0% to 50.0%: Map on Board",
        "A vs D 50.00% to 37.50% (4/8 to 3/8): Overall Score on Signs",
        "A vs D 50% to 37.5% (4/8 to 3/8): X on Signs",
    ]
    assert said(made, "newest") == ["F open · 2026 · 7B", "E May 2024", "D May 2023", "C May 2022"]
    assert said(made, "latest") == ["Signs 2 Nov 2025: D", "Board Mar 2025: 6 models"]


def test_of_many_runs_the_latest_are_counted():
    keys = "abcdefg"
    dates = {key: "2025-02-03" if key < "f" else "2024" for key in keys}
    made = site(
        {key: card(key.upper()) for key in keys},
        {"s": LISTED},
        {"s": {key: outcomes("++++++++", date=date) for key, date in dates.items()}},
    )
    assert said(made, "latest") == ["Signs 3 Feb 2025: 5 of 7 models"]


def test_a_pair_without_a_page_is_compared_by_the_page_that_compares_any():
    runs = {"s": {"a": outcomes("++++----"), "b": outcomes("--------")}}
    models = {"a": card("A"), "b": card("B")}

    def hrefs(**fields: Any) -> set[str]:
        made = site(models, {"s": LISTED}, runs, **fields)
        found = home_page(made, partners(made)).highlights
        return {one.link.href for one in found.calls} | {one.link.href for one in found.gaps}

    assert hrefs() == {"compare/a-vs-b.html"}
    assert hrefs(pairs=[]) == {"compare/index.html?models=a,b"}


def test_a_site_without_data_shows_nothing_that_stands_out():
    html = RENDERER.render(home_page(site({}), partners(site({})))).decode()
    assert "outstanding" not in html
    only_cards = RENDERER.render(home_page(site({"a": card("A")}), partners(site({"a": card("A")})))).decode()
    assert "outstanding" not in only_cards
