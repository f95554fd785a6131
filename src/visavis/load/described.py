"""What the schema says in words, for whoever explains it: the descriptions of fields, and what a key looks like."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from visavis.load.scalars import as_slug
from visavis.load.schema import Authored


def descriptions(model: type[Authored]) -> dict[str, str]:
    """Return what each field means, by the name that authors write, in the order of the schema."""
    return {info.alias or name: info.description or "" for name, info in model.model_fields.items()}


def expected_of_key(key: str) -> str | None:
    """Return what a key has to look like, or None where this one does."""
    try:
        as_slug(key)
    except PydanticCustomError as error:
        return str((error.context or {})["expected"])
    return None
