"""Values as data files write them: facts, rows, scoring rules and numbers, and which version of the format they are."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from visavis.compare.facts import Fact, Kind, Row
from visavis.load.scalars import PartialDate
from visavis.load.schema import Outcome, Rule

Json = dict[str, Any]

VERSION = 1
OUTCOMES = {Outcome.PASS: "p", Outcome.FAIL: "f", Outcome.NO_ANSWER: "n", Outcome.ERROR: "e", None: "-"}
"""One letter for what came of a prompt; the last is for one that was not asked."""


def fact_value(fact: Fact) -> Json:
    """Return what a fact says: its kind, what is shown of it, and its value, by which it is told from others."""
    found = without_nothing({"text": fact.text, "unit": fact.unit, "link": fact.link})
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
            return number(key)
        case _:
            return key


def number(value: Any) -> int | float:
    """Return a number as JSON writes it: whole where it is."""
    return int(value) if value == int(value) else float(value)


def row_value(row: Row) -> Json:
    """Return what a row is about, and which of its values are better."""
    found = {"key": row.key, "label": row.label, "unit": row.unit, "description": row.description, "link": row.link}
    better = {} if row.better == "neither" else {"better": row.better}
    return without_nothing(found) | better


def without_nothing(found: Mapping[str, Any]) -> Json:
    """Return it without what is None or empty, and the same of mappings in it."""
    kept: Json = {}
    for key, value in found.items():
        one = without_nothing(value) if isinstance(value, dict) else value
        if one or one not in (None, "", [], {}):
            kept[key] = one
    return kept


def rule_value(rule: Rule | None) -> Json | None:
    """Return a scoring rule: its kind, and what it goes by."""
    if rule is None:
        return None
    return without_nothing({name: _plain(value) for name, value in rule.model_dump().items()})


def _plain(value: object) -> object:
    return number(value) if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value
