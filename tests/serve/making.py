"""A site served from memory, as `visavis serve` does, on a thread of the tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from visavis.load.problems import Problem
from visavis.serve.desk import Desk
from visavis.serve.live import LiveSite
from visavis.serve.server import Serving, bound
from visavis.serve.shown import EDITORS
from visavis.site import Site

LONG = 20.0
"""Seconds after which what was waited for will not come."""


@dataclass
class Live:
    """A served site: its folder, its port, and what it was told to say after each change."""

    root: Path
    port: int
    base: str
    told: list[tuple[Problem, ...]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The address of the home page."""
        return f"http://127.0.0.1:{self.port}{self.base}"

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        """Ask for a path as it stands; return the answer and its body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()


@contextmanager
def serving(root: Path) -> Iterator[Live]:
    """Serve a site at a free port."""
    live, opened, begun = LiveSite(Site(root)), bound(0), threading.Event()
    live.load()
    found = Live(root, opened.getsockname()[1], live.base)

    def desk() -> Desk:
        return Desk(live.site, lambda: live, lambda now: found.told.append(now.problems))

    server = Serving(desk, editor=EDITORS["vscode"], begun=begun.set)
    thread = threading.Thread(target=server.run, args=(opened,))
    thread.start()
    try:
        assert begun.wait(LONG)
        yield found
    finally:
        server.stop()
        thread.join(LONG)
        opened.close()
    assert not thread.is_alive()


def until(true: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)
