"""The page of a pair: everything that is only laid out for it, and everything that its two models bring along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from visavis.compare.bands import ScoreBand
from visavis.compare.comparison import Comparison, Lead, compare
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


class SideOfPage(NamedTuple):
    """One side of the page: `id` is left or right."""

    id: Side
    model: ComparedModel
    face: Face


@dataclass(frozen=True, slots=True, eq=False)
class SuiteHead:
    """What stands over a suite's rows on every page: made once a suite."""

    name: str
    href: str
    numeric: bool
    metric: str
    bands: tuple[ScoreBand, ...]


class SuiteSection(NamedTuple):
    """A suite on this page. `prompts` is how many were asked, as shown: 67, or 76 and 75."""

    head: SuiteHead
    prompts: str
    runs: tuple[RunScores | None, RunScores | None]
    rows: tuple[ComparedRow, ...]


class LeadShown(NamedTuple):
    """How the two stand in a suite; `asked` says whether both were asked the same number of prompts."""

    suite: SuiteHead
    row: Row
    better: Side | None
    left: Fact
    right: Fact
    same_number: bool


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonPage:
    """compare/<left>-vs-<right>.html"""

    frame: Frame
    title: str
    canonical: str | None
    sides: tuple[SideOfPage, SideOfPage]
    leads: tuple[LeadShown, ...]
    differences: tuple[Difference, ...]
    shared_tasks: tuple[Row, ...]
    suites: tuple[SuiteSection, ...]
    properties: tuple[ComparedRow, ...]
    tasks: tuple[ComparedRow, ...]
    features: tuple[ComparedRow, ...]


class ComparisonPages:
    """Makes the page of any pair; what depends on one model or suite alone is made once, here."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.frame = frame(catalogue, urls.comparison(Pair("a", "b")))
        self.heads = {key: suite_head(catalogue, table, self.frame) for key, table in catalogue.suites.items()}
        self.models = {
            key: compared_model(catalogue, subject, self.frame) for key, subject in catalogue.subjects.items()
        }

    def page(self, of: Pair) -> ComparisonPage:
        """Return the page of one pair."""
        subjects = self.catalogue.subjects
        found = compare(self.catalogue, subjects[of.left], subjects[of.right])
        left, right = self.models[of.left], self.models[of.right]
        return ComparisonPage(
            frame=self.frame,
            title=f"{left.name} vs {right.name}",
            canonical=self.frame.canonical(urls.comparison(of)),
            sides=self._sides(found, left, right),
            leads=tuple(self._lead(lead) for lead in found.leads),
            differences=found.differences,
            shared_tasks=found.shared_tasks,
            suites=tuple(
                SuiteSection(self.heads[suite.table.key], _prompts(suite), (suite.left, suite.right), suite.rows)
                for suite in found.suites
            ),
            properties=found.properties,
            tasks=found.tasks,
            features=found.features,
        )

    def _sides(self, found: Comparison, left: ComparedModel, right: ComparedModel) -> tuple[SideOfPage, SideOfPage]:
        """Return both sides; their cards show the first suite that both were run on, else each its own first."""
        shared = next((suite.table.key for suite in found.suites if suite.left and suite.right), None)
        return SideOfPage("left", left, _face(left, shared)), SideOfPage("right", right, _face(right, shared))

    def _lead(self, lead: Lead) -> LeadShown:
        suite, row = lead
        same = suite.left is None or suite.right is None or suite.left.asked == suite.right.asked
        return LeadShown(self.heads[suite.table.key], row.row, row.better, row.left, row.right, same)


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
    metric = table.suite.metric
    name = (metric.name or "") if metric.kind == "numeric" else ""
    return SuiteHead(table.suite.name, page.to(urls.suite(table.key)), table.numeric, name, catalogue.bands)


def _face(model: ComparedModel, shared: str | None) -> Face:
    own = next((key for key in model.faces if key), "")
    return model.faces[own if shared is None else shared]


def _prompts(suite: ComparedSuite) -> str:
    asked = [str(run.asked) for run in (suite.left, suite.right) if run and run.asked]
    return " and ".join(dict.fromkeys(asked))
