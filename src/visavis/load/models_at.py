"""Which keys the schema knows at a place: pydantic's `loc` followed through the annotations of the models."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag, TypeAdapter, ValidationError

from visavis.load.positions import Loc


def fields_at(model: type[BaseModel], loc: Loc) -> dict[str, str]:
    """Return the keys that may stand in the mapping at `loc`, each with its description; none where loc is unknown."""
    for found in _models(model, loc):
        return {field.alias or name: field.description or "" for name, field in found.model_fields.items()}
    return {}


def is_required(model: type[BaseModel], loc: Loc) -> bool:
    """Return whether the key at `loc` has to stand in its mapping; not where loc is unknown."""
    every = (
        (field.alias or name, field) for found in _models(model, loc[:-1]) for name, field in found.model_fields.items()
    )
    return any(key == loc[-1] and field.is_required() for key, field in every)


def takes(model: type[BaseModel], loc: Loc, value: object) -> bool:
    """Return whether the key at `loc` may have this value."""
    for found in _models(model, loc[:-1]):
        for name, field in found.model_fields.items():
            if (field.alias or name) == loc[-1]:
                adapter: TypeAdapter[Any] = TypeAdapter(field.annotation or Any)
                try:
                    adapter.validate_python(value)
                except ValidationError:
                    continue
                return True
    return False


def _models(annotation: Any, loc: Loc) -> Iterator[type[BaseModel]]:
    """Yield the models that `loc` may lead to from a type, passing through unions by their tags."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        tags = [extra.tag for extra in arguments[1:] if isinstance(extra, Tag)]
        if not tags or loc[:1] == tuple(tags):
            yield from _models(arguments[0], loc[len(tags) :])
    elif origin in (Union, UnionType):
        for arm in arguments:
            yield from _models(arm, loc)
    elif origin in (dict, tuple) and loc:
        yield from _models(arguments[1] if origin is dict else arguments[0], loc[1:])
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _inside(annotation, loc)


def _inside(model: type[BaseModel], loc: Loc) -> Iterator[type[BaseModel]]:
    if not loc:
        yield model
    for name, field in model.model_fields.items():
        if loc[:1] == (field.alias or name,):
            yield from _models(field.annotation, loc[1:])
