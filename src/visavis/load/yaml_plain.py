"""Plainly written YAML, read line by line: the fast way in, for the data that most sites are made of.

What it reads: `key: value` in block style, lists of single values, values without quotes or in quotes with the escapes
that are common, mappings and lists in brackets on one line, and text behind `|`. Whatever else a text holds, or might
hold, it is left to libyaml as a whole: this module refuses nothing and reports nothing. Both give the same values; a
test compares them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from visavis.load.scalars import Plain

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,200}")
_ENTRY = re.compile(rf"( *)({_KEY.pattern}):(?: +(.*))?")
_ITEM = re.compile(r"( *)- +(.*)")
_QUOTED = re.compile(r"""(?:"([^"\\]*(?:\\["\\/nt][^"\\]*)*)"|'([^']*)')""")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t"}
# Without quotes: no sign that begins anything else first; within brackets none anywhere, but the colon of an address.
_BEGINS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_WITHIN = re.compile(r"""(?:https?:/)?[^-?:,\[\]{}#&*!|>'"%@` ][^?:,\[\]{}#'"]*""")
_PAIR = re.compile(rf" *({_KEY.pattern}): +(?:({_WITHIN.pattern})|{_QUOTED.pattern} *)(,|$)")
# Of brackets within brackets, one value or opening bracket, and what closes behind it; a list of numbers is one value.
_DIGITS = r"-?[0-9][0-9.]*"
_STEP = re.compile(
    rf" *(?:({_KEY.pattern}): +)?"
    rf"(?:\[ *({_DIGITS}(?: *, *{_DIGITS})*) *\]|({_WITHIN.pattern})|{_QUOTED.pattern}|([\[{{]))"
    r" *((?:[\]}] *)*)(,|$)?"
)
_NESTS = re.compile(r"""[\[{"']""")
_DEEPEST = 20


class _NotPlain(Exception):  # noqa: N818
    """The text is not, or may not be, as plain as this reader needs it."""


def read(text: str) -> dict[str, Any] | None:
    """Return what a text holds, as `yaml_text.read` does, or None where it is not written plainly.

    The text has no control characters but line feeds and tabs.
    """
    if "\t" in text or not text.endswith("\n"):
        return None
    try:
        return _mapping(text.split("\n"))
    except _NotPlain:
        return None


def _mapping(lines: list[str]) -> dict[str, Any]:  # noqa: C901 -- the hot path: one loop, few calls
    root: dict[str, Any] = {}
    levels: list[tuple[int, Any]] = [(0, root)]
    indent = 0
    holder: Any = root
    inner: Any
    opened: str | None = None  # the key of `holder` whose value may stand on the lines below
    number, end = 0, len(lines)
    while number < end:
        line = lines[number]
        number += 1
        if found := _ENTRY.fullmatch(line):
            begin, key, rest = found.end(1), _key(found[2]), found[3]
            if begin > indent and opened is not None:
                holder[opened] = inner = {}
                levels.append((begin, inner))
                indent, holder = begin, inner
            else:
                while begin < indent or (begin == indent and type(holder) is list):
                    levels.pop()
                    indent, holder = levels[-1]
                if begin != indent:
                    raise _NotPlain
            if key in holder:
                raise _NotPlain
            opened = None
            if not rest:
                holder[key] = Plain("")
                opened = key
            elif rest[0] == "{" and rest[-1] == "}":
                holder[key] = _nested(rest) if "[" in rest else _inner_mapping(rest[1:-1])
            elif rest[0] == "|":
                holder[key], number = _block(lines, number, begin, rest)
            else:
                holder[key] = _value(rest)
        elif found := _ITEM.fullmatch(line):
            begin = found.end(1)
            if opened is not None and begin >= indent:
                holder[opened] = inner = []
                levels.append((begin, inner))
                indent, holder, opened = begin, inner, None
            elif begin != indent or type(holder) is not list:
                raise _NotPlain
            holder.append(_value(found[2]))
        elif line.lstrip(" ")[:1] not in ("", "#"):
            raise _NotPlain
        if len(levels) > _DEEPEST:
            raise _NotPlain
    if not root:
        raise _NotPlain
    return root


def forget() -> None:
    """Let go of all texts that were read before."""
    _inner_mapping.cache_clear()


