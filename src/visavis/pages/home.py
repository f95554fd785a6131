"""The pages that are not about a model, pair or suite: home, methodology, and what a host shows for a wrong address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from visavis.compare.bands import ScoreBand
from visavis.compare.pairs import PairChoice
from visavis.compare.subjects import Catalogue
from visavis.language import _
from visavis.pages import snippets, structured, urls
from visavis.pages.boards import FirstPlace, first_place
from visavis.pages.counts import versus
from visavis.pages.frame import Frame, Link, Translation, frame
from visavis.pages.highlights import Highlights, highlights
from visavis.pages.records import DIGITS, Records, shown_day
from visavis.pages.structured import Graph
from visavis.pages.suite import prompts_of
from visavis.pages.tasks import task_links


class SuiteCard(NamedTuple):
    """A suite on the home page: `first` is what can be said of the best, `closest` links to the page of the top two."""

    link: Link
    description: str
    models: int
    prompts: int
    numeric: bool
    first: FirstPlace
    closest: Link | None


class Entry(NamedTuple):
    """What a row of the comparison table means; `group` names the kind of row."""

    group: str
    label: str
    description: str | None
    link: str | None


class DataRevision(NamedTuple):
    """Which data a site was made of: `content` is the revision of it all, see Records.

    `commit` is where it stands in its repository, with its `day`, both empty where it was changed since, and `href`
    leads to it where that is known.
    """

    content: str
    commit: str = ""
    day: str = ""
    href: str | None = None


_UNKNOWN = DataRevision("")


class Versioned(NamedTuple):
    """A suite with the `version` that it names, or nothing, and the `revision` of its data, see Records."""

    link: Link
    version: str
    revision: str


@dataclass(frozen=True, slots=True, eq=False)
class HomePage:
    """index.html; `feed` leads to the feed of what is new, where there is one, `data` is what it was made of."""

    frame: Frame
    title: str
    snippet: str
    canonical: str | None
    translations: tuple[Translation, ...]
    twin: str | None
    structured: Graph | None
    models: int
    suites: tuple[SuiteCard, ...]
    comparisons: int
    tasks: tuple[Link, ...]
    feed: str | None
    highlights: Highlights
    data: DataRevision


@dataclass(frozen=True, slots=True, eq=False)
class MethodologyPage:
    """methodology.html; `data` is what the site was made of, `versions` has all suites."""

    frame: Frame
    title: str
    snippet: str
    canonical: str | None
    translations: tuple[Translation, ...]
    twin: str | None
    structured: Graph | None
    bands: tuple[ScoreBand, ...]
    suites: tuple[SuiteCard, ...]
    glossary: tuple[Entry, ...]
    data: DataRevision
    versions: tuple[Versioned, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NotFoundPage:
    """404.html. A host shows it at any depth, so its links start from the root of the host.

    It is there in the first language alone; `translations` are the home pages of all. `ending` is how the address of a
    comparison ends, behind the second key; `suites` lead to the pages of all suites.
    """

    frame: Frame
    title: str
    snippet: str
    canonical: str | None
    translations: tuple[Translation, ...]
    twin: str | None
    structured: Graph | None
    ending: str
    suites: tuple[Link, ...]


def data_revision(records: Records, commit: tuple[str, str] | None = None) -> DataRevision:
    """Return which data a site was made of; `commit` is its name and day, where the data stands at one."""
    found = records.everything()
    if commit is None:
        return DataRevision(found)
    name, day = commit
    return DataRevision(found, name[:DIGITS], shown_day(day), records.commit(name))


def home_page(
    catalogue: Catalogue, partners: PairChoice, data: DataRevision = _UNKNOWN, *, feed: bool = False
) -> HomePage:
    """Return the home page. `feed` says whether the site has one."""
    page = frame(catalogue, urls.HOME)
    count = len(catalogue.subjects)
    snippet = snippets.home(catalogue.config.tagline, count, len(catalogue.suites), partners.count)
    return HomePage(
        frame=page,
        title=catalogue.config.title,
        snippet=snippet,
        canonical=page.canonical(urls.HOME),
        translations=page.translations(urls.HOME),
        twin=page.twin(urls.HOME),
        structured=structured.home(page, snippet),
        models=count,
        suites=suite_cards(catalogue, partners, page),
        comparisons=partners.count,
        tasks=task_links(catalogue, page)[0],
        feed=page.shared(urls.FEED) if feed else None,
        highlights=highlights(catalogue, partners, page),
        data=data,
    )


def methodology_page(
    catalogue: Catalogue, partners: PairChoice, data: DataRevision = _UNKNOWN, records: Records | None = None
) -> MethodologyPage:
    """Return the page that says where scores come from and how they are shown."""
    path = urls.addresses(catalogue.config).methodology
    page = frame(catalogue, path)
    cards, recorded = suite_cards(catalogue, partners, page), records or Records(catalogue.config)
    versions = tuple(
        Versioned(card.link, table.suite.version or "", recorded.suite(key))
        for card, (key, table) in zip(cards, catalogue.suites.items(), strict=True)
    )
    return MethodologyPage(
        frame=page,
        title=_("Methodology"),
        snippet=snippets.methodology(page.title),
        canonical=page.canonical(path),
        translations=page.translations(path),
        twin=page.twin(path),
        structured=structured.trail(page, _("Methodology")),
        bands=catalogue.bands,
        suites=cards,
        glossary=_glossary(catalogue),
        data=data,
        versions=versions,
    )


def _glossary(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return the terms of the site that say what they mean, in the order of their rows."""
    modalities = [
        Entry(_("Modality"), term.label, term.description, term.link) for term in catalogue.config.modalities.values()
    ]
    groups = (_("Property"), catalogue.properties), (_("Task"), catalogue.tasks), (_("Feature"), catalogue.features)
    rows = [Entry(name, row.label, row.description, row.link) for name, rows in groups for row in rows]
    return tuple(entry for entry in [*rows, *modalities] if entry.description or entry.link)


def not_found_page(catalogue: Catalogue) -> NotFoundPage:
    """Return the page for a wrong address."""
    page = frame(catalogue, urls.NOT_FOUND)
    homes = tuple(one._replace(address=None) for one in page.translations(urls.HOME))
    title, ending = _("Page not found"), page.addresses.shown_ending
    suites = tuple(
        Link(page.to(page.addresses.suite(key)), table.suite.name) for key, table in catalogue.suites.items()
    )
    return NotFoundPage(page, title, snippets.not_found(), None, homes, None, None, ending, suites)


def suite_cards(catalogue: Catalogue, partners: PairChoice, page: Frame) -> tuple[SuiteCard, ...]:
    """Return a card for every suite: who is best, and the page that compares the first two."""
    names = {key: subject.name for key, subject in catalogue.subjects.items()}
    cards = []
    for key, table in catalogue.suites.items():
        board = catalogue.boards[key]
        closest = None
        if len(board.entries) > 1:
            left, right = sorted(entry.model for entry in board.entries[:2])
            if partners.has(left, right):
                closest = Link(page.to(page.addresses.between(left, right)), versus(names[left], names[right]))
        cards.append(
            SuiteCard(
                link=Link(page.to(page.addresses.suite(key)), table.suite.name),
                description=table.suite.description,
                models=len(table.runs),
                prompts=prompts_of(table),
                numeric=table.numeric,
                first=first_place(catalogue, board, page),
                closest=closest,
            )
        )
    return tuple(cards)
