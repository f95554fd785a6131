"""A data file as something to edit: what is changed is written anew, every other line stays as its author wrote it.

Every scalar is text, as in `load/`: nothing is taken for a number, a date or a yes. A library writes the edited file;
where it would lay out lines otherwise that the edit did not touch, the author's lines are put back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, MutableMapping
from difflib import SequenceMatcher
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

Values = MutableMapping[str, Any]
"""What a data file holds, to be changed in place: mappings, lists and texts."""


def edited(path: str, text: str, edit: Callable[[Values], None]) -> str:
    """Return a file's text after an edit of its values; the very same text where the edit changes nothing.

    The text must be one that `load/` reads. Line ends stay what they are.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n")
    read, write = (_read_json, _write_json) if path.endswith(".json") else (_read_yaml, _write_yaml)
    before, values = write(read(lines)), read(lines)
    edit(values)
    after = write(values)
    if after == before:
        return text
    kept = relaid(lines, before, after)
    if not _says(kept, read, write, after):
        kept = after
    return kept.replace("\n", ending)


def _says(text: str, read: Callable[[str], Values], write: Callable[[Values], str], wanted: str) -> bool:
    """Return whether a text, in which lines were put back, is what the library lays out otherwise."""
    try:
        return write(read(text)) == wanted
    except (YAMLError, ValueError):
        return False


def rename(values: Values, old: str, new: str) -> None:
    """Give a key another name; its place and comments stay. Nothing happens where there is no such key."""
    if old not in values:
        return
    items = list(values.items())
    comments = getattr(getattr(values, "ca", None), "items", {})
    if old in comments:
        comments[new] = comments.pop(old)
    place = list(values).index(old)
    for key, _ in items[place:]:
        del values[key]
    for key, value in items[place:]:
        values[new if key == old else key] = value


def put_number(values: Values, key: str, number: str) -> None:
    """Give a key a number: where it has a value in its place, else at the top."""
    value = number if isinstance(values, CommentedMap) else _NUMBER + number
    if key in values:
        values[key] = value
    elif isinstance(values, CommentedMap):
        values.insert(0, key, value)
    else:
        items = list(values.items())
        values.clear()
        values.update([(key, value), *items])


def relaid(original: str, before: str, after: str) -> str:
    """Return the change from one text to another, line by line, done to a third one that says the same as the first."""
    base, ours, theirs = (text.splitlines(keepends=True) for text in (before, original, after))
    places = _places(base, ours)
    result: list[str] = []
    start, start_of_theirs, changed = 0, 0, False
    for kind, _, end_of_base, _, end_of_theirs in SequenceMatcher(None, base, theirs, autojunk=False).get_opcodes():
        changed |= kind != "equal"
        end = places.get(end_of_base)
        if end is not None:
            result += theirs[start_of_theirs:end_of_theirs] if changed else ours[start:end]
            start, start_of_theirs, changed = end, end_of_theirs, False
    return "".join(result)


def _places(base: list[str], ours: list[str]) -> dict[int, int]:
    """Return where, between the lines of one text, the same place in another one is, as far as that is known."""
    places = {0: 0, len(base): len(ours)}
    for block in SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks():
        for step in range(block.size + 1 if block.size else 0):
            places.setdefault(block.a + step, block.b + step)
    return places


# --- YAML -------------------------------------------------------------------------------------------------------------


class _Texts(VersionedResolver):
    """Takes every scalar for text."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if issubclass(kind, ScalarNode):
            return Tag(suffix="tag:yaml.org,2002:str")
        return super().resolve(kind, value, implicit)


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _Texts
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    return yaml


def _read_yaml(text: str) -> Values:
    values: Values = _yaml().load(text)
    return values


def _write_yaml(values: Values) -> str:
    out = StringIO()
    _yaml().dump(values, out)
    return out.getvalue()


# --- JSON -------------------------------------------------------------------------------------------------------------

_NUMBER = "\0"
"""What numbers begin with while they are texts: no text of a data file holds it."""


def _read_json(text: str) -> Values:
    values: Values = json.loads(text, parse_int=_NUMBER.__add__, parse_float=_NUMBER.__add__)
    return values


def _write_json(values: Values) -> str:
    text = json.dumps(values, ensure_ascii=False, indent=2)
    return re.sub(r'"\\u0000([^"]*)"', r"\1", text) + "\n"
