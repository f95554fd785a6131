"""Every link of a built site: to a file that exists, and to an id that exists in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from markdown_it import MarkdownIt

from tests.helpers import GOLDEN, ROOT, assets
from tests.link_checker import Links
from tests.serving import Served
from visavis.build import build
from visavis.site import Site


@pytest.fixture(scope="module")
def below(own: Served, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The site in data/, built to be published under a path."""
    root = tmp_path_factory.mktemp("below")
    shutil.copytree(ROOT / "data", root / "a-site/data")
    with (root / "a-site/data/site.yaml").open("a", encoding="utf-8") as config:
        config.write("address: https://example.org/all/models/\n")
    shutil.copytree(own.folder.with_name(".site.visavis") / "inputs", root / ".site.visavis/inputs")  # reads it sooner
    build(Site(root / "a-site"), root / "site")
    return Served(root / "site", "", "/all/models/")


@pytest.fixture(scope="module")
def links() -> Callable[[Served], Links]:
    return cache(lambda site: Links(site.folder, site.prefix))


every_site = pytest.mark.parametrize("site_name", ["golden", "folders", "own", "below"])


@every_site
def test_every_link_arrives(site_name: str, links: Callable[[Served], Links], request: pytest.FixtureRequest) -> None:
    assert links(request.getfixturevalue(site_name)).broken == []


@every_site
def test_every_page_is_reached_from_the_home_page(
    site_name: str, links: Callable[[Served], Links], request: pytest.FixtureRequest
) -> None:
    assert links(request.getfixturevalue(site_name)).orphans == []


@pytest.mark.parametrize("site_name", ["golden", "folders"])
def test_a_site_may_be_moved_or_unpacked_anywhere(site_name: str, request: pytest.FixtureRequest) -> None:
    """Only the page for wrong addresses, which hosts show at any depth, has to know where it lies."""
    site: Served = request.getfixturevalue(site_name)
    found = Links(site.folder, "/home/someone/unpacked/")
    assert {line.split(": ")[0] for line in found.broken} == {"404.html"}
    assert found.orphans == []


@pytest.mark.parametrize(("site_name", "least"), [("golden", 20), ("folders", 20), ("below", 4000)])
def test_the_sitemap_lists_each_page_once_and_nothing_else(
    site_name: str, least: int, links: Callable[[Served], Links], request: pytest.FixtureRequest
) -> None:
    site: Served = request.getfixturevalue(site_name)
    found = links(site)
    assert found.listed == found.canonical
    assert len(found.listed) > least
    address = f"https://example.org{site.prefix}"
    assert all(one.startswith(address) for one in found.listed)
    assert (site.folder / "robots.txt").read_text("utf-8") == (
        f"User-agent: *\nDisallow:\n\nSitemap: {address}sitemap.xml"
    )


def test_a_site_without_an_address_has_no_sitemap(own: Served) -> None:
    assert not {"sitemap.xml", "robots.txt"} & {path.name for path in own.folder.iterdir()}


def test_both_ways_to_address_pages_say_the_same(folders: Served, tmp_path: Path) -> None:
    build(Site(shutil.copytree(GOLDEN, tmp_path / "a-site")), tmp_path / "golden")  # where git knows no more of it
    files = {name(path, tmp_path / "golden"): path for path in (tmp_path / "golden").rglob("*.html")}
    others = {name(path, folders.folder): path for path in folders.folder.rglob("*.html")}
    assert files.keys() == others.keys()
    for key, path in files.items():
        assert without_addresses(path) == without_addresses(others[key]), key
    # what site.yaml says is data too: how it addresses pages
    assert revision(files["methodology"]) != revision(others["methodology"])


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


@pytest.mark.parametrize("site_name", ["golden", "folders", "own"])
def test_every_link_of_what_is_published_as_markdown_arrives(site_name: str, request: pytest.FixtureRequest) -> None:
    site: Served = request.getfixturevalue(site_name)
    texts = [*site.folder.rglob("*.md"), *site.folder.glob("llms*.txt")]
    assert len(texts) > 20
    found, home = set(), "https://example.org/golden/"
    for path in texts:
        for token in MarkdownIt("commonmark").enable("table").parse(path.read_text("utf-8")):
            for href in (str(one.attrs.get("href") or one.attrs.get("src") or "") for one in token.children or ()):
                parts = urlsplit(href.removeprefix(home) if href.startswith(home) else href)
                if href and not parts.scheme and not (path.parent / unquote(parts.path)).is_file():
                    found.add(f"{path.relative_to(site.folder)}: {href}")
    assert found == set()


