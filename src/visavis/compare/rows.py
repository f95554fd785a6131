"""Two facts in a row: whether they differ and which is better."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from operator import getitem
from typing import Literal, NamedTuple

from visavis.compare.facts import Fact, Row
from visavis.compare.scores import RunScores, SuiteTable

Side = Literal["left", "right"]


class State(StrEnum):
    """How the two cells of a row relate."""

    SAME = "same"
    DIFFERS = "differs"
    GAP = "gap"
    """Only one side says anything: nobody can tell whether they differ."""


class _ComparedRow(NamedTuple):
    row: Row
    left: Fact
    right: Fact
    state: State
    better: Side | None


class ComparedRow(_ComparedRow):
    """A row with both facts, compared by identity, as facts are: a tuple only because these are made quickest.

    `better` is the side whose number is better, or None.
    """

    __slots__ = ()
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def cells(self) -> tuple[tuple[Fact, bool], tuple[Fact, bool]]:
        """Left and right: the fact, and whether it is the better one."""
        return (self.left, self.better == "left"), (self.right, self.better == "right")


class ComparedSuite(NamedTuple):
    """A suite at least one of the two was run on; a side that was not run has None, and facts that say so."""

    table: SuiteTable
    left: RunScores | None
    right: RunScores | None
    rows: tuple[ComparedRow, ...]


def compared_row(row: Row, left: Fact, right: Fact) -> ComparedRow:
    """Lay two models' facts about one thing side by side."""
    if left.key == right.key:
        return ComparedRow(row, left, right, State.SAME, None)
    if left.known and right.known:
        return ComparedRow(row, left, right, State.DIFFERS, better_side(row, left, right))
    return ComparedRow(row, left, right, State.GAP, None)


def better_side(row: Row, left: Fact, right: Fact) -> Side | None:
    """Return the side whose number is better by the row's direction; None where neither is.

    Shares and times of different prompts are not set against each other.
    """
    if row.better == "neither" or left.order is None or right.order is None or left.order == right.order:
        return None
    if not same_prompts(left, right):
        return None
    return "left" if (left.order > right.order) == (row.better == "higher") else "right"


def same_prompts(left: Fact, right: Fact) -> bool:
    """Whether two facts were taken over the same prompts; of shares whose prompts are not known, over as many of each.

    A time whose prompts are known is never of the same as one whose prompts are not.
    """
    if left.prompts is right.prompts:
        return left.prompts is not None or (left.total == right.total and left.split == right.split)
    if left.prompts is None or right.prompts is None:
        return 0 < left.total == right.total and left.split == right.split
    return left.prompts == right.prompts


class _Against(dict[Fact, ComparedRow | None]):
    """One fact of a row against each other fact: the row they make, or None where there is nothing to show."""

    def __init__(self, row: Row, left: Fact) -> None:
        super().__init__()
        self._row, self._left = row, left

    def __missing__(self, right: Fact) -> ComparedRow | None:
        shown = self._left.known or right.known or not self._row.optional
        made = self[right] = compared_row(self._row, self._left, right) if shown else None
        return made


class ComparedRows:
    """Compares rows and keeps what it made: facts are shared by models, so few pairs of facts are new.

    At most about `MOST` rows are kept; then it starts afresh, so that rows whose facts are hardly shared, such as
    times, cannot fill the memory.
    """

    MOST, LOOKS = 50_000, 32
    """How many rows are too many, and after how many times of binding new rows they are counted."""

    def __init__(self) -> None:
        self._against: dict[tuple[Row, Fact], _Against] = {}
        self._bound: dict[tuple[int, int], tuple[Sequence[Row], Sequence[Fact], list[_Against]]] = {}
        self._binds = 0

    def __call__(self, rows: Sequence[Row], lefts: Sequence[Fact], rights: Sequence[Fact]) -> tuple[ComparedRow, ...]:
        """Compare two models row by row; optional rows that neither says anything about are left out.

        Quick where the same `rows` and `lefts` come again: what they are is found once.
        """
        bound = self._bound.get((id(rows), id(lefts))) or self._bind(rows, lefts)
        if len(rights) != len(bound[2]):
            raise ValueError(f"{len(rights)} facts of the right model, {len(bound[2])} of the left")
        compared = tuple(map(getitem, bound[2], rights))
        return tuple(filter(None, compared))

    def _bind(self, rows: Sequence[Row], lefts: Sequence[Fact]) -> tuple[Sequence[Row], Sequence[Fact], list[_Against]]:
        self._binds += 1
        if self._binds % self.LOOKS == 0 and sum(map(len, self._against.values())) > self.MOST:
            self._against.clear()
            self._bound.clear()
        kept, found = self._against, []
        for key in zip(rows, lefts, strict=True):
            if key not in kept:
                kept[key] = _Against(*key)
            found.append(kept[key])
        # both are kept too, so that nothing else can have their ids
        bound = self._bound[id(rows), id(lefts)] = rows, lefts, found
        return bound
