"""One pair of models: its rows, how the two stand, and what differs most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from visavis.compare.differences import Difference, Differences
from visavis.compare.facts import NOT_RUN
from visavis.compare.lazily import lazily
from visavis.compare.paired import paired
from visavis.compare.rows import ComparedRow, ComparedRows, ComparedSuite, Side, same_prompts
from visavis.compare.scores import RunScores, SuiteTable
from visavis.compare.subjects import Catalogue, Subject
from visavis.compare.verdict import Verdict, unpaired_verdict


class Lead(NamedTuple):
    """How the two stand in a suite that both were run on; `better` is the side ahead, None where neither is.

    `basis` says by what. "paired": their outcomes on the prompts that both were asked; "unpaired": passed of total over
    as many prompts of each category; both by `verdict`, which says what that is worth. "number": the headline number as
    it stands, of which nobody can say what it is worth, so there is no verdict. "different": they were asked different
    prompts, and none in common is known: then nobody is ahead.
    """

    suite: ComparedSuite
    row: ComparedRow
    better: Side | None
    basis: Literal["paired", "unpaired", "number", "different"]
    verdict: Verdict | None = None


class Comparison:
    """Everything computed about one pair, when it is asked for; the key of `left` sorts first."""

    def __init__(self, comparer: Comparer, left: Subject, right: Subject) -> None:
        self._comparer, self.left, self.right = comparer, left, right

    @lazily
    def properties(self) -> tuple[ComparedRow, ...]:
        """The rows of the properties that the site shows."""
        return self._comparer.rows(self._comparer.catalogue.properties, self.left.properties, self.right.properties)

    @lazily
    def tasks(self) -> tuple[ComparedRow, ...]:
        """The rows of the tasks that either says something about."""
        return self._comparer.rows(self._comparer.catalogue.tasks, self.left.tasks, self.right.tasks)

    @lazily
    def features(self) -> tuple[ComparedRow, ...]:
        """The rows of the features that either says something about."""
        return self._comparer.rows(self._comparer.catalogue.features, self.left.features, self.right.features)

    @lazily
    def suites(self) -> tuple[ComparedSuite, ...]:
        """The suites that either was run on."""
        left, right, suite = self.left.runs, self.right.runs, self._comparer.suite
        tables = self._comparer.catalogue.suites.items()
        return tuple(
            [suite(table, left.get(key), right.get(key)) for key, table in tables if key in left or key in right]
        )

    @lazily
    def _told(self) -> list[tuple[ComparedSuite, Lead | None]]:
        return [(suite, lead_of(suite)) for suite in self.suites if suite.left and suite.right]

    @lazily
    def leads(self) -> tuple[Lead, ...]:
        """How the two stand, by suites that both were run on."""
        return tuple([lead for _, lead in self._told if lead])

    @lazily
    def untold(self) -> tuple[ComparedSuite, ...]:
        """The suites that both were run on, but that do not say how the two stand."""
        return tuple([suite for suite, lead in self._told if not lead])

    @lazily
    def differences(self) -> tuple[Difference, ...]:
        """What differs most."""
        return self._comparer.differences(self.left, self.right, self.suites)

    @lazily
    def shared_tasks(self) -> tuple[str, ...]:
        """The labels of the tasks that both do."""
        return self._comparer.differences.labels[self.left.does & self.right.does]


class Comparer:
    """Compares any two models of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.rows = ComparedRows()
        self.differences = Differences(catalogue.tasks, catalogue.suites.values())
        self._nothing = {id(table): (NOT_RUN,) * len(table.rows) for table in catalogue.suites.values()}
        self._ahead: dict[tuple[Subject, Subject], Comparison] = {}

    def compare(self, left: Subject, right: Subject) -> Comparison:
        """Compare two models; `left` must have the key that sorts first."""
        return self._ahead.pop((left, right), None) or Comparison(self, left, right)

    def ahead(self, left: Subject, rights: Iterable[Subject]) -> list[Comparison]:
        """Compare a model with all that it is the left one beside, once for this and for when each is asked for next.

        What was compared ahead for another left model is let go of.
        """
        found = [Comparison(self, left, right) for right in rights]
        self._ahead = {(left, one.right): one for one in found}
        return found

    def suite(self, table: SuiteTable, left: RunScores | None, right: RunScores | None) -> ComparedSuite:
        """Lay two runs on a suite side by side; None stands for one that there is not."""
        nothing = self._nothing[id(table)]
        rows = self.rows(table.rows, left.facts if left else nothing, right.facts if right else nothing)
        return ComparedSuite(table, left, right, rows)


def lead_of(suite: ComparedSuite) -> Lead | None:
    """Return how the two stand in a suite, or None where it does not tell."""
    place, left, right = suite.table.headline, suite.left, suite.right
    if place is None or left is None or right is None:
        return None
    row = suite.rows[place]
    if row.row.better == "neither" or row.left.order is None or row.right.order is None:
        return None
    if suite.table.numeric:
        return Lead(suite, row, row.better, "number")
    if left.asked_bits & right.asked_bits:
        verdict = paired(left, right)
        return Lead(suite, row, verdict.side, "paired", verdict)
    if same_prompts(row.left, row.right):
        verdict = unpaired_verdict(left.passed, left.asked, right.passed, right.asked)
        return Lead(suite, row, verdict.side, "unpaired", verdict)
    return Lead(suite, row, None, "different")