def name(path: Path, folder: Path) -> str:
    """Return what a page is about, wherever it lies."""
    return path.relative_to(folder).as_posix().removesuffix(".html").removesuffix("/index")


def without_addresses(path: Path) -> str:
    """Return a page without what its own address and those of others make of it, and the revision of all data."""
    text = re.sub(
        r'(href|src|srcset|data-comparison|data-data|data-ending)="[^"]*"|(content)="https:[^"]*"'
        r'|("@id"|"url"|"image"):"https://example\.org/golden/[^"]*"',
        r"\1\2\3",
        re.sub(
            "<pre><code>&lt;.*?</code></pre>", "", path.read_text("utf-8")
        ),  # what others paste to show a badge or card
    )
    found = revision(path)
    return re.sub(rf"<code>(compare/[^<]*|{found})</code>" if found else "<code>compare/[^<]*</code>", "", text)


def revision(path: Path) -> str:
    """Return the revision of all data that a page names; nothing where it names none."""
    return "".join(re.findall(r"<li>Data: <code>([0-9a-f]{10})</code></li>", path.read_text("utf-8")))


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html">b</a><a href="#x">x</a><a href="c/d.html#here">d</a>', "utf-8")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.html").write_text('<p id="there"><a href="../a.html"></a><a href="../../e.html"></a>', "utf-8")
    (tmp_path / "404.html").write_text('<base href="/"><p id="x"><a href="a.html"></a><a href="#x"></a>', "utf-8")
    (tmp_path / "index.html").write_text(
        '<a href="404.html#x"><img srcset="c/d.html 1x, no.webp 2x" alt="a > b" src="https://example.com/x.webp">',
        "utf-8",
    )
    (tmp_path / "b").mkdir()
    (tmp_path / "b/index.html").write_text(
        '<link rel="canonical" href="https://example.org/b/"><meta property="og:image" content="https://example.org/b.png">'
        '<meta property="og:url" content="https://example.org/b/">',
        "utf-8",
    )
    (tmp_path / "m.webmanifest").write_text('{"icons": [{"src": "b/index.html"}, {"src": "i.png"}]}', "utf-8")
    (tmp_path / "a.css").write_text('@font-face { src: url("b.woff2") } p { background: url(c/d.html) }', "utf-8")
    (tmp_path / "a.js").write_text('import { b } from "./b.js"; import("./c/d.html");', "utf-8")
    (tmp_path / "api").mkdir()
    (tmp_path / "api/index.json").write_text('{"models": [{"page": "a.html", "data": "b.json"}]}', "utf-8")
    found = Links(tmp_path, "/")
    assert found.broken == [
        "404.html: #x: leads to the base, not to this page",
        "a.css: b.woff2: no such file",
        "a.html: #x: no such id",
        "a.html: b.html: no such file",
        "a.html: c/d.html#here: no such id",
        "a.js: ./b.js: no such file",
        "api/index.json: /b.json: no such file",
        "b/index.html: https://example.org/b.png: no such file",
        "c/d.html: ../../e.html: outside the site",
        "index.html: no.webp: no such file",
        "m.webmanifest: i.png: no such file",
    ]


def test_an_orphan_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="a.html">a</a><link href="c.html" rel="alternate">', "utf-8")
    (tmp_path / "a.html").write_text('<a href="index.html#x">home</a>', "utf-8")
    for name in ("b", "c", "404"):
        (tmp_path / f"{name}.html").write_text('<a href="b.html">b</a>', "utf-8")
    assert Links(tmp_path, "/").orphans == ["b.html", "c.html"]


def test_a_page_that_is_listed_twice_or_not_at_all_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<link rel="canonical" href="https://example.org/">', "utf-8")
    entry = "<url><loc>https://example.org/</loc></url>"
    (tmp_path / "sitemap-1.xml").write_text(f"<urlset>{entry}{entry}</urlset>", "utf-8")
    found = Links(tmp_path, "/")
    assert (found.canonical, found.listed) == (["https://example.org/"], ["https://example.org/"] * 2)
