"""A built site on a local server that behaves as static hosts do: 404.html, with status 404, where there is nothing."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import IO


@dataclass(frozen=True)
class Served:
    """A built site and where it answers; `address` ends with a slash, `origin` does not."""

    folder: Path
    origin: str
    prefix: str

    @property
    def address(self) -> str:
        """The address of the home page."""
        return self.origin + self.prefix


class _Handler(SimpleHTTPRequestHandler):
    folder: Path
    prefix: str
    compressed: bool

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        path = self.path.split("?")[0]
        inside = path.startswith(self.prefix)
        file = self.folder / path.removeprefix(self.prefix)
        if path.endswith("/"):
            file /= "index.html"
        found = inside and file.is_file()
        shown = file if found else self.folder / "404.html"
        self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        kind = self.guess_type(shown)
        self.send_header("Content-Type", "text/html; charset=utf-8" if kind == "text/html" else kind)
        content = shown.read_bytes()
        if self.compressed and kind.startswith(("text/", "application/", "image/svg")):
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name that the server passes)
        """Say nothing."""


@contextmanager
def served(folder: Path, prefix: str, *, compressed: bool = False) -> Iterator[Served]:
    """Serve a folder under a path of 127.0.0.1, at a free port; texts `compressed` as hosts do, with gzip."""
    handler = type("Handler", (_Handler,), {"folder": folder, "prefix": prefix, "compressed": compressed})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Served(folder, f"http://127.0.0.1:{server.server_port}", prefix)
        finally:
            server.shutdown()
            thread.join()
