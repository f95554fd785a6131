"""JSON text to plain values, and where they stand; stricter than `json`: no key twice, no NaN, no half characters."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from visavis.load.positions import (
    DEEPEST,
    Finding,
    Mark,
    Spot,
    UnreadableText,
    dotted,
    duplicate_key,
    half_character,
    mark_at,
    too_deep,
)
from visavis.load.scalars import Plain

_LONGEST = 60
"""Longest number that is read, in characters."""

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")

# What `json` says; found, expected, fix.
_WORDS = {
    "Expecting property name": (
        "no key",
        'a key in double quotes, such as "name"',
        "write the key, in double quotes",
    ),
    "Expecting ':'": ("no colon behind the key", '"key": value', "write a colon"),
    "Expecting ','": ("no comma between two entries", "a comma", "write the comma, or the missing bracket"),
    "Expecting value": ("no value", "a value, with double quotes around text", "write a value"),
    "Unterminated string": ("a text whose quotes are never closed", "a closing quote", "write the missing quote"),
    "Invalid control character": (
        "a line break or tab inside a text",
        "one line",
        "close the quotes, or write \\n for a line break",
    ),
    "Invalid \\": ("a backslash that means nothing here", "\\\\ for a backslash", "write \\\\"),
    "Extra data": ("text behind the end of the data", "nothing", "take it away"),
}


class _Irregular(Exception):  # noqa: N818
    """The text holds something that we refuse; `scan` says what."""


def read(text: str) -> object:
    """Return the value of a JSON text, numbers with a point as Decimal; raise UnreadableText with what is refused."""
    try:
        value = json.loads(
            text, object_pairs_hook=_mapping, parse_float=_number, parse_int=_integer, parse_constant=_constant
        )
    except (_Irregular, RecursionError, json.JSONDecodeError):
        raise UnreadableText(*_reasons(text)) from None
    if _depth(value) > DEEPEST or _ESCAPED_SURROGATE.search(text):
        findings = scan(text)[1]
        if findings:
            raise UnreadableText(*findings)
    return value


def spots(text: str) -> Spot:
    """Return where the values of a readable JSON text stand."""
    return scan(text)[0]


def _reasons(text: str) -> list[Finding]:
    """Return why a text is refused: its grammar comes first, since `scan` relies on it."""
    try:
        json.loads(text, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        return [_syntax(error, text)]
    except RecursionError:
        return [finding for finding in scan(text)[1] if finding.rule == "too-deep"]  # as deep as scan goes, it is right
    return scan(text)[1]


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = {key: Plain("null") if item is None else item for key, item in pairs}
    if len(value) < len(pairs):
        raise _Irregular
    return value


def _number(text: str) -> Decimal:
    if len(text) > _LONGEST:
        raise _Irregular
    try:
        return Decimal(text)
    except InvalidOperation:
        raise _Irregular from None


def _integer(text: str) -> int:
    if len(text) > _LONGEST:
        raise _Irregular
    return int(text)


def _constant(text: str) -> object:
    raise _Irregular(text)


def _depth(value: object) -> int:
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        inside = [item for item in level if isinstance(item, dict | list)]
        level = [item for holder in inside for item in (holder.values() if isinstance(holder, dict) else holder)]
        depth += bool(inside)
    return depth


def _syntax(error: json.JSONDecodeError, text: str) -> Finding:
    found, expected, fix = "something that is not JSON", "JSON", "correct this line or the one before it"
    for begin, words in _WORDS.items():
        if error.msg.startswith(begin):
            found, expected, fix = words
    comma = _last_comma(error, text)
    if comma is not None:
        return Finding(
            mark_at(text, comma), "bad-syntax", "", "a comma with nothing behind it", "a value", "take it away"
        )
    if not text.strip():
        return Finding(Mark(1, 1), "empty-file", "", "no data", "{…}", "write the data, or take the file away")
    return Finding(mark_at(text, error.pos), "bad-syntax", "", found, expected, fix)


def _last_comma(error: json.JSONDecodeError, text: str) -> int | None:
    """Return the offset of a comma before a closing bracket; which of the two `json` points at depends on Python."""
    if not error.msg.startswith(("Expecting property name", "Expecting value", "Illegal trailing comma")):
        return None
    before = text[: error.pos + 1].rstrip().rstrip("}]").rstrip()
    behind = text[len(before) :].lstrip()
    return len(before) - 1 if before.endswith(",") and behind.startswith(("}", "]")) else None


def scan(text: str) -> tuple[Spot, list[Finding]]:
    """Return where every value stands, and what we refuse in a text whose JSON grammar is right; never recursive."""
    findings: list[Finding] = []
    root = Spot(Mark(1, 1))
    holders: list[Spot] = []
    way: list[str | int] = []
    key: tuple[str, Mark] | None = None
    kinds: list[str] = []
    line, line_start, seen = 1, 0, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", seen, token.start())
        line_start = max(line_start, text.rfind("\n", seen, token.start()) + 1)
        seen = token.start()
        mark, word = Mark(line, token.start() - line_start + 1), token[0]
        if word in ",:":
            continue
        if word in "}]":
            holders.pop()
            kinds.pop()
            del way[-1:]
            continue
        if kinds and kinds[-1] == "{" and key is None:
            name = str(json.loads(word))
            first = holders[-1].children.get(name)
            if first is not None and first.key is not None:
                findings.append(duplicate_key(mark, dotted([*way, name]), name, first.key))
            findings += _refused(word, mark, dotted([*way, name]))
            key = (name, mark)
            continue
        spot = Spot(mark, key[1] if key else None)
        if not holders:
            root = spot
        elif key:
            holders[-1].children.setdefault(key[0], spot)  # of a key that stands twice, the first
            way.append(key[0])
        else:
            way.append(len(holders[-1].items))
            holders[-1].items.append(spot)
        key = None
        if word in "{[":
            holders.append(spot)
            kinds.append(word)
            if len(holders) > DEEPEST:
                findings.append(too_deep(mark))
                break
        else:
            findings += _refused(word, mark, dotted(way))
            del way[-1:]
    return root, findings


def _refused(word: str, mark: Mark, where: str) -> list[Finding]:
    """Return what is wrong with one text, number or word of JSON."""
    if word.startswith('"'):
        half = half_character(json.loads(word))
        return [Finding(mark, "bad-character", where, *half)] if half else []
    if word in ("NaN", "Infinity", "-Infinity"):
        return [Finding(mark, "bad-number", where, word, "a number", "write a number, or take the line away")]
    try:
        fine = len(word) <= _LONGEST
        Decimal(word if word not in ("true", "false", "null") else 0)
    except InvalidOperation:
        fine = False
    if fine:
        return []
    found = word if len(word) <= _LONGEST else f"a number of {len(word)} characters"
    return [Finding(mark, "bad-number", where, found, f"at most {_LONGEST} characters", "write fewer digits")]
