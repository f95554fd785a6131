"""What became of a model's data: the commits that changed its card or its runs, as its page lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from visavis.compare.subjects import Catalogue
from visavis.pages.records import DIGITS, Records, shown_day

MOST = 20
"""So many changes are listed; of older ones only how many there are."""


class ModelChange(NamedTuple):
    """A commit that changed a model's data: its name, its `day` as YYYY-MM-DD, and what it says of itself.

    `card` says whether it changed the card; `suites` are the keys of those whose runs it changed.
    """

    commit: str
    day: str
    subject: str
    card: bool
    suites: tuple[str, ...]


class ShownChange(NamedTuple):
    """A change as shown: `subject` is what it says of itself in a line, `commit` its name, shortened.

    `day` is for software and `date` for people; `href` leads to it in the repository, where that is known.
    `suites` are the names of the suites whose runs it changed, `card` says whether it changed the card.
    """

    commit: str
    href: str | None
    day: str
    date: str
    subject: str
    card: bool
    suites: tuple[str, ...]


class Changes(NamedTuple):
    """The changes of a model's data: those `shown`, the newest first, and how many `earlier` ones there are."""

    shown: tuple[ShownChange, ...]
    earlier: int


History = Callable[[str], Iterable[ModelChange]]
"""Gives the changes of a model by its key, the newest first."""


def shown_changes(catalogue: Catalogue, records: Records, found: Iterable[ModelChange]) -> Changes:
    """Return the changes of a model as its page shows them."""
    listed = list(found)
    return Changes(tuple(_shown(catalogue, records, one) for one in listed[:MOST]), max(len(listed) - MOST, 0))


def _shown(catalogue: Catalogue, records: Records, one: ModelChange) -> ShownChange:
    names = [catalogue.suites[key].suite.name if key in catalogue.suites else key for key in one.suites]
    href, commit = records.commit(one.commit), one.commit[:DIGITS]
    return ShownChange(commit, href, one.day, shown_day(one.day), one.subject, one.card, tuple(names))
