"""Where requests and changed files meet: one thread does all the work, one thing after another."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from visavis.serve import kept
from visavis.serve.kept import Answer, Kept
from visavis.serve.watching import changes
from visavis.site import Site

if TYPE_CHECKING:
    from visavis.serve.live import LiveSite

T = TypeVar("T")

HTML = "text/html"
SETTLE = 0.1
"""Seconds that files with new problems are given before these are told: an editor may still be writing."""


class News(NamedTuple):
    """What clients compare with what they have: the states of pages, style sheet and problems, "" for no problems."""

    pages: str
    style: str
    problems: str


class Desk:
    """Lets coroutines ask a live site for things, keeps it up to date, and tells them when there is news.

    `load` makes the live site, in the thread that does the work, while `early` is what can be answered until then.
    `told` is called with the site after that and after every change, in the same thread.
    """

    def __init__(
        self, site: Site, load: Callable[[], LiveSite], told: Callable[[LiveSite], None], early: Kept | None = None
    ) -> None:
        self.closed = False
        self.early = early or Kept()
        self._site, self._load, self._told = site, load, told
        self._live: LiveSite | None = None
        self._answers: dict[str, Answer] = {}
        self._run = secrets.token_hex(4)  # tells this run of the server from others that a tab may have seen
        self._worker = ThreadPoolExecutor(1, "visavis")
        self._changed: set[Path] = set()
        self._something = asyncio.Event()
        self._stop = threading.Event()
        self._fresh = asyncio.Event()
        self._problems = 0
        self.news = News(f"{self._run}-0", f"{self._run}-0", "")

    @property
    def live(self) -> LiveSite:
        """The live site; to be asked for once `ready` has returned."""
        if self._live is None:
            raise RuntimeError("the site has not been read yet")
        return self._live

    async def ready(self) -> LiveSite:
        """Return the live site as soon as it has been read."""
        while self._live is None:
            await self._fresh.wait()
            if self.closed and self._live is None:
                raise asyncio.CancelledError
        return self._live

    def answered(self, path: str, answer: Answer, news: News) -> None:
        """Note what was answered to whoever asked for a path, for the next session; `news` are those of its making."""
        if news == self.news:
            self._answers.pop(path, None)
            self._answers[path] = answer

    async def keep(self) -> None:
        """Keep what was answered last, for the next session, where the site has no problems."""
        live = self._live
        if live is not None and not live.problems and self._answers:
            await self.ask(partial(self._keep, live))

    def _keep(self, live: LiveSite) -> None:
        found = {}
        for path, answer in [*self._answers.items()][-kept.MOST :]:
            made = None if answer.kind == HTML else live.made(path.removeprefix(live.base))
            if answer.kind == HTML or (made and made.state == answer.state):
                found[path] = answer
        kept.write(live.cache, kept.look(live.site), Kept(live.base, found))

    async def ask(self, work: Callable[[], T]) -> T:
        """Do some work with the live site, behind what is being done, and return what comes of it."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    async def other_news(self, known: News | None) -> News:
        """Return the news as soon as they are other than these; the same when the desk closes."""
        while self.news == known and not self.closed:
            await self._fresh.wait()
        return self.news

    async def keep_up(self) -> None:
        """Watch the site's folders and take up every change, until the desk closes."""
        loop = asyncio.get_running_loop()
        self._live = await self.ask(self._load)
        if self.closed:
            return
        self.early = Kept()
        await self._tell()
        watcher = threading.Thread(target=self._watch, args=(loop,), name="visavis watch", daemon=True)
        watcher.start()
        while not self.closed:
            await self._something.wait()
            try:
                await self._take_up()
            except asyncio.CancelledError:
                if not self.closed:  # closing takes away what waits to be done
                    raise
        watcher.join()

    def close(self) -> None:
        """Let everybody go who waits; to be called in the thread of the event loop."""
        self.closed = True
        self._stop.set()
        self._something.set()
        self._fresh.set()
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        for changed in changes(self._site, self._stop):
            if not self._stop.is_set():
                loop.call_soon_threadsafe(self._note, changed)

    def _note(self, changed: set[Path]) -> None:
        self._changed |= changed
        self._something.set()

    async def _take_up(self) -> None:
        """Bring the site up to date with what changed; where problems come up, wait whether they pass."""
        before = self.live.problems
        while self._changed and not self.closed:
            changed, self._changed = self._changed, set()
            self._something.clear()
            await self.ask(partial(self.live.update, changed))
            if self.live.problems and self.live.problems != before:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._something.wait(), SETTLE)
        if self.closed:
            return
        self._something.clear()
        if self.live.problems != before:
            self._problems += 1
        if self._news() != self.news:
            await self._tell()

    async def _tell(self) -> None:
        """Let everybody know how things are now."""
        self.news = self._news()
        self._answers = {path: answer for path, answer in self._answers.items() if answer.kind != HTML}
        self._fresh.set()
        self._fresh = asyncio.Event()
        await self.ask(partial(self._told, self.live))

    def _news(self) -> News:
        live, run = self.live, self._run
        problems = f"{run}-{self._problems}" if live.problems else ""
        return News(f"{run}-{live.pages}", f"{run}-{live.style}", problems)
