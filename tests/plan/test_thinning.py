"""Long pages weighed by some of their rows."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.plan.thinning import LONG, Thin, weight


class Board(NamedTuple):
    """A list with a name, as pages have them."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page with lists in it, at any depth."""

    title: str
    boards: tuple[Board, ...]
    groups: tuple[tuple[str, ...], ...] = ()
    links: tuple[str, ...] = ()


def render(page: Any) -> bytes:
    """Return a page whose rows each take as many bytes as they have characters, and one more."""
    boards = [f"{board.name}:{';'.join([*board.lines, ''])}" for board in page.boards]
    groups = "".join(f"{row};" for group in page.groups for row in group)
    return f"{page.title}{boards}{groups}{page.links}".encode()


@given(st.lists(st.integers(0, LONG - 1), max_size=4))
def test_pages_without_long_lists_are_weighed_as_they_are(sizes: list[int]):
    page = Listing("A page", tuple(Board(f"b{size}", ("row",) * size) for size in sizes))
    assert weight(page, render) == (len(render(page)), False)  # type: ignore[arg-type]
    assert Thin(2)(page) is page


@given(st.lists(st.integers(LONG, 3 * LONG), min_size=1, max_size=4), st.integers(0, 3 * LONG))
def test_rows_of_the_same_size_are_weighed_exactly(sizes: list[int], grouped: int):
    groups = (("row", "row"),) * (grouped if grouped >= LONG else 0)
    page = Listing(
        "A page", tuple(Board("b", ("row",) * size) for size in sizes), groups[: 0 if sizes[0] % 2 else None]
    )
    found, estimated = weight(page, render)  # type: ignore[arg-type]
    assert estimated
    assert found == pytest.approx(len(render(page)), rel=0.02 if page.groups else 0, abs=0.5)


@given(st.integers(1000, 3000), st.randoms(use_true_random=False))
def test_rows_of_sizes_that_differ_are_weighed_nearly(count: int, draw: Random):
    page = Listing("A page", (Board("b", tuple("x" * draw.randint(9, 15) for _ in range(count))),))
    assert weight(page, render)[0] == pytest.approx(len(render(page)), rel=0.15)  # type: ignore[arg-type]


def test_rows_are_taken_at_even_distances_across_lists():
    rows = tuple(map(str, range(300)))
    thin = Thin(7)
    page = thin(Listing("A page", (Board("b", rows), Board("c", rows)), links=("x",) * 3))
    assert (thin.rows, thin.kept) == (600, 86)
    assert [*page.boards[0].lines, *page.boards[1].lines] == [str(place % 300) for place in range(3, 600, 7)]
    assert page.links == ("x",) * 3
