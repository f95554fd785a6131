"""The data of the site as software reads it, and as compare/index.html does: one file a model, and one that lists them.

Plain values for JSON, of version `VERSION`. Fields may be added to a version; one that is taken away, or comes to mean
something else, makes it another. What is None, empty or unknown is left out; every row of a suite that a model was run
on is there, so that "not run" and "unknown" stay apart. Paths start from the site's root. README.md explains each field
and the JSON Schemas beside them do, whose sources are static/api/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from visavis.compare.facts import Fact, Kind, Row
from visavis.compare.pairs import Pair, PairChoice
from visavis.compare.scores import OVERALL, RunScores, SuiteTable
from visavis.compare.statistics import KEPT
from visavis.compare.subjects import Catalogue, KeyFacts, Subject, authored, source_of
from visavis.compare.times import TIMES
from visavis.load.scalars import PartialDate
from visavis.load.schema import EvalRun, ModelCard, Outcome, Sourced
from visavis.pages import urls

Json = dict[str, Any]

VERSION = 1
OUTCOMES = {Outcome.PASS: "p", Outcome.FAIL: "f", Outcome.NO_ANSWER: "n", Outcome.ERROR: "e", None: "-"}
"""One letter for what came of a prompt; the last is for one that was not asked."""


class ApiFiles:
    """Makes the data of any model, and the index of all."""

    def __init__(
        self, catalogue: Catalogue, partners: PairChoice, runs: Mapping[str, Mapping[str, EvalRun]] | None = None
    ) -> None:
        """`runs` are the authored ones, by suite and model, for their dates."""
        self.catalogue, self._partners, self._runs = catalogue, partners, runs or {}
        self._addresses = urls.addresses(catalogue.config)
        self._listed = {
            key: {category: _digest(_in(table, category)) for category in ("", *table.prompts.masks)}
            for key, table in catalogue.suites.items()
        }

    def comparisons(self, key: str) -> str | list[str]:
        """Return which other models this one has a page with: "all", or their keys, sorted."""
        if self.catalogue.config.pairs == "all":
            return "all"
        return list(self._partners.partners_of(key))

    def model(self, key: str) -> Json:
        """Return what api/models/<model>.json holds."""
        subject, catalogue = self.catalogue.subjects[key], self.catalogue
        card = subject.card
        shown = zip(KeyFacts._fields, subject.key_facts, strict=True)
        facts = {**dict(shown), **_by_key(catalogue.properties, subject.properties)}
        return _without_nothing(
            {
                "version": VERSION,
                "key": key,
                "name": subject.name,
                "page": self._addresses.model(key),
                "aliases": list(card.aliases),
                "overview": card.overview,
                "links": {name: getattr(card.links, name) for name in ("weights", "paper", "code", "homepage")},
                "properties": self._stated(card, facts, {name: authored(card, name) for name in facts}),
                "tasks": self._stated(card, _by_key(catalogue.tasks, subject.tasks), card.tasks),
                "features": self._stated(card, _by_key(catalogue.features, subject.features), card.features),
                "suites": {
                    suite: self._run(catalogue.suites[suite], subject, run) for suite, run in subject.runs.items()
                },
            }
        ) | {"comparisons": self.comparisons(key)}

    def index(self) -> Json:
        """Return what api/index.json holds."""
        catalogue, config = self.catalogue, self.catalogue.config
        return _without_nothing(
            {
                "version": VERSION,
                "title": config.title,
                "tagline": config.tagline,
                "address": self._addresses.site,
                "repository": config.repository,
                "methodology": self._addresses.methodology,
                "comparison": self._addresses.comparison(Pair("{left}", "{right}")),
                "bands": [
                    {"id": band.id, "label": band.label, "word": band.word, "lower": _number(band.lower)}
                    for band in catalogue.bands
                ],
                "outcomes": {letter: outcome.value if outcome else "not asked" for outcome, letter in OUTCOMES.items()},
                "properties": list(map(_row, catalogue.properties)),
                "tasks": list(map(_row, catalogue.tasks)),
                "features": list(map(_row, catalogue.features)),
            }
        ) | {
            "suites": [self._suite(table) for table in catalogue.suites.values()],
            "models": [self._listing(subject) for subject in catalogue.subjects.values()],
        }

    def _listing(self, subject: Subject) -> Json:
        key = subject.key
        return {"key": key, "name": subject.name, "page": self._addresses.model(key), "data": urls.api_model(key)}

    def _suite(self, table: SuiteTable) -> Json:
        suite, headline = table.suite, table.headline
        return _without_nothing(
            {
                "key": table.key,
                "name": suite.name,
                "page": self._addresses.suite(table.key),
                "suite_version": suite.version,
                "description": suite.description,
                "source": suite.source,
                "metric": suite.metric.kind,
                "headline": None if headline is None else table.rows[headline].key,
                "rows": list(map(_row, table.rows)),
                "prompts": [{"key": key, "category": prompt.category} for key, prompt in suite.prompts.items()],
            }
        )

    def _run(self, table: SuiteTable, subject: Subject, run: RunScores) -> Json:
        authored_run = self._runs.get(table.key, {}).get(subject.key)
        outcomes = [run.outcomes.get(key) for key in table.prompts.ids] if run.outcomes else []
        found = {
            "date": None if authored_run is None else str(authored_run.date),
            "date_text": run.date,
            "source": run.source,
            "origin": run.origin,
            "machine": run.machine,
            "software": run.software,
            "note": run.note,
            "asked": run.asked,
            "passed": run.passed if run.asked else 0,
            "no_answers": run.no_answers,
            "errors": run.errors,
            "outcomes": "".join(OUTCOMES[result.outcome if result else None] for result in outcomes),
        }
        rows = {row.key: self._score(table, row, fact) for row, fact in zip(table.rows, run.facts, strict=True)}
        kept = {name: value for name, value in found.items() if value or (name == "passed" and run.asked)}
        return {**kept, "rows": rows}

    def _stated(self, card: ModelCard, facts: Mapping[str, Fact], values: Mapping[str, Sourced[Any] | None]) -> Json:
        """Return facts with where each comes from; what nobody says is left out."""
        found = {}
        for key, fact in facts.items():
            value = values.get(key)
            if fact.known or (value and value.source):
                source, as_of = source_of(card, value)
                logo = f"{self.catalogue.assets}/{fact.logo}" if fact.logo else None
                told = {"source": source, "as_of": as_of and str(as_of), "logo": logo}
                found[key] = _fact(fact) | _without_nothing(told)
        return found

    def _score(self, table: SuiteTable, row: Row, fact: Fact) -> Json:
        found = _fact(fact)
        if fact.total:
            passed, total = map(int, fact.count.split("/"))
            found |= {"passed": passed, "total": total}
        if fact.band:
            found["band"] = fact.band.id
        if fact.spread:
            low, high = (_number(Decimal(limit)) for limit in (fact.spread.low, fact.spread.high))
            found["interval"] = {"text": fact.spread.text, "low": low, "high": high}
        if fact.prompts is not None:
            state, listed = _digest(fact.prompts), self._listed[table.key]
            found["prompts"] = "all" if state == listed.get("" if row.key in _WHOLE else row.key) else state
        return found


_WHOLE = (OVERALL, *TIMES)
"""The rows that are taken over prompts of all categories."""


def _in(table: SuiteTable, category: str) -> frozenset[str]:
    prompts = table.suite.prompts.items()
    return frozenset(key for key, prompt in prompts if not category or prompt.category == category)


@lru_cache(KEPT)
def _digest(prompts: frozenset[str]) -> str:
    """Return what stands for a set of prompts: the same for the same, and hardly ever for another."""
    return blake2b("\n".join(sorted(prompts)).encode(), digest_size=6).hexdigest()


def _by_key(rows: Iterable[Row], facts: Iterable[Fact]) -> dict[str, Fact]:
    return {row.key: fact for row, fact in zip(rows, facts, strict=True)}


def _fact(fact: Fact) -> Json:
    """Return what a fact says: its kind, what is shown of it, and its value, by which it is told from others."""
    found = _without_nothing({"text": fact.text, "unit": fact.unit, "link": fact.link})
    if fact.kind in (Kind.TEXT, Kind.SCORE):
        found["value"] = _value(fact.key)
    return {"kind": fact.kind.value, **found}


def _value(key: object) -> object:
    match key:
        case PartialDate():
            return str(key)
        case (total, None):
            return {"total": total}
        case (total, active):
            return {"total": total, "active": active}
        case Decimal() | float():
            return _number(key)
        case _:
            return key


def _number(value: Any) -> int | float:
    """Return a number as JSON writes it: whole where it is."""
    return int(value) if value == int(value) else float(value)


def _row(row: Row) -> Json:
    found = {"key": row.key, "label": row.label, "unit": row.unit, "description": row.description, "link": row.link}
    better = {} if row.better == "neither" else {"better": row.better}
    return _without_nothing(found) | better


def _without_nothing(found: Mapping[str, Any]) -> Json:
    """Return it without what is None or empty, and the same of mappings in it."""
    kept = {key: _without_nothing(value) if isinstance(value, dict) else value for key, value in found.items()}
    return {key: value for key, value in kept.items() if value not in (None, "", [], {})}
