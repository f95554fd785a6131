"""Keys that stand beside the key that they belong below, because nothing is before them: which these are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from pydantic import BaseModel

from visavis.load.models_at import fields_at, takes
from visavis.load.positions import Loc
from visavis.load.scalars import Plain


def parents(value: object, model: type[BaseModel], unknown: Iterable[Loc]) -> dict[Loc, Loc]:
    """Return, of keys that are not known, those that directly follow an empty key which would take them, with that key.

    `value` is what stands in the file, and `unknown` the ways to these keys.
    """
    found: dict[Loc, Loc] = {}
    for outer in {loc[:-1]: None for loc in unknown}:
        mapping, known = _at(value, outer), fields_at(model, outer)
        parent: Loc | None = None
        for key, inner in mapping.items():
            if key in known:
                parent = (*outer, key) if isinstance(inner, Plain) and not inner else None
            elif parent and takes(model, parent, {key: inner}):
                found[*outer, key] = parent
            else:
                parent = None
    return found


def _at(value: object, loc: Loc) -> dict[str, Any]:
    """Return the mapping that `loc` leads to; steps that do not stand in the text, such as tags, are passed over."""
    for step in loc:
        in_mapping, in_list = isinstance(value, dict) and step in value, isinstance(value, list)
        if in_mapping or (in_list and isinstance(step, int)):
            value = cast("Any", value)[step]
    return value if isinstance(value, dict) else {}
