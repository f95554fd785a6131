"""Authored values for tests, made directly: each function takes what its test is about and fills in the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from visavis.compare.bands import ScoreBand, score_bands
from visavis.compare.facts import Fact, Interned, Kind
from visavis.compare.scores import RunScores, SuiteTable, suite_table
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.schema import Band, EvalRun, EvalSuite, ModelCard, SiteConfig, SiteData

WEB = "https://example.org/"
MAP = {"kind": "numeric", "unit": "%", "better": "higher"}
MILLISECONDS = {"kind": "numeric", "unit": "ms", "better": "lower", "precision": 2}


def config(**fields: Any) -> SiteConfig:
    """Return a site's configuration with this vocabulary; labels may be given alone."""
    for name in ("tasks", "features", "modalities", "organisations"):
        fields[name] = {key: {"label": term} if isinstance(term, str) else term for key, term in _get(fields, name)}
    return SiteConfig.model_validate({"title": "T", "tagline": "t", **fields})


def card(name: str = "Some model", **fields: Any) -> ModelCard:
    """Return a model card."""
    return ModelCard.model_validate({"name": name, **fields})


def suite(*categories: str, metric: Any = "pass-fail", name: str = "Suite", **fields: Any) -> EvalSuite:
    """Return a suite; categories given by key alone are labelled by their key."""
    labelled = {key: {"label": key.title()} for key in categories}
    given = fields.pop("categories", {})
    rest = {"name": name, "description": "d", "source": WEB, "metric": metric}
    return EvalSuite.model_validate({**rest, "categories": {**labelled, **given}, **fields})


def run(results: Mapping[str, Any] | None = None, **fields: Any) -> EvalRun:
    """Return a run; tallies may be given as pairs of passed and total."""
    made = {
        key: {"passed": value[0], "total": value[1]} if isinstance(value, tuple) else value
        for key, value in (results or {}).items()
    }
    return EvalRun.model_validate({"date": "2025", "source": WEB, "origin": "measured", "results": made, **fields})


def site(
    models: Mapping[str, ModelCard],
    suites: Mapping[str, EvalSuite] | None = None,
    runs: Mapping[str, Mapping[str, EvalRun]] | None = None,
    **fields: Any,
) -> Catalogue:
    """Return the catalogue of a site, in the order that load/ hands it on."""
    data = SiteData(
        config=config(**fields),
        models=dict(sorted(models.items())),
        suites=dict(sorted((suites or {}).items())),
        runs={key: dict(sorted(of.items())) for key, of in sorted((runs or {}).items())},
    )
    return catalogue(data)


def bands(*limits: Any) -> tuple[ScoreBand, ...]:
    """Return bands that start at these scores, highest first; without any, those of every site."""
    if not limits:
        return score_bands(config().bands)
    authored = [{"id": f"b{place}", "label": "l", "word": "w", "from": lower} for place, lower in enumerate(limits)]
    return score_bands([Band.model_validate(band) for band in authored])


def table(of: EvalSuite, runs: Mapping[str, EvalRun]) -> SuiteTable:
    """Return a suite's table under the usual bands."""
    return suite_table("suite", of, dict(runs), bands(), Interned())


def scores(of: EvalSuite, one: EvalRun) -> RunScores:
    """Return what one run of a suite comes to."""
    return table(of, {"model": one}).runs["model"]


def texts(of: EvalSuite, one: EvalRun) -> dict[str, str]:
    """Return what every cell of one run shows, by the key of its row: value, unit and count."""
    made = table(of, {"model": one})
    return {row.key: written(fact) for row, fact in zip(made.rows, made.runs["model"].facts, strict=True)}


def written(fact: Fact) -> str:
    """Return a fact as a reader sees it."""
    if fact.kind in (Kind.SCORE, Kind.TEXT):
        return f"{fact.text}{fact.unit}" + (f" {fact.count}" if fact.count else "")
    return str(fact.kind)


def _get(fields: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    return list(fields.get(name, {}).items())
