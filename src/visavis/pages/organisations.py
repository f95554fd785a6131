"""The page of an organisation: its models, newest first, and the best that they have reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from visavis.compare.facts import Fact
from visavis.compare.subjects import Catalogue, Subject
from visavis.language import _
from visavis.load.scalars import PartialDate
from visavis.pages import snippets, structured, urls
from visavis.pages.boards import Standing, standings
from visavis.pages.frame import Frame, Link, Translation, frame
from visavis.pages.structured import Graph


class Reached(NamedTuple):
    """What stands for the whole of a model's run of a suite; `standing` is its rank there, None where it has none."""

    suite: Link
    model: Link
    fact: Fact
    standing: Standing | None


class MadeModel(NamedTuple):
    """A model of the organisation; `facts` are its category, release, parameters and licence, `scores` one a suite."""

    link: Link
    facts: tuple[Fact, ...]
    scores: tuple[Reached, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OrganisationPage:
    """organizations/<organization>.html. `best` has its first model on the leaderboard of each suite that has any.

    `logo` is where its logo lies, None where it has none.
    """

    frame: Frame
    title: str
    snippet: str
    canonical: str | None
    translations: tuple[Translation, ...]
    twin: str | None
    structured: Graph | None
    about: str | None
    link: str | None
    logo: str | None
    models: tuple[MadeModel, ...]
    best: tuple[Reached, ...]


def organisation_links(catalogue: Catalogue, page: Frame) -> Iterator[Link]:
    """Yield the links to the pages of all organisations that have a model, in the order of site.yaml."""
    makers = {subject.key_facts.organisation.key for subject in catalogue.subjects.values()}
    for key, told in catalogue.config.organisations.items():
        if key in makers:
            yield Link(page.to(page.addresses.organisation(key)), told.label)


class OrganisationPages:
    """Makes the page of any organisation that has a model; iterates over their keys."""

    def __init__(self, catalogue: Catalogue, known: Mapping[str, Mapping[str, Standing]] | None = None) -> None:
        """`known` are the standings of all models, which are found where they are not."""
        self.catalogue = catalogue
        self._standings = known or standings(catalogue)
        self.frame = frame(catalogue, urls.addresses(catalogue.config).organisation("a"))
        self._models: dict[str, list[Subject]] = {}
        for subject in catalogue.by_name():
            made_by = subject.card.organisation
            if made_by is not None and made_by.known is not None:
                self._models.setdefault(made_by.known, []).append(subject)
        for models in self._models.values():
            models.sort(key=_released, reverse=True)  # which keeps the order by name of those as old

    def __iter__(self) -> Iterator[str]:
        return (key for key in self.catalogue.config.organisations if key in self._models)

    def page(self, key: str) -> OrganisationPage:
        """Return the page of one organisation."""
        told, models = self.catalogue.config.organisations[key], self._models[key]
        path = self.frame.addresses.organisation(key)
        named = [(subject.key, subject.name) for subject in models]
        return OrganisationPage(
            frame=self.frame,
            title=told.label,
            snippet=snippets.organisation(told.label, told.description, len(models)),
            canonical=self.frame.canonical(path),
            translations=self.frame.translations(path),
            twin=self.frame.twin(path),
            structured=structured.maker(self.frame, told.label, told.link, named, (_("Models"), urls.MODELS)),
            about=told.description,
            link=told.link,
            logo=None if told.logo is None else self.frame.assets + told.logo,
            models=tuple(self._made(subject) for subject in models),
            best=tuple(self._best({subject.key for subject in models})),
        )

    def models(self, key: str) -> tuple[str, ...]:
        """Return the keys of an organisation's models."""
        return tuple(subject.key for subject in self._models[key])

    def state(self, key: str) -> tuple[object, ...]:
        """Return what an organisation's page shows that depends on the runs of other makers' models: ranks."""
        return tuple(
            (subject.key, suite, self._standings[suite].get(subject.key))
            for subject in self._models[key]
            for suite in subject.runs
        )

    def _made(self, subject: Subject) -> MadeModel:
        facts = subject.key_facts
        return MadeModel(
            link=self._link(subject),
            facts=(facts.category, facts.release_date, facts.parameters, facts.licence),
            scores=tuple(found for suite in subject.runs if (found := self._reached(suite, subject))),
        )

    def _link(self, subject: Subject) -> Link:
        return Link(self.frame.to(self.frame.addresses.model(subject.key)), subject.name)

    def _reached(self, suite: str, subject: Subject) -> Reached | None:
        table = self.catalogue.suites[suite]
        if table.headline is None:
            return None
        link = Link(self.frame.to(self.frame.addresses.suite(suite)), table.suite.name)
        fact = subject.runs[suite].facts[table.headline]
        return Reached(link, self._link(subject), fact, self._standings[suite].get(subject.key))

    def _best(self, keys: set[str]) -> Iterator[Reached]:
        for suite, board in self.catalogue.boards.items():
            first = next((entry.model for entry in board.entries if entry.model in keys), None)
            found = None if first is None else self._reached(suite, self.catalogue.subjects[first])
            if found is not None:
                yield found


def _released(subject: Subject) -> tuple[int, int, int]:
    date = subject.card.release_date
    return date.known.order if date and isinstance(date.known, PartialDate) else (0, 0, 0)
