"""Share images: the pictures of 1200 by 630 px that are shown where somebody shares a link to a page.

A page names its image by its full address, so a site has share images only where it says where it is published. Pages
without one of their own show that of the site; so do those whose names have letters that the type of images lacks.
share_pages.py says what is on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from visavis.compare.pairs import Pair, PairChoice, beside
from visavis.compare.subjects import Catalogue
from visavis.pages import urls
from visavis.pages.counts import versus
from visavis.pages.frame import ShareImage, own_image, site_image
from visavis.pages.highlights import outstanding_pairs

KeyT = TypeVar("KeyT")


class ShareImages:
    """Which pages have an image of their own, by key."""

    def __init__(self, catalogue: Catalogue, partners: PairChoice) -> None:
        self._catalogue, self._partners = catalogue, partners
        config = catalogue.config
        self._which = config.share_images
        self.site = site_image(config)
        names = {key: subject.name for key, subject in catalogue.subjects.items()}
        self.models = _drawable({key: own_image(config, urls.share_model(key), name) for key, name in names.items()})
        names = {key: table.suite.name for key, table in catalogue.suites.items()}
        self.suites = _drawable({key: own_image(config, urls.share_suite(key), name) for key, name in names.items()})

    @cached_property
    def pairs(self) -> Mapping[Pair, ShareImage]:
        """The images of the pairs that have one."""
        if self.site is None or self._which in ("none", "models"):
            return {}
        chosen = outstanding_pairs(self._catalogue, self._partners) if self._which == "home" else self._partners
        return _drawable({of: self._drawn(of) for of in sorted(chosen)})

    def of_pair(self, of: Pair) -> ShareImage | None:
        """Return the image that the page of a pair names: its own, or that of the site."""
        return self.pairs.get(of, self.site)

    @cached_property
    def beside(self) -> Mapping[str, tuple[str, ...]]:
        """The models that each has an image with; those without any are left out."""
        return beside(self.pairs)

    def _drawn(self, of: Pair) -> ShareImage | None:
        left, right = (self._catalogue.subjects[key].name for key in of)
        return own_image(self._catalogue.config, urls.share_pair(of), versus(left, right))


def _drawable(images: Mapping[KeyT, ShareImage | None]) -> dict[KeyT, ShareImage]:
    return {key: image for key, image in images.items() if image}
