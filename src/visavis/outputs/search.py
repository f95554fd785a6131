"""What search engines read of a site that says where it is published: its sitemaps and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from visavis.history import last_days
from visavis.outputs.family import Made, Shown
from visavis.pages import urls
from visavis.pages.site_files import Sitemaps
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.workshop import Workshop

SITEMAPS = "Sitemaps"
"""The kind of file that these are."""


class Search:
    """The family of these files; there is none where the site has no address."""

    def __init__(self, shop: Workshop, paths: Iterable[str]) -> None:
        """`paths` are those of all that is made beside comparisons, in the first language."""
        self._shop = shop
        pages = [urls.HOME, shop.addresses.methodology, *filter(_sought, paths)]
        every = [edition.addresses for edition in shop.editions]
        self._sitemaps = Sitemaps(every, pages, shop.partners, self._days) if shop.addresses.site else None

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield the sitemaps and robots.txt."""
        if self._sitemaps:
            for path in self._sitemaps.paths:
                yield path, Made(SITEMAPS, 300, partial(self._file, self._sitemaps, path))

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these files list."""
        if self._sitemaps:
            listed = digest(shown.shared, shown.pairs.state(), self._sitemaps.state())
            yield from dict.fromkeys(self._sitemaps.paths, listed).items()

    def _file(self, sitemaps: Sitemaps, path: str) -> bytes:
        return self._shop.renderer.render(sitemaps.page(path))

    def _days(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return on which days models last changed, by key, and the pages that are not about pairs, by path."""
        shop = self._shop
        models, suites = last_days(shop.site.root)
        pages = {shop.addresses.model(key): models.get(key, "") for key in shop.catalogue.subjects}
        pages |= {shop.addresses.suite(key): suites.get(key, "") for key in shop.catalogue.suites}
        return models, pages | {shop.addresses.prompt(*of): suites.get(of[0], "") for of in shop.prompts}


def _sought(path: str) -> bool:
    """Whether a path is that of a page which shall be found: cards that other sites show are none."""
    return path.endswith(".html") and not path.startswith(f"{urls.EMBEDS}/")
