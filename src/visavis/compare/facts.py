"""What stands in one cell of a table: a value, how it is written, and what it can be compared by."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from visavis.compare.bands import ScoreBand
from visavis.compare.rounding import short, written_date
from visavis.load.scalars import Count, PartialDate
from visavis.load.schema import Empty, Licence, Parameters, Sourced, Support

Better = Literal["higher", "lower", "neither"]


class Kind(StrEnum):
    """What a cell shows; four of them are the four kinds of empty."""

    TEXT = "text"
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    NOT_RUN = "not-run"
    SCORE = "score"


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One value of one model. Compared by identity, so that what is rendered of it can be kept.

    `key`: two facts with equal keys say the same. `order`: a number to rank by, None where there is none; shares of
    fewer than a million prompts are told apart exactly by it. `count` and `total`: the passed of total behind a share,
    as written, and the total; 0 where there is none.
    """

    kind: Kind
    text: str = ""
    key: Hashable = None
    order: float | None = None
    unit: str = ""
    count: str = ""
    total: int = 0
    band: ScoreBand | None = None
    link: str | None = None
    logo: str | None = None
    source: str | None = None
    as_of: str = ""

    @property
    def known(self) -> bool:
        """Whether it says anything about the model: no is an answer, unknown and not run are none."""
        return self.kind not in (Kind.UNKNOWN, Kind.NOT_RUN)


UNKNOWN = Fact(Kind.UNKNOWN, key=Kind.UNKNOWN)
NOT_RUN = Fact(Kind.NOT_RUN, key=Kind.NOT_RUN)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What a table's row is about. Compared by identity, as facts are."""

    key: str
    label: str
    better: Better = "neither"
    description: str | None = None
    link: str | None = None
    unit: str = ""
    optional: bool = False
    """Whether the row is left out of a comparison in which neither side says anything."""


def fact_of(sourced: Sourced[Any] | None, row: Row, labels: Mapping[str, Any] | None = None) -> Fact:
    """Return the fact that an authored value states; `labels` is the vocabulary that a key is looked up in."""
    if sourced is None:
        return UNKNOWN
    where: dict[str, Any] = {"source": sourced.source, "as_of": written_date(sourced.as_of) if sourced.as_of else ""}
    if sourced.empty is Empty.UNKNOWN:
        return Fact(Kind.UNKNOWN, key=Kind.UNKNOWN, **where)
    if sourced.empty is Empty.NOT_APPLICABLE:
        return Fact(Kind.NOT_APPLICABLE, key=Kind.NOT_APPLICABLE, **where)
    match sourced.known:
        case Support() as support:
            return Fact(Kind(support.value), key=support, **where)
        case PartialDate() as date:
            return Fact(Kind.TEXT, written_date(date), date, **where)
        case Parameters(total=total, active=active):
            return Fact(
                Kind.TEXT,
                _written(total, active),
                (total.amount, active and active.amount),
                float(total.amount),
                **where,
            )
        case Licence(name=name, link=link):
            return Fact(Kind.TEXT, name, name, link=link, **where)
        case int() | Decimal() as number:
            return Fact(Kind.TEXT, short(number, 12), Decimal(number), float(number), unit=row.unit, **where)
        case str() as text:
            term = labels[text] if labels is not None else None
            label = term.label if term else text
            return Fact(Kind.TEXT, label, text, logo=getattr(term, "logo", None), **where)
        case value:  # a new authored type without a branch here is a mistake of ours
            raise TypeError(f"no fact for {type(value).__name__}")


def _written(total: Count, active: Count | None) -> str:
    text = _spaced(total)
    return f"{text} total, {_spaced(active)} active" if active else text


def _spaced(count: Count) -> str:
    return f"{int(count.written):,}" if count.written.isdigit() else count.written
