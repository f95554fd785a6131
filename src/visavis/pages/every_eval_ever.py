"""Runs in the form of Every Eval Ever, in which many tools write results and read those of others.

Version 0.3.0 of its two schemas (package every-eval-ever, MIT): an aggregate of each run, and a line for each prompt
where outcomes are known. The format has no field for images, so metadata name them, and it asks when a record was made,
which here is the first moment of the day, month or year of the run: the same data make the same record.
"""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from hashlib import sha256
from uuid import UUID

from visavis.compare.facts import Fact, Row
from visavis.compare.rounding import round_half_up
from visavis.compare.scores import OVERALL, RunScores, SuiteTable
from visavis.compare.subjects import Catalogue
from visavis.compare.times import TIMES
from visavis.load.schema import Numeric, Outcome, Prompt, PromptResult
from visavis.pages import urls
from visavis.pages.api_values import Json, number, without_nothing

SCHEMA = "0.3.0"
NOBODY = "unknown"
"""The developer in paths and ids of a model whose maker nobody wrote down."""


class EveryEvalEver:
    """Makes the records of any run. The same data give the same ids."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._prompts: dict[str, dict[str, Json]] = {}

    def paths(self, suite: str, model: str) -> tuple[str, str]:
        """Return where the aggregate of a run lies and where its samples, from the site's root."""
        address = self._catalogue.config.address or ""
        content = sha256("\n".join((address, suite, model)).encode()).digest()
        name = UUID(bytes=content[:16], version=4)
        folder = f"{urls.EVERY_EVAL_EVER}/data/{suite}/{self._developer(model)}/{model}"
        return f"{folder}/{name}.json", f"{folder}/{name}_samples.jsonl"

    def samples(self, suite: str, model: str) -> list[Json]:
        """Return a record for each prompt that was asked, in the order of the suite; none where only sums are known."""
        table = self._catalogue.suites[suite]
        run, prompts = table.runs[model], table.suite.prompts
        asked = [key for key in table.prompts.ids if key in run.outcomes]
        told = self._prompts.get(suite)
        if told is None:
            told = self._prompts[suite] = {key: _asked(suite, key, prompt) for key, prompt in prompts.items()}
        of = self._id(table, model), f"{self._developer(model)}/{model}"
        return [_sample(told[key], *of, prompts[key].category, run.outcomes[key]) for key in asked]

    def aggregate(self, suite: str, model: str, samples: int = 0, checksum: str = "") -> Json:
        """Return the record of a run; `samples` are how many lines its samples have, `checksum` their SHA-256."""
        table, subject = self._catalogue.suites[suite], self._catalogue.subjects[model]
        run = table.runs[model]
        scored = [(row, fact) for row, fact in zip(table.rows, run.facts, strict=True) if fact.order is not None]
        found: Json = {
            "schema_version": SCHEMA,
            "evaluation_id": self._id(table, model),
            "evaluation_timestamp": str(run.dated),
            "retrieved_timestamp": _moment(run),
            "source_metadata": self._source(table, run),
            "eval_library": {"name": run.software or "unknown", "version": "unknown"},
            "model_info": {
                "name": subject.name,
                "id": f"{self._developer(model)}/{model}",
                **without_nothing({"developer": subject.key_facts.organisation.text}),
                "additional_details": self._details(model),
            },
            "evaluation_results": [self._result(table, model, row, fact) for row, fact in scored],
        }
        if samples:
            path = self.paths(suite, model)[1].removeprefix(f"{urls.EVERY_EVAL_EVER}/")
            found["detailed_evaluation_results"] = {
                "format": "jsonl",
                "file_path": path,
                "hash_algorithm": "sha256",
                "checksum": checksum,
                "total_rows": samples,
            }
        return found

    def _developer(self, model: str) -> str:
        key = self._catalogue.subjects[model].key_facts.organisation.key
        return key if isinstance(key, str) else NOBODY

    def _id(self, table: SuiteTable, model: str) -> str:
        return f"{table.key}/{self._developer(model)}/{model}/{_moment(table.runs[model])}"

    def _source(self, table: SuiteTable, run: RunScores) -> Json:
        config = self._catalogue.config
        told = {
            "run_source": run.source,
            "note": run.note,
            "machine": run.machine,
            "suite_version": table.suite.version,
        }
        return {
            "source_name": table.suite.name,
            "source_type": "evaluation_run" if run.outcomes else "documentation",
            "source_organization_name": config.title,
            **without_nothing({"source_organization_url": config.address}),
            "evaluator_relationship": "first_party" if run.origin == "self-reported" else "third_party",
            "additional_details": without_nothing({**told, "suite_version": table.suite.version}),
        }

    def _details(self, model: str) -> Json:
        facts = self._catalogue.subjects[model].key_facts
        weights = {"open": "open_weights", "closed": "closed_weights"}.get(str(facts.category.key), "unknown")
        told = {"parameters": facts.parameters.text, "licence": facts.licence.text}
        return {"deployment_type": "unknown", "model_availability": weights, **without_nothing(told)}

    def _result(self, table: SuiteTable, model: str, row: Row, fact: Fact) -> Json:
        suite = table.suite
        return {
            "evaluation_result_id": f"{self._id(table, model)}/{row.key}",
            "evaluation_name": f"{table.key}.{row.key.removeprefix('@')}",
            "source_data": {"dataset_name": suite.name, "source_type": "url", "url": [suite.source]},
            "metric_config": _metric(table, row, fact),
            "score_details": _score(fact),
        }


