"""What a site has of each comparison besides its page: with fewer comparisons there is less of it."""

from __future__ import annotations

from collections.abc import Mapping

from visavis.outputs.data import COMPARISON_DATA
from visavis.pages import urls
from visavis.plan.samples import Weighed
from visavis.workshop import Workshop
from visavis.write.compressed import with_copies


class GoingWithPairs:
    """Cards and share images, where every comparison has one, and the data of comparisons.

    `paths` are the files of which each comparison has its own, `folders` those that hold them, `files` how many one
    has, copies included, and `bytes` how much, with its part of files that are there in any case. `cards` is 1 where
    each has a card in every language, or else 0.
    """

    def __init__(self, workshop: Workshop, kinds: Mapping[str, Weighed]) -> None:
        config, count = workshop.catalogue.config, workshop.partners.count
        self.cards = int(config.embeds == "all" and bool(workshop.embeds.pairs))
        self._images = config.share_images == "all" and bool(workshop.images.pairs)
        self._beside = len(workshop.copies)
        cards = {one.addresses.folder + one.addresses.embed(of) for one in workshop.editions for of in one.embeds.pairs}
        images = {urls.share_pair(of) for of in workshop.images.pairs}
        self.paths: set[str] = (cards if self.cards else set()) | (images if self._images else set())
        of_cards = (f"{one.addresses.folder}{urls.EMBEDS}/" for one in workshop.editions if self.cards)
        of_images = (path.rpartition("/")[0] + "/" for path in images if self._images)
        self.folders = {*of_cards, *of_images}
        weight = float(kinds[COMPARISON_DATA].bytes) if COMPARISON_DATA in kinds else 0.0
        for kind in kinds.values():
            weight += kind.bytes * sum(path in self.paths for path in kind.paths) / (len(kind.paths) or 1)
        self.bytes = weight / count if count else 0.0
        self.files = sum(1 for _ in with_copies(self.paths, workshop.copies)) / count if count else 0.0

    def fullest(self, comparisons: int, *, folders: bool) -> int:
        """Return how many files lie in the fullest folder that has one of each comparison."""
        cards = 0 if folders else self.cards * comparisons * (1 + self._beside)
        return max(cards, comparisons if self._images else 0)
