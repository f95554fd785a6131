"""What static hosts read beside the pages: headers and redirects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from visavis.outputs.family import Made, Shown
from visavis.pages import urls
from visavis.pages.host_files import HeadersPage, RedirectsPage, headers_page, redirects_page
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.workshop import Workshop

HOST_FILES = "Files for hosts"
"""The kind of file that these are."""


class Hosts:
    """The family of these files."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop
        redirects = redirects_page(shop.catalogue, shop.partners)
        self._pages: dict[str, HeadersPage | RedirectsPage] = {urls.HEADERS: headers_page(shop.catalogue)}
        if redirects:
            self._pages[urls.REDIRECTS] = redirects

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield the headers and, where they are few enough for every host, the redirects."""
        for path, page in self._pages.items():
            yield path, Made(HOST_FILES, 1, partial(self._shop.renderer.render, page))

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these files say."""
        state = digest(shown.shared, shown.pairs.state())
        yield from dict.fromkeys(self._pages, state).items()
