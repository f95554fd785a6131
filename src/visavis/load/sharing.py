"""One object for equal frozen values: data repeat themselves, so that what was checked once need not be again."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

from visavis.load.scalars import Plain

T = TypeVar("T")

_MOST = 50_000
_PLAIN = {Plain}
_kept: dict[Hashable, object] = {}


def written(cls: type[T], data: object) -> Hashable | None:
    """Return what tells a value of a class by how it is written: a text without quotes, or a mapping of such texts.

    None where it is written in another way; there, equal texts need not mean the same.
    """
    if type(data) is Plain:
        return cls, data
    if type(data) is dict and set(map(type, data.values())) == _PLAIN:
        return cls, *data, *data.values()
    return None


def kept(text: Hashable | None) -> object | None:
    """Return the value that was made of this writing before, or None."""
    return _kept.get(text)


def keep(text: Hashable | None, value: T) -> T:
    """Keep a frozen value for the next one that is written alike, and return it."""
    if text is not None:
        if len(_kept) >= _MOST:
            _kept.clear()
        _kept[text] = value
    return value