def _asked(suite: str, key: str, prompt: Prompt) -> Json:
    """Return what the records of all models say of a prompt."""
    question = prompt.question or ""
    return {
        "schema_version": SCHEMA,
        "evaluation_name": f"{suite}.{prompt.category}",
        "sample_id": key,
        "sample_hash": sha256("".join((question, *prompt.expected)).encode()).hexdigest(),
        "interaction_type": "single_turn",
        "input": {"raw": question, "reference": list(prompt.expected)},
        "answer_attribution": [],
        "metadata": without_nothing({"category": prompt.category, "image": prompt.image}),
    }


def _sample(asked: Json, run: str, model: str, category: str, result: PromptResult) -> Json:
    """Return the record of an answer; `asked` is what all say of its prompt."""
    passed = result.outcome is Outcome.PASS
    note = {"note": result.note} if result.note else {}
    found = asked | {
        "evaluation_id": run,
        "model_id": model,
        "evaluation_result_id": f"{run}/{category}",
        "output": {"raw": [result.answer or ""]},
        "evaluation": {"score": float(passed), "is_correct": passed},
        "metadata": {**asked["metadata"], "outcome": result.decided.value, **note},
    }
    if result.seconds is not None:
        found["performance"] = {"latency_ms": number(result.seconds * 1000)}
    if result.outcome is Outcome.ERROR:
        found["error"] = result.note or Outcome.ERROR.value
    return found


def _moment(run: RunScores) -> str:
    """Return the first moment of the time that a run is dated by, in seconds since 1970, UTC."""
    first = datetime(run.dated.year, run.dated.month or 1, run.dated.day or 1, tzinfo=UTC)
    return str(int(first.timestamp()))


def _metric(table: SuiteTable, row: Row, fact: Fact) -> Json:
    lower: Json = {"lower_is_better": row.better == "lower", "score_type": "continuous"}
    about = {"evaluation_description": row.description}
    if fact.total:
        told = {"metric_id": "accuracy", "metric_name": "Share of prompts passed", "metric_kind": "accuracy"}
        return {**without_nothing(about), **told, "metric_unit": "percent", "min_score": 0, "max_score": 100, **lower}
    if row.key in TIMES:
        told = {"metric_id": f"visavis.{row.key.removeprefix('@')}", "metric_name": row.label, "metric_kind": "latency"}
        return {**without_nothing(about), **told, "metric_unit": "s", "min_score": 0, "max_score": "Infinity", **lower}
    category = table.suite.categories[row.key] if row.key != OVERALL else None
    metric = (category and category.metric) or table.suite.metric
    numeric = metric if isinstance(metric, Numeric) else None
    least, most = (numeric.minimum, numeric.maximum) if numeric else (None, None)
    told = {"metric_id": f"{table.key}.{row.key.removeprefix('@')}", "metric_name": row.label}
    return {
        **without_nothing({**about, **told, "metric_unit": fact.unit}),
        "min_score": None if least is None else number(least),
        "max_score": None if most is None else number(most),
        **lower,
    }


def _score(fact: Fact) -> Json:
    if not fact.total or not fact.spread:
        return {"score": number(fact.key)}
    low, high = (float(limit) for limit in (fact.spread.low, fact.spread.high))
    interval = {"lower": low, "upper": high, "confidence_level": 0.95, "method": "Wilson"}
    passed, total = map(int, fact.count.split("/"))
    return {
        "score": float(round_half_up(Fraction(100 * passed, total), 6)),
        "details": {"passed": str(passed), "total": str(total)},
        "uncertainty": {"confidence_interval": interval, "num_samples": total},
    }
