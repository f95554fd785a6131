"""Which comparisons have a card that other sites can show in a frame.

They name it by its full address, so a site has cards only where it says where it is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from visavis.compare.pairs import Pair, PairChoice, beside
from visavis.compare.subjects import Catalogue
from visavis.pages import urls
from visavis.pages.counts import versus
from visavis.pages.highlights import outstanding_pairs


@dataclass(frozen=True, slots=True, eq=False)
class Embed:
    """A card that other sites can show, by its full `address`; `title` says what is on it."""

    address: str
    title: str


class Embeds:
    """Which comparisons have a card; none where the site has no address or does not want any."""

    def __init__(self, catalogue: Catalogue, partners: PairChoice) -> None:
        self._catalogue, self._partners = catalogue, partners
        self._addresses = urls.addresses(catalogue.config)

    @cached_property
    def pairs(self) -> dict[Pair, Embed]:
        """The cards of the pairs that have one."""
        which, names = self._catalogue.config.embeds, self._catalogue.subjects
        if self._addresses.site is None or which == "none":
            return {}
        chosen: Iterable[Pair] = self._partners
        if which == "home":
            chosen = outstanding_pairs(self._catalogue, self._partners)
        found = ((of, self._addresses.canonical(self._addresses.embed(of))) for of in sorted(chosen))
        return {of: Embed(at, versus(names[of.left].name, names[of.right].name)) for of, at in found if at}

    @cached_property
    def beside(self) -> dict[str, tuple[str, ...]]:
        """The models that each has a card with; those without any are left out."""
        return beside(self.pairs)
