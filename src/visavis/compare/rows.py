"""Two facts in a row: whether they differ and which is better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from visavis.compare.facts import Fact, Row
from visavis.compare.scores import RunScores, SuiteTable

Side = Literal["left", "right"]


class State(StrEnum):
    """How the two cells of a row relate."""

    SAME = "same"
    DIFFERS = "differs"
    GAP = "gap"
    """Only one side says anything: nobody can tell whether they differ."""


@dataclass(frozen=True, slots=True, eq=False)
class ComparedRow:
    """A row with both facts; `better` is the side that is better, or None. Compared by identity, as facts are."""

    row: Row
    left: Fact
    right: Fact
    state: State
    better: Side | None

    @property
    def cells(self) -> tuple[tuple[Fact, bool], tuple[Fact, bool]]:
        """Left and right: the fact, and whether it is the better one."""
        return (self.left, self.better == "left"), (self.right, self.better == "right")


@dataclass(frozen=True, slots=True, eq=False)
class ComparedSuite:
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
    """Return the side whose number is better by the row's direction; None where neither is."""
    if row.better == "neither" or left.order is None or right.order is None or left.order == right.order:
        return None
    return "left" if (left.order > right.order) == (row.better == "higher") else "right"


class ComparedRows:
    """Compares rows and keeps what it made: facts are shared by models, so few pairs of facts are new.

    At most `MOST` rows are kept; then it starts afresh, so that rows whose facts are hardly shared, such as times,
    cannot fill the memory.
    """

    MOST = 50_000

    def __init__(self) -> None:
        self._kept: dict[tuple[Row, Fact, Fact], ComparedRow] = {}

    def __call__(self, rows: Iterable[Row], lefts: Iterable[Fact], rights: Iterable[Fact]) -> tuple[ComparedRow, ...]:
        """Compare two models row by row; optional rows that neither says anything about are left out."""
        kept, compared = self._kept, []
        if len(kept) > self.MOST:
            kept.clear()
        for key in zip(rows, lefts, rights, strict=True):
            found = kept.get(key)
            if found is None:
                found = kept[key] = compared_row(*key)
            if found.left.known or found.right.known or not found.row.optional:
                compared.append(found)
        return tuple(compared)
