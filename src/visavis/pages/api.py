"""The data of the site as software reads it, and as compare/index.html does: one file a model, and one that lists them.

Plain values for JSON, of version `VERSION`. Fields may be added to a version; one that is taken away, or comes to mean
something else, makes it another. What is None, empty or unknown is left out; every row of a suite that a model was run
on is there, so that "not run" and "unknown" stay apart. Paths start from the site's root. README.md explains each field
and the JSON Schemas beside them do, whose sources are static/api/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from visavis.compare.facts import Fact, Row
from visavis.compare.pairs import Pair, PairChoice
from visavis.compare.rounding import written_date
from visavis.compare.scores import SuiteTable
from visavis.compare.subjects import Catalogue, KeyFacts, Subject, authored, source_of
from visavis.load.schema import ModelCard, Sourced
from visavis.pages import urls
from visavis.pages.api_runs import RunValues
from visavis.pages.api_values import OUTCOMES, VERSION, Json, fact_value, number, row_value, without_nothing
from visavis.pages.records import Records


class ApiFiles:
    """Makes the data of any model, and the index of all."""

    def __init__(
        self,
        catalogue: Catalogue,
        partners: PairChoice,
        values: RunValues | None = None,
        records: Records | None = None,
    ) -> None:
        """`values` are those of the runs, where somebody has them already; `records` say where cards are corrected."""
        self._records = records or Records(catalogue.config)
        self.catalogue, self._partners = catalogue, partners
        self._values = values or RunValues(catalogue)
        self._addresses = urls.addresses(catalogue.config)

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
        return without_nothing(
            {
                "version": VERSION,
                "key": key,
                "name": subject.name,
                "page": self._addresses.model(key),
                "aliases": list(card.aliases),
                "overview": card.overview,
                "source": card.source,
                "as_of": card.as_of and str(card.as_of),
                "as_of_text": card.as_of and written_date(card.as_of),
                "correct": self._records.correct(self._records.card(key)),
                "links": {name: getattr(card.links, name) for name in ("weights", "paper", "code", "homepage")},
                "properties": self._stated(card, facts, {name: authored(card, name) for name in facts}),
                "tasks": self._stated(card, _by_key(catalogue.tasks, subject.tasks), card.tasks),
                "features": self._stated(card, _by_key(catalogue.features, subject.features), card.features),
                "suites": {suite: self._values.run(suite, key) for suite in subject.runs},
            }
        ) | {"comparisons": self.comparisons(key)}

    def index(self) -> Json:
        """Return what api/index.json holds."""
        catalogue, config = self.catalogue, self.catalogue.config
        return without_nothing(
            {
                "version": VERSION,
                "title": config.title,
                "tagline": config.tagline,
                "address": self._addresses.site,
                "repository": config.repository,
                "methodology": self._addresses.methodology,
                "comparison": self._addresses.comparison(Pair("{left}", "{right}")),
                "addresses": self._patterns(),
                "bands": [
                    {"id": band.id, "label": band.label, "word": band.word, "lower": number(band.lower)}
                    for band in catalogue.bands
                ],
                "outcomes": {letter: outcome.value if outcome else "not asked" for outcome, letter in OUTCOMES.items()},
                "properties": list(map(row_value, catalogue.properties)),
                "tasks": list(map(row_value, catalogue.tasks)),
                "features": list(map(row_value, catalogue.features)),
            }
        ) | {
            "suites": [self._suite(table) for table in catalogue.suites.values()],
            "models": [self._listing(subject) for subject in catalogue.subjects.values()],
        }

    def _patterns(self) -> Json:
        to = self._addresses
        own = "comparisons" in self.catalogue.config.exports
        return ({"comparisons_data": urls.api_comparisons("{left}")} if own else {}) | {
            "model": to.model("{model}"),
            "comparison": to.comparison(Pair("{left}", "{right}")),
            "suite": to.suite("{suite}"),
            "prompt": to.prompt("{suite}", "{prompt}"),
            "model_data": urls.api_model("{model}"),
            "suite_data": urls.api_suite("{suite}"),
            "run_data": urls.api_run("{suite}", "{model}"),
        }

    def _listing(self, subject: Subject) -> Json:
        key = subject.key
        return {"key": key, "name": subject.name, "page": self._addresses.model(key), "data": urls.api_model(key)}

    def _suite(self, table: SuiteTable) -> Json:
        suite, headline = table.suite, table.headline
        return without_nothing(
            {
                "key": table.key,
                "name": suite.name,
                "page": self._addresses.suite(table.key),
                "data": urls.api_suite(table.key),
                "suite_version": suite.version,
                "description": suite.description,
                "source": suite.source,
                "metric": suite.metric.kind,
                "headline": None if headline is None else table.rows[headline].key,
                "rows": list(map(row_value, table.rows)),
                "prompts": [{"key": key, "category": prompt.category} for key, prompt in suite.prompts.items()],
            }
        )

    def _stated(self, card: ModelCard, facts: Mapping[str, Fact], values: Mapping[str, Sourced[Any] | None]) -> Json:
        """Return facts with where each comes from; what nobody says is left out."""
        found = {}
        for key, fact in facts.items():
            value = values.get(key)
            if fact.known or (value and value.source):
                source, as_of = source_of(card, value)
                logo = f"{self.catalogue.assets}/{fact.logo}" if fact.logo else None
                told = {"source": source, "as_of": as_of and str(as_of), "logo": logo}
                found[key] = fact_value(fact) | without_nothing(told)
        return found


def _by_key(rows: Iterable[Row], facts: Iterable[Fact]) -> dict[str, Fact]:
    return {row.key: fact for row, fact in zip(rows, facts, strict=True)}
