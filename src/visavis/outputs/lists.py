"""The pages that list models: all of them, and those of a task or an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from visavis.outputs.family import Made, Shown
from visavis.pages import urls
from visavis.pages.models import models_page
from visavis.pages.organisations import OrganisationPages
from visavis.pages.tasks import TaskPages
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.workshop import Workshop

LISTS = "Lists of models"
"""The kind of file that these pages are."""


class Lists:
    """The family of these pages."""

    def __init__(self, shop: Workshop) -> None:
        self._shop, self._addresses = shop, shop.addresses
        self._tasks = TaskPages(shop.catalogue)
        self._organisations = OrganisationPages(shop.catalogue, shop.models.standings)

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield the index of all models, the pages of tasks and those of organisations."""
        models = len(self._shop.catalogue.subjects)
        yield urls.MODELS, Made(LISTS, 1 + models / 2, self._index)
        for key in self._shop.catalogue.config.tasks:
            yield self._addresses.task(key), Made(LISTS, 1 + models / 2, partial(self._task, key))
        for key in self._organisations:
            made = Made(LISTS, 1 + len(self._organisations.models(key)), partial(self._organisation, key))
            yield self._addresses.organisation(key), made

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these pages show."""
        yield urls.MODELS, digest(shown.shared, shown.models, self._shop.partners.count)
        for key in self._shop.catalogue.config.tasks:
            ranked = [shown.runs.get(suite) for suite in self._tasks.suites(key)]
            yield self._addresses.task(key), digest(shown.shared, ranked, self._tasks.state(key))
        for key in self._organisations:
            own = [shown.models.get(model) for model in self._organisations.models(key)]
            yield self._addresses.organisation(key), digest(shown.shared, own, self._organisations.state(key))

    def _index(self) -> bytes:
        return self._shop.renderer.render(models_page(self._shop.catalogue, self._shop.partners))

    def _task(self, key: str) -> bytes:
        return self._shop.renderer.render(self._tasks.page(key))

    def _organisation(self, key: str) -> bytes:
        return self._shop.renderer.render(self._organisations.page(key))
