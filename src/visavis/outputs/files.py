"""All families of files together: everything that a site publishes but comparisons and what is made in any case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from visavis.outputs.data import Data
from visavis.outputs.embeds import ForOthers
from visavis.outputs.exports import Exports
from visavis.outputs.family import Family, Made, Shown
from visavis.outputs.feed import Feed
from visavis.outputs.hosts import Hosts
from visavis.outputs.lists import Lists
from visavis.outputs.looks import Looks
from visavis.outputs.pages import Pages
from visavis.outputs.search import Search
from visavis.outputs.tables import Tables
from visavis.outputs.texts import Texts, WithTwins

if TYPE_CHECKING:
    from visavis.workshop import Workshop


class Files:
    """The families of a workshop, each listed when it is first asked for."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    @cached_property
    def feed(self) -> Feed:
        """The feed, which may have no file."""
        return Feed(self._shop)

    @cached_property
    def made(self) -> dict[str, Made]:
        """Every file by its path, with how it is made."""
        return {**self._listed, **dict(self._search.made())}

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield every path with a digest of all that its file shows, found without making it."""
        for family in (*self._families, self._search):
            yield from family.states(shown)

    @cached_property
    def _families(self) -> tuple[Family, ...]:
        shop = self._shop
        pages: list[Family] = [WithTwins(shop, Pages(shop)), Data(shop), WithTwins(shop, Lists(shop))]
        others: list[Family] = [Texts(shop), self.feed, Tables(shop), Exports(shop), Looks(shop, shop.cache)]
        return *pages, *others, Hosts(shop), ForOthers(shop)

    @cached_property
    def _listed(self) -> dict[str, Made]:
        return {path: made for family in self._families for path, made in family.made()}

    @cached_property
    def _search(self) -> Search:
        return Search(self._shop, self._listed)
