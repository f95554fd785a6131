"""What stands in one cell of a table: a value, how it is written, and what it can be compared by."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from visavis.compare.bands import ScoreBand
from visavis.compare.rounding import short, written_date
from visavis.language import _, current, later
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


class Spread(NamedTuple):
    """How far a score may lie from what would come out over ever more prompts: its 95 % interval.

    `text` is it as written, in whole percent (61–81%); `low`, `high`, `width` and `at`, the score itself, are in
    percent with at most one decimal, for drawing.
    """

    text: str
    low: str
    high: str
    width: str
    at: str


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One value of one model. Compared by identity, so that what is rendered of it can be kept.

    `key`: two facts with equal keys say the same. `order`: a number to rank by, None where there is none; shares of
    fewer than a million prompts are told apart exactly by it. `count` and `total`: the passed of total behind a share,
    as written, and the total; 0 where there is none. `split`: the totals of its categories, behind an overall share.
    `prompts`: those a share or a time was taken over, where they are known. `spread`: the interval of a share.
    `known`: whether it says anything about the model: no is an answer, unknown and not run are none.
    """

    kind: Kind
    text: str = ""
    key: Hashable = None
    order: float | None = None
    unit: str = ""
    count: str = ""
    total: int = 0
    split: tuple[tuple[str, int], ...] = ()
    prompts: frozenset[str] | None = None
    band: ScoreBand | None = None
    spread: Spread | None = None
    link: str | None = None
    logo: str | None = None
    known: bool = True


# their keys are no texts, for an authored text may be "unknown", as the name of a licence
UNKNOWN = Fact(Kind.UNKNOWN, key=(Kind.UNKNOWN,), known=False)
NOT_RUN = Fact(Kind.NOT_RUN, key=(Kind.NOT_RUN,), known=False)
NOT_APPLICABLE = Fact(Kind.NOT_APPLICABLE, key=(Kind.NOT_APPLICABLE,))


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
    anchor: str = ""
    """Its name among all rows of the site: what a link to it leads to, the same on every page that has it."""


def fact_of(sourced: Sourced[Any] | None, row: Row, labels: Mapping[str, Any] | None = None) -> Fact:
    """Return the fact that an authored value states; `labels` is the vocabulary that a key is looked up in."""
    if sourced is None or sourced.empty is Empty.UNKNOWN:
        return UNKNOWN
    if sourced.empty is Empty.NOT_APPLICABLE:
        return NOT_APPLICABLE
    match sourced.known:
        case Support() as support:
            return Fact(Kind(support.value), key=support)
        case PartialDate() as date:
            return Fact(Kind.TEXT, written_date(date), date)
        case Parameters(total=total, active=active):
            key = (total.amount, active and active.amount)
            return Fact(Kind.TEXT, _written(total, active), key, float(total.amount))
        case Licence(name=name, link=link):
            return Fact(Kind.TEXT, name, name, link=link)
        case int() | Decimal() as number:
            return Fact(Kind.TEXT, short(number, 12), Decimal(number), float(number), unit=row.unit)
        case str() as text:
            term = labels[text] if labels is not None else None
            if term is None:
                return Fact(Kind.TEXT, _(text) if row.key == "category" else text, text)
            return Fact(Kind.TEXT, term.label, text, link=term.link, logo=getattr(term, "logo", None))
        case value:  # a new authored type without a branch here is a mistake of ours
            raise TypeError(f"no fact for {type(value).__name__}")


WEIGHTS = later("open"), later("closed")
"""What cards say of whether a model's weights can be had."""

_content = attrgetter(*Fact.__slots__)


class Interned:
    """Hands out one Fact for all that say and show the same, so that what is rendered of it is shared by models."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], Fact] = {}
        self._made: dict[Hashable, Fact] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}

    def __call__(self, fact: Fact) -> Fact:
        """Return the first fact with the same content."""
        return self._kept.setdefault(_content(fact), fact)

    def once(self, origin: Hashable, make: Callable[[], Fact]) -> Fact:
        """Return the fact that follows from its origin alone, made where this is the first time."""
        fact = self._made.get(origin)
        if fact is None:
            fact = self._made[origin] = self(make())
        return fact

    def forget_origins(self) -> None:
        """Let go of what facts followed from: other origins may take their places in memory."""
        self._made.clear()

    def prompts(self, ids: Iterable[str]) -> frozenset[str]:
        """Return the first set with the same ids, so that equal sets are seen to be equal at a glance."""
        found = frozenset(ids)
        return self._sets.setdefault(found, found)


def _written(total: Count, active: Count | None) -> str:
    text = _spaced(total)
    return _("{total} total, {active} active").format(total=text, active=_spaced(active)) if active else text


def _spaced(count: Count) -> str:
    if count.written.isdigit():
        return current().whole(int(count.written))
    return count.written.replace(".", current().point)
