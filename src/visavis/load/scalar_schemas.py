"""The scalars a person may write, as JSON Schema: each by the function that reads it; see `json_schema.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from visavis.load.pixels import as_coordinate, as_length, as_share
from visavis.load.scalars import (
    ANSWER_LIMIT,
    LINE_LIMIT,
    NAME_LIMIT,
    TEXT_LIMIT,
    Line,
    Name,
    as_answer,
    as_count,
    as_date,
    as_decimal,
    as_integer,
    as_markdown,
    as_passage,
    as_result,
    as_slug,
    as_url,
)

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""

_HIDDEN = "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069"
EMPTY: Schema = {"enum": ["unknown", "not applicable"]}
SPDX: Schema = {
    "type": "string",
    "pattern": "^[A-Za-z0-9.+() -]+$",
    "maxLength": NAME_LIMIT,
    "patternErrorMessage": "An SPDX licence identifier such as Apache-2.0, or {name: …, link: https://…}.",
    "examples": ["Apache-2.0", "MIT", "CC-BY-4.0"],
}
SLUG: Schema = {
    "type": ["string", "integer", "boolean"],
    "minimum": 0,
    "maxLength": 80,
    "pattern": ("^(?!(?:.*-)?vs(?:-|$))(?!(?:index|con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9]+(?:-[a-z0-9]+)*$"),
    "patternErrorMessage": "A key: lower-case letters, digits and single hyphens, without -vs-.",
}
"""A key."""
NUMBER: Schema = {"type": "number", "exclusiveMinimum": -(10**18), "exclusiveMaximum": 10**18}


def text(limit: int, *, lines: bool = False, empty: bool = False) -> Schema:
    """Return the schema of a text of at most so many characters; of several lines, or empty, only where that may be."""
    hidden = _HIDDEN if lines or empty else f"\\t\\n{_HIDDEN}"
    what: Schema = {
        "type": ["string", "number", "boolean"],
        "maxLength": limit,
        "not": {"type": "string", "pattern": f"[{hidden}]"},
    }
    return what if empty else {**what, "pattern": "\\S", "patternErrorMessage": "A text that is not empty."}


def _reader(annotated: object) -> Callable[..., Any]:
    """Return the function that reads a scalar."""
    read: Callable[..., Any] = get_args(annotated)[1].func
    return read


_DAYS = "|".join(
    [
        "(?:0[13578]|1[02])(?:-(?:0[1-9]|[12][0-9]|3[01]))?",
        "(?:0[469]|11)(?:-(?:0[1-9]|[12][0-9]|30))?",
        "02(?:-(?:0[1-9]|[12][0-9]))?",
    ]
)
_COUNT = "[KMBT]?|\\.[0-9]{1,3}[KMBT]|\\.[0-9]{4}[MBT]|\\.[0-9]{3}0K"
SCALARS: dict[Callable[..., Any], Schema] = {
    _reader(Name): text(NAME_LIMIT),
    _reader(Line): text(LINE_LIMIT),
    as_markdown: text(TEXT_LIMIT, lines=True),
    as_passage: text(TEXT_LIMIT, lines=True),
    as_answer: text(ANSWER_LIMIT, empty=True),
    as_slug: SLUG,
    as_url: {
        "type": "string",
        "maxLength": 2000,
        "pattern": '^\\s*https?://[^\\s/?#\\\\<>"\'`{}|^@:\\[\\]]+(?::[0-9]{1,5})?(?:[/?#][^\\s\\\\<>"`{}|^]*)?\\s*$',
        "patternErrorMessage": "A web address that starts with https:// or http://.",
    },
    as_integer: {"type": "integer", "exclusiveMinimum": -(10**18), "exclusiveMaximum": 10**18},
    as_decimal: NUMBER,
    as_result: NUMBER,
    as_date: {
        "type": ["string", "integer"],
        "minimum": 1950,
        "maximum": 2100,
        "pattern": f"^(?:19[5-9][0-9]|20[0-9]{{2}}|2100)(?:-(?:{_DAYS}))?$",
        "patternErrorMessage": "A date such as 2025, 2025-03 or 2025-03-31.",
    },
    as_count: {
        "type": ["string", "integer"],
        "minimum": 1,
        "exclusiveMaximum": 10**15,
        "pattern": f"^(?!0(?:\\.0+)?[KMBT]?$)(?:0|[1-9][0-9]{{0,14}})(?:{_COUNT})$",
        "patternErrorMessage": "A number of parameters such as 12B, 3.5M or 850K.",
    },
    as_coordinate: NUMBER,
    as_length: {**NUMBER, "exclusiveMinimum": 0},
    as_share: {"type": "number", "minimum": 0, "maximum": 1},
}
