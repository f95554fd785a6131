"""The server as a whole: a port of this machine alone, the application on it, and an end when it is asked for."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import uvicorn

from visavis.serve.app import application
from visavis.serve.desk import Desk

HOST = "127.0.0.1"


def bound(port: int) -> socket.socket:
    """Return a socket at a port of this machine, 0 for any that is free. Raises OSError where it is taken."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((HOST, port))
        opened.listen(128)  # browsers that come before all is read are answered then
    except BaseException:
        opened.close()
        raise
    return opened


class Serving:
    """Serves what the desk has, until a signal ends it or `stop` is called.

    `desk` is made in the event loop. `begun` is called once requests are answered; for `editor` see application.
    """

    def __init__(self, desk: Callable[[], Desk], *, editor: str, begun: Callable[[], None]) -> None:
        self._desk, self._editor, self._begun = desk, editor, begun
        self._server: _Server | None = None

    def run(self, opened: socket.socket) -> None:
        """Serve at a socket. Raises KeyboardInterrupt once all has ended, where that was why."""
        asyncio.run(self._serve(opened))

    def stop(self) -> None:
        """End soon; from any thread."""
        if self._server:
            self._server.should_exit = True

    async def _serve(self, opened: socket.socket) -> None:
        desk = self._desk()
        config = uvicorn.Config(
            application(desk, self._editor), http="h11", ws="none", lifespan="off", log_config=None, access_log=False
        )
        self._server = _Server(config, desk, self._begun)
        keeping = asyncio.create_task(desk.keep_up())
        keeping.add_done_callback(lambda _: self.stop())  # where the site cannot be read for a fault of ours
        await self._server.serve([opened])
        await keeping


class _Server(uvicorn.Server):
    """Lets those go who wait for news, before it waits for all requests to end."""

    def __init__(self, config: uvicorn.Config, desk: Desk, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._desk, self._begun = desk, begun

    async def main_loop(self) -> None:
        self._begun()
        await super().main_loop()
        await self._desk.keep()
        self._desk.close()
