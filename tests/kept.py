"""What every build of a test session makes alike, made once for each process: compiled templates and drawn images.

Both depend on what is given alone, so that a test learns nothing from making them again. Tests that are about making
them ask for the fixture `from_nothing`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from jinja2 import Environment, FileSystemLoader

from tests.helpers import ROOT
from visavis import workshop
from visavis.outputs import looks
from visavis.render import drawing
from visavis.render.renderer import Renderer

THEME = ROOT / "templates"
IMAGES = 500
"""So many images are kept, of some 50 kB each."""
MOST_RENDERERS = 20
_COMPILE, _DRAWN = Environment.compile, drawing.drawn
_CODE: dict[Hashable, Any] = {}
_RENDERERS: dict[Hashable, Renderer] = {}
_SURROUNDINGS: WeakKeyDictionary[Environment, Hashable] = WeakKeyDictionary()


@contextmanager
def kept() -> Iterator[None]:
    """Keep what is compiled and drawn."""
    images = lru_cache(IMAGES)(_DRAWN)
    with pytest.MonkeyPatch.context() as patch:
        _make_with(patch, _compiled, images)
        yield


@pytest.fixture
def from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make everything anew, as a process of its own does."""
    _make_with(monkeypatch, _COMPILE, _DRAWN)


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep all that pages are rendered with, for all builds of a test: `serve` does so too."""

    def renderer(folders: tuple[Path, ...], root: str, assets: str, *, compiling: bool) -> Renderer:
        key = root, assets, compiling, *_over(folders)
        if len(_RENDERERS) >= MOST_RENDERERS:
            _RENDERERS.clear()
        if key not in _RENDERERS:
            _RENDERERS[key] = Renderer(folders, root, assets, compiling=compiling)
        return _RENDERERS[key]

    monkeypatch.setattr(workshop, "Renderer", renderer)


def _make_with(patch: pytest.MonkeyPatch, compiled: Any, drawn: Any) -> None:
    patch.setattr(Environment, "compile", compiled)
    for module in (drawing, looks):
        patch.setattr(module, "drawn", drawn)


def _compiled(env: Environment, source: Any, name: str | None = None, filename: str | None = None, *more: Any) -> Any:
    """Return the code of a template: that of the theme's is kept."""
    if not isinstance(env.loader, FileSystemLoader) or not (filename or "").startswith(str(THEME)):
        return _COMPILE(env, source, name, filename, *more)
    if env not in _SURROUNDINGS:
        _SURROUNDINGS[env] = _surroundings(env, env.loader)
    key = _SURROUNDINGS[env], source, name, filename, *more
    if key not in _CODE:
        _CODE[key] = _COMPILE(env, source, name, filename, *more)
    return _CODE[key]


def _surroundings(env: Environment, loader: FileSystemLoader) -> Hashable:
    """Return what else decides how a template is compiled, where Jinja works out what is constant in it.

    This is how values are written, where links and static files lie, and the templates that are over the theme's.
    """
    links, static = env.filters.get("to"), env.filters.get("static")
    places = tuple(sorted(vars(links).items())) if links else (), static and static("")
    return env.code_generator_class, env.finalize, *places, *_over(map(Path, loader.searchpath))


def _over(folders: Iterable[Path]) -> Iterator[Hashable]:
    """Yield the templates that are over the theme's."""
    for folder in folders:
        paths = sorted(folder.rglob("*")) if folder != THEME else ()
        yield from ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths if path.is_file())
