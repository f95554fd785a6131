"""A model made ready to be compared: every fact of it, once, in the order of the rows of the whole site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from visavis.compare.bands import ScoreBand, score_bands
from visavis.compare.facts import Fact, Interned, Kind, Row, fact_of
from visavis.compare.lazily import WhenAsked
from visavis.compare.ranking import Board, leaderboard
from visavis.compare.scores import RunScores, SuiteTable, suite_table
from visavis.language import _
from visavis.load.remembered import Remembered
from visavis.load.scalars import PartialDate
from visavis.load.schema import BUILT_IN_PROPERTIES, ModelCard, SiteConfig, SiteData, Sourced, Term


class KeyFacts(NamedTuple):
    """The built-in facts that statements about a pair are made of, whether or not the site shows their rows."""

    organisation: Fact
    category: Fact
    modality: Fact
    release_date: Fact
    context_window: Fact
    parameters: Fact
    licence: Fact


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """One model: its card and its facts, each tuple in the order of the Catalogue's rows of the same name.

    `does` and `does_not` are the tasks that it does and does not, as sets of their places: bit n for the task n.
    """

    key: str
    name: str
    card: ModelCard
    properties: tuple[Fact, ...]
    tasks: tuple[Fact, ...]
    features: tuple[Fact, ...]
    runs: dict[str, RunScores]
    key_facts: KeyFacts
    does: int
    does_not: int


def _places(facts: Iterable[Fact], kind: Kind) -> int:
    return sum(1 << place for place, fact in enumerate(facts) if fact.kind is kind)


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything of the site that is computed once: rows, bands, suites and subjects, by key and sorted.

    `boards` has the leaderboard of each suite by what stands for the whole, made when it is first asked for. `assets`
    is the folder of the output that the style sheet, the scripts and the logos lie in.
    """

    config: SiteConfig
    bands: tuple[ScoreBand, ...]
    properties: tuple[Row, ...]
    tasks: tuple[Row, ...]
    features: tuple[Row, ...]
    suites: dict[str, SuiteTable]
    boards: Mapping[str, Board]
    subjects: dict[str, Subject]
    assets: str

    def by_name(self) -> list[Subject]:
        """Return all models in the order of their names, whether or not they begin with a capital."""
        return sorted(self.subjects.values(), key=lambda subject: (subject.name.casefold(), subject.key))


class _Settled:
    """What follows from the settings alone, and the facts that were handed out under them."""

    def __init__(self, config: SiteConfig) -> None:
        self.interned = Interned()
        self.bands = score_bands(config.bands)
        self.properties = tuple(_property_rows(config))
        self.tasks, self.features = _term_rows("task", config.tasks), _term_rows("feature", config.features)
        self.key_rows = tuple(Row(name, name) for name in KeyFacts._fields)


def catalogue(data: SiteData, remembered: Remembered | None = None, assets: str = "static") -> Catalogue:
    """Compute everything about single models and suites, but for what is remembered of the same data."""
    config, remembered = data.config, remembered or Remembered()
    settled = remembered("settled", (config,), lambda: _Settled(config))
    interned, bands = settled.interned, settled.bands
    interned.forget_origins()
    suites = {
        key: suite_table(key, suite, data.runs.get(key, {}), bands, interned, remembered)
        for key, suite in data.suites.items()
    }
    properties, tasks, features = settled.properties, settled.tasks, settled.features

    vocabularies: dict[str, Mapping[str, Term]] = {
        "organisation": config.organisations,
        "modality": config.modalities,
    }

    facts: dict[tuple[Row, int], Fact] = {}

    def stated(value: Sourced[Any] | None, row: Row) -> Fact:
        of = row, id(value)  # many cards share one value, and all live as long as this function
        fact = facts.get(of)
        if fact is None:
            fact = facts[of] = interned(fact_of(value, row, vocabularies.get(row.key)))
        return fact

    def subject(key: str, card: ModelCard, runs: dict[str, RunScores]) -> Subject:
        of_tasks = tuple([stated(card.tasks.get(row.key), row) for row in tasks])
        return Subject(
            key=key,
            name=card.name,
            card=card,
            properties=tuple([stated(authored(card, row.key), row) for row in properties]),
            tasks=of_tasks,
            features=tuple([stated(card.features.get(row.key), row) for row in features]),
            runs=runs,
            key_facts=KeyFacts(*[stated(authored(card, row.key), row) for row in settled.key_rows]),
            does=_places(of_tasks, Kind.YES),
            does_not=_places(of_tasks, Kind.NO),
        )

    def again(key: str, card: ModelCard) -> Subject:
        runs = {suite: table.runs[key] for suite, table in suites.items() if key in table.runs}
        of = (card, settled, *runs.values())
        return remembered("subject", of, lambda: subject(key, card, runs), key, *runs)

    subjects = {key: again(key, card) for key, card in data.models.items()}
    names = {key: card.name for key, card in data.models.items()}
    boards = WhenAsked(suites, lambda key: leaderboard(suites[key], names, suites[key].headline, remembered))
    return Catalogue(config, bands, properties, tasks, features, suites, boards, subjects, assets)


def authored(card: ModelCard, key: str) -> Sourced[Any] | None:
    """Return what a card says of a built-in or extra property, with its source, or None where it says nothing."""
    value: Sourced[Any] | None = getattr(card, key) if key in BUILT_IN_PROPERTIES else card.properties.get(key)
    return value


def source_of(card: ModelCard, value: Sourced[Any] | None) -> tuple[str | None, PartialDate | None]:
    """Return where a value of a card comes from and as of when: as it says itself, or else as the whole card says."""
    if value is None or value.source is None:
        return card.source, (value and value.as_of) or card.as_of
    return value.source, value.as_of


def _property_rows(config: SiteConfig) -> list[Row]:
    rows = []
    for shown in config.properties:
        extra = config.extra_properties.get(shown.key)
        if extra is not None:
            label, unit = shown.label or extra.label, extra.unit or ""
            anchor = f"property_{shown.key}"
            rows.append(
                Row(shown.key, label, extra.better, extra.description, None, unit, optional=True, anchor=anchor)
            )
        else:
            unit = _("tokens") if shown.key == "context_window" else ""
            label = shown.label or _(BUILT_IN_PROPERTIES[shown.key])
            rows.append(Row(shown.key, label, unit=unit, anchor=f"property_{shown.key}"))
    return rows


def _term_rows(kind: str, terms: dict[str, Term]) -> tuple[Row, ...]:
    return tuple(
        Row(key, term.label, "neither", term.description, term.link, optional=True, anchor=f"{kind}_{key}")
        for key, term in terms.items()
    )
