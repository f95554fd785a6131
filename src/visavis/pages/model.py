"""The page of a model: its facts with their sources, its scores, and all its comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from visavis.compare.facts import Fact, Kind, Row
from visavis.compare.pairs import PairChoice
from visavis.compare.rounding import written_date
from visavis.compare.scores import RunScores
from visavis.compare.subjects import Catalogue, Subject, authored, source_of
from visavis.compare.times import MEAN
from visavis.language import _
from visavis.load.schema import BUILT_IN_PROPERTIES, ModelCard, Sourced
from visavis.pages import snippets, structured, urls
from visavis.pages.badges import BadgeLink, Badges
from visavis.pages.boards import Standing, standings
from visavis.pages.frame import Frame, Link, ShareImage, Translation, frame
from visavis.pages.model_changes import Changes, History, shown_changes
from visavis.pages.parts import SuiteHead, model_summary, suite_head
from visavis.pages.prompt_list import OutcomeGroup, outcome_groups
from visavis.pages.records import Records
from visavis.pages.related import RelatedComparisons, RelatedLink, related_comparisons
from visavis.pages.share import ShareImages
from visavis.pages.structured import Graph


class StatedRow(NamedTuple):
    """A row of one model's table, with where the value comes from: an address, and a date as shown or nothing.

    `correct` leads to its line in the repository, where that is known.
    """

    row: Row
    fact: Fact
    source: str | None = None
    as_of: str = ""
    correct: str | None = None


class ComparisonGroup(NamedTuple):
    """Comparisons with models that were run on a suite in common with this one, or (`measured` is False) were not."""

    measured: bool
    links: tuple[Link, ...]


class RunSection(NamedTuple):
    """A suite the model was run on. `standing` is None where it has no rank there.

    `outcomes` are its results by prompt, where they are known; `correct` leads to the run in the repository.
    """

    head: SuiteHead
    run: RunScores
    rows: tuple[StatedRow, ...]
    standing: Standing | None
    outcomes: tuple[OutcomeGroup, ...]
    correct: str | None


@dataclass(frozen=True, slots=True, eq=False)
class ModelPage:
    """models/<model>.html; `data` leads to the same as JSON, `listed` to the pages of its maker and its tasks.

    `correct` leads to its overview in the repository; `revision` tells its data from any other, see Records; `changes`
    is what became of its data; `badges` are those that other pages can show.
    """

    frame: Frame
    title: str
    snippet: str
    canonical: str | None
    translations: tuple[Translation, ...]
    structured: Graph | None
    image: ShareImage | None
    twin: str | None
    summary: tuple[str, ...]
    aliases: tuple[str, ...]
    overview: str | None
    properties: tuple[StatedRow, ...]
    tasks: tuple[StatedRow, ...]
    features: tuple[StatedRow, ...]
    links: tuple[Link, ...]
    runs: tuple[RunSection, ...]
    related: tuple[RelatedLink, ...]
    comparisons: tuple[ComparisonGroup, ...]
    data: str
    listed: tuple[Link, ...]
    correct: str | None
    revision: str
    changes: Changes
    badges: tuple[BadgeLink, ...]


class ModelPages:
    """Makes the page of any model; the order of names is found once for all."""

    def __init__(
        self,
        catalogue: Catalogue,
        partners: PairChoice,
        beside: RelatedComparisons | None = None,
        images: ShareImages | None = None,
        records: Records | None = None,
        history: History = lambda _: (),
    ) -> None:
        """`partners` are the pairs that get a page; `beside` and `images` are found where they are not known."""
        self.catalogue, self.history = catalogue, history
        self.records = records or Records(catalogue.config)
        self.addresses = urls.addresses(catalogue.config)
        self.frame = frame(catalogue, self.addresses.model("a"))
        self.badges = Badges(catalogue)
        self.heads = {key: suite_head(catalogue, table, self.frame) for key, table in catalogue.suites.items()}
        self.standings = standings(catalogue)
        self.partners = partners
        self.images = images or ShareImages(catalogue, partners)
        self.related = beside or related_comparisons(catalogue, partners)
        self.place = {subject.key: place for place, subject in enumerate(catalogue.by_name())}

    def page(self, key: str) -> ModelPage:
        """Return the page of one model."""
        catalogue, subject = self.catalogue, self.catalogue.subjects[key]
        card, path = subject.card, self.addresses.model(key)
        own = card.links
        links = [(_("Weights"), own.weights), (_("Paper"), own.paper)]
        links += [(_("Code"), own.code), (_("Homepage"), own.homepage)]
        runs = tuple(self._run(suite, subject, run) for suite, run in subject.runs.items())
        others = self.partners.partners_of(key)
        snippet = self._snippet(subject, len(others))
        line = self.records.lines(self.records.card(key))
        return ModelPage(
            frame=self.frame,
            title=subject.name,
            snippet=snippet,
            canonical=self.addresses.canonical(path),
            translations=self.frame.translations(path),
            structured=structured.model(self.frame, catalogue, subject, snippet),
            image=self.images.models.get(key, self.images.site),
            twin=self.frame.twin(path),
            summary=model_summary(subject),
            aliases=card.aliases,
            overview=card.overview,
            properties=tuple(
                _stated(card, row, fact, authored(card, row.key), line(*_way(row.key)))
                for row, fact in zip(catalogue.properties, subject.properties, strict=True)
                if fact.known or not row.optional
            ),
            tasks=_known(card, catalogue.tasks, subject.tasks, card.tasks, partial(line, "tasks")),
            features=_known(card, catalogue.features, subject.features, card.features, partial(line, "features")),
            links=tuple(Link(href, label) for label, href in links if href),
            runs=runs,
            related=self.related.links[key],
            comparisons=self._comparisons(subject, others),
            data=self.frame.to(urls.api_model(key)),
            listed=tuple(self._listed(subject)),
            correct=line("overview"),
            revision=self.records.model(key),
            badges=self.badges.links(key, self.frame),
            changes=shown_changes(catalogue, self.records, self.history(key)),
        )

    def _snippet(self, subject: Subject, comparisons: int) -> str:
        tables = self.catalogue.suites
        scores = [
            (table.suite.name, run.facts[table.headline])
            for table, run in ((tables[suite], run) for suite, run in subject.runs.items())
            if table.headline is not None
        ]
        return snippets.model(subject.name, model_summary(subject), scores, comparisons)

    def _listed(self, subject: Subject) -> Iterator[Link]:
        maker = subject.card.organisation
        if maker is not None and maker.known is not None:
            label = self.catalogue.config.organisations[maker.known].label
            yield Link(
                self.frame.to(self.addresses.organisation(maker.known)), _("Models by {name}").format(name=label)
            )
        for row, fact in zip(self.catalogue.tasks, subject.tasks, strict=True):
            if fact.kind is Kind.YES:
                yield Link(self.frame.to(self.addresses.task(row.key)), row.label)

    def standing(self, key: str) -> tuple[object, ...]:
        """Return what a model's page shows that depends on other models' runs: its place in each suite."""
        return tuple((suite, self.standings[suite].get(key)) for suite in self.catalogue.subjects[key].runs)

    def others(self) -> tuple[object, ...]:
        """Return what every model's page shows of the others: their names, and whether they share a suite with it."""
        return tuple((key, subject.name, tuple(subject.runs)) for key, subject in self.catalogue.subjects.items())

    def _comparisons(self, subject: Subject, others: Iterable[str]) -> tuple[ComparisonGroup, ...]:
        subjects, own, key, to = self.catalogue.subjects, subject.runs.keys(), subject.key, self.frame.to
        groups: dict[bool, list[Link]] = {True: [], False: []}
        for other in sorted(others, key=self.place.__getitem__):
            beside = subjects[other]
            groups[not own.isdisjoint(beside.runs)].append(Link(to(self.addresses.between(key, other)), beside.name))
        return tuple(ComparisonGroup(measured, tuple(links)) for measured, links in groups.items() if links)

    def _run(self, suite: str, subject: Subject, run: RunScores) -> RunSection:
        table = self.catalogue.suites[suite]
        line = self.records.lines(self.records.run(suite, subject.key))
        rows = tuple(
            StatedRow(row, fact, correct=line(*_result(run, row.key)) if fact.known else None)
            for row, fact in zip(table.rows, run.facts, strict=True)
        )
        standing, outcomes = self.standings[suite].get(subject.key), outcome_groups(table, run, subject.key, self.frame)
        return RunSection(self.heads[suite], run, rows, standing, outcomes, line("source"))


