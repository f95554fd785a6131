"""The index of all models: a table to read, and what a script filters, sorts and finds it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from visavis.compare.facts import Fact, Kind
from visavis.compare.pairs import Pair, PairChoice
from visavis.compare.scores import SuiteTable
from visavis.compare.subjects import Catalogue, Subject
from visavis.language import _, later
from visavis.load.schema import BUILT_IN_PROPERTIES
from visavis.pages import snippets, structured, urls
from visavis.pages.compare import MOST
from visavis.pages.facets import Facet, facets, traits
from visavis.pages.frame import Frame, Link, Translation, frame
from visavis.pages.organisations import organisation_links
from visavis.pages.structured import Graph
from visavis.pages.tasks import task_links

GROUP = 10
NOWHERE = "-"
"""The place of a model in an order by what is not known of it."""


class Order(NamedTuple):
    """What models are sorted by: its key in addresses and its label.

    `descending` says whether its greatest values come first, `column` whether a column of the table shows it; the
    others are scores in a suite.
    """

    key: str
    label: str
    descending: bool
    column: bool


class Headline(NamedTuple):
    """What stands for the whole of a model's run; `fact` is None in a suite where nothing does."""

    suite: str
    fact: Fact | None


class IndexCell(NamedTuple):
    """A fact of a model; `label` is that of its column where the fact does not say what it is about, else empty."""

    label: str
    fact: Fact


class IndexLine(NamedTuple):
    """A model of the index. `cells` are its columns between the name and the tasks.

    `tasks` are the labels of those it does; `tasks_known` says whether its card speaks of any. `scores` has one for
    each suite it was run on. `traits` are what it is filtered by: pairs of a name and a text. `places` has its
    place in each order, 0 for the first of them.
    """

    key: str
    link: Link
    cells: tuple[IndexCell, ...]
    tasks: tuple[str, ...]
    tasks_known: bool
    scores: tuple[Headline, ...]
    traits: tuple[tuple[str, str], ...]
    places: str


@dataclass(frozen=True, slots=True, eq=False)
class ModelsPage:
    """models/index.html.

    `models` are how many it lists, `organisations` how many makers they have, `orders` what they can be sorted by
    and `facets` what they can be filtered by. The lines come in `groups`, so that a browser can leave alone what is
    out of sight. `scores` is the key of the order by score in the suite that most models were run on, empty where
    there is none. `compare` is where models are compared, `most` of them at once. `comparison` is the address of any
    pair, with {left} and {right} for its keys; it is None where some pairs have no page: then two models are compared
    where three are. `tasks` and `makers` lead to the pages of tasks and of organisations that have a model, `undone`
    to those of tasks that no model is known to do; `table` leads to all models as CSV.
    """

    frame: Frame
    title: str
    snippet: str
    canonical: str | None
    translations: tuple[Translation, ...]
    twin: str | None
    structured: Graph | None
    organisations: int
    orders: tuple[Order, ...]
    facets: tuple[Facet, ...]
    models: int
    most: int
    groups: tuple[tuple[IndexLine, ...], ...]
    scores: str
    compare: str
    comparison: str | None
    tasks: tuple[Link, ...]
    undone: tuple[Link, ...]
    makers: tuple[Link, ...]
    table: str


COLUMNS = {
    "organisation": "organisation",
    "category": "category",
    "licence": "licence",
    "released": "release_date",
    "modality": "modality",
    "parameters": "parameters",
    "context": "context_window",
}
"""The columns between the name and the tasks, each with the property that it shows."""
LABELS = {"released": later("Released")}
DESCENDING = {"released", "context", "tasks"}
SPOKEN = {"released", "parameters", "context"}
"""The columns whose values, dates and numbers, need their label beside them where columns have no heads."""


