"""Authored values made without validating them, of fields that were validated before or could not be wrong."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)

_set = object.__setattr__


def made(cls: type[M], fields: dict[str, Any], given: set[str]) -> M:
    """Make a value as `model_construct` does, but with its fields as they are; `given` are those its author wrote.

    All fields have to be there, in the order of the class. Values may share what is given: nobody changes it.
    """
    value = cls.__new__(cls)
    _set(value, "__dict__", fields)
    _set(value, "__pydantic_fields_set__", given)
    _set(value, "__pydantic_extra__", None)
    _set(value, "__pydantic_private__", None)
    return value
