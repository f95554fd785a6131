"""Badges: what a model reached in a suite, as a small image for other pages.

They name it by its full address, so a site has badges only where it says where it is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from visavis.compare.bands import ScoreBand
from visavis.compare.subjects import Catalogue
from visavis.language import _
from visavis.pages import urls
from visavis.pages.frame import Frame
from visavis.pages.lettering import width
from visavis.pages.snippets import amount

LETTERS, SPACE = 11, 8
"""The size of a badge's letters, and the room at either end of a text, in px."""
WIDER = 1.12
"""How much wider the letters of badges are than those that texts are measured in."""


@dataclass(frozen=True, slots=True, eq=False)
class BadgePage:
    """badges/<model>/<suite>.svg: the names of the `model` and the `suite`, and the score that stands for the whole.

    `value` is that score as written, with its interval in `interval` and its `band`, or says that there is none. All
    else is in px: the badge is `width` wide, a text is `label_room` or `value_room` wide, with its middle at `label_at`
    or `value_at`; the fields they stand in are `label_width` and `value_width` wide.
    """

    model: str
    suite: str
    value: str
    interval: str
    band: ScoreBand | None
    width: int
    label_width: int
    label_room: int
    value_room: int
    label_at: float
    value_at: float
    value_width: int


class BadgeLink(NamedTuple):
    """A badge, `width` px wide, on the page of its model, which `href` leads from to it.

    `address` and `page` are the full addresses of both; `name` says what is on it.
    """

    href: str
    address: str
    page: str
    name: str
    width: int


class Badges:
    """Makes the badge of any run; a site without an address has none."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self._addresses = catalogue, urls.addresses(catalogue.config)
        self._wanted = catalogue.config.badges == "all" and self._addresses.site is not None

    def runs(self) -> Iterator[tuple[str, str]]:
        """Yield the model and the suite of every badge."""
        for model, subject in self._catalogue.subjects.items():
            yield from ((model, suite) for suite in subject.runs if self._wanted)

    def links(self, model: str, page: Frame) -> tuple[BadgeLink, ...]:
        """Return the badges of a model, as its own page of this frame shows them."""
        own = self._addresses.canonical(self._addresses.model(model)) or ""
        runs = self._catalogue.subjects[model].runs if self._wanted else ()
        return tuple(self._link(self.page(model, suite), urls.badge(model, suite), own, page) for suite in runs)

    def _link(self, badge: BadgePage, path: str, own: str, page: Frame) -> BadgeLink:
        name = _("{model} on {suite}").format(model=badge.model, suite=badge.suite)
        return BadgeLink(page.to(path), self._addresses.canonical(path) or "", own, name, badge.width)

    def page(self, model: str, suite: str) -> BadgePage:
        """Return the badge of a run."""
        table, subject = self._catalogue.suites[suite], self._catalogue.subjects[model]
        fact = None if table.headline is None else subject.runs[suite].facts[table.headline]
        fact = fact if fact and fact.known else None
        interval = fact.spread.text if fact and fact.spread else ""
        value = amount(fact) if fact else _("no score")
        label_room, value_room = _room(table.suite.name), _room(f"{value} ({interval})" if interval else value)
        label, rest = label_room + 2 * SPACE, value_room + 2 * SPACE
        return BadgePage(
            model=subject.name,
            suite=table.suite.name,
            value=value,
            interval=interval,
            band=fact.band if fact else None,
            width=label + rest,
            label_width=label,
            label_room=label_room,
            value_room=value_room,
            label_at=label / 2,
            value_at=label + rest / 2,
            value_width=rest,
        )


@lru_cache(4096)  # of a suite, every badge has the name, and many have the score
def _room(text: str) -> int:
    return ceil(width(text, LETTERS) * WIDER)
