"""What every build of a test session makes alike, made once for each process: drawn images, and renderers where asked.

They depend on what is given alone, so that a test learns nothing from making them again. Tests that are about making
them ask for the fixture `from_nothing`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import ROOT
from visavis import workshop
from visavis.outputs import looks
from visavis.render import drawing, precompiled
from visavis.render.renderer import Renderer

THEME = ROOT / "templates"
IMAGES = 500
"""So many images are kept, of some 50 kB each."""
MOST_RENDERERS = 20
_DRAWN = drawing.drawn
_RENDERERS: dict[Hashable, Renderer] = {}


@contextmanager
def kept() -> Iterator[None]:
    """Keep what is drawn."""
    images = lru_cache(IMAGES)(_DRAWN)
    with pytest.MonkeyPatch.context() as patch:
        _draw_with(patch, images)
        yield


@pytest.fixture
def from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make everything anew, as a process of its own does."""
    monkeypatch.setattr(precompiled, "_COMPILED", {})
    _draw_with(monkeypatch, _DRAWN)


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep all that pages are rendered with, for all builds of a test: `serve` does so too."""

    def renderer(folders: tuple[Path, ...], root: str, assets: str, *, compiling: bool, kept: Path | None) -> Renderer:
        key = root, assets, compiling, *_over(folders)
        if len(_RENDERERS) >= MOST_RENDERERS:
            _RENDERERS.clear()
        if key not in _RENDERERS:
            _RENDERERS[key] = Renderer(folders, root, assets, compiling=compiling, kept=kept)
        return _RENDERERS[key]

    monkeypatch.setattr(workshop, "Renderer", renderer)


def _draw_with(patch: pytest.MonkeyPatch, drawn: Any) -> None:
    for module in (drawing, looks):
        patch.setattr(module, "drawn", drawn)


def _over(folders: Iterable[Path]) -> Iterator[Hashable]:
    """Yield the templates that are over the theme's."""
    for folder in folders:
        paths = sorted(folder.rglob("*")) if folder != THEME else ()
        yield from ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths if path.is_file())
