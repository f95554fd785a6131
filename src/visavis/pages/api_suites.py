"""The data of suites: what each asks and expects, by which rule, and which models were run on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visavis.compare.ranking import Ranked
from visavis.compare.scores import RunScores, SuiteTable
from visavis.compare.subjects import Catalogue
from visavis.load.schema import EvalSuite, Metric, Numeric, Prompt
from visavis.pages import urls
from visavis.pages.api_values import VERSION, Json, number, row_value, rule_value, without_nothing
from visavis.pages.prompt import Credit, has_pages, image_credit

if TYPE_CHECKING:
    from visavis.load.pictures import Picture


class SuiteValues:
    """Makes the data of any suite; `pictures` are by suite and prompt."""

    def __init__(self, catalogue: Catalogue, pictures: Mapping[str, Mapping[str, Picture]] | None = None) -> None:
        self._catalogue, self._pictures = catalogue, pictures or {}
        self._addresses = urls.addresses(catalogue.config)

    def file(self, key: str) -> Json:
        """Return what api/suites/<suite>.json holds."""
        table, board = self._catalogue.suites[key], self._catalogue.boards[key]
        suite, headline = table.suite, table.headline
        runs = [self._run(table, entry.model, entry) for entry in board.entries]
        paged = has_pages(table)
        found = without_nothing(
            {
                "suite_version": suite.version,
                "description": suite.description,
                "source": suite.source,
                "headline": None if headline is None else table.rows[headline].key,
                "rule": rule_value(suite.rule),
            }
        )
        return {
            "version": VERSION,
            "key": key,
            "name": suite.name,
            "page": self._addresses.suite(key),
            "metric": _metric(suite.metric),
            **found,
            "rows": list(map(row_value, table.rows)),
            "prompts": [self._prompt(table, prompt, paged=paged) for prompt in table.prompts.ids],
            "runs": runs + [self._run(table, model) for model in board.without],
        }

    def _run(self, table: SuiteTable, model: str, ranked: Ranked | None = None) -> Json:
        run: RunScores = table.runs[model]
        return without_nothing(
            {
                "model": model,
                "name": self._catalogue.subjects[model].name,
                "data": urls.api_run(table.key, model),
                "date": str(run.dated),
                "origin": run.origin,
                "ranks": None if ranked is None else list(ranked.range),
            }
        )

    def _prompt(self, table: SuiteTable, key: str, *, paged: bool) -> Json:
        suite, prompt = table.suite, table.suite.prompts[key]
        return without_nothing(
            {
                "key": key,
                "category": prompt.category,
                "page": self._addresses.prompt(table.key, key) if paged else None,
                "question": prompt.question,
                "image": self._image(suite, prompt, table.key, key),
                "expected": list(prompt.expected),
                "rule": rule_value(prompt.rule),
            }
        )

    def _image(self, suite: EvalSuite, prompt: Prompt, suite_key: str, key: str) -> Json | None:
        picture = self._pictures.get(suite_key, {}).get(key)
        if picture is None:
            return None
        owed = image_credit(suite, prompt)
        return {
            "path": urls.picture(suite_key, picture.full.name),
            "thumbnail": urls.picture(suite_key, picture.thumbnail.name),
            "width": picture.width,
            "height": picture.height,
            **(_owed(owed) if owed else {}),
        }


def _owed(owed: Credit) -> Json:
    licence = owed.licence and {"name": owed.licence.text, "link": owed.licence.href}
    return without_nothing({"credit": owed.credit, "licence": licence, "source": owed.source})


def _metric(metric: Metric) -> Json:
    if not isinstance(metric, Numeric):
        return {"kind": metric.kind}
    limits = {"minimum": metric.minimum, "maximum": metric.maximum}
    return {
        "kind": metric.kind,
        **without_nothing({"name": metric.name, "unit": metric.unit}),
        **{name: number(limit) for name, limit in limits.items() if limit is not None},
        **({} if metric.better == "neither" else {"better": metric.better}),
        "precision": metric.precision,
    }
