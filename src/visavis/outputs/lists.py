"""The pages that list models: all of them, and those of a task or an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from visavis.outputs.family import Paged, Shown
from visavis.pages import urls
from visavis.pages.models import models_page
from visavis.pages.organisations import OrganisationPages
from visavis.pages.tasks import TaskPages
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.edition import Edition

LISTS = "Lists of models"
"""The kind of file that these pages are."""


class Lists:
    """The family of these pages."""

    def __init__(self, shop: Edition) -> None:
        self._shop, self._addresses = shop, shop.addresses
        self._tasks = TaskPages(shop.catalogue)
        self._organisations = OrganisationPages(shop.catalogue, shop.models.standings)

    def pages(self) -> Iterator[tuple[str, Paged]]:
        """Yield the index of all models, the pages of tasks and those of organisations."""
        models = len(self._shop.catalogue.subjects)
        index = partial(models_page, self._shop.catalogue, self._shop.partners)
        yield urls.MODELS, Paged(LISTS, 1 + models / 2, index)
        for key in self._shop.catalogue.config.tasks:
            yield self._addresses.task(key), Paged(LISTS, 1 + models / 2, partial(self._tasks.page, key))
        for key in self._organisations:
            cost, page = 1 + len(self._organisations.models(key)), partial(self._organisations.page, key)
            yield self._addresses.organisation(key), Paged(LISTS, cost, page)

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these pages show."""
        yield urls.MODELS, digest(shown.shared, shown.facts, self._shop.partners.count)
        for key in self._shop.catalogue.config.tasks:
            ranked = [shown.runs.get(suite) for suite in self._tasks.suites(key)]
            yield self._addresses.task(key), digest(shown.shared, ranked, self._tasks.state(key))
        for key in self._organisations:
            own = [shown.facts.get(model) for model in self._organisations.models(key)]
            yield self._addresses.organisation(key), digest(shown.shared, own, self._organisations.state(key))
