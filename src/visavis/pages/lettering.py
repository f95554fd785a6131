"""Words set in the type of share images: how wide they are, where lines break, and whether they can be drawn at all.

The type is Inter (SIL Open Font License 1.1), which the package fontpkg-inter brings along: fonts of the machine would
make images differ from place to place. It has Latin, Greek and Cyrillic letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import fontpkg_inter

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONT: Path = fontpkg_inter.ROOT / "files" / "Inter[opsz,wght].ttf"
"""The variable font, with an axis for weights."""
_OPTICAL, _BOLD, _MEASURED = 32, 700, 100
_MISSING = "\U0010fffe"
"""What no font has a glyph for."""
CLOSER = 0.98
"""How wide words are in images, by how wide they are measured: big letters are set a little closer."""


CAPITAL, LEADING = 0.73, 1.1
"""How high capitals are, and how far lines are apart, by the size of the letters."""


class SetLine(NamedTuple):
    """A line of words, whose letters stand on `y`."""

    text: str
    y: int


class Lettering(NamedTuple):
    """Words in bold letters of this `size` in px, line by line."""

    size: int
    lines: tuple[SetLine, ...]


@cache
def _font() -> FreeTypeFont:
    from PIL import ImageFont  # takes a while, and few programs set words

    font = ImageFont.truetype(str(FONT), _MEASURED, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([_OPTICAL, _BOLD])
    return font


@cache
def _has(character: str) -> bool:
    font = _font()
    return character.isspace() or bytes(font.getmask(character)) != bytes(font.getmask(_MISSING))


def can_draw(text: str) -> bool:
    """Whether there is a letter for every character of a text."""
    return all(map(_has, text))


def width(text: str, size: float) -> float:
    """Return how wide a text is in bold letters of this size, both in px."""
    return _font().getlength(text) * size / _MEASURED * CLOSER


def lettered(text: str, room: int, sizes: Sequence[int], *, top: int, bottom: int) -> Lettering:
    """Return a text set in the largest of these sizes in which it fits between `top` and `bottom`, in px.

    Lines are at most `room` wide and about as wide as each other; the last one stands on `bottom`. Where even the
    smallest size is too large, what is left over is cut.
    """
    words = text.split()
    for size in sizes:
        lines = list(_broken(words, room, size))
        most = 1 + max(0, int((bottom - top - CAPITAL * size) / (LEADING * size)))
        if len(lines) <= most and all(width(line, size) <= room for line in lines):
            lines = _balanced(words, room, size, len(lines))
            break
    else:
        lines = [_cut(line, room, size) for line in (*lines[: most - 1], " ".join(lines[most - 1 :]))]
    leading, last = round(size * LEADING), len(lines) - 1
    return Lettering(size, tuple(SetLine(line, bottom - (last - place) * leading) for place, line in enumerate(lines)))


def one_line(text: str, room: int, size: int) -> str:
    """Return a text cut to what is at most so wide in letters of this size."""
    return _cut(text, room, size)


def _balanced(words: Sequence[str], room: int, size: int, count: int) -> list[str]:
    """Return the lines that words make in the least room in which there are no more of them."""
    lines = list(_broken(words, room, size))
    while count > 1:
        less = max(width(line, size) for line in lines) - 1
        narrower = list(_broken(words, less, size))
        if len(narrower) > count or any(width(line, size) > less for line in narrower):
            break
        lines = narrower
    return lines


def _broken(words: Sequence[str], room: float, size: int) -> Iterator[str]:
    """Yield the lines that words make, as many on each as there is room for."""
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            yield line
            longer = word
        line = longer
    yield line


def _cut(text: str, room: int, size: int) -> str:
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1].rstrip()
    return f"{text}…"
