"""From a document to a checked value: pydantic's errors become Problems with positions and words for editors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from visavis.load.document import Document
from visavis.load.indentation import parents
from visavis.load.invisible import INVISIBLE, invisible, seen
from visavis.load.models_at import fields_at, is_required
from visavis.load.positions import Loc
from visavis.load.problems import Problem
from visavis.load.scalars import OPTIONAL, Plain, shown
from visavis.load.words import did_you_mean, listed

_AWAY = ", or take the line away"
M = TypeVar("M", bound=BaseModel)

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
        every = error.errors(include_url=False)
        unknown = [details["loc"] for details in every if details["type"] == "extra_forbidden"]
        below = parents(document.value, model, unknown) if unknown else {}
        return None, [problem_of(document, (), details, model, below) for details in every if not _follows(details)]


def problem_of(
    document: Document,
    prefix: Loc,
    details: ErrorDetails,
    model: type[BaseModel] | None = None,
    below: Mapping[Loc, Loc] = MappingProxyType({}),
) -> Problem:
    """Return one of pydantic's errors as a problem; `prefix` leads to the value that was validated.

    `below` are keys that were not indented, each with the key that it belongs below.
    """
    loc: Loc = (*prefix, *details["loc"])
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if model and kind == "missing":
        return _missing_key(document, model, loc)
    if model and kind == "extra_forbidden":
        return _unknown_key(document, model, loc, value, below.get(loc))
    of_key = loc[-1:] == ("[key]",)
    if {"found", "expected", "fix"} <= context.keys():
        rule, found, expected, fix = kind, context["found"], context["expected"], context["fix"]
    else:
        rule, found, expected, fix = _words(kind, value, context)
    written = document.where(loc).rpartition(".")[2]  # of a value without a source of its own, no key is
    if children := [str(key[-1]) for key, parent in below.items() if loc[: len(parent)] == parent]:
        fix = f"indent {_and(children)} by two spaces"
    elif model and written == loc[-1] and is_required(model, loc):
        fix = fix.removesuffix(OPTIONAL).removesuffix(_AWAY)
    return document.problem(loc[:-1] if of_key else loc, rule, found, expected, fix, key=of_key)


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _follows(details: ErrorDetails) -> bool:
    """Return whether pydantic counts too few only because some entries are wrong, which it says as well."""
    least = details.get("ctx", {}).get("min_length")
    return details["type"] == "too_short" and least is not None and len(details["input"]) >= least


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
            below = isinstance(value, Plain) and not value and expected.startswith("a mapping")
            write = "write key: value on the lines below, indented by two spaces" if below else f"write {expected} here"
            return "wrong-type", shown(value), expected, (_listed(expected, value) or write) + _AWAY


def _listed(expected: str, value: object) -> str | None:
    """Return the fix for words in a list where they belong before values, or None where it is something else."""
    if isinstance(value, list) and value and all(map(_is_word, value)) and expected.startswith("a mapping"):
        return f"write {{{', '.join(f'{one}: …' for one in value[:3])}{', …' if value[3:] else ''}}}"
    return None


def _is_word(value: object) -> bool:
    """Return whether a value may stand in brackets as it was written, without quotes."""
    return isinstance(value, Plain) and re.fullmatch(r"[^\W\d_][\w ./-]{0,60}", value) is not None


def _entries(count: int) -> str:
    return {0: "no entry", 1: "one entry"}.get(count, f"{count} entries")


def _missing_key(document: Document, model: type[BaseModel], loc: Loc) -> Problem:
    key = str(loc[-1])
    meaning = fields_at(model, loc[:-1]).get(key, "")
    name = f'"{key}"' if document.path.endswith(".json") else key
    where = ".".join(filter(None, [document.where(loc[:-1]), key]))
    expected = f"{key}: {meaning[:1].lower()}{meaning[1:]}".removesuffix(".")
    return document.problem(loc[:-1], "missing-key", "nothing", expected, f"add {name}: …", key=True, where=where)


def _unknown_key(document: Document, model: type[BaseModel], loc: Loc, value: object, parent: Loc | None) -> Problem:
    key = str(loc[-1])
    known = list(fields_at(model, loc[:-1]))
    line, column = document.position(loc, key=True)
    before, behind = document.line(line)[: column - 1], document.line(line)[column - 1 + len(key) :]
    if hidden := INVISIBLE.search(key):
        found = f"{seen(key)} with {invisible(key)}"
        fix = "take it away" if seen(key) in known or not hidden[0].isspace() else "write a common space in its place"
        place = document.problem(loc, "unknown-key", found, listed(known, 30), fix, key=True)
        return replace(place, column=place.column + hidden.start())
    if parent:
        fix = f"indent {key} by two spaces, below {parent[-1]}"
    elif value == "" and before.rstrip().endswith(",") and not behind.lstrip().startswith(":"):
        fix = "put quotes around the text, which has a comma in it"  # what stands behind it was not meant as a key
    else:
        fix = did_you_mean(key, known, "take the line away, or write one of these keys")
    return document.problem(loc, "unknown-key", key, listed(known, 30), fix, key=True)
