"""What the development server answers: pages, the script that keeps them up to date, its events, and problems."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from visavis.load.problems import ProblemsFound
from visavis.serve.desk import HTML, Desk, News
from visavis.serve.kept import Answer
from visavis.serve.made import Made
from visavis.serve.shown import Stamp, notice
from visavis.site import theme

if TYPE_CHECKING:
    from visavis.render.notice import Notices

HOSTS = ("localhost", "127.0.0.1")
"""The names that the server answers to, with any port: a page elsewhere whose name leads here is refused."""
HOME = "index.html"
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

    @cached_property
    def _notices(self) -> Notices:
        from visavis.render.notice import Notices  # imported with the site, behind what is answered before

        return Notices(theme() / "templates")

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
        live = await self._desk.ready()
        return self._notice(request, "overlay", ProblemsFound(live.problems, waiting=live.waiting), 200)

    async def own(self, request: Request) -> Response:
        """Hand out one of the server's own files."""
        name = request.url.path.rpartition("/")[2]
        made = Made(_FILES[name], (_CLIENT / name).read_bytes())
        return self._answer(request, Answer(made.kind, made.state, made.content))

    async def page(self, request: Request) -> Response:
        """Hand out a page, or whatever else stands at an address of the site."""
        try:
            return await self._page(request)
        except ProblemsFound as found:
            over = "visavis-over" in request.headers
            return self._notice(request, "overlay" if over else "broken", found, 500)

    async def _page(self, request: Request) -> Response:
        desk, asked = self._desk, request.url.path
        early = desk.early.answers.get(asked)
        if early is not None:
            return self._answer(request, early)
        live = await desk.ready()
        if asked == "/" != live.base:
            return RedirectResponse(live.base)
        news, inside, path = desk.news, asked.startswith(live.base), asked.removeprefix(live.base)
        if path.endswith("/") or not path:
            path += HOME
        made = await desk.ask(partial(live.made, path)) if inside else None
        if made is None and inside and await desk.ask(partial(live.made, f"{path}/{HOME}")) is not None:
            return RedirectResponse(f"{asked}/")
        if made is None:
            made = await desk.ask(live.missing)
        content = made.content
        if made.kind == HTML:
            content = _with(content, self._notices.render("head", Stamp(news.pages, news.style, made.state)))
        answer = Answer(made.kind, made.state, content)
        if made.found:
            desk.answered(asked, answer, news)
        return self._answer(request, answer, 200 if made.found else 404)

    def _notice(self, request: Request, name: str, found: ProblemsFound, status: int) -> Response:
        live, news = self._desk.live, self._desk.news
        shown = notice(
            live.site.root,
            self._editor,
            found.problems,
            Stamp(news.pages, news.style, problems=news.problems),
            waiting=found.waiting,
        )
        made = Made(HTML, self._notices.render(name, shown))
        response = self._answer(request, Answer(made.kind, made.state, made.content), status)
        response.headers["Visavis-Problems"] = str(len(found.problems))
        return response

    @staticmethod
    def _answer(request: Request, answer: Answer, status: int = 200) -> Response:
        headers = {**SAFE, "ETag": f'"{answer.state}"'}
        if status == 200 and request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(answer.content, status, headers, media_type=answer.kind)


def _with(page: bytes, head: bytes) -> bytes:
    """Return a page with something in its head, before its scripts; behind all else where a theme has no such place."""
    place = _PLACE.search(page)
    at = place.start() if place else len(page)
    return page[:at] + head + page[at:]
