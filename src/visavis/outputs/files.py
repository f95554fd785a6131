"""All families of files together: everything that a site publishes but comparisons and what is made in any case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    from visavis.edition import Edition
    from visavis.workshop import Workshop


class Files:
    """The families of the pages that there are in every language, each listed when it is first asked for."""

    def __init__(self, shop: Edition, *, every: bool = False) -> None:
        """`every` says that the files of software are wanted too, which are the same in all languages."""
        pages, lists = WithTwins(shop, Pages(shop)), WithTwins(shop, Lists(shop))
        self._pages: tuple[Family, ...] = (pages, Data(shop, every=every), lists)
        self._cards = ForOthers(shop)

    @cached_property
    def made(self) -> dict[str, Made]:
        """Every file by its path, with how it is made."""
        return _made(self.families)

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield every path with a digest of all that its file shows, found without making it."""
        for family in self.families:
            yield from family.states(shown)

    @property
    def families(self) -> tuple[Family, ...]:
        """All families, in their order."""
        return *self._pages, self._cards


class WholeFiles(Files):
    """The families of a site's first language, and of what is the same in all."""

    def __init__(self, shop: Workshop) -> None:
        super().__init__(shop, every=True)
        self._shop = shop

    @cached_property
    def feed(self) -> Feed:
        """The feed, which may have no file."""
        return Feed(self._shop)

    @cached_property
    def made(self) -> dict[str, Made]:
        """Every file by its path, with how it is made."""
        return {**self._listed, **_made([self._search])}

    @cached_property
    def _sources(self) -> tuple[Family, ...]:
        shop = self._shop
        others = Texts(shop), self.feed, Tables(shop), Exports(shop), Looks(shop, shop.cache), Hosts(shop)
        return *self._pages, *others, self._cards

    @cached_property
    def _listed(self) -> dict[str, Made]:
        return _made(self._sources)

    @cached_property
    def _search(self) -> Search:
        return Search(self._shop, self._listed)

    @property
    def families(self) -> tuple[Family, ...]:
        """All families, in their order: the last one lists what the others make."""
        return *self._sources, self._search


def _made(families: Iterable[Family]) -> dict[str, Made]:
    return {path: made for family in families for path, made in family.made()}
