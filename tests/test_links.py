"""Every link of a built site: to a file that exists, and to an id that exists in it."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.helpers import assets
from tests.serving import Served

LINK = re.compile(r'<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
ID = re.compile(r'\sid="([^"]*)"')
SLOT = re.compile("~[a-z_]+~")
"""What stands in a template of a page in the place of a link that a script fills in."""
BASE = re.compile(r'<base href="([^"]*)"')


@pytest.mark.parametrize("site_name", ["golden", "folders", "own"])
def test_every_link_arrives(site_name: str, request: pytest.FixtureRequest) -> None:
    site: Served = request.getfixturevalue(site_name)
    assert broken(site.folder, site.prefix) == []


@pytest.mark.parametrize("site_name", ["golden", "folders"])
def test_the_sitemap_lists_each_page_once_and_nothing_else(site_name: str, request: pytest.FixtureRequest) -> None:
    site: Served = request.getfixturevalue(site_name)
    listed = re.findall("<loc>(.*)</loc>", (site.folder / "sitemap.xml").read_text("utf-8"))
    pages = [
        CANONICAL.search(path.read_text("utf-8")) for path in site.folder.rglob("*.html") if path.name != "404.html"
    ]
    assert sorted(listed) == sorted(found[1] for found in pages if found)
    assert len(pages) == len(listed) > 20
    assert (site.folder / "robots.txt").read_text("utf-8") == (
        "User-agent: *\nDisallow:\n\nSitemap: https://example.org/golden/sitemap.xml"
    )


def test_a_site_without_an_address_has_no_sitemap(own: Served) -> None:
    assert not {"sitemap.xml", "robots.txt"} & {path.name for path in own.folder.iterdir()}


def test_both_ways_to_address_pages_say_the_same(golden: Served, folders: Served) -> None:
    files = {name(path, golden.folder): path for path in golden.folder.rglob("*.html")}
    others = {name(path, folders.folder): path for path in folders.folder.rglob("*.html")}
    assert files.keys() == others.keys()
    for key, path in files.items():
        assert without_addresses(path) == without_addresses(others[key]), key


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("index.html", '"https://example.org/golden/"'),
        ("methodology/index.html", '"https://example.org/golden/methodology/"'),
        ("models/alpha/index.html", '"https://example.org/golden/models/alpha/"'),
        ("models/alpha/index.html", '"../../compare/alpha-vs-beta/index.html"'),
        ("compare/alpha-vs-beta/index.html", '"https://example.org/golden/compare/alpha-vs-beta/"'),
        ("compare/alpha-vs-beta/index.html", '"../../models/alpha/index.html"'),
        ("compare/alpha-vs-beta/index.html", '"../../{assets}/logos/acme.svg"'),
        ("404.html", '"/golden/methodology/index.html"'),
    ],
)
def test_links_of_pages_in_folders_name_the_file_and_full_addresses_the_folder(
    page: str, link: str, folders: Served
) -> None:
    link = link.format(assets=assets(folders.folder))
    assert link in (folders.folder / page).read_text("utf-8")


def name(path: Path, folder: Path) -> str:
    """Return what a page is about, wherever it lies."""
    return path.relative_to(folder).as_posix().removesuffix(".html").removesuffix("/index")


def without_addresses(path: Path) -> str:
    """Return a page without what its own address and those of others make of it."""
    text = re.sub(r'(href|src|srcset|data-comparison|data-data|data-ending)="[^"]*"', r"\1", path.read_text("utf-8"))
    return re.sub(r"<code>compare/[^<]*</code>", "", text)


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html">b</a><a href="#x">x</a><a href="c/d.html#here">d</a>', "utf-8")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.html").write_text('<p id="there"><a href="../a.html"></a><a href="../../e.html"></a>', "utf-8")
    (tmp_path / "404.html").write_text('<base href="/"><p id="x"><a href="a.html"></a><a href="#x"></a>', "utf-8")
    (tmp_path / "index.html").write_text('<a href="404.html#x">', "utf-8")
    assert broken(tmp_path, "/") == [
        "404.html: #x: leads to the base, not to this page",
        "a.html: #x: no such id",
        "a.html: b.html: no such file",
        "a.html: c/d.html#here: no such id",
        "c/d.html: ../../e.html: outside the site",
    ]


def broken(folder: Path, prefix: str) -> list[str]:
    """Return the links of a site, published under a path, that lead nowhere; links to other sites are left alone."""

    @cache
    def ids(path: Path) -> frozenset[str]:
        return frozenset(ID.findall(path.read_text("utf-8")))

    found: set[str] = set()
    for page in sorted(folder.rglob("*.html")):
        name, text = page.relative_to(folder).as_posix(), page.read_text("utf-8")
        base = BASE.search(text)
        start = base[1] if base else prefix + name
        for href in set(LINK.findall(text)):
            parts = urlsplit(href.replace("&amp;", "&"))
            if parts.scheme or parts.netloc or SLOT.search(href):
                continue
            path = unquote(parts.path)
            if base and not path:
                found.add(f"{name}: {href}: leads to the base, not to this page")
                continue
            address = posixpath.normpath(posixpath.join(posixpath.dirname(start), path)) if path else prefix + name
            if not address.startswith(prefix) or path.count("../") > name.count("/"):
                found.add(f"{name}: {href}: outside the site")
                continue
            target = folder / (address.removeprefix(prefix) or "index.html")
            if not target.is_file():
                found.add(f"{name}: {href}: no such file")
            elif parts.fragment and unquote(parts.fragment) not in ids(target):
                found.add(f"{name}: {href}: no such id")
    return sorted(found)
