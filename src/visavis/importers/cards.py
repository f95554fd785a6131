"""Lay facts out as a model card: what a source says, under what a person has reviewed.

Owns the order and look of a card. Knows no source.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any, cast

import yaml

from visavis.importers.yaml_out import Inline, Prose
from visavis.load.schema import ModelCard

Facts = dict[str, Any]
"""The fields of a card, or some of them, each value still as text."""


def reviewed(name: str) -> Facts:
    """Read a table of `reviewed/`, every scalar as the text that stands there."""
    text = files("visavis.importers").joinpath("reviewed", name).read_text(encoding="utf-8")
    return cast("Facts", yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506  BaseLoader makes text only


def merged(*layers: Mapping[str, Any]) -> Facts:
    """Return the layers as one, later ones over earlier ones; tasks, features and links are joined key by key."""
    facts: Facts = {}
    for layer in layers:
        for key, value in layer.items():
            joined = key in ("tasks", "features", "links", "properties") and key in facts
            facts[key] = {**facts[key], **value} if joined else value
    return facts


def as_card(facts: Mapping[str, Any], why_left_out: Mapping[str, str] | None = None) -> Facts:
    """Return the facts in the order of the schema, with a comment in the place of each fact that was left out."""
    why = why_left_out or {}
    card: Facts = {}
    for field in ModelCard.model_fields:
        if field in why:
            card[f"# {field}"] = f"{field}: {why[field]}"
        if field in facts:
            card[field] = _laid_out(field, facts[field])
    return card


def _laid_out(field: str, value: Any) -> Any:
    if field == "overview":
        return Prose(value)
    if not isinstance(value, dict):
        return value
    if field in ("tasks", "features", "links", "properties"):
        return {key: Inline(item) if isinstance(item, dict) else item for key, item in value.items()}
    return Inline(value)