@lru_cache(maxsize=4096)
def _key(text: str) -> Plain:
    """Return a key of a mapping in brackets; equal keys are one object."""
    if not _KEY.fullmatch(text):
        raise _NotPlain
    return Plain(text)


def _value(text: str) -> Any:
    text = text.rstrip(" ")
    first = text[:1]
    if first == "{" and text[-1] == "}":  # an entry of a list, or with spaces behind it
        return _nested(text) if "[" in text else _inner_mapping(text[1:-1])
    if first == "[" and text[-1] == "]":
        if _NESTS.search(text, 1):
            return _nested(text)
        return [_inner_value(part.strip(" ")) for part in text[1:-1].split(",")]
    if first in ('"', "'"):
        return _unquoted(text)
    if not first or first in _BEGINS:
        raise _NotPlain
    if "#" in text:
        text = text.partition(" #")[0].rstrip(" ")
    if ":" in text and (": " in text or text[-1] == ":"):
        raise _NotPlain
    return Plain(text)


@lru_cache(maxsize=32_768)  # equal mappings are one, which nobody changes: results of prompts repeat themselves
def _inner_mapping(text: str) -> dict[str, Any]:
    value: dict[str, Any] = {}
    place, comma = 0, ","
    while comma:
        found = _PAIR.match(text, place)
        if not found or found[1] in value:
            raise _NotPlain
        key, plain, double, single, comma = found.groups()
        value[_key(key)] = Plain(plain.rstrip(" ")) if plain else single if double is None else _unescaped(double)
        place = found.end()
    return value


def _nested(text: str) -> Any:  # noqa: C901 -- the hot path of marks on images: one loop, few calls
    """Return a mapping or list on one line that may hold others."""
    holders: list[Any] = []
    root = holder = None
    place, end = 0, len(text)
    while place < end:
        found = _STEP.match(text, place)
        if not found:
            raise _NotPlain
        key, digits, plain, double, single, opening, closing, after = found.groups()
        value: Any
        if opening:
            value = {} if opening == "{" else []
        elif digits is not None:
            value = [Plain(number.strip(" ")) for number in digits.split(",")]
        else:
            value = Plain(plain.rstrip(" ")) if plain else single if double is None else _unescaped(double)
        if type(holder) is dict:
            if key is None or key in holder:
                raise _NotPlain
            holder[_key(key)] = value
        elif key is not None or (holder is None and (root is not None or not opening)):
            raise _NotPlain
        elif holder is not None:
            holder.append(value)
        else:
            root = value
        if opening:
            holders.append(value)
        for sign in closing.replace(" ", ""):
            if not holders or sign != ("}" if type(holders.pop()) is dict else "]"):
                raise _NotPlain
        holder = holders[-1] if holders else None
        place = found.end()
        # a comma parts what is in brackets, and nothing else stands between two values
        if bool(after) != (holder is not None and not (opening and not closing)) or len(holders) > _DEEPEST:
            raise _NotPlain
    if holder is not None or root is None:
        raise _NotPlain
    return root


def _inner_value(text: str) -> str:
    return Plain(text) if _WITHIN.fullmatch(text) else _unquoted(text)


def _unquoted(text: str) -> str:
    found = _QUOTED.fullmatch(text)
    if not found:
        raise _NotPlain
    return found[2] if found[1] is None else _unescaped(found[1])


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda sign: _ESCAPED[sign[1]], text) if "\\" in text else text


def _block(lines: list[str], number: int, outer: int, mark: str) -> tuple[str, int]:
    """Return the text behind `|` or `|-` and the number of the line after it; its key is indented by `outer`."""
    first = lines[number]
    inner = len(first) - len(first.lstrip(" "))
    if mark.rstrip(" ") not in ("|", "|-") or inner <= outer or inner == len(first):
        raise _NotPlain
    margin, text = " " * inner, []
    while (line := lines[number]).startswith(margin) or (not line and number < len(lines) - 1):
        text.append(line[inner:])
        number += 1
    if any(part.isspace() for part in text) or (line and len(line) - len(line.lstrip(" ")) > outer):
        raise _NotPlain
    while text and not text[-1]:
        text.pop()
    return "\n".join(text) + ("\n" if mark[1:2] != "-" else ""), number
