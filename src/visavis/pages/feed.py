"""The feed of what is new: models, runs and verdicts, as Atom (RFC 4287). Its entries are what commits did to the data.

Only what the site shows now is named: models, suites and pairs that are gone have no page to lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from visavis.compare.pairs import Pair, PairChoice
from visavis.compare.subjects import Catalogue
from visavis.language import _, later
from visavis.pages import urls
from visavis.pages.counts import versus
from visavis.pages.frame import Frame, Link, frame

MOST = 40
"""So many entries has the feed at most: the newest."""
LISTED = 50
"""So many models or pairs are named in an entry at most; others are counted."""


class Flipped(NamedTuple):
    """A pair, and in words how the two stood and how they stand now."""

    pair: Pair
    was: str
    now: str


class Event(NamedTuple):
    """What a commit did: when, in the time of RFC 3339, and of which `kind` it is.

    That is models, runs, changed or verdicts. `suite` is empty for models; `models` are keys, `flips` is for verdicts.
    """

    commit: str
    time: str
    kind: str
    suite: str
    models: tuple[str, ...]
    flips: tuple[Flipped, ...] = ()


class FeedLine(NamedTuple):
    """A model or a pair in an entry, by the `link` to its page; of a pair, how they stood, `was`, and stand `now`."""

    link: Link
    was: str
    now: str


class FeedEntry(NamedTuple):
    """An entry: `id` and `href` are addresses, `kind` and `time` as in Event.

    `suite` is the name of the suite, empty for models. `lines` are at most so many as are named, of `number`.
    """

    id: str
    href: str
    time: str
    kind: str
    suite: str
    number: int
    lines: tuple[FeedLine, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FeedPage:
    """feed.xml; `href` is its address, `id` too, `home` the site's. It was `updated` as its first of `entries`."""

    frame: Frame
    id: str
    href: str
    home: str
    updated: str
    entries: tuple[FeedEntry, ...]


def feed_page(catalogue: Catalogue, partners: PairChoice, events: Sequence[Event]) -> FeedPage | None:
    """Return the feed of events, the newest first; None where none is of what the site shows, or it has no address."""
    page = frame(catalogue, urls.FEED)
    home, href = page.canonical(urls.HOME), page.canonical(urls.FEED)
    if home is None or href is None:
        return None
    entries = tuple(_entries(catalogue, partners, page, home, events))[:MOST]
    if not entries:
        return None
    return FeedPage(page, href, href, home, entries[0].time, entries)


def _entries(
    catalogue: Catalogue, partners: PairChoice, page: Frame, home: str, events: Iterable[Event]
) -> Iterator[FeedEntry]:
    names = {key: subject.name for key, subject in catalogue.subjects.items()}
    host = urlsplit(home).hostname or "localhost"

    def full(path: str) -> str:
        return page.canonical(path) or home

    for event in events:
        table = catalogue.suites.get(event.suite)
        if event.suite and table is None:
            continue
        lines = list(_lines(event, names, partners, page.addresses, full))
        if lines:
            about = f"{event.kind}/{event.suite}" if event.suite else event.kind
            yield FeedEntry(
                id=f"tag:{host},{event.time[:10]}:{event.commit[:16]}/{about}",
                href=full(page.addresses.suite(event.suite) if event.suite else urls.MODELS),
                time=event.time,
                kind=event.kind,
                suite=table.suite.name if table else "",
                number=len(lines),
                lines=tuple(lines[:LISTED]),
            )


def _lines(
    event: Event,
    names: Mapping[str, str],
    partners: PairChoice,
    addresses: urls.Addresses,
    full: Callable[[str], str],
) -> Iterator[FeedLine]:
    for key in event.models:
        if key in names:
            yield FeedLine(Link(full(addresses.model(key)), names[key]), "", "")
    for pair, was, now in event.flips:
        if names.keys() >= {*pair} and partners.has(*pair):
            both = versus(names[pair.left], names[pair.right])
            yield FeedLine(Link(full(addresses.comparison(pair)), both), _stand(was), _stand(now))


STANDS = {
    "probably ahead": later("{name} probably ahead"),
    "ahead": later("{name} ahead"),
    "better": later("{name} better"),
}
"""How one of two stands, by the words behind its name; neither of them does so that is none of these."""
LEVEL = later("too close to call"), later("not comparable"), later("equal")


def _stand(told: str) -> str:
    """Return how two stand, given in English, in the language of the feed."""
    for words, text in STANDS.items():
        if told.endswith(f" {words}"):
            return _(text).format(name=told.removesuffix(f" {words}"))
    return _(told)
