"""Checked values as bytes, and back: what worker processes hand to their parent, and what the cache keeps.

A pickle in which every authored value is the number of its class and its fields, in order: a fraction of the size and
time of pydantic's own. A run's outcomes are two strings, and what else is known of an answer a short row. Nothing but
the classes of authored values is ever made of such bytes, whoever wrote them: `unpacked` refuses every other name. What
it makes was validated before it was packed.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from sys import intern
from typing import Any, get_args

from pydantic import BaseModel

from visavis.load.made import made
from visavis.load.pixels import mark
from visavis.load.scalars import Count, PartialDate, Plain
from visavis.load.schema import (
    Box,
    Empty,
    EvalRun,
    EvalSuite,
    ImageMark,
    ModelCard,
    Outcome,
    Point,
    Polygon,
    PromptResult,
    SiteConfig,
    Support,
)

_LETTERS = {Outcome.PASS: "p", Outcome.FAIL: "f", Outcome.NO_ANSWER: "n", Outcome.ERROR: "e"}
_OUTCOMES = {"-": None, **{letter: outcome for outcome, letter in _LETTERS.items()}}


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

    A result is its letter and its seconds; one value stands for many, so each is written out once. The evidence of
    those that have any stands in rows behind, by their places.
    """
    tokens: dict[int, str] = {}

    def token(one: PromptResult) -> str:
        letter = "-" if one.outcome is None else _LETTERS[one.outcome]
        return f"{letter}{'' if one.seconds is None else one.seconds}"

    def reduced(run: EvalRun) -> tuple[Any, tuple[Any, ...]]:
        results = run.outcomes.values()
        found = [tokens.get(id(one)) or tokens.setdefault(id(one), token(one)) for one in results]
        rows = {place: _evidence(one) for place, one in enumerate(results) if one.model_fields_set - _TIMED}
        *others, _ = plain(run)[1]
        return _run, (*others, intern(",".join(run.outcomes)), ",".join(found), rows)

    return reduced


_MARKS: dict[str, type[ImageMark]] = {"boxes": Box, "polygons": Polygon, "points": Point}


def _evidence(one: PromptResult) -> tuple[Any, ...]:
    """Return answer, note and marks of a result, None where they were not given; a mark is its fields in a row."""
    marks = [
        [(mark.at, mark.label, mark.confidence) for mark in getattr(one, name)]
        if name in one.model_fields_set
        else None
        for name in _MARKS
    ]
    return one.answer, one.note, *marks


@lru_cache(maxsize=4096)
def _given(number: int, mask: int) -> set[str]:
    return {name for place, name in enumerate(_classes()[number][1]) if mask >> place & 1}


def _authored(number: int, mask: int, *values: object) -> BaseModel:
    """Make an authored value of its class's number, of which fields were given, and of all fields."""
    cls, fields = _classes()[number]
    return made(cls, dict(zip(fields, values, strict=True)), _given(number, mask))


def _run(number: int, mask: int, *values: Any) -> BaseModel:
    *others, keys, tokens, rows = values
    found = list(map(_results.__getitem__, tokens.split(","))) if keys else []
    for place, row in rows.items():
        found[place] = _with_evidence(found[place], *row)
    outcomes = zip(_split(keys), found, strict=True) if keys else ()
    return _authored(number, mask, *others, dict(outcomes))


def _with_evidence(one: PromptResult, answer: str | None, note: str | None, *marks: Any) -> PromptResult:
    fields = {**one.__dict__, "answer": answer, "note": note}
    given = set(one.model_fields_set)
    given.update(name for name, value in (("answer", answer), ("note", note)) if value is not None)
    for (name, cls), rows in zip(_MARKS.items(), marks, strict=True):
        if rows is not None:
            fields[name] = tuple([mark(cls, *row) for row in rows])
            given.add(name)
    return made(PromptResult, fields, _sets[frozenset(given)])


@lru_cache(maxsize=256)
def _split(keys: str) -> tuple[str, ...]:
    return tuple(map(intern, keys.split(",")))


class _Results(dict[str, PromptResult]):
    """Results by letter and seconds, made when they are first asked for."""

    def __missing__(self, token: str) -> PromptResult:
        if len(self) >= _MOST:
            self.clear()
        outcome, seconds = _OUTCOMES[token[0]], Decimal(token[1:]) if len(token) > 1 else None
        fields = _NOTHING | {"outcome": outcome, "seconds": seconds}
        result = self[token] = made(PromptResult, fields, _GIVEN[outcome is not None, seconds is not None])
        return result


class _Sets(dict[frozenset[str], set[str]]):
    """Sets of names of fields, one for all values that were given the same."""

    def __missing__(self, names: frozenset[str]) -> set[str]:
        found = self[names] = set(names)
        return found


_MOST = 50_000
_TIMED = {"outcome", "seconds"}
_GIVEN = {(True, True): _TIMED, (True, False): {"outcome"}, (False, True): {"seconds"}, (False, False): set[str]()}
_NOTHING = {name: field.default for name, field in PromptResult.model_fields.items()}
_results = _Results()
_sets = _Sets()


_MADE = {one.__name__: one for one in (_authored, _run, Plain, Empty, Support, Decimal, PartialDate, Count)}


class _Unpickler(pickle.Unpickler):
    """Makes the values of this module, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if name not in _MADE or module != _MADE[name].__module__:
            raise pickle.UnpicklingError(f"{module}.{name} is no authored value")
        return _MADE[name]
