"""What other sites show of this one: cards of comparisons and badges of scores."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from visavis.compare.pairs import Pair
from visavis.outputs.family import Made, Shown
from visavis.pages import urls
from visavis.pages.badges import Badges
from visavis.pages.embed_pages import embed_page
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.edition import Edition

EMBEDS, BADGES = "Embeds", "Badges"
"""The kinds of file that these are."""


class ForOthers:
    """The family of these files."""

    def __init__(self, shop: Edition) -> None:
        self._shop, self._badges = shop, Badges(shop.catalogue)

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield the cards of comparisons, then the badge of each run."""
        for of in self._shop.embeds.pairs:
            yield self._shop.addresses.embed(of), Made(EMBEDS, 1, partial(self._embed, of))
        for model, suite in self._badges.runs():
            yield urls.badge(model, suite), Made(BADGES, 1, partial(self._badge, model, suite))

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these files show."""
        for of in self._shop.embeds.pairs:
            yield self._shop.addresses.embed(of), digest(shown.shared, *(shown.models.get(key) for key in of))
        for model, suite in self._badges.runs():
            yield urls.badge(model, suite), digest(shown.shared, shown.models.get(model))

    def _embed(self, of: Pair) -> bytes:
        return self._shop.renderer.render(embed_page(self._shop.comparison_pages.page(of)))

    def _badge(self, model: str, suite: str) -> bytes:
        return self._shop.renderer.render(self._badges.page(model, suite))