def models_page(catalogue: Catalogue, partners: PairChoice) -> ModelsPage:
    """Return the index; models stand in the order of their names."""
    page = frame(catalogue, urls.MODELS)
    subjects = catalogue.by_name()
    labels = dict(_columns(catalogue))
    orders = [Order("name", _("Model"), descending=False, column=True)]
    orders += [Order(key, label, key in DESCENDING, column=True) for key, label in labels.items()]
    orders.append(Order("tasks", _("Tasks"), descending=True, column=True))
    ranked = [table for table in catalogue.suites.values() if table.headline is not None]
    for table in ranked:
        descending = table.rows[table.headline or 0].better == "higher"
        orders.append(Order(_score(table), table.suite.name, descending, column=False))
    values = [list(_values(subject, labels, ranked)) for subject in subjects]
    every = [places([of[at] for of in values], descending=order.descending) for at, order in enumerate(orders)]
    lines = [
        _line(catalogue, subject, labels, " ".join(of), page)
        for subject, of in zip(subjects, zip(*every, strict=True), strict=True)
    ]
    most = max(ranked, key=lambda table: len(table.runs), default=None)
    count = len(subjects)
    done, undone = task_links(catalogue, page)
    everywhere = partners.count == count * (count - 1) // 2
    makers = len({subject.key_facts.organisation.key for subject in subjects if _text(subject, "organisation")})
    return ModelsPage(
        frame=page,
        title=_("Models"),
        snippet=snippets.models(count, makers),
        canonical=page.canonical(urls.MODELS),
        translations=page.translations(urls.MODELS),
        twin=page.twin(urls.MODELS),
        structured=structured.listing(page, _("Models"), ((subject.key, subject.name) for subject in subjects)),
        organisations=makers,
        orders=tuple(orders),
        facets=facets(catalogue),
        models=count,
        most=MOST,
        groups=tuple(tuple(lines[start : start + GROUP]) for start in range(0, count, GROUP)),
        scores=_score(most) if most else "",
        compare=page.to(urls.COMPARE),
        comparison=page.to(page.addresses.comparison(Pair("{left}", "{right}"))) if everywhere else None,
        tasks=done,
        undone=undone,
        makers=tuple(organisation_links(catalogue, page)),
        table=page.shared(urls.MODELS_TABLE),
    )


def places(values: Sequence[Any], *, descending: bool) -> list[str]:
    """Return the place of each value among the different ones, from 0; None has none, whichever way it is sorted."""
    different = sorted({value for value in values if value is not None}, reverse=descending)
    place = {value: str(number) for number, value in enumerate(different)}
    return [NOWHERE if value is None else place[value] for value in values]


def _columns(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the key and the label of each column of facts; the context window has one where the site shows it."""
    own = {row.key: row.label for row in catalogue.properties}
    for key, name in COLUMNS.items():
        if key != "context" or name in own:
            yield key, (_(LABELS[key]) if key in LABELS else None) or own.get(name) or _(BUILT_IN_PROPERTIES[name])


def _score(table: SuiteTable) -> str:
    return f"score-{table.key}"


def _fact(subject: Subject, column: str) -> Fact:
    fact: Fact = getattr(subject.key_facts, COLUMNS[column])
    return fact


def _text(subject: Subject, column: str) -> str:
    return _fact(subject, column).text


def _values(subject: Subject, columns: Iterable[str], ranked: Iterable[SuiteTable]) -> Iterator[Any]:
    """Yield what a model is sorted by in each order; None is last in any."""
    yield subject.name.casefold(), subject.key
    for column in columns:
        fact = _fact(subject, column)
        date = subject.card.release_date
        if column == "released":
            yield date.known.order if date and date.known else None
        else:
            yield fact.order if fact.order is not None else fact.text.casefold() or None
    yield subject.does.bit_count() if _tasks_known(subject) else None
    for table in ranked:
        run = subject.runs.get(table.key)
        yield run.facts[table.headline].order if run and table.headline is not None else None


def _tasks_known(subject: Subject) -> bool:
    return bool(subject.does | subject.does_not)


def _line(catalogue: Catalogue, subject: Subject, labels: dict[str, str], places: str, page: Frame) -> IndexLine:
    tables = ((catalogue.suites[key], run) for key, run in subject.runs.items())
    return IndexLine(
        key=subject.key,
        link=Link(page.to(page.addresses.model(subject.key)), subject.name),
        cells=tuple(
            IndexCell(label if column in SPOKEN else "", _fact(subject, column)) for column, label in labels.items()
        ),
        tasks=tuple(
            row.label for row, fact in zip(catalogue.tasks, subject.tasks, strict=True) if fact.kind is Kind.YES
        ),
        tasks_known=_tasks_known(subject),
        scores=tuple(
            Headline(table.suite.name, None if table.headline is None else run.facts[table.headline])
            for table, run in tables
        ),
        traits=tuple(traits(catalogue, subject)),
        places=places,
    )
