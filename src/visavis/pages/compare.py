"""The page that compares two to four models in the browser, from the data files of the models.

It holds what a pair's page is made of as stencils: the very pieces of markup that pages of pairs are made from, with
slots in the place of values. A slot is a name between two tildes, such as ~text~. static/js/compare.js fills them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from visavis.compare.bands import ScoreBand
from visavis.compare.facts import NOT_APPLICABLE, NOT_RUN, UNKNOWN, Fact, Kind, Row, Spread
from visavis.compare.pairs import Pair
from visavis.compare.rows import ComparedRow, Side, State
from visavis.compare.scores import OVERALL, SuiteTable
from visavis.compare.subjects import Catalogue
from visavis.compare.times import TYPICAL
from visavis.language import _
from visavis.load.schema import Numeric
from visavis.pages import snippets, structured, urls
from visavis.pages.frame import Frame, Link, Translation, frame
from visavis.pages.parts import ComparedModel, Face, SuiteHead, suite_head
from visavis.pages.records import Records
from visavis.pages.sides import SideOfPage
from visavis.pages.structured import Graph

MOST = 4
"""So many models are compared at most."""


class Choice(NamedTuple):
    """A model that can be chosen."""

    key: str
    link: Link


class CellStencil(NamedTuple):
    """A cell of the table. `name` says which facts it is for; `ordered`, whether one of them may be better."""

    name: str
    fact: Fact
    ordered: bool


class FaceStencil(NamedTuple):
    """A model's card; `name` says which headline it is for, and whether anything else is known of the model.

    `side` is what it is made from.
    """

    name: str
    side: SideOfPage


@dataclass(frozen=True, slots=True, eq=False)
class RunSlots:
    """A run's provenance. `origin` is measured or self-reported; the rest are slots, as RunScores has the values.

    These are `date`, `source`, `no_answers`, `errors`, `machine`, `software` and `note`.
    """

    origin: str
    date: str = "~date_text~"
    source: str = "~source~"
    no_answers: str = "~no_answers~"
    errors: str = "~errors~"
    machine: str = "~machine~"
    software: str = "~software~"
    note: str = "~note~"


class FactsStencil(NamedTuple):
    """Where the facts of a card come from: `name` says what is known of its source, `side` is what it is made from."""

    name: str
    side: SideOfPage


class TableRow(NamedTuple):
    """A row of the table. `typical` is what its time is called where that may stand for a run, or nothing."""

    row: Row
    typical: str = ""


class SuiteRows(NamedTuple):
    """A suite in the table. `headline` is the key of the row that stands for the whole, or nothing.

    `drawn` are the rows whose scores have intervals, `lanes` the same as they are drawn, with slots for one side.
    """

    key: str
    head: SuiteHead
    headline: str
    rows: tuple[TableRow, ...]
    drawn: tuple[str, ...]
    lanes: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ComparePage:
    """compare/index.html. `comparison` is the link to a pair's page, with {left} and {right} for the keys.

    `any_pair` says whether every two models have one. `data` leads to the data of a model, with {key} for it; `most` is
    how many models are compared at most. `first` and `other` are the left side and any other; `cards`, `cells`, `runs`
    and `facts_from` have every form that these can take on this site. `properties`, `tasks` and `features` are the rows
    of the table below the `suites`, and `models` all that can be chosen, by name.
    """

    frame: Frame
    title: str
    snippet: str
    canonical: str | None
    translations: tuple[Translation, ...]
    twin: str | None
    structured: Graph | None
    models: tuple[Choice, ...]
    comparison: str
    any_pair: bool
    data: str
    most: int
    first: SideOfPage
    other: SideOfPage
    cards: tuple[FaceStencil, ...]
    cells: tuple[CellStencil, ...]
    runs: tuple[RunSlots, ...]
    facts_from: tuple[FactsStencil, ...]
    suites: tuple[SuiteRows, ...]
    properties: tuple[Row, ...]
    tasks: tuple[Row, ...]
    features: tuple[Row, ...]


def compare_page(catalogue: Catalogue, records: Records | None = None) -> ComparePage:
    """Return the page; models stand in the order of their names. `records` say whether cards can be corrected."""
    page = frame(catalogue, urls.COMPARE)
    subjects = catalogue.by_name()
    return ComparePage(
        frame=page,
        title=_("Compare models"),
        snippet=snippets.compare(page.title, MOST),
        canonical=page.canonical(urls.COMPARE),
        translations=page.translations(urls.COMPARE),
        twin=page.twin(urls.COMPARE),
        structured=structured.trail(page, _("Compare models")),
        models=tuple(
            Choice(subject.key, Link(page.to(page.addresses.model(subject.key)), subject.name)) for subject in subjects
        ),
        comparison=page.to(page.addresses.comparison(Pair("{left}", "{right}"))),
        any_pair=catalogue.config.pairs == "all",
        data=page.to(urls.api_model("{key}")),
        most=MOST,
        first=_side(page, Face("", "", ()), "left"),
        other=_side(page, Face("", "", ())),
        cards=tuple(_faces(page)),
        cells=tuple(_cells(catalogue.bands)),
        runs=(RunSlots("measured"), RunSlots("self-reported")),
        facts_from=tuple(_facts_from(page, correctable=records is not None and records.place is not None)),
        suites=tuple(_suite(catalogue, table, page) for table in catalogue.suites.values()),
        properties=catalogue.properties,
        tasks=catalogue.tasks,
        features=catalogue.features,
    )


_SPREAD = Spread("~interval~", low="~low~", high="~high~", width="", at="~value~")
_SHARE = Fact(Kind.SCORE, "~text~", unit="%", count="~passed~/~total~", total=1, spread=_SPREAD)
_NUMBER = Fact(Kind.SCORE, "~text~", unit="~unit~")
_SECONDS = Fact(Kind.SCORE, "~time~", unit="s")


def _side(page: Frame, face: Face, side: str = "~side~", source: str | None = None, *said: Any) -> SideOfPage:
    model = ComparedModel("~key~", "~name~", page.to("~page~"), "", None, {}, (), source, *said)
    return SideOfPage(cast("Side", side), model, face, apart=False)


def _faces(page: Frame) -> Iterator[FaceStencil]:
    """Yield cards: with a share, with a number, run without a number that stands for the whole, and not run."""
    for known, summary in (("", ("~summary~",)), ("-unknown", ())):
        face = Face("~name~", page.to("~page~"), summary)
        run, rest = (face.name, face.href, summary, "~suite~"), ("~label~", _SECONDS, "~time_label~", "~origin~")
        yield FaceStencil(f"share{known}", _side(page, Face(*run, _SHARE, *rest)))
        yield FaceStencil(f"number{known}", _side(page, Face(*run, _NUMBER, *rest)))
        yield FaceStencil(f"none{known}", _side(page, Face(*run)))
        yield FaceStencil(f"not-run{known}", _side(page, face))


def _facts_from(page: Frame, *, correctable: bool) -> Iterator[FactsStencil]:
    """Yield where facts come from: a source with its date, one without, and none that stands for the whole card."""
    facts, correct = page.to("~page~") + "#facts", "~correct~" if correctable else None
    for name, source, as_of in (("dated", "~source~", "~as_of_text~"), ("source", "~source~", ""), ("none", None, "")):
        yield FactsStencil(name, _side(page, Face("", "", ()), "~side~", source, as_of, facts, correct))


def _cells(bands: tuple[ScoreBand, ...]) -> Iterator[CellStencil]:
    """Yield a cell for every form of fact: units stand close to a number, after a space, or there is none."""
    for band in bands:
        share = Fact(Kind.SCORE, _SHARE.text, unit="%", count=_SHARE.count, total=1, band=band, spread=_SPREAD)
        yield CellStencil(f"share-{band.id}", share, ordered=True)
    for name, unit in (("number", ""), ("number-%", "%"), ("number-s", "s"), ("number-unit", "~unit~")):
        yield CellStencil(name, Fact(Kind.SCORE, "~text~", unit=unit), ordered=True)
    yield CellStencil("text", Fact(Kind.TEXT, "~text~"), ordered=True)
    yield CellStencil("text-unit", Fact(Kind.TEXT, "~text~", unit="~unit~"), ordered=True)
    for name, link, logo in (("link", "~link~", None), ("logo", None, "~logo~"), ("link-logo", "~link~", "~logo~")):
        yield CellStencil(f"text-{name}", Fact(Kind.TEXT, "~text~", link=link, logo=logo), ordered=False)
    for fact in (Fact(Kind.YES), Fact(Kind.NO), UNKNOWN, NOT_APPLICABLE, NOT_RUN):
        yield CellStencil(fact.kind.value, fact, ordered=False)


def _suite(catalogue: Catalogue, table: SuiteTable, page: Frame) -> SuiteRows:
    drawn = tuple(row for row in table.rows if _is_share(table, row))
    return SuiteRows(
        key=table.key,
        head=suite_head(catalogue, table, page),
        headline="" if table.headline is None else table.rows[table.headline].key,
        rows=tuple(TableRow(row, _(TYPICAL[row.key]) if row.key in TYPICAL else "") for row in table.rows),
        drawn=tuple(row.key for row in drawn),
        lanes=tuple(ComparedRow(row, _SHARE, NOT_RUN, State.GAP, None) for row in drawn),
    )


def _is_share(table: SuiteTable, row: Row) -> bool:
    """Whether a row's scores are passed of total."""
    if row.key == OVERALL:
        return True
    category = table.suite.categories.get(row.key)
    return category is not None and not isinstance(category.metric or table.suite.metric, Numeric)
