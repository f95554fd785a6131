"""One pair of models: its rows, how the two stand, and what differs most."""

from __future__ import annotations

from typing import Literal, NamedTuple

from visavis.compare.differences import Difference, differences
from visavis.compare.facts import NOT_RUN, Row
from visavis.compare.rows import ComparedRow, ComparedRows, ComparedSuite, Side, same_prompts
from visavis.compare.scores import RunScores, SuiteTable
from visavis.compare.subjects import Catalogue, Subject


class Lead(NamedTuple):
    """How the two stand in a suite that both were run on; `better` is the side ahead, None where neither is.

    `basis` says by what: "same" for the headline row as it stands; "common" where they were asked different prompts,
    of which `common` are the same and `left_passed` and `right_passed` of these were passed; "different" where the
    prompts differ and it is not known which are the same, or none are: then nobody is ahead.
    """

    suite: ComparedSuite
    row: ComparedRow
    better: Side | None
    basis: Literal["same", "common", "different"]
    common: int = 0
    left_passed: int = 0
    right_passed: int = 0


class Comparison(NamedTuple):
    """Everything computed about one pair; the key of `left` sorts first.

    `untold` are the suites that both were run on, but that do not say how the two stand.
    """

    left: Subject
    right: Subject
    properties: tuple[ComparedRow, ...]
    tasks: tuple[ComparedRow, ...]
    features: tuple[ComparedRow, ...]
    suites: tuple[ComparedSuite, ...]
    leads: tuple[Lead, ...]
    untold: tuple[ComparedSuite, ...]
    differences: tuple[Difference, ...]
    shared_tasks: tuple[Row, ...]


class Comparer:
    """Compares any two models of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.rows = ComparedRows()

    def compare(self, left: Subject, right: Subject) -> Comparison:
        """Compare two models; `left` must have the key that sorts first."""
        catalogue, rows = self.catalogue, self.rows
        suites = tuple(
            self._suite(table, left.runs.get(key), right.runs.get(key))
            for key, table in catalogue.suites.items()
            if key in left.runs or key in right.runs
        )
        leads = {suite.table.key: _lead(suite) for suite in suites}
        tasks = rows(catalogue.tasks, left.tasks, right.tasks)
        return Comparison(
            left=left,
            right=right,
            properties=rows(catalogue.properties, left.properties, right.properties),
            tasks=tasks,
            features=rows(catalogue.features, left.features, right.features),
            suites=suites,
            leads=tuple([lead for lead in leads.values() if lead]),
            untold=tuple([suite for suite in suites if suite.left and suite.right and not leads[suite.table.key]]),
            differences=differences(left, right, tasks, suites),
            shared_tasks=tuple([row.row for row in tasks if row.both]),
        )

    def _suite(self, table: SuiteTable, left: RunScores | None, right: RunScores | None) -> ComparedSuite:
        nothing = (NOT_RUN,) * len(table.rows)
        rows = self.rows(table.rows, left.facts if left else nothing, right.facts if right else nothing)
        return ComparedSuite(table, left, right, rows, _common(left, right) if left and right else None)


def _common(left: RunScores, right: RunScores) -> frozenset[str] | None:
    one, other = left.prompts, right.prompts
    if one is other or not one or not other or one == other:
        return None
    return one & other


def _lead(suite: ComparedSuite) -> Lead | None:
    """Return how the two stand in a suite, or None where it does not tell."""
    place, left, right = suite.table.headline, suite.left, suite.right
    if place is None or left is None or right is None:
        return None
    row = suite.rows[place]
    if row.row.better == "neither" or row.left.order is None or row.right.order is None:
        return None
    if same_prompts(row.left, row.right):
        return Lead(suite, row, row.better, "same")
    if not suite.common or left.passes is None or right.passes is None:
        return Lead(suite, row, None, "different")
    passed = len(suite.common & left.passes), len(suite.common & right.passes)
    better: Side | None = None if passed[0] == passed[1] else "left" if passed[0] > passed[1] else "right"
    return Lead(suite, row, better, "common", len(suite.common), *passed)
