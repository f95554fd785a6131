"""The page of a pair: everything that is only laid out for it, and everything that its two models bring along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from visavis.compare.comparison import Comparer, Lead
from visavis.compare.differences import Difference
from visavis.compare.facts import Fact, Row
from visavis.compare.pairs import Pair
from visavis.compare.rows import ComparedRow, ComparedSuite, Side
from visavis.compare.scores import RunScores
from visavis.compare.subjects import Catalogue
from visavis.pages import urls
from visavis.pages.frame import Frame, frame
from visavis.pages.parts import ComparedModel, Face, SuiteHead, compared_model, suite_head


@dataclass(frozen=True, slots=True, eq=False)
class SideOfPage:
    """One side of the page: made once for a model, side and card. `id` is left or right.

    `apart` says that the other side's card shows another suite, so that their numbers can't be compared.
    """

    id: Side
    model: ComparedModel
    face: Face
    apart: bool


class SuiteSection(NamedTuple):
    """A suite on this page. `prompts` is how many were asked, as shown: 67, or 76 and 75.

    `common` is how many of them both were asked, None where they are the same, or where it is not known.
    """

    head: SuiteHead
    prompts: str
    common: int | None
    runs: tuple[RunScores | None, RunScores | None]
    rows: tuple[ComparedRow, ...]


class LeadShown(NamedTuple):
    """How the two stand in a suite: `first` is ahead, unless they are `level`. For the rest see Lead."""

    suite: SuiteHead
    row: Row
    basis: str
    level: bool
    first: SideOfPage
    first_fact: Fact
    first_passed: int
    other: SideOfPage
    other_fact: Fact
    other_passed: int
    common: int


class Statement(NamedTuple):
    """One difference: `kind` chooses the words, `first` is the side it speaks for; the rest as in Difference."""

    kind: str
    first: SideOfPage
    first_fact: Fact
    other: SideOfPage
    other_fact: Fact
    amount: str
    labels: tuple[str, ...]
    suite: str


class ComparisonPage(NamedTuple):
    """compare/<left>-vs-<right>.html. `shared_tasks` names the tasks that both do, or is empty.

    `untold` are suites that both were run on, but that do not say how the two stand.
    """

    frame: Frame
    title: str
    both: str
    canonical: str | None
    sides: tuple[SideOfPage, SideOfPage]
    leads: tuple[LeadShown, ...]
    untold: tuple[SuiteHead, ...]
    differences: tuple[Statement, ...]
    shared_tasks: str
    suites: tuple[SuiteSection, ...]
    properties: tuple[ComparedRow, ...]
    tasks: tuple[ComparedRow, ...]
    features: tuple[ComparedRow, ...]


class ComparisonPages:
    """Makes the page of any pair; what depends on one model or suite alone is made once, here."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.comparer = Comparer(catalogue)
        self.addresses = urls.addresses(catalogue.config)
        self.frame = frame(catalogue, self.addresses.comparison(Pair("a", "b")))
        self.heads = {key: suite_head(catalogue, table, self.frame) for key, table in catalogue.suites.items()}
        self._sides: dict[tuple[Side, str, str, bool], SideOfPage] = {}
        self.models = {
            key: compared_model(catalogue, subject, self.frame) for key, subject in catalogue.subjects.items()
        }

    def page(self, of: Pair) -> ComparisonPage:
        """Return the page of one pair."""
        subjects = self.catalogue.subjects
        found = self.comparer.compare(subjects[of.left], subjects[of.right])
        shared = next((suite.table.key for suite in found.suites if suite.left and suite.right), None)
        apart = shared is None and bool(subjects[of.left].runs and subjects[of.right].runs)
        sides = self._side("left", of.left, shared, apart=apart), self._side("right", of.right, shared, apart=apart)
        left, right = sides[0].model.name, sides[1].model.name
        return ComparisonPage(
            frame=self.frame,
            title=f"{left} vs {right}",
            both=f"{left} and {right}",
            canonical=self.addresses.canonical(self.addresses.comparison(of)),
            sides=sides,
            leads=tuple([self._lead(lead, sides) for lead in found.leads]),
            untold=tuple([self.heads[suite.table.key] for suite in found.untold]),
            differences=tuple(_statement(difference, sides) for difference in found.differences),
            shared_tasks=", ".join(row.label for row in found.shared_tasks),
            suites=tuple(
                SuiteSection(
                    self.heads[suite.table.key],
                    _prompts(suite),
                    None if suite.common is None else len(suite.common),
                    (suite.left, suite.right),
                    suite.rows,
                )
                for suite in found.suites
            ),
            properties=found.properties,
            tasks=found.tasks,
            features=found.features,
        )

    def _side(self, side: Side, key: str, shared: str | None, *, apart: bool) -> SideOfPage:
        """Return a side; its card shows the first suite that both were run on, else the model's own first."""
        model = self.models[key]
        suite = next((name for name in model.faces if name), "") if shared is None else shared
        kept = self._sides.get((side, key, suite, apart))
        if kept is None:
            kept = self._sides[side, key, suite, apart] = SideOfPage(side, model, model.faces[suite], apart)
        return kept

    def _lead(self, lead: Lead, sides: tuple[SideOfPage, SideOfPage]) -> LeadShown:
        row = lead.row
        left = (sides[0], row.left, lead.left_passed)
        right = (sides[1], row.right, lead.right_passed)
        first, other = (right, left) if lead.better == "right" else (left, right)
        head, level = self.heads[lead.suite.table.key], lead.better is None
        return LeadShown(head, row.row, lead.basis, level, *first, *other, lead.common)


def _statement(found: Difference, sides: tuple[SideOfPage, SideOfPage]) -> Statement:
    kind, rest = found.kind, (found.amount, found.labels, found.suite)
    if found.side == "left":
        return Statement(kind, sides[0], found.left, sides[1], found.right, *rest)
    return Statement(kind, sides[1], found.right, sides[0], found.left, *rest)


def _prompts(suite: ComparedSuite) -> str:
    asked = [str(run.asked) for run in (suite.left, suite.right) if run and run.asked]
    return " and ".join(dict.fromkeys(asked))
