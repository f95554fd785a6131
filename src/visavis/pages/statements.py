"""What a pair's page says of each difference: one sentence, which the template words."""

from __future__ import annotations

from typing import NamedTuple

from visavis.compare.differences import Difference
from visavis.compare.facts import Fact
from visavis.language import _
from visavis.pages.shown import ShownVerdict, shown_verdict
from visavis.pages.sides import SideOfPage


class Statement(NamedTuple):
    """One difference: `kind` chooses the words, `first` is the side it speaks for; the rest as in Difference.

    `what` is its labels in one text; `several` says whether there are more than one; `verdict` what a lead is worth.
    `fewest` is how many prompts a category takes, where one of fewer has a wider gap, else 0.
    """

    kind: str
    first: SideOfPage
    first_fact: Fact
    other: SideOfPage
    other_fact: Fact
    amount: str
    what: str
    several: bool
    suite: str
    verdict: ShownVerdict | None
    fewest: int


def shown_statement(found: Difference, sides: tuple[SideOfPage, SideOfPage]) -> Statement:
    """Return a difference as it is said of these two sides."""
    labels = found.labels
    verdict = None if found.verdict is None else shown_verdict(found.verdict)
    kind, rest = found.kind, (found.amount, _(", ").join(labels), len(labels) > 1, found.suite, verdict, found.fewest)
    if found.side == "left":
        return Statement(kind, sides[0], found.left, sides[1], found.right, *rest)
    return Statement(kind, sides[1], found.right, sides[0], found.left, *rest)