def _known(
    card: ModelCard,
    rows: Iterable[Row],
    facts: Iterable[Fact],
    values: Mapping[str, Sourced[Any]],
    line: Callable[[str], str | None],
) -> tuple[StatedRow, ...]:
    stated = zip(rows, facts, strict=True)
    return tuple(_stated(card, row, fact, values.get(row.key), line(row.key)) for row, fact in stated if fact.known)


def _stated(card: ModelCard, row: Row, fact: Fact, value: Sourced[Any] | None, correct: str | None) -> StatedRow:
    """Return a row with the source that the value names, or else the card's, which is silent on what is unknown."""
    if value is None or (value.source is None and not fact.known):
        return StatedRow(row, fact, correct=correct)
    source, date = source_of(card, value)
    return StatedRow(row, fact, source, written_date(date) if date else "", correct)


def _way(key: str) -> tuple[str, ...]:
    """Return the way through a card to a property."""
    return (key,) if key in BUILT_IN_PROPERTIES else ("properties", key)


def _result(run: RunScores, key: str) -> tuple[str, ...]:
    """Return the way through a run to what a row says of it: to what somebody wrote, or what it is computed from."""
    if key == MEAN and not run.outcomes:
        return ("average_response_time",)
    return ("outcomes",) if run.outcomes else ("results", key)
