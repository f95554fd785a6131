"""One object for equal frozen values: data repeat themselves, so that what was checked once need not be again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from visavis.load.scalars import Plain

T = TypeVar("T")

_MOST, _MOST_KEYS = 50_000, 1_000
_PLAIN = {Plain}
_by_text: dict[Hashable, Any] = {}
_by_keys: dict[tuple[str, ...], tuple[str, ...]] = {}  # those written, and as they were checked
_by_object: dict[tuple[type, int], tuple[object, Any]] = {}  # each with the object, so that no other gets its id


def kept(cls: type[T], data: object) -> T | None:
    """Return the value of a class that was made of the same data before, or None.

    The same are a mapping that was met before, and what is written alike without quotes: text, or a mapping of texts.
    """
    if known := _by_object.get((cls, id(data))):
        value: T = known[1]
        return value
    found: T | None = _by_text.get(_written(cls, data))
    if found is not None and type(data) is dict:
        _note(cls, data, found)
    return found


def kept_entries(cls: type[T], data: dict[str, Any], check: Callable[[dict[str, Any]], dict[str, T]]) -> dict[str, T]:
    """Return a mapping as checked, of which only those entries are whose values were not met before.

    Its keys were checked together before, all without quotes; else all of it is checked.
    """
    written = tuple(data)
    keys = _by_keys.get(written)
    if keys is None:
        checked = check(data)
        if len(_by_keys) < _MOST_KEYS and all(type(key) is Plain for key in written):
            _by_keys[written] = tuple(checked)
        return checked
    known = [_by_object.get((cls, id(one))) for one in data.values()]
    found: dict[str, Any] = {key: one[1] if one else None for key, one in zip(keys, known, strict=True)}
    if new := {key: data[key] for key, one in zip(written, known, strict=True) if not one}:
        found |= check(new)
    return found


def keep(cls: type[T], data: object, value: T) -> T:
    """Keep a frozen value for the next time that it is made of the same data, and return it."""
    if (text := _written(cls, data)) is not None:
        if len(_by_text) >= _MOST:
            _by_text.clear()
        _by_text[text] = value
        if type(data) is dict:
            _note(cls, data, value)
    return value


def forget() -> None:
    """Let go of all that was kept, when a site is read: its values live on in what was made of them."""
    _by_text.clear()
    _by_object.clear()
    _by_keys.clear()


def _note(cls: type, data: object, value: object) -> None:
    if len(_by_object) >= _MOST:
        _by_object.clear()
    _by_object[cls, id(data)] = data, value


def _written(cls: type, data: object) -> Hashable | None:
    """Return what tells a value by how it is written; None where equal texts need not mean the same, as in quotes."""
    if type(data) is Plain:
        return cls, data
    if type(data) is dict and set(map(type, data.values())) == _PLAIN:
        return cls, *data, *data.values()
    return None
