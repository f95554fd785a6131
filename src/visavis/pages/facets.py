"""What models can be filtered by: the choices that are offered, and how each model answers to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from visavis.compare.facts import Fact, Kind, Row
from visavis.compare.subjects import Catalogue, Subject
from visavis.language import _, later
from visavis.load.schema import Empty

SINGLE = {
    "category": later("Category"),
    "organisation": later("Organization"),
    "modality": later("Modality"),
    "licence": later("License"),
}
"""The facts of which a model has at most one value, with the label of the choice between them."""


class Option(NamedTuple):
    """A choice, by its key in addresses: what it is called, and how many models answer to it."""

    key: str
    label: str
    models: int


class Facet(NamedTuple):
    """Choices of one kind, by the name that stands in addresses.

    A model can answer to more than one of the `options` where they are `several`.
    """

    name: str
    label: str
    several: bool
    options: tuple[Option, ...]


def facets(catalogue: Catalogue) -> tuple[Facet, ...]:
    """Return the choices that any model answers to; values of one fact by label, the others in the site's order."""
    subjects = catalogue.subjects.values()
    found = [
        Facet(name, _(label), several=False, options=_options(getattr(subject.key_facts, name) for subject in subjects))
        for name, label in SINGLE.items()
    ]
    suites = [Option(key, table.suite.name, len(table.runs)) for key, table in catalogue.suites.items()]
    tasks = _supported(catalogue.tasks, (subject.tasks for subject in subjects))
    features = _supported(catalogue.features, (subject.features for subject in subjects))
    found.append(Facet("suite", _("Results in"), several=False, options=tuple(one for one in suites if one.models)))
    found.append(Facet("task", _("Tasks"), several=True, options=tasks))
    found.append(Facet("feature", _("Features"), several=True, options=features))
    return tuple(facet for facet in found if facet.options)


def traits(catalogue: Catalogue, subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield how a model answers, as pairs of a name and a text; what is unknown of it is left out.

    One value of a fact is its key, empty where the fact is not applicable; several keys have spaces between them.
    `no-task` and `no-feature` are those that its card denies, `parameters` their number, `released` a date of ISO 8601
    that has the year, month or day.
    """
    card = subject.card
    for name in SINGLE:
        fact: Fact = getattr(subject.key_facts, name)
        if fact.known:
            yield name, str(fact.key) if fact.text else ""
    if card.parameters is not None and card.parameters.empty is not Empty.UNKNOWN:
        size = card.parameters.known
        yield "parameters", "" if size is None else str(size.total.amount)
    if card.release_date is not None and card.release_date.empty is not Empty.UNKNOWN:
        yield "released", "" if card.release_date.known is None else str(card.release_date.known)
    lists = [("suite", list(subject.runs))]
    for name, rows, facts in (
        ("task", catalogue.tasks, subject.tasks),
        ("feature", catalogue.features, subject.features),
    ):
        for prefix, kinds in (("", (Kind.YES,)), ("no-", (Kind.NO, Kind.NOT_APPLICABLE))):
            keys = [row.key for row, fact in zip(rows, facts, strict=True) if fact.kind in kinds]
            lists.append((prefix + name, keys))
    yield from ((name, " ".join(keys)) for name, keys in lists if keys)


def _options(facts: Iterable[Fact]) -> tuple[Option, ...]:
    found = Counter((str(fact.key), fact.text) for fact in facts if fact.text)
    by_label = sorted(found.items(), key=lambda item: (item[0][1].casefold(), item[0]))
    return tuple(Option(key, label, models) for (key, label), models in by_label)


def _supported(rows: Iterable[Row], of_models: Iterable[tuple[Fact, ...]]) -> tuple[Option, ...]:
    """Return the rows that any model says yes to."""
    yes = Counter(place for facts in of_models for place, fact in enumerate(facts) if fact.kind is Kind.YES)
    return tuple(Option(row.key, row.label, yes[place]) for place, row in enumerate(rows) if yes[place])
