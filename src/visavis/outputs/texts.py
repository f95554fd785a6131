"""Pages as Markdown, beside the same as HTML, and what language models are told of the site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from visavis.outputs.family import Made, Paged, PageFamily, Rendered, Shown
from visavis.pages import urls
from visavis.pages.llms import WHOLE, llms_full_page, llms_page
from visavis.render.renderer import Page
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.edition import Edition
    from visavis.workshop import Workshop

MARKDOWN = "Markdown pages"
"""The kind of file that pages as Markdown are."""
TEXTS = "llms.txt"
"""The kind of file that llms.txt and llms-full.txt are."""


class WithTwins:
    """A family of pages, and, where the site wants it, each page as Markdown behind it: its values are found once."""

    def __init__(self, shop: Edition, family: PageFamily) -> None:
        self._shop, self._family = shop, family
        self._twins = shop.catalogue.config.markdown != "none"
        self._last: tuple[str, Page] | None = None

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield every page, and behind it the same as Markdown."""
        for path, of in self._family.pages():
            page = partial(self._page, path, of)
            yield path, Made(of.kind, of.cost, Rendered(page, self._html))
            if self._twins:
                yield urls.twin(path), Made(MARKDOWN, of.cost, Rendered(page, self._markdown))

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what the pages show; as Markdown they show the same."""
        for path, state in self._family.states(shown):
            yield path, state
            if self._twins:
                yield urls.twin(path), state

    def _page(self, path: str, of: Paged) -> Page:
        if self._last is None or self._last[0] != path:
            self._last = path, of.page()
        return self._last[1]

    def _html(self, page: Page) -> bytes:
        return self._shop.renderer.render(page)

    def _markdown(self, page: Page) -> bytes:
        return self._shop.twins.render(page)


class Texts:
    """The family of what language models are told; there is none where the site wants no Markdown."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop
        self._wanted = shop.catalogue.config.markdown != "none"
        self._full_wanted = self._wanted and len(shop.catalogue.subjects) <= WHOLE

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield llms.txt and, of a site that is not too large for that, llms-full.txt."""
        models = len(self._shop.catalogue.subjects)
        if self._wanted:
            yield urls.LLMS, Made(TEXTS, 1 + models / 10, self._short)
        if self._full_wanted:
            yield urls.LLMS_FULL, Made(TEXTS, 1 + models, self._full)

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these files hold."""
        if self._wanted:
            held = digest(shown.shared, shown.models, shown.runs, self._shop.partners.count, self._shop.revision)
            yield urls.LLMS, held
            if self._full_wanted:
                yield urls.LLMS_FULL, held

    def _short(self) -> bytes:
        return self._shop.texts.render(llms_page(self._shop.catalogue, self._shop.partners))

    def _full(self) -> bytes:
        shop = self._shop
        methodology = shop.texts.converted(shop.methodology(), deeper=1).decode()
        return shop.texts.render(llms_full_page(shop.catalogue, shop.partners, methodology))
