"""From a document to a checked value: pydantic's errors become Problems with positions and words for editors."""

from __future__ import annotations

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from visavis.load.document import Document
from visavis.load.models_at import fields_at
from visavis.load.positions import Loc
from visavis.load.problems import Problem
from visavis.load.scalars import shown

M = TypeVar("M", bound=BaseModel)

KNOWN_MISSPELLINGS = {
    "license": "licence",
    "organization": "organisation",
    "organizations": "organisations",
    "org": "organisation",
    "vendor": "organisation",
    "maker": "organisation",
    "modalitys": "modalities",
    "params": "parameters",
    "size": "parameters",
    "context": "context_window",
    "context_length": "context_window",
    "released": "release_date",
    "released_on": "release_date",
    "title": "name",
    "model": "name",
    "latency": "average_response_time",
    "scores": "results",
    "url": "link",
    "website": "homepage",
    "base_url": "address",
    "min": "minimum",
    "max": "maximum",
    "correct": "passed",
    "count": "total",
    "lower": "from",
}
"""Keys that people write by habit, and ours."""

_WANTED = {
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "tuple_type": "a list",
    "list_type": "a list",
}


def checked(document: Document, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return the document's value as the model, or None and every reason why it is not one."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        return None, [_problem(document, model, details) for details in error.errors(include_url=False)]


def did_you_mean(word: str, known: list[str], otherwise: str) -> str:
    """Return a fix that names the known word nearest to this one, or the other fix where none is near."""
    meant = KNOWN_MISSPELLINGS.get(word.lower(), "")
    if meant not in known:
        folded = {name.casefold(): name for name in known}
        near = difflib.get_close_matches(word.casefold().replace(" ", "-"), list(folded), n=1, cutoff=0.6)
        meant = folded[near[0]] if near else ""
    return f"did you mean {meant}?" if meant else otherwise


def listed(words: list[str], limit: int = 12) -> str:
    """Return words as a sentence lists them, the last after `or`; a long list is cut."""
    if len(words) > limit:
        return f"{', '.join(words[:limit])} or {len(words) - limit} more"
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _problem(document: Document, model: type[BaseModel], details: ErrorDetails) -> Problem:
    loc: Loc = details["loc"]
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "missing":
        return _missing_key(document, model, loc)
    if kind == "extra_forbidden":
        return _unknown_key(document, model, loc)
    if {"found", "expected", "fix"} <= context.keys():
        of_key = bool(loc) and loc[-1] == "[key]"
        return document.problem(
            loc[:-1] if of_key else loc, kind, context["found"], context["expected"], context["fix"], key=of_key
        )
    rule, found, expected, fix = _words(kind, value, context)
    return document.problem(loc, rule, found, expected, fix)


def _words(kind: str, value: object, context: dict[str, Any]) -> tuple[str, str, str, str]:
    """Return rule, found, expected and fix for an error of pydantic's own."""
    size = len(value) if isinstance(value, dict | list) else 0
    match kind:
        case "greater_than_equal":
            return "out-of-range", shown(value), f"at least {context['ge']}", "correct the number"
        case "less_than_equal":
            return "out-of-range", shown(value), f"at most {context['le']}", "correct the number"
        case "too_short":
            least = context["min_length"]
            return "too-few", _entries(size), f"at least {_entries(least)}", "write what is missing"
        case "too_long":
            most = context["max_length"]
            return "too-many", _entries(size), f"at most {_entries(most)}", "take away what is too much"
        case _:
            expected = _WANTED.get(kind, "another kind of value")
            return "wrong-type", shown(value), expected, f"write {expected} here, or take the line away"


def _entries(count: int) -> str:
    return {0: "no entry", 1: "one entry"}.get(count, f"{count} entries")


def _missing_key(document: Document, model: type[BaseModel], loc: Loc) -> Problem:
    key = str(loc[-1])
    meaning = fields_at(model, loc[:-1]).get(key, "")
    where = ".".join(filter(None, [document.where(loc[:-1]), key]))
    expected = f"{key}: {meaning[:1].lower()}{meaning[1:]}".removesuffix(".")
    return document.problem(
        loc[:-1], "missing-key", "nothing", expected, f"add a line that begins with {key}:", key=True, where=where
    )


def _unknown_key(document: Document, model: type[BaseModel], loc: Loc) -> Problem:
    key = str(loc[-1])
    known = list(fields_at(model, loc[:-1]))
    fix = did_you_mean(key, known, "take the line away, or write one of these keys")
    return document.problem(loc, "unknown-key", key, listed(known, 30), fix, key=True)
