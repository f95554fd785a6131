"""Marks become one path, in the pixels they were authored in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.load.schema import PromptResult
from visavis.pages.marks import MOST, path_of


def marked(**fields: Any) -> PromptResult:
    """Return a result with these marks."""
    return PromptResult.model_validate({"answer": "a", **fields})


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({}, ""),
        ({"boxes": [{"at": [1, 2, 30, 4.5]}]}, "M1 2h30v4.5h-30z"),
        ({"boxes": [{"at": [-1.25, 0.04, 0.06, 100000]}]}, "M-1.2 0h0.1v100000h-0.1z"),
        ({"polygons": [{"at": [[0, 0], [10, 0], [5, 8.66]]}]}, "M0 0L10 0L5 8.7z"),
        ({"points": [{"at": [7, 9]}]}, "M7 9h0"),
        (
            {
                "points": [{"at": [7, 9]}],
                "boxes": [{"at": [1, 2, 3, 4]}],
                "polygons": [{"at": [[0, 0], [1, 0], [1, 1]]}],
            },
            "M1 2h3v4h-3zM0 0L1 0L1 1zM7 9h0",
        ),
    ],
)
def test_boxes_outlines_and_points_stand_in_one_path(fields: dict[str, Any], path: str):
    assert path_of(marked(**fields)) == path


def test_no_more_are_drawn_than_a_page_bears():
    boxes = [{"at": [place, 0, 1, 1]} for place in range(MOST + 5)]
    assert path_of(marked(boxes=boxes)).count("M") == MOST
    assert path_of(marked(boxes=boxes), 2) == "M0 0h1v1h-1zM1 0h1v1h-1z"


PIXELS = st.floats(-9e5, 9e5, allow_nan=False).map(lambda value: round(value, 3))


@given(st.lists(st.tuples(PIXELS, PIXELS), min_size=3, max_size=9))
def test_a_path_holds_nothing_but_letters_and_numbers_of_a_path(corners: list[tuple[float, float]]):
    path = path_of(marked(polygons=[{"at": [list(corner) for corner in corners]}]))
    assert set(path) <= set("MLz0123456789.- ")
    numbers = [float(one) for one in path.strip("Mz").replace("L", " ").split()]
    assert numbers == [round(value, 1) for corner in corners for value in corner]
