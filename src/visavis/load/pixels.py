"""Places on an image, in pixels: how their numbers are read, and marks that are written plainly made at once.

A run may have thousands of marks. What is written as most are is read here, in a tenth of the time; anything else is
left to the schema, which says what is wrong with it. Both give the same values; a test compares them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, PlainValidator

from visavis.load.made import made
from visavis.load.scalars import LINE_LIMIT, NULLS, Plain, as_decimal, refuse, shown

M = TypeVar("M", bound=BaseModel)

_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,6})?")
_PLAIN_LABEL = re.compile(r"[ -~]*[!-~][ -~]*")
_KEYS = frozenset({"at", "label", "confidence"})
_NUMBERS_AT = {"Box": 4, "Point": 2}
_WRITTEN = frozenset({Plain, int, Decimal})  # as YAML writes a number, and as JSON does
_GIVEN = [{"at"}, {"at", "label"}, {"at", "confidence"}, {"at", "label", "confidence"}]


def as_coordinate(value: object) -> float:
    """Read a finite number of pixels: an int where it is written without a point, else the nearest float."""
    if isinstance(value, float):
        return value
    number = as_decimal(value)
    return float(number) if number.as_tuple().exponent else int(number)


def as_length(value: object) -> float:
    """Read a number of pixels that is more than 0."""
    if (number := as_coordinate(value)) <= 0:
        refuse("out-of-range", shown(value), "more than 0", "correct the number")
    return number


def as_share(value: object) -> float:
    """Read a number from 0 to 1."""
    if not 0 <= (number := as_coordinate(value)) <= 1:
        refuse("out-of-range", shown(value), "a number from 0 to 1", "correct the number: 93% is 0.93")
    return number


def listed_numbers(count: int, form: str) -> BeforeValidator:
    """Return a validator that refuses a list of more or fewer numbers; `form` is how the list is written."""

    def read(value: object) -> object:
        if isinstance(value, list) and len(value) != count:
            found = "one number" if len(value) == 1 else f"{len(value)} numbers" if value else "no number"
            refuse("wrong-type", found, form, f"write {form}, in pixels")
        return value

    return BeforeValidator(read)


Coordinate = Annotated[float, PlainValidator(as_coordinate)]
Length = Annotated[float, PlainValidator(as_length)]
Share = Annotated[float, PlainValidator(as_share)]
Place = Annotated[tuple[Coordinate, Coordinate], listed_numbers(2, "[x, y]"), Field(strict=False)]


def plain_mark(cls: type[M], data: Any) -> M | None:
    """Return the mark of a class that data are, or None where they are not written as most are."""
    if type(data) is not dict or not data.keys() <= _KEYS or "at" not in data:
        return None
    try:
        at = _corners(data["at"]) if cls.__name__ == "Polygon" else _numbers(data["at"], _NUMBERS_AT[cls.__name__])
        label = _label(data["label"]) if "label" in data else None
        share = _number(data["confidence"]) if "confidence" in data else None
    except (TypeError, ValueError):
        return None
    if (share is not None and not 0 <= share <= 1) or (cls.__name__ == "Box" and (at[2] <= 0 or at[3] <= 0)):
        return None
    return mark(cls, at, label, share)


def mark(cls: type[M], at: tuple[Any, ...], label: str | None, confidence: float | None) -> M:
    """Make a mark of values that were read before."""
    given = _GIVEN[(label is not None) + 2 * (confidence is not None)]
    return made(cls, {"at": at, "label": label, "confidence": confidence}, given)


# These raise ValueError or TypeError for what is not written as most values are.


def _corners(value: Any) -> tuple[Any, ...]:
    if type(value) is not list or len(value) < 3:
        raise ValueError
    return tuple([_numbers(corner, 2) for corner in value])


def _numbers(value: Any, count: int) -> tuple[Any, ...]:
    if type(value) is not list or len(value) != count:
        raise ValueError
    return tuple(map(_number, value))


def _number(value: Any) -> float:
    if type(value) not in _WRITTEN or not _PLAIN_NUMBER.fullmatch(text := str(value)):
        raise ValueError
    return float(text) if "." in text else int(text)


def _label(value: Any) -> str:
    if not _PLAIN_LABEL.fullmatch(value) or len(value) > LINE_LIMIT or (type(value) is Plain and value in NULLS):
        raise ValueError
    return str(value.strip())
