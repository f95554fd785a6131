"""Boxes, outlines and points as paths to draw over an image, in the image's own pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from visavis.load.schema import PromptResult

MOST = 60
"""So many marks of an answer are drawn on the page of a pair; the prompt's own page has them all."""


def paths_of(result: PromptResult) -> Iterator[str]:
    """Yield the outline of each mark of a result as the path data of SVG: its boxes, then polygons, then points."""
    yield from (_box(*box.at) for box in result.boxes)
    yield from (_outline(polygon.at) for polygon in result.polygons)
    yield from (f"M{_number(point.at[0])} {_number(point.at[1])}h0" for point in result.points)


def path_of(result: PromptResult, most: int = MOST) -> str:
    """Return the outlines of a result's marks in one, at most so many; empty where it has none."""
    return "".join(islice(paths_of(result), most))


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{_number(x)} {_number(y)}h{_number(width)}v{_number(height)}h-{_number(width)}z"


def _outline(corners: Iterable[Iterable[float]]) -> str:
    return "M" + "L".join(" ".join(map(_number, corner)) for corner in corners) + "z"


def _number(pixels: float) -> str:
    return f"{round(pixels, 1):.9g}"
