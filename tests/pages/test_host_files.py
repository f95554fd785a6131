"""What hosts are told of headers and redirects."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

import pytest

from tests.compare.making import card, site
from tests.helpers import ROOT
from tests.pages.making import golden
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue
from visavis.pages import urls
from visavis.pages.host_files import (
    FOREVER,
    MOST_BYTES,
    MOST_RULES,
    POLICY,
    Redirect,
    headers_page,
    redirects_page,
)
from visavis.render.renderer import Renderer

RENDERER = Renderer([ROOT / "templates"])


def headers_of(path: str, of: Catalogue) -> dict[str, str]:
    """Return the headers of an address, as hosts read the rules: what two of them set would be there twice."""
    found: dict[str, str] = {}
    for rule in headers_page(of).rules:
        if fnmatchcase(path, re.sub(":[a-z]+", "*", rule.pattern)):
            for name, value in rule.headers:
                assert name not in found, f"{path} has {name} twice"
                found[name] = value
    return found


PAGES = (
    "/",
    "/index.html",
    "/404.html",
    "/methodology.html",
    "/compare/a-vs-b.html",
    "/compare/a-vs-b",
    "/compare/index.html",
    "/models/",
    "/evals/street-signs.html",
    "/evals/street-signs/stop-sign.html",
    "/tasks/ocr.html",
    "/organizations/acme.html",
)


@pytest.mark.parametrize("path", PAGES)
def test_nobody_may_frame_a_page_and_browsers_ask_for_it_each_time(path: str):
    found = headers_of(path, golden())
    assert found["Content-Security-Policy"].endswith("; frame-ancestors 'none'")
    assert found["X-Frame-Options"] == "DENY"
    assert "Cache-Control" not in found


@pytest.mark.parametrize("path", ["/methodology/", "/methodology/index.html", "/compare/a-vs-b/"])
def test_pages_in_folders_are_told_the_same(path: str):
    assert headers_of(path, site({"a": card()}, pages_as="folders"))["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", [*PAGES, "/static/x", "/api/index.json", "/robots.txt", "/embed/a-vs-b.html", "/none"])
def test_whatever_a_host_hands_out_is_what_it_says_it_is(path: str):
    found = headers_of(path, golden())
    assert (found["X-Content-Type-Options"], found["Referrer-Policy"]) == ("nosniff", "strict-origin-when-cross-origin")


@pytest.mark.parametrize("path", ["/static/js/site.js", "/evals/street-signs/images/stop.5e9e1f2389.webp"])
def test_what_is_named_by_its_content_is_kept_for_ever(path: str):
    assert headers_of(path, golden())["Cache-Control"] == FOREVER


def test_a_card_that_others_embed_may_be_framed():
    found = headers_of("/embed/a-vs-b.html", golden())
    assert "X-Frame-Options" not in found
    assert found["Content-Security-Policy"].endswith("; frame-ancestors *")
    embed = (ROOT / "templates" / "files" / "embed.html").read_text("utf-8")
    (said,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', embed)
    assert found["Content-Security-Policy"] == f"{said}; frame-ancestors *"


def test_scripts_of_other_sites_may_read_the_data():
    assert headers_of("/api/models/alpha.json", golden())["Access-Control-Allow-Origin"] == "*"


def test_further_languages_are_told_the_same_as_the_first():
    of = site({"a": card()}, languages=["en", "de", "ja"], pages_as="folders")
    paths = [*PAGES, "/methodology/", "/api/picker.json", "/embed/a-vs-b.html", "/none"]
    for path in set(paths) - {"/404.html"}:
        for folder in ("/de", "/ja"):
            assert headers_of(folder + path, of) == headers_of(path, of), folder + path
    lines = RENDERER.render(headers_page(of)).decode().splitlines()
    assert sum(line.startswith("/") for line in lines) <= 100


def test_the_policy_is_that_of_every_page():
    base = (ROOT / "templates/base.html").read_text("utf-8")
    (said,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', base)
    assert f"{said}; frame-ancestors 'none'" == POLICY


def test_headers_are_indented_below_their_pattern_and_stay_within_what_hosts_take():
    text = RENDERER.render(headers_page(golden())).decode()
    lines = text.splitlines()
    assert lines[:5] == [
        "# What no rule speaks of is right as hosts do it: pages and data are asked for anew each time.",
        "",
        "/*",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
    ]
    assert f"  Content-Security-Policy: {POLICY}" in lines
    assert all(re.fullmatch(r"#.*|/\S*|  [A-Za-z-]+: \S.*|", line) for line in lines)
    assert max(map(len, lines)) <= 2000
    assert sum(line.startswith("/") for line in lines) <= 100


def test_a_pair_in_the_wrong_order_leads_to_its_page_from_the_root_of_the_host():
    of = golden()
    found = redirects_page(of, partners(of))
    assert found is not None
    assert Redirect("/golden/compare/beta-vs-alpha.html", "/golden/compare/alpha-vs-beta.html") in found.redirects
    assert len(found.redirects) == partners(of).count
    assert RENDERER.render(found).decode().splitlines()[0] == (
        "/golden/compare/beta-vs-alpha.html /golden/compare/alpha-vs-beta.html 301"
    )


def test_a_folder_has_two_addresses():
    of = site({"a": card(), "b": card()}, pages_as="folders")
    found = redirects_page(of, partners(of))
    assert found is not None
    assert found.redirects == (
        Redirect("/compare/b-vs-a/", "/compare/a-vs-b/"),
        Redirect("/compare/b-vs-a", "/compare/a-vs-b/"),
    )


@pytest.mark.parametrize(("models", "length", "fits"), [(45, 2, True), (46, 2, False), (30, 60, False), (1, 1, False)])
def test_where_some_host_would_not_take_them_all_there_are_none(models: int, length: int, *, fits: bool):
    of = site({f"{'m' * length}{place:02}": card() for place in range(models)})
    found = redirects_page(of, partners(of))
    assert (found is not None) == fits
    if found:
        assert len(found.redirects) <= MOST_RULES
        assert len(RENDERER.render(found)) <= MOST_BYTES


def test_both_are_files_of_ours():
    assert urls.is_page(urls.HEADERS)
    assert urls.is_page(urls.REDIRECTS)
