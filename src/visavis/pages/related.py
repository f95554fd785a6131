"""Related comparisons: on the page of a model, and beside each side of a pair's page, each with why it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from visavis.compare.lazily import WhenAsked
from visavis.compare.pairs import PairChoice, partners
from visavis.compare.related import Related, related
from visavis.compare.rows import Side
from visavis.compare.subjects import Catalogue
from visavis.pages import urls
from visavis.pages.frame import Frame, frame

SHOWN = 3
"""So many related comparisons stand beside each side of a pair."""


class RelatedLink(NamedTuple):
    """A comparison with another model, by its name; `why`, `about` and `number` as in Related."""

    href: str
    text: str
    why: str
    about: str
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class RelatedSide:
    """The related comparisons of one side of a pair: made once for a model, a side and the one that is left out.

    `comparisons` leads to all of the model's.
    """

    id: Side
    name: str
    links: tuple[RelatedLink, ...]
    comparisons: str


def related_comparisons(catalogue: Catalogue, between: PairChoice | None = None) -> RelatedComparisons:
    """Choose the related comparisons of every model; `between` are the pairs that get a page, found where not known."""
    page = frame(catalogue, urls.addresses(catalogue.config).model("a"))
    return RelatedComparisons(catalogue, between or partners(catalogue), related(catalogue), page)


class RelatedComparisons:
    """The related comparisons of every model, with links as from the pages of models and pairs, which lie equally deep.

    Two models without a page are compared by the page that compares any. `others` has the keys of those chosen for
    each model.
    """

    def __init__(
        self, catalogue: Catalogue, partners: PairChoice, chosen: Mapping[str, tuple[Related, ...]], page: Frame
    ) -> None:
        self._catalogue, self._partners, self._frame = catalogue, partners, page
        self._first: dict[str, frozenset[str]] = {}
        self.links = WhenAsked(chosen, lambda key: tuple(self._link(key, one) for one in chosen[key]))
        self.others = WhenAsked(chosen, lambda key: tuple(one.model for one in chosen[key]))
        self._made: dict[tuple[Side, str, str], RelatedSide] = {}

    def beside(self, side: Side, key: str, other: str) -> RelatedSide:
        """Return those of a model on this side of its page with another, which is left out."""
        first = self._first.get(key)
        if first is None:
            first = self._first[key] = frozenset(self.others[key][:SHOWN])
        of = (side, key, other if other in first else "")
        return self._made.get(of) or self._new(*of)

    def _new(self, side: Side, key: str, left_out: str) -> RelatedSide:
        links = [link for link, other in zip(self.links[key], self.others[key], strict=True) if other != left_out]
        name, href = self._catalogue.subjects[key].name, self._frame.to(self._frame.addresses.model(key))
        made = RelatedSide(side, name, tuple(links[:SHOWN]), f"{href}#comparisons")
        return self._made.setdefault((side, key, left_out), made)

    def _link(self, key: str, one: Related) -> RelatedLink:
        name = self._catalogue.subjects[one.model].name
        if self._partners.has(key, one.model):
            path = self._frame.addresses.between(key, one.model)
        else:
            path = f"{urls.COMPARE}?models={key},{one.model}"
        return RelatedLink(self._frame.to(path), name, one.why.value, one.about, one.number)
