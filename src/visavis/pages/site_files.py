"""Files that speak of the whole site to machines: its sitemap, and what crawlers and hosts are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from visavis.compare.pairs import Pair, PairChoice
from visavis.load.schema import SiteConfig
from visavis.pages import urls

MOST = 50_000
"""So many addresses are in one sitemap at most (sitemaps.org, protocol 0.9)."""
_RIGHT = "\0"
"""Stands for the right one of two models in an address; no key or address holds it."""


class Entry(NamedTuple):
    """An `address` in a sitemap, and the `day` its page was last changed as YYYY-MM-DD; empty where it is not known."""

    address: str
    day: str


@dataclass(frozen=True, slots=True, eq=False)
class SitemapPage:
    """sitemap.xml of a site of at most 50,000 pages, or sitemap-<n>.xml of a larger one; `entries` are its pages."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SitemapIndexPage:
    """sitemap.xml of a larger site: its `entries` are its sitemaps."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RobotsPage:
    """robots.txt: all may be read; `sitemap` is where all pages are listed."""

    sitemap: str


def web_manifest(config: SiteConfig, assets: str) -> dict[str, object]:
    """Return what a browser shows of a site that is kept among programs (W3C, Web Application Manifest).

    `assets` is the folder of the site's static files."""
    svg = {"src": f"{assets}/icon.svg", "sizes": "any", "type": "image/svg+xml"}
    sizes = [size for size in urls.ICONS if size >= 192]
    return {
        "name": config.title,
        "short_name": config.title,
        "description": config.tagline,
        "start_url": urls.HOME,
        "scope": "./",
        "display": "minimal-ui",
        "icons": [svg, *({"src": urls.icon(px), "sizes": f"{px}x{px}", "type": "image/png"} for px in sizes)],
    }


class Sitemaps:
    """The sitemaps of a site that says where it is published: every page that others may find, once."""

    def __init__(
        self,
        addresses: Sequence[urls.Addresses],
        pages: Sequence[str],
        partners: PairChoice,
        days: Callable[[], tuple[Mapping[str, str], Mapping[str, str]]],
    ) -> None:
        """`addresses` has those of each language. `pages` are the paths of all pages but those of pairs, in each.

        `days`, called once, when it is first needed, tells the day of the last change of models by key and of such
        pages by path, as far as it is known.
        """
        self._editions, self._partners, self._days = tuple(addresses), partners, cache(days)
        self._pages = tuple(pages)
        count = len(addresses) * (len(pages) + partners.count)
        self._parts = {urls.SITEMAP: 0}
        if count > MOST:
            self._parts = {urls.sitemap(number + 1): number for number in range(-(-count // MOST))}

    @property
    def paths(self) -> tuple[str, ...]:
        """The path of each sitemap, that of the list of them where there are several, and robots.txt."""
        return tuple(dict.fromkeys([*self._parts, urls.SITEMAP, urls.ROBOTS]))

    def page(self, path: str) -> SitemapPage | SitemapIndexPage | RobotsPage:
        """Return the file of this path."""
        if path == urls.ROBOTS:
            return RobotsPage(self._shared(urls.SITEMAP))
        if path in self._parts:
            start = self._parts[path] * MOST
            return SitemapPage(tuple(self._entries(start, start + MOST)))
        return SitemapIndexPage(tuple(Entry(self._shared(part), "") for part in self._parts))

    def state(self) -> tuple[object, ...]:
        """Return what the sitemaps are made from beside the choice of pairs."""
        return self._editions, self._pages, self._days()

    def _shared(self, path: str) -> str:
        return _found(self._editions[0].shared(path))

    def _entries(self, start: int, stop: int) -> Iterator[Entry]:
        each = len(self._pages) + self._partners.count
        for number, addresses in enumerate(self._editions):
            yield from self._edition(addresses, max(start - number * each, 0), stop - number * each)

    def _edition(self, addresses: urls.Addresses, start: int, stop: int) -> Iterator[Entry]:
        days_of_models, days = self._days()
        pages = self._pages[start : max(stop, 0)]
        yield from (Entry(_found(addresses.canonical(path)), days.get(path, "")) for path in pages)
        place = len(self._pages)
        for left in self._partners.keys:
            rights = self._partners.rights(left)
            if place < stop and place + len(rights) > start:
                path = addresses.comparison(Pair(left, _RIGHT))
                before, behind = _found(addresses.canonical(path)).split(_RIGHT)
                of_left = days_of_models.get(left, "")
                for right in rights[max(start - place, 0) : stop - place]:
                    day = days_of_models.get(right, "") if of_left else ""  # known of both, or of neither
                    yield Entry(f"{before}{right}{behind}", max(day, of_left) if day else "")
            place += len(rights)


def _found(address: str | None) -> str:
    if address is None:
        raise ValueError("a sitemap of a site without an address")
    return address
