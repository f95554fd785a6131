"""What is known of a page's values before there are any: their types, as annotated.

A part of a page may be kept for the values it was rendered from only where equal values always look the same. So this
module decides, type by type, what can be a key: values that are compared by identity, texts, enumerations, yes or no,
nothing, and tuples of these. Numbers can't (1 equals 1.0 and True, and each is written differently).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Hint = Any
"""An annotation as typing gives it, or None where nothing is known."""


def _origin(hint: Hint) -> Any:
    return get_origin(hint)


def bare(hint: Hint) -> Hint:
    """Return the annotation without `None`, where one other type is left."""
    if _origin(hint) in (Union, UnionType):
        others = [one for one in get_args(hint) if one is not NoneType]
        return others[0] if len(others) == 1 else None
    return hint


def may_be_none(hint: Hint) -> bool:
    """Whether values of this type may be `None`, which has no attributes."""
    return bare(hint) is not hint


def attributes(kind: Hint) -> dict[str, Hint]:
    """Return the type of every attribute that values of a class are known to have."""
    return _attributes(kind)


@cache
def _attributes(kind: Any) -> dict[str, Hint]:
    try:
        found = dict(get_type_hints(kind))
        for name in dir(kind):
            member = getattr(kind, name, None)
            function = member.fget if isinstance(member, property) else getattr(member, "computes", None)
            if function is not None:
                found[name] = get_type_hints(function).get("return")
    except (NameError, TypeError):  # annotations that can't be read here: nothing is known
        return {}
    return found


def attribute(hint: Hint, name: str) -> Hint:
    """Return the type of an attribute, or None where it is not known."""
    kind = bare(hint)
    if not isinstance(kind, type) or issubclass(kind, Enum) or kind in (str, int, float, bool, tuple, dict):
        return None
    return attributes(kind).get(name)


def element(hint: Hint) -> Hint:
    """Return the type of what a loop over a value of this type gives, or None where it is not known."""
    kind, parts = _origin(bare(hint)), get_args(bare(hint))
    if kind is tuple and parts and (parts[-1] is Ellipsis or len(set(parts)) == 1):
        return parts[0]
    return parts[0] if kind in (list, Sequence) and parts else None


def item(hint: Hint, place: int) -> Hint:
    """Return the type of one place of a tuple, or None where it is not known."""
    kind, parts = _origin(bare(hint)), get_args(bare(hint))
    if kind is not tuple:
        return None
    if parts[-1:] == (Ellipsis,):
        return parts[0]
    return parts[place] if -len(parts) <= place < len(parts) else None


def parts_of(hint: Hint, count: int) -> tuple[Hint, ...]:
    """Return the types of a tuple's places, unpacked into so many names; None for each that is not known."""
    return tuple(item(hint, place) for place in range(count))


def is_tuple(hint: Hint) -> bool:
    """Whether values of this type are tuples, nothing less."""
    return _origin(hint) is tuple


def sliced(hint: Hint) -> Hint:
    """Return the type of a slice of a value of this type, or None where it is not known."""
    return hint if hint is str or (is_tuple(hint) and get_args(hint)[-1:] == (Ellipsis,)) else None


def is_text(hint: Hint) -> bool:
    """Whether values of this type are texts."""
    return hint is str or (_origin(hint) is Literal and all(type(one) is str for one in get_args(hint)))


def is_enumeration(hint: Hint) -> bool:
    """Whether values of this type are members of an enumeration."""
    return isinstance(hint, type) and issubclass(hint, Enum)


def is_identity(hint: Hint) -> bool:
    """Whether values of this type are compared by identity, so that none of them equals another."""
    if not isinstance(hint, type) or not (is_dataclass(hint) or issubclass(hint, tuple)):
        return False
    return hint.__eq__ is object.__eq__ and hint.__hash__ is object.__hash__


@cache
def is_key(hint: Hint) -> bool:
    """Whether two equal values of this type always look the same."""
    if _origin(hint) in (Union, UnionType):
        others = [one for one in get_args(hint) if one is not NoneType]
        return len(others) == 1 and is_key(others[0])
    if _origin(hint) is tuple:
        return all(is_key(one) for one in get_args(hint) if one is not Ellipsis)
    return is_text(hint) or hint is bool or is_identity(hint) or is_enumeration(hint)


def is_shared(hint: Hint) -> bool:
    """Whether a value of this type stands on many pages: what is compared by identity, and what has few values."""
    kind = bare(hint)
    return is_identity(kind) or kind is bool or is_enumeration(kind)
