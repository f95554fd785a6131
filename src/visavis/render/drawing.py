"""The home of resvg: SVG becomes PNG, with the one font that we bring along, the same bytes on every machine."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cache, cached_property
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from xml.parsers import expat

import resvg
from resvg import usvg

from visavis.load.kept_file import keep, read_kept
from visavis.pages.lettering import FONT

_DIGEST = 32
_PIXELS = 31 << 20
"""More bytes than the pixels of an image take, and fewer than glibc lets go of at once whatever came before: 32 MiB."""


def drawn(svg: str, size: int | None = None) -> bytes:
    """Return an SVG as PNG: as large as it says, or as a square so many px wide.

    Raises ValueError where it is no SVG.
    """
    tree = _tree(svg)
    if size is None:
        return resvg.render(tree, (1, 0, 0, 0, 1, 0))
    width, height = tree.int_size()
    scale = size / max(width, height)
    return resvg.render(tree, (scale, 0, 0, 0, scale, 0), bg_size=(size, size))


def _tree(svg: str) -> usvg.Tree:
    """Return an SVG that was read; resvg ends with a panic, which is no Exception, where it can't."""
    try:
        expat.ParserCreate().Parse(svg, True)  # noqa: FBT003 (it takes no names)
        return usvg.Tree.from_str(svg, _OWN.options)
    except expat.ExpatError as error:
        raise ValueError(f"no SVG: {error}") from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise ValueError(f"no SVG that can be drawn: {error}") from None
        raise


class _Own(threading.local):
    """What each thread has of its own: options may be used, and let go of, only where they were made."""

    @cached_property
    def options(self) -> usvg.Options:
        """How all images are drawn."""
        options = usvg.Options.default()
        options.load_font_data(FONT.read_bytes())  # of a font by its path, the file is mapped anew for every letter
        options.font_family = "Inter"
        # Never written to, so it costs nothing; but once it is let go of, glibc keeps blocks of up to that size, where
        # it would have the system clear the memory of every image's pixels anew (mallopt(3), M_MMAP_THRESHOLD).
        unused = bytes(_PIXELS)
        del unused
        return options


_OWN = _Own()


class Drawer:
    """Draws images, and keeps each in a folder under its path: drawn again only where what is drawn has changed.

    Whatever is damaged there counts as not being there; without a folder nothing is kept.
    """

    def __init__(self, cache: Path | None) -> None:
        self._folder = None if cache is None else cache / "share"

    def image(self, path: str, svg: str) -> bytes:
        """Return an image of the site by its path, as PNG."""
        if self._folder is None:
            return drawn(svg)
        made_from = blake2b(f"{_drawn_by()} {svg}".encode(), digest_size=_DIGEST).digest()
        place = self._folder / path.replace("/", " ")
        kept = read_kept(place)
        if kept is not None and kept[:_DIGEST] == made_from:
            return kept[_DIGEST:]
        content = drawn(svg)
        keep(place, made_from + content)
        return content

    def forget(self, paths: set[str]) -> None:
        """Delete what is kept of other images than those of these paths."""
        if self._folder is not None:
            kept = {path.replace("/", " ") for path in paths}
            with suppress(OSError):
                for place in self._folder.iterdir():
                    if place.name not in kept:
                        place.unlink()


@cache
def _drawn_by() -> str:
    """Return the versions of what draws: finding them out reads files."""
    return f"{version('resvg')} {version('fontpkg-inter')}"
