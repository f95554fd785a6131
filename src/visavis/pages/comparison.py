"""The page of a pair: everything that is only laid out for it, and everything that its two models bring along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from visavis.compare.bands import ScoreBand
from visavis.compare.comparison import Comparer, Lead
from visavis.compare.differences import Difference
from visavis.compare.facts import Fact, Row
from visavis.compare.pairs import Pair
from visavis.compare.rows import ComparedRow, ComparedSuite, Side
from visavis.compare.scores import RunScores, SuiteTable
from visavis.compare.subjects import Catalogue, Subject
from visavis.pages import urls
from visavis.pages.frame import Frame, Link, frame


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A model's card: made once a model and suite. `suite`, `headline` and `time` are None where it was not run."""

    name: str
    href: str
    summary: tuple[str, ...]
    suite: str | None = None
    headline: Fact | None = None
    headline_label: str = ""
    time: Fact | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ComparedModel:
    """What one model brings to each of its comparisons: made once, the same object on every page.

    `faces` has one for every suite that it was run on, by the suite's key, and one under "" for none.
    """

    key: str
    name: str
    href: str
    comparisons: str
    overview: str | None
    faces: dict[str, Face]
    suites: tuple[Link, ...]
    source: str | None


@dataclass(frozen=True, slots=True, eq=False)
class SideOfPage:
    """One side of the page: made once for a model, side and card. `id` is left or right.

    `apart` says that the other side's card shows another suite, so that their numbers can't be compared.
    """

    id: Side
    model: ComparedModel
    face: Face
    apart: bool


@dataclass(frozen=True, slots=True, eq=False)
class SuiteHead:
    """What stands over a suite's rows on every page: made once a suite."""

    name: str
    href: str
    numeric: bool
    bands: tuple[ScoreBand, ...]


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
    """compare/<left>-vs-<right>.html. `shared_tasks` names the tasks that both do, or is empty."""

    frame: Frame
    title: str
    both: str
    canonical: str | None
    sides: tuple[SideOfPage, SideOfPage]
    leads: tuple[LeadShown, ...]
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
        self.frame = frame(catalogue, urls.comparison(Pair("a", "b")))
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
            canonical=self.frame.canonical(urls.comparison(of)),
            sides=sides,
            leads=tuple(self._lead(lead, sides) for lead in found.leads),
            differences=tuple(_statement(difference, sides) for difference in found.differences),
            shared_tasks=", ".join(row.label for row in found.shared_tasks),
            suites=tuple(
                SuiteSection(
                    self.heads[suite.table.key],
                    _prompts(suite),
                    _common(suite),
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


def compared_model(catalogue: Catalogue, subject: Subject, page: Frame) -> ComparedModel:
    """Return what a model brings to each of its comparisons, with links as from pages of this frame."""
    href = page.to(urls.model(subject.key))
    summary = model_summary(subject)
    faces = {"": Face(subject.name, href, summary)}
    for key, run in subject.runs.items():
        faces[key] = suite_face(faces[""], catalogue.suites[key], run)
    suites = tuple(Link(page.to(urls.suite(key)), catalogue.suites[key].suite.name) for key in subject.runs)
    return ComparedModel(
        key=subject.key,
        name=subject.name,
        href=href,
        comparisons=f"{href}#comparisons",
        overview=subject.card.overview,
        faces=faces,
        suites=suites,
        source=subject.card.source,
    )


def suite_face(face: Face, table: SuiteTable, run: RunScores) -> Face:
    """Return a model's card with its headline score and average response time in a suite."""
    headline = run.facts[table.headline] if table.headline is not None else None
    label = table.rows[table.headline].label if table.headline is not None else ""
    time = next((fact for row, fact in zip(table.rows, run.facts, strict=True) if row.key == "@time"), None)
    return Face(
        face.name, face.href, face.summary, table.suite.name, headline, label, time if time and time.known else None
    )


def model_summary(subject: Subject) -> tuple[str, ...]:
    """Return what a model is in a few words: maker, open or closed, release and parameters, as far as known."""
    facts = subject.key_facts
    shown = (facts.organisation, facts.category, facts.release_date, facts.parameters)
    return tuple(fact.text for fact in shown if fact.text)


def suite_head(catalogue: Catalogue, table: SuiteTable, page: Frame) -> SuiteHead:
    """Return what stands over a suite's rows."""
    return SuiteHead(table.suite.name, page.to(urls.suite(table.key)), table.numeric, catalogue.bands)


def _common(suite: ComparedSuite) -> int | None:
    left, right = suite.left and suite.left.prompts, suite.right and suite.right.prompts
    if left is right or not left or not right or left == right:
        return None
    return len(left & right)


def _prompts(suite: ComparedSuite) -> str:
    asked = [str(run.asked) for run in (suite.left, suite.right) if run and run.asked]
    return " and ".join(dict.fromkeys(asked))
