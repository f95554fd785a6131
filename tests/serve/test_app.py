"""What the development server answers, to whom, and that it is what a build would write."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.helpers import GOLDEN, tree
from tests.serve.making import LONG, Live, serving
from visavis.build import build
from visavis.site import Site

NAMED = re.compile("static/[0-9a-f]{10}")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with serving(shutil.copytree(GOLDEN, tmp_path_factory.mktemp("live") / "a-site")) as found:
        yield found


@pytest.fixture(scope="module")
def built(live: Live, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes | str]:
    folder = tmp_path_factory.mktemp("built") / "site"
    build(Site(live.root), folder)
    return tree(folder)


def plain(page: bytes) -> bytes:
    """Return a page without what the server adds to it."""
    before, found, behind = page.partition(b'<script type="module" src="/_visavis/client.js"')
    return before + behind.partition(b"</script>")[2] if found else page


def test_every_file_is_what_a_build_writes(live: Live, built: dict[str, bytes | str]) -> None:
    files = {path: content for path, content in built.items() if isinstance(content, bytes) and path != ".visavis"}
    assert len(files) > 30
    own = next(path for path in built if NAMED.fullmatch(path))
    for path, content in files.items():
        answer, body = live.get(live.base + path.replace(own, "static/live"))
        assert plain(body) == content.replace(own.encode(), b"static/live"), path
        assert answer.status == 200


def test_a_page_says_what_it_was_made_from(live: Live) -> None:
    answer, body = live.get(f"{live.base}compare/alpha-vs-beta.html")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert body.count(b"data-visavis") == 1
    assert f'data-made="{answer.headers["ETag"].strip(chr(34))}"'.encode() in body.partition(b"</head>")[0]


def test_a_folder_means_its_index(live: Live) -> None:
    assert live.get(live.base)[1] == live.get(f"{live.base}index.html")[1]


@pytest.mark.parametrize("ending", ["", "/", "/index.html"])
def test_pages_as_folders_are_found_with_and_without_a_slash(ending: str, site: Path) -> None:
    with (site / "data/site.yaml").open("a", encoding="utf-8") as config:
        config.write("pages_as: folders\n")
    with serving(site) as live:
        answer, body = live.get(f"{live.base}compare/alpha-vs-beta{ending}")
        if not ending:
            assert (answer.status, answer.headers["Location"]) == (307, f"{live.base}compare/alpha-vs-beta/")
        else:
            assert answer.status == 200
            assert b"<h1" in body


def test_the_root_leads_to_where_the_site_is_published(live: Live) -> None:
    answer, _ = live.get("/")
    assert (answer.status, answer.headers["Location"]) == (307, "/golden/")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/golden/nowhere",
        "/golden/compare/beta-vs-alpha.html",
        "/golden/compare/alpha-vs-nobody.html",
        "/golden/compare/alpha-vs-alpha.html",
        "/golden/data/site.yaml",
        "/golden/../data/site.yaml",
        "/golden/static/../../data/site.yaml",
        "/golden/static/..%2f..%2fdata/site.yaml",
        "/golden/static/%2e%2e/%2e%2e/data/site.yaml",
        "/golden//etc/passwd",
        "//etc/passwd",
        "/_visavis/live.py",
        "/_visavis/../live.py",
        "/golden/static/live/css/tokens.css",
        "/golden/%00",
    ],
)
def test_nothing_outside_the_site_is_served(path: str, live: Live) -> None:
    answer, body = live.get(path)
    assert answer.status == 404
    assert b"<h1>Page not found</h1>" in body


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1", "127.0.0.1:8000", "LOCALHOST"])
def test_the_names_of_this_machine_are_answered(host: str, live: Live) -> None:
    assert live.get(live.base, Host=host)[0].status == 200


@pytest.mark.parametrize("path", ["/golden/", "/_visavis/events", "/_visavis/problems", "/golden/nowhere"])
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "0.0.0.0", "[::1]"]
)
def test_other_names_are_refused(host: str, path: str, live: Live) -> None:
    answer, body = live.get(path, Host=host)
    assert (answer.status, body) == (400, b"Invalid host header")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_sent_to_it(method: str, live: Live) -> None:
    connection = HTTPConnection("127.0.0.1", live.port, timeout=LONG)
    connection.request(method, live.base)
    assert connection.getresponse().status == 405
    connection.close()


def test_what_a_browser_has_already_is_not_sent_again(live: Live) -> None:
    first, body = live.get(f"{live.base}static/live/site.css")
    assert (first.status, first.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    again, nothing = live.get(f"{live.base}static/live/site.css", If_None_Match=first.headers["ETag"])
    assert (again.status, nothing) == (304, b"")
    assert body


def test_whoever_listens_is_told_at_once_what_there_is(live: Live) -> None:
    connection = HTTPConnection("127.0.0.1", live.port, timeout=LONG)
    connection.request("GET", "/_visavis/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    lines = [answer.readline() for _ in range(3)]
    assert lines[:2] == [b"retry: 500\n", b"\n"]
    news = json.loads(lines[2].removeprefix(b"data: "))
    assert news.keys() == {"pages", "style", "problems"}
    assert news["problems"] == ""
    assert f'data-pages="{news["pages"]}"'.encode() in live.get(live.base)[1]
    connection.close()


def test_a_theme_without_scripts_and_head_end_still_gets_the_script(site: Path) -> None:
    base = (GOLDEN.parents[2] / "templates/base.html").read_text("utf-8").replace("</head>\n", "")
    base = re.sub(r"^(<script.*|{{ page\.frame \| site_links }})\n", "", base, flags=re.MULTILINE)
    (site / "templates").mkdir()
    (site / "templates/base.html").write_text(base, "utf-8")
    with serving(site) as live:
        assert live.get(live.base)[1].rstrip().endswith(b"</script>")


def test_nothing_is_written_into_the_site_but_the_cache(site: Path) -> None:
    before = tree(site)
    with serving(site) as live:
        live.get(live.base)
        live.get(f"{live.base}compare/alpha-vs-beta.html")
    after = {path: content for path, content in tree(site).items() if not path.startswith(".site.visavis")}
    assert after == before
