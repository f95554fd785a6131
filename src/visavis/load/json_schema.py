"""The authored types as JSON Schema (draft 2020-12), from which editors complete, explain and underline.

Made from the same classes that data are checked with. A schema sees a YAML file as editors read it, by the core schema
of YAML 1.2: where we read text, `4.10` and `true` are a number and a boolean to it, so they are taken there too. What a
schema cannot say (rules between values, dates that do not exist, how a number is written) it lets pass, never the other
way round: what `visavis check` takes, every schema takes.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from visavis.load.field_examples import EXAMPLES
from visavis.load.scalar_schemas import EMPTY, SCALARS, SPDX, Schema
from visavis.load.schema import (
    RULE_KINDS,
    Authored,
    EvalRun,
    EvalSuite,
    Licence,
    ModelCard,
    Parameters,
    PassFail,
    Prompt,
    PromptResult,
    ShownProperty,
    SiteConfig,
    Sourced,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS: dict[str, type[Authored]] = {"site": SiteConfig, "model": ModelCard, "suite": EvalSuite, "run": EvalRun}
"""What a data file may hold."""

_ALONE: dict[type[Any], str] = {ShownProperty: "key", Parameters: "total", PromptResult: "outcome"}
"""Mappings for which one of their values may stand alone."""


_SAID = ("description", "examples")


def _bare(part: Schema) -> Schema:
    """Return the schema of a field's value without what is said of the field."""
    return {name: one for name, one in part.items() if name not in _SAID}


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, taught how we read scalars, and which mappings may be written shorter."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """Leave out titles that only repeat the keys."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        """Leave defaults to the descriptions."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        """Take no null: what is unknown is left out."""
        return self.generate_inner(schema["schema"])

    def enum_schema(self, schema: core_schema.EnumSchema) -> Schema:
        """Return the words alone."""
        return {"enum": [member.value for member in schema["members"]]}

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        """Return the schema of a mapping by key, with one schema for every value."""
        made: Schema = {"type": "object", "propertyNames": self.generate_inner(schema["keys_schema"])}
        made["additionalProperties"] = self.generate_inner(schema["values_schema"])
        return {**made, "minProperties": schema["min_length"]} if "min_length" in schema else made

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Schema:
        """Return the schema of a scalar that we read, and pydantic's of anything else."""
        known = SCALARS.get(schema["function"]["function"])
        return dict(known) if known else super().function_before_schema(schema)

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> Schema:
        """Return the schema of a number of pixels."""
        return dict(SCALARS[schema["function"]["function"]])

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> Schema:
        """Return all arms, and the words that stand for one of them where there are any."""
        arms = [self.generate_inner(arm) for arm in schema["choices"].values()]
        tags = tuple(schema["choices"])
        if tags == ("pass-fail", "numeric"):
            arms.insert(0, {"const": "pass-fail"})
        elif "judged" in tags:
            arms.insert(0, {"enum": [kind for kind in RULE_KINDS if kind != "choice"]})
        return {"anyOf": arms}

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """Return the schema of a mapping, with examples, and of what may stand for it."""
        cls, made = schema["cls"], super().model_schema(schema)
        made.pop("title", None)
        about = Sourced.__doc__ if issubclass(cls, Sourced) else cls.__doc__
        made["description"] = (about or "").split("\n\n")[0]
        fields: Schema = made.get("properties", {})
        for name, example in EXAMPLES.get(cls.__name__.partition("[")[0], {}).items():
            fields[name]["examples"] = [example]
        if cls is PassFail:
            made["required"] = ["kind"]
        elif cls is Prompt:
            several = _bare(fields["expected"])
            said = {name: fields["expected"][name] for name in _SAID}
            several["minItems"] = several.pop("minLength")  # pydantic cannot see through what makes a list of one
            fields["expected"] = {**said, "anyOf": [several["items"], several]}
        elif cls is Licence:
            return {"anyOf": [dict(SPDX), made]}
        elif issubclass(cls, Sourced):
            value = _bare(fields["value"])
            fields["value"] = {"description": "The value itself.", "anyOf": [value, EMPTY]}
            return {"anyOf": [value, EMPTY, made]}
        elif cls in _ALONE:
            return {"anyOf": [_bare(fields[_ALONE[cls]]), made]}
        return made


def schema_of(kind: str) -> Schema:
    """Return the schema of a kind of data file, one of KINDS, whatever a site declares; without references."""
    made = KINDS[kind].model_json_schema(schema_generator=_Generator)
    definitions = made.pop("$defs", {})
    whole: Schema = _inlined(made, definitions)
    return {"$schema": DIALECT, **whole}


def _inlined(part: Any, definitions: Schema) -> Any:
    """Return a part of a schema with everything it refers to in place; limits are named as JSON Schema names them."""
    if isinstance(part, list):
        return [_inlined(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        named = definitions[part["$ref"].removeprefix("#/$defs/")]
        return {**_inlined(named, definitions), **_inlined({k: v for k, v in part.items() if k != "$ref"}, definitions)}
    limits = {"ge": "minimum", "le": "maximum"}
    return {limits.get(name, name): _inlined(one, definitions) for name, one in part.items()}
