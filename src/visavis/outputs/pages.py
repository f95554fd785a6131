"""The pages that are about one model, suite or prompt, and the one that compares any models."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from visavis.outputs.family import Paged, Shown
from visavis.pages import urls
from visavis.pages.compare import compare_page
from visavis.pages.suite import models_of, suite_page
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.edition import Edition

MODEL_PAGES = "Model pages"
"""The kind of file that the pages of models are."""


class Pages:
    """The family of these pages."""

    def __init__(self, shop: Edition) -> None:
        self._shop, self._catalogue, self._addresses = shop, shop.catalogue, shop.addresses

    def pages(self) -> Iterator[tuple[str, Paged]]:
        """Yield the pages of suites, models and prompts, then compare/index.html."""
        models = len(self._catalogue.subjects)
        compare = partial(compare_page, self._catalogue, self._shop.records)
        for key in self._catalogue.suites:
            page = partial(suite_page, self._catalogue, key, self._shop.boards)
            yield self._addresses.suite(key), Paged("Suite pages", 1 + models / 2, page)
        for key in self._catalogue.subjects:
            yield self._addresses.model(key), Paged(MODEL_PAGES, 1 + models / 50, partial(self._shop.models.page, key))
        for of in self._shop.prompts:
            made = partial(self._shop.prompts.page, *of)
            yield self._addresses.prompt(*of), Paged("Prompt pages", 1 + models / 5, made)
        yield urls.COMPARE, Paged("Compare page", 1 + models / 50, compare)

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these pages show."""
        shop, shared, others = self._shop, shown.shared, digest(self._shop.models.others(), shown.pairs.state())
        for key in self._catalogue.subjects:
            beside = shop.models.standing(key), shop.related.links[key], shop.models.history(key)
            yield self._addresses.model(key), digest(shared, shown.models.get(key), others, beside)
        yield urls.COMPARE, digest(shared, shop.names)
        for key in self._catalogue.suites:
            yield self._addresses.suite(key), digest(shared, shown.runs.get(key), models_of(self._catalogue, key))
        for suite in shop.prompts.tables:
            known = digest(shared, shop.prompts.models(suite))
            for key, state in shop.prompts.states(suite):
                yield self._addresses.prompt(suite, key), digest(known, state)
