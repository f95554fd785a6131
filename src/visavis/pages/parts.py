"""What pages show of a single model or suite: made once for it, the same object wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.compare.bands import ScoreBand
from visavis.compare.facts import Fact
from visavis.compare.rounding import written_date
from visavis.compare.scores import RunScores, SuiteTable
from visavis.compare.subjects import Catalogue, Subject
from visavis.compare.times import TYPICAL
from visavis.language import _
from visavis.pages.frame import Frame, Link
from visavis.pages.records import Records


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A model's card: made once a model and suite. `suite`, `headline` and `time` are None where it was not run.

    `time` is the median or the mean, as `time_label` says; `origin` says whether its scores are measured or
    self-reported.
    """

    name: str
    href: str
    summary: tuple[str, ...]
    suite: str | None = None
    headline: Fact | None = None
    headline_label: str = ""
    time: Fact | None = None
    time_label: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ComparedModel:
    """What one model brings to each of its comparisons: made once, the same object on every page.

    `faces` has one for every suite that it was run on, by the suite's key, and one under "" for none. `source` and
    `as_of` are its card's, `facts` leads to where each fact has its own, `correct` to the card in its repository;
    `revision` tells its data from any other, and is empty where that is not known.
    """

    key: str
    name: str
    href: str
    comparisons: str
    overview: str | None
    faces: dict[str, Face]
    suites: tuple[Link, ...]
    source: str | None
    as_of: str = ""
    facts: str = ""
    correct: str | None = None
    revision: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class SuiteHead:
    """What stands over a suite's rows on every page: made once a suite. `version` is nothing where it names none."""

    key: str
    name: str
    version: str
    href: str
    numeric: bool
    bands: tuple[ScoreBand, ...]


def compared_model(catalogue: Catalogue, subject: Subject, page: Frame, known: Records | None) -> ComparedModel:
    """Return what a model brings to each of its comparisons, with links as from pages of this frame."""
    records = known or Records(catalogue.config)
    href = page.to(page.addresses.model(subject.key))
    summary = model_summary(subject)
    faces = {"": Face(subject.name, href, summary)}
    for key, run in subject.runs.items():
        faces[key] = suite_face(faces[""], catalogue.suites[key], run)
    suites = tuple(Link(page.to(page.addresses.suite(key)), catalogue.suites[key].suite.name) for key in subject.runs)
    return ComparedModel(
        key=subject.key,
        name=subject.name,
        href=href,
        comparisons=f"{href}#comparisons",
        overview=subject.card.overview,
        faces=faces,
        suites=suites,
        source=subject.card.source,
        as_of=written_date(subject.card.as_of) if subject.card.as_of else "",
        facts=f"{href}#facts",
        correct=records.correct(records.card(subject.key)),
        revision=records.model(subject.key),
    )


def suite_face(face: Face, table: SuiteTable, run: RunScores) -> Face:
    """Return a model's card with its headline score and typical response time in a suite."""
    headline = run.facts[table.headline] if table.headline is not None else None
    label = table.rows[table.headline].label if table.headline is not None else ""
    known = {row.key: fact for row, fact in zip(table.rows, run.facts, strict=True) if fact.known}
    time = next((key for key in TYPICAL if key in known), "")
    took, said = (known[time], _(TYPICAL[time])) if time else (None, "")
    run_of = table.suite.name, headline, label, took, said, run.origin
    return Face(face.name, face.href, face.summary, *run_of)


def model_summary(subject: Subject) -> tuple[str, ...]:
    """Return what a model is in a few words: maker, open or closed, release and parameters, as far as known."""
    facts = subject.key_facts
    shown = (facts.organisation, facts.category, facts.release_date, facts.parameters)
    return tuple(fact.text for fact in shown if fact.text)


def suite_head(catalogue: Catalogue, table: SuiteTable, page: Frame) -> SuiteHead:
    """Return what stands over a suite's rows."""
    suite, href = table.suite, page.to(page.addresses.suite(table.key))
    return SuiteHead(table.key, suite.name, suite.version or "", href, table.numeric, catalogue.bands)
