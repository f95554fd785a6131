"""Two facts in a row: whether they differ and which is better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
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


class ComparedRow(NamedTuple):
    """A row with both facts; `better` is the side that is better, or None."""

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


def better_side(row: Row, left: Fact, right: Fact) -> Side | None:
    """Return the side whose number is better by the row's direction; None where neither is."""
    if row.better == "neither" or left.order is None or right.order is None or left.order == right.order:
        return None
    return "left" if (left.order > right.order) == (row.better == "higher") else "right"


def compared_rows(rows: Iterable[Row], lefts: Iterable[Fact], rights: Iterable[Fact]) -> tuple[ComparedRow, ...]:
    """Lay two models' facts side by side; optional rows that neither says anything about are left out."""
    compared = []
    for row, left, right in zip(rows, lefts, rights, strict=True):
        if left.key == right.key:
            if row.optional and not left.known:
                continue
            compared.append(ComparedRow(row, left, right, State.SAME, None))
        elif left.known and right.known:
            compared.append(ComparedRow(row, left, right, State.DIFFERS, better_side(row, left, right)))
        else:
            compared.append(ComparedRow(row, left, right, State.GAP, None))
    return tuple(compared)
