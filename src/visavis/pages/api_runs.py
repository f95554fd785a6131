"""The data of runs: what a run came to, row by row, and each of its answers."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b

from visavis.compare.facts import Fact, Row
from visavis.compare.scores import OVERALL, SuiteTable
from visavis.compare.statistics import KEPT
from visavis.compare.subjects import Catalogue
from visavis.compare.times import TIMES
from visavis.load.schema import Box, Point, Polygon, PromptResult
from visavis.pages import urls
from visavis.pages.answers import marked
from visavis.pages.api_values import OUTCOMES, VERSION, Json, fact_value, number, without_nothing


class RunValues:
    """Makes the data of any run."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self._addresses = catalogue, urls.addresses(catalogue.config)
        self._listed = {
            key: {category: _digest(_in(table, category)) for category in ("", *table.prompts.masks)}
            for key, table in catalogue.suites.items()
        }
        self._score = lru_cache(KEPT)(self._scored)  # models share facts, and a run stands in its model's data too

    def file(self, suite: str, model: str) -> Json:
        """Return what api/runs/<suite>/<model>.json holds."""
        table = self._catalogue.suites[suite]
        run = table.runs[model]
        return {
            "version": VERSION,
            "suite": suite,
            "model": model,
            "name": self._catalogue.subjects[model].name,
            "page": self._addresses.model(model),
            **self.run(suite, model),
            "results": [_result(key, run.outcomes[key]) for key in table.prompts.ids if key in run.outcomes],
        }

    def run(self, suite: str, model: str) -> Json:
        """Return what a model's data and the run's own file say of its run: all but the answers."""
        table = self._catalogue.suites[suite]
        run = table.runs[model]
        outcomes = [run.outcomes.get(key) for key in table.prompts.ids] if run.outcomes else []
        found = {
            "date": str(run.dated),
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

    def _scored(self, table: SuiteTable, row: Row, fact: Fact) -> Json:
        found = fact_value(fact)
        if fact.total:
            passed, total = map(int, fact.count.split("/"))
            found |= {"passed": passed, "total": total}
        if fact.band:
            found["band"] = fact.band.id
        if fact.spread:
            low, high = (number(Decimal(limit)) for limit in (fact.spread.low, fact.spread.high))
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


def _result(key: str, result: PromptResult) -> Json:
    found: Json = {"prompt": key, "outcome": result.decided.value}
    if result.seconds is not None:
        found["seconds"] = number(result.seconds)
    if result.answer:
        found["answer"] = result.answer
    if result.note:
        found["note"] = result.note
    for name, marks in zip(_MARKS, marked(result), strict=True):
        if marks:
            found[name] = [_mark(mark) for mark in marks]
    return found


_MARKS = "boxes", "polygons", "points"
"""The kinds of mark, in the order of `marked`."""


def _mark(mark: Box | Polygon | Point) -> Json:
    sure = {} if mark.confidence is None else {"confidence": float(mark.confidence)}
    return {"at": mark.at, **without_nothing({"label": mark.label}), **sure}
