"""The schemas of one site: those of the kinds of data file, with the site's own vocabulary in place of any key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from visavis.load.files import data_files
from visavis.load.json_schema import schema_of
from visavis.load.problems import ProblemsFound
from visavis.load.reading import Wanted, read_file
from visavis.load.scalar_schemas import EMPTY, NUMBER, SLUG, Schema, text
from visavis.load.scalars import LINE_LIMIT
from visavis.load.schema import BUILT_IN_PROPERTIES, EvalSuite, ExtraProperty, Numeric, SiteConfig, Term


def site_schemas(root: Path) -> dict[str, Schema]:
    """Return the schemas for the data of `root` by file name: of each kind, and run-<suite>.json for runs on a suite.

    A suite with problems has no schema of its own. Raises ProblemsFound where site.yaml has problems.
    """
    files = data_files(root)
    if not files.site:
        raise ProblemsFound([problem for problem in files.problems if problem.rule == "missing-file"][:1])
    found = read_file(root, Wanted(files.site, "site"))
    if not isinstance(found.value, SiteConfig):
        raise ProblemsFound(found.problems)
    schemas = {
        "site.json": _site(found.value, files.models),
        "model.json": _model(found.value),
        "suite.json": schema_of("suite"),
        "run.json": schema_of("run"),
    }
    for key, suite in sorted(files.suites.items()):
        value = read_file(root, Wanted(suite.suite, "suite")).value if suite.suite else None
        if isinstance(value, EvalSuite):
            schemas[f"run-{key}.json"] = _run(value)
    return schemas


def _site(config: SiteConfig, models: Collection[str]) -> Schema:
    """Return the schema of site.yaml: pairs are of models that are there; properties are suggested."""
    schema = schema_of("site")
    fields = schema["properties"]
    fields["pairs"] = _replaced(fields["pairs"], SLUG, _one_of(sorted(models)))
    # declared in this file itself, perhaps a moment ago: suggested, not required
    known: Schema = {"enum": [*BUILT_IN_PROPERTIES, *config.extra_properties]}
    rows = fields["properties"]["items"]["anyOf"]
    rows.insert(0, known)
    return schema


def _model(config: SiteConfig) -> Schema:
    """Return the schema of a model card: what it names is declared in site.yaml."""
    schema = schema_of("model")
    fields = schema["properties"]
    for field, words in (("organisation", config.organisations), ("modality", config.modalities)):
        fields[field] = _replaced(fields[field], SLUG, _one_of(words))
    for field, terms in (("tasks", config.tasks), ("features", config.features)):
        value = fields[field].pop("additionalProperties")
        fields[field] = _keyed(
            fields[field], {key: {**value, "description": _about(one)} for key, one in terms.items()}
        )
    extra = fields["properties"]
    sourced = extra.pop("additionalProperties")["anyOf"][-1]
    declared = {key: _sourced(_extra(one), sourced, _about(one)) for key, one in config.extra_properties.items()}
    fields["properties"] = _keyed(extra, declared)
    return schema


def _run(suite: EvalSuite) -> Schema:
    """Return the schema of a run on one suite: results by its categories, outcomes by its prompts."""
    schema = schema_of("run")
    fields = schema["properties"]
    result = fields["results"].pop("additionalProperties")
    results = {}
    for key, category in suite.categories.items():
        metric = category.metric or suite.metric
        form = _number(metric) if isinstance(metric, Numeric) else result["anyOf"][0]
        results[key] = {**form, "description": ". ".join(filter(None, [category.label, category.description]))}
    fields["results"] = _keyed(fields["results"], results)
    outcome = fields["outcomes"].pop("additionalProperties")
    if isinstance(suite.metric, Numeric) or not suite.prompts:
        del fields["outcomes"]
    else:
        asked = {key: one.question or suite.categories[one.category].label for key, one in suite.prompts.items()}
        schema["$defs"] = {"outcome": outcome}
        refers = {key: {"$ref": "#/$defs/outcome", "description": said} for key, said in asked.items()}
        fields["outcomes"] = _keyed(fields["outcomes"], refers)
    return schema


def _number(metric: Numeric) -> Schema:
    limits = {"minimum": metric.minimum, "maximum": metric.maximum}
    return {**NUMBER, **{name: float(limit) for name, limit in limits.items() if limit is not None}}


def _extra(declared: ExtraProperty) -> Schema:
    """Return the schema of a value of an extra property."""
    return {"text": text(LINE_LIMIT), "number": NUMBER, "yes-no": {"enum": ["yes", "no"]}}[declared.type]


def _sourced(value: Schema, sourced: Schema, about: str) -> Schema:
    """Return the schema of a value alone or with its source; `sourced` is that of any value with its source."""
    mapping = deepcopy(sourced)
    mapping["properties"]["value"] = {"description": "The value itself.", "anyOf": [value, EMPTY]}
    return {"description": about, "anyOf": [value, EMPTY, mapping]}


def _about(term: Term | ExtraProperty) -> str:
    return f"{term.label}: {term.description}" if term.description else term.label


def _one_of(words: Iterable[str]) -> Schema:
    """Return the schema of one of these keys; a key of digits is a number to whoever reads YAML."""
    every = list(words)
    numbers = [int(word) for word in every if word.isdecimal() and str(int(word)) == word]
    booleans = [word == "true" for word in every if word in ("true", "false")]
    return {"enum": [*every, *numbers, *booleans]} if every else {"not": {}}


def _keyed(mapping: Schema, values: Mapping[str, Schema]) -> Schema:
    """Return the schema of a mapping that has only these keys."""
    bare = {name: part for name, part in mapping.items() if name != "propertyNames"}
    return {**bare, "properties": dict(values), "additionalProperties": False}


def _replaced(part: Any, old: Schema, new: Schema) -> Any:
    """Return a schema with every part that is `old` replaced."""
    if part == old:
        return new
    if isinstance(part, list):
        return [_replaced(one, old, new) for one in part]
    if isinstance(part, dict):
        return {name: _replaced(one, old, new) for name, one in part.items()}
    return part
