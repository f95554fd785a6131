"""What the development server answers: pages, the script that keeps them up to date, its events, and problems."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from visavis.load.problems import ProblemsFound
from visavis.pages import urls
from visavis.render.notice import Notices
from visavis.serve.desk import Desk, News
from visavis.serve.live import Made
from visavis.serve.shown import Stamp, notice
from visavis.site import theme

HOSTS = ("localhost", "127.0.0.1")
"""The names that the server answers to, with any port: a page elsewhere whose name leads here is refused."""
OWN = "/_visavis"
"""The folder of the server's own files, which no page can lie in."""
SAFE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "same-origin"}
_CLIENT = Path(__file__).parent / "client"
_PLACE = re.compile(rb"<script\b|</head>")
_FILES = {"client.js": "text/javascript", "problems.css": "text/css"}


def application(desk: Desk, editor: str) -> Starlette:
    """Return the application; `editor` is the pattern of the addresses that an editor opens files by."""
    answers = _Answers(desk, editor)
    routes = [
        Route(f"{OWN}/events", answers.events),
        Route(f"{OWN}/problems", answers.problems),
        *(Route(f"{OWN}/{name}", answers.own) for name in _FILES),
        Route("/{path:path}", answers.page),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    return Starlette(routes=routes, middleware=[hosts])


class _Answers:
    def __init__(self, desk: Desk, editor: str) -> None:
        self._desk, self._editor = desk, editor
        self._notices = Notices(theme() / "templates")

    async def events(self, request: Request) -> Response:  # noqa: ARG002 (Starlette passes it)
        """Stream the news, from those of now on."""
        return StreamingResponse(self._events(), media_type="text/event-stream", headers=SAFE)

    async def _events(self) -> AsyncIterator[str]:
        yield "retry: 500\n\n"
        told: News | None = None
        while not self._desk.closed:
            told = await self._desk.other_news(told)
            yield f"data: {json.dumps(told._asdict())}\n\n"

    async def problems(self, request: Request) -> Response:
        """Show the problems of the data over a page."""
        live = self._desk.live
        return self._notice(request, "overlay", ProblemsFound(live.problems, waiting=live.waiting), 200)

    async def own(self, request: Request) -> Response:
        """Hand out one of the server's own files."""
        name = request.url.path.rpartition("/")[2]
        return self._response(request, Made(_FILES[name], (_CLIENT / name).read_bytes()))

    async def page(self, request: Request) -> Response:
        """Hand out a page, or whatever else stands at an address of the site."""
        try:
            return await self._page(request)
        except ProblemsFound as found:
            over = "visavis-over" in request.headers
            return self._notice(request, "overlay" if over else "broken", found, 500)

    async def _page(self, request: Request) -> Response:
        desk, base = self._desk, self._desk.live.base
        if request.url.path == "/" != base:
            return RedirectResponse(base)
        news, path = desk.news, request.url.path
        inside, path = path.startswith(base), path.removeprefix(base)
        if path.endswith("/") or not path:
            path += urls.HOME
        made = await desk.ask(partial(desk.live.made, path)) if inside else None
        if made is None and inside and await desk.ask(partial(desk.live.made, f"{path}/{urls.HOME}")) is not None:
            return RedirectResponse(f"{request.url.path}/")
        if made is None:
            made = await desk.ask(desk.live.missing)
        if made.kind == "text/html":
            head = self._notices.render("head", Stamp(news.pages, news.style, made.state))
            return self._response(request, made, content=_with(made.content, head))
        return self._response(request, made)

    def _notice(self, request: Request, name: str, found: ProblemsFound, status: int) -> Response:
        live, news = self._desk.live, self._desk.news
        shown = notice(
            live.site.root,
            self._editor,
            found.problems,
            Stamp(news.pages, news.style, problems=news.problems),
            waiting=found.waiting,
        )
        made = Made("text/html", self._notices.render(name, shown))
        response = self._response(request, made, status)
        response.headers["Visavis-Problems"] = str(len(found.problems))
        return response

    @staticmethod
    def _response(request: Request, made: Made, status: int = 200, content: bytes = b"") -> Response:
        """Return what was made, as `content` where something was added to it."""
        headers, kind = {**SAFE, "ETag": f'"{made.state}"'}, made.kind
        if status == 200 and not made.found:
            status = 404
        if status == 200 and request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(content or made.content, status, headers, media_type=kind)


def _with(page: bytes, head: bytes) -> bytes:
    """Return a page with something in its head, before its scripts; behind all else where a theme has no such place."""
    place = _PLACE.search(page)
    at = place.start() if place else len(page)
    return page[:at] + head + page[at:]
