"""Checked values as bytes, and back: what worker processes hand to their parent, and what the cache keeps.

A pickle in which every authored value is the number of its class and its fields, in order: a fraction of the size and
time of pydantic's own. A run's outcomes are three strings. Nothing but the classes of authored values is ever made of
such bytes, whoever wrote them: `unpacked` refuses every other name. What it makes was validated before it was packed.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from sys import intern
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from visavis.load.scalars import Count, PartialDate, Plain
from visavis.load.schema import Empty, EvalRun, EvalSuite, ModelCard, Outcome, PromptResult, SiteConfig, Support

M = TypeVar("M", bound=BaseModel)

_LETTERS = {Outcome.PASS: "p", Outcome.FAIL: "f", Outcome.NO_ANSWER: "n", Outcome.ERROR: "e"}
_OUTCOMES = {letter: outcome for outcome, letter in _LETTERS.items()}


def packed(value: object) -> bytes:
    """Return lists, tuples, plain and authored values as bytes; equal strings and objects are written once."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _reducers()
    pickler.dump(value)
    return buffer.getvalue()


def unpacked(data: bytes) -> Any:
    """Return what was packed. Raise any exception at all where these bytes are something else."""
    return _Unpickler(io.BytesIO(data)).load()


def _known(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the classes of authored values that an annotation mentions, and those within them, in a fixed order."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _known(field.annotation)
    else:
        for argument in get_args(annotation):
            yield from _known(argument)


@cache
def _classes() -> tuple[tuple[type[BaseModel], tuple[str, ...]], ...]:
    """Return every class of authored values, with its fields; both sides count them alike."""
    roots = (SiteConfig, ModelCard, EvalSuite, EvalRun)
    found = dict.fromkeys(each for root in roots for each in _known(root))
    return tuple((each, tuple(each.model_fields)) for each in found)


def _reducers() -> dict[type, Any]:
    table: dict[type, Any] = {
        Plain: lambda text: (Plain, (str(text),)),
        Empty: lambda empty: (Empty, (empty.value,)),
        Support: lambda support: (Support, (support.value,)),
        Decimal: lambda number: (Decimal, (str(number),)),
        PartialDate: lambda date: (PartialDate, (date.year, date.month, date.day)),
        Count: lambda count: (Count, (count.amount, count.written)),
    }
    for number, (cls, fields) in enumerate(_classes()):
        table[cls] = _reducer(number, fields)
    table[EvalRun] = _run_reducer(table[EvalRun])
    return table


def _reducer(number: int, fields: tuple[str, ...]) -> Any:
    def reduced(value: BaseModel) -> tuple[Any, tuple[Any, ...]]:
        given = value.model_fields_set
        mask = sum(1 << place for place, name in enumerate(fields) if name in given)
        return _authored, (number, mask, *[value.__dict__[name] for name in fields])

    return reduced


def _run_reducer(plain: Any) -> Any:
    """Return a reducer that writes the outcomes, a run's last field, as two strings: their keys, and what came of each.

    A result is its letter and its seconds; one value stands for many, so each is written out once.
    """
    tokens: dict[int, str] = {}

    def token(one: PromptResult) -> str:
        return f"{_LETTERS[one.outcome]}{'' if one.seconds is None else one.seconds}"

    def reduced(run: EvalRun) -> tuple[Any, tuple[Any, ...]]:
        found = [tokens.get(id(one)) or tokens.setdefault(id(one), token(one)) for one in run.outcomes.values()]
        *others, _ = plain(run)[1]
        return _run, (*others, intern(",".join(run.outcomes)), ",".join(found))

    return reduced


@lru_cache(maxsize=4096)
def _given(number: int, mask: int) -> set[str]:
    return {name for place, name in enumerate(_classes()[number][1]) if mask >> place & 1}


_set = object.__setattr__


def _authored(number: int, mask: int, *values: object) -> BaseModel:
    """Make an authored value of its class's number, of which fields were given, and of all fields."""
    cls, fields = _classes()[number]
    return _made(cls, dict(zip(fields, values, strict=True)), _given(number, mask))


def _made(cls: type[M], fields: dict[str, Any], given: set[str]) -> M:
    """Make a value without validating it, as `model_construct` does, but with its fields as they are."""
    made = cls.__new__(cls)
    _set(made, "__dict__", fields)
    _set(made, "__pydantic_fields_set__", given)
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made


def _run(number: int, mask: int, *values: Any) -> BaseModel:
    *others, keys, tokens = values
    outcomes = zip(_split(keys), map(_results.__getitem__, tokens.split(",")), strict=True) if keys else ()
    return _authored(number, mask, *others, dict(outcomes))


@lru_cache(maxsize=256)
def _split(keys: str) -> tuple[str, ...]:
    return tuple(map(intern, keys.split(",")))


class _Results(dict[str, PromptResult]):
    """Results by letter and seconds, made when they are first asked for."""

    def __missing__(self, token: str) -> PromptResult:
        if len(self) >= _MOST:
            self.clear()
        seconds = Decimal(token[1:]) if len(token) > 1 else None
        given = _ALONE if seconds is None else _TIMED
        made = self[token] = _made(PromptResult, {"outcome": _OUTCOMES[token[0]], "seconds": seconds}, given)
        return made


_MOST = 50_000
_ALONE, _TIMED = {"outcome"}, {"outcome", "seconds"}
_results = _Results()


_MADE = {one.__name__: one for one in (_authored, _run, Plain, Empty, Support, Decimal, PartialDate, Count)}


class _Unpickler(pickle.Unpickler):
    """Makes the values of this module, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if name not in _MADE or module != _MADE[name].__module__:
            raise pickle.UnpicklingError(f"{module}.{name} is no authored value")
        return _MADE[name]
