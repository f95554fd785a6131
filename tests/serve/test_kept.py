"""What a session showed last: answered by the next one before the site is read, and only where nothing changed."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.serve.making import LONG, Live, until
from tests.serve.test_command import running
from visavis.serve import kept
from visavis.serve.desk import Desk
from visavis.serve.kept import Answer, Kept, Look
from visavis.serve.live import LiveSite
from visavis.serve.server import Serving, bound
from visavis.site import Site

PAGE = "/golden/compare/alpha-vs-beta.html"
SHEET = "/golden/static/live/site.css"
SEEN: Look = {"data/site.yaml": (1, 2, 3, 4)}
ANSWERS = {"/": Answer("text/html", "a", b"<p>\n\n"), "/static/live/index.css": Answer("text/css", "b", b"")}


def asked(port: int, path: str) -> tuple[int, str, bytes]:
    """Return status, state and body of what is answered."""
    connection = HTTPConnection("127.0.0.1", port, timeout=LONG)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.headers["ETag"], answer.read()
    connection.close()
    return found


def session(site: Path, *paths: str) -> list[tuple[int, str, bytes]]:
    """Serve as a person does, ask for paths, and end."""
    with running(site, "--port", 0) as (process, said):
        port = int(said.readline().split(":")[2].partition("/")[0])
        found = [asked(port, path) for path in paths]
        assert said.readline() == "No errors: 4 models, 6 comparisons.\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(LONG) == 0
    return found


def left(site: Path) -> Kept | None:
    of = Site(site)
    return kept.read(kept.folder(of), kept.look(of))


@contextmanager
def reading(site: Path, early: Kept) -> Iterator[tuple[Live, threading.Event]]:
    """Serve a site that is not read before the event is set."""
    opened, begun, go, of = bound(0), threading.Event(), threading.Event(), Site(site)
    found = Live(site, opened.getsockname()[1], early.base)

    def load() -> LiveSite:
        go.wait(LONG)
        live = LiveSite(of)
        live.load()
        return live

    def desk() -> Desk:
        return Desk(of, load, lambda now: found.told.append(now.problems), early)

    server = Serving(desk, editor="", begun=begun.set)
    thread = threading.Thread(target=server.run, args=(opened,))
    thread.start()
    try:
        assert begun.wait(LONG)
        yield found, go
    finally:
        server.stop()
        thread.join(LONG)
        opened.close()
    assert not thread.is_alive()


@settings(max_examples=50)
@given(
    answers=st.dictionaries(st.text(), st.builds(Answer, st.text(), st.text(), st.binary()), max_size=4),
    base=st.text(),
    seen=st.dictionaries(st.text(), st.tuples(*[st.integers(0, 2**60)] * 4), max_size=3),
)
def test_what_is_written_is_read_again(
    answers: dict[str, Answer], base: str, seen: Look, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("kept") / "new"
    kept.write(folder, seen, Kept(base, answers))
    assert [*folder.iterdir()] == [folder / kept.NAME]
    assert kept.read(folder, seen) == Kept(base, answers)
    assert kept.read(folder, {**seen, "another": (0, 0, 0, 0)}) is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data[:-2] + b"x\n", id="another byte"),
        pytest.param(lambda data: b"visavis serve cache 0\n" + data[22:], id="another version"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: os.urandom(500), id="something else"),
    ],
)
def test_a_damaged_file_is_not_used(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    kept.write(tmp_path, SEEN, Kept("/", ANSWERS))
    file = tmp_path / kept.NAME
    file.write_bytes(damage(file.read_bytes()))
    assert kept.read(tmp_path, SEEN) is None


def test_a_folder_that_cannot_be_written_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    kept.write(tmp_path / "file", SEEN, Kept("/", ANSWERS))
    assert kept.read(tmp_path / "file", SEEN) is None


def test_a_session_leaves_the_pages_it_showed_with_their_style_sheet(site: Path) -> None:
    shown = session(site, PAGE, SHEET, "/golden/nowhere.html")
    found = left(site)
    assert found is not None
    assert found.base == "/golden/"
    assert [*found.answers] == [PAGE, SHEET]
    assert [(200, f'"{answer.state}"', answer.content) for answer in found.answers.values()] == shown[:2]


def test_the_next_session_shows_the_same(site: Path) -> None:
    (first,) = session(site, PAGE)
    second, home = session(site, PAGE, "/golden/")
    assert second == first
    assert home[0] == 200


def test_nothing_is_kept_of_a_site_that_changed(site: Path) -> None:
    session(site, PAGE)
    assert left(site) is not None
    card = site / "data/models/alpha.yaml"
    card.write_text(card.read_text("utf-8").replace("Alpha 12B", "Alpha 13B"), "utf-8")
    assert left(site) is None
    assert b"Alpha 13B" in session(site, PAGE)[0][2]


def test_what_was_kept_is_answered_while_the_site_is_read_and_other_pages_wait(site: Path) -> None:
    early = Kept("/golden/", {PAGE: Answer("text/html", "a", b"as it was")})
    with reading(site, early) as (live, go), ThreadPoolExecutor(1) as pool:
        assert asked(live.port, PAGE) == (200, '"a"', b"as it was")
        other = pool.submit(asked, live.port, "/golden/index.html")
        assert asked(live.port, PAGE)[2] == b"as it was"
        assert not other.done()
        go.set()
        assert other.result(LONG)[0] == 200
        until(lambda: live.told == [()])
        assert b"Alpha 12B" in asked(live.port, PAGE)[2]


def test_a_session_that_ends_before_the_site_is_read_ends(site: Path) -> None:
    with reading(site, Kept("/golden/", {})) as (live, go):
        assert asked(live.port, "/_visavis/client.js")[0] == 200
        threading.Timer(0.5, go.set).start()
    assert left(site) is None
