"""The files that software reads, the scripts of our own pages among it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from visavis.outputs.family import Made, Shown
from visavis.pages import urls
from visavis.pages.api import ApiFiles
from visavis.pages.api_comparisons import ComparisonValues, compared_facts
from visavis.pages.api_runs import RunValues
from visavis.pages.api_suites import SuiteValues
from visavis.pages.picker import picker_index
from visavis.render.data import encoded
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.edition import Edition

DATA, COMPARISON_DATA = "Data files", "Comparison data"
"""The kinds of file that these are; the second grows with every comparison."""
COMPARED = 0.15
"""How long the data of a comparison takes, by its page."""


class Data:
    """The family of these files."""

    def __init__(self, shop: Edition, *, every: bool = True) -> None:
        """Without `every`, only those that scripts of pages read, whose words are in the language of the pages."""
        self._shop, self._every = shop, every
        self._runs = RunValues(shop.catalogue)
        self._api = ApiFiles(shop.catalogue, shop.partners, self._runs, shop.records)
        self._compared = ComparisonValues(shop.comparison_pages.comparer, shop.partners)
        wanted = every and "comparisons" in shop.catalogue.config.exports
        self._lefts = tuple(shop.catalogue.subjects) if wanted else ()
        self._suites = SuiteValues(shop.catalogue, shop.prompt_pictures)

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield the data of each model, suite and run, the index of it, and the index of the picker."""
        models = len(self._shop.catalogue.subjects)
        for key in self._shop.catalogue.subjects:
            yield urls.api_model(key), Made(DATA, 1, partial(self._model, key))
        yield urls.API_PICKER, Made(DATA, 1 + models / 4, self._picker)
        if not self._every:
            return
        for key, table in self._shop.catalogue.suites.items():
            yield urls.api_suite(key), Made(DATA, 1 + models / 50, partial(self._suite, key))
            for model in table.runs:
                yield urls.api_run(key, model), Made(DATA, 1, partial(self._run, key, model))
        yield urls.API_INDEX, Made(DATA, 1 + models / 50, self._index)
        for key in self._lefts:
            cost = 1 + COMPARED * len(self._shop.partners.rights(key))
            yield urls.api_comparisons(key), Made(COMPARISON_DATA, cost, partial(self._comparisons, key))

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these files hold."""
        for key in self._shop.catalogue.subjects:
            yield urls.api_model(key), digest(shown.shared, shown.models.get(key), self._api.comparisons(key))
        yield urls.API_PICKER, digest(shown.shared, shown.facts)
        if not self._every:
            return
        for key, table in self._shop.catalogue.suites.items():
            names = [self._shop.catalogue.subjects[model].name for model in table.runs]
            pictures = self._shop.prompt_pictures.get(key)
            yield urls.api_suite(key), digest(shown.shared, shown.runs.get(key), names, pictures)
            for model in table.runs:
                yield urls.api_run(key, model), digest(shown.shared, shown.data.get(model))
        if self._lefts:
            runs, subjects = shown.inputs.runs_of_models(), self._shop.catalogue.subjects.items()
            compared = {key: digest(compared_facts(subject), runs.get(key)) for key, subject in subjects}
            states = shown.rights(compared)
            yield from ((urls.api_comparisons(key), digest(shown.shared, states[key])) for key in self._lefts)
        yield urls.API_INDEX, digest(shown.shared, self._shop.names)

    def _model(self, key: str) -> bytes:
        return encoded(self._api.model(key))

    def _comparisons(self, key: str) -> bytes:
        return encoded(self._compared.file(key))

    def _suite(self, key: str) -> bytes:
        return encoded(self._suites.file(key))

    def _run(self, suite: str, model: str) -> bytes:
        return encoded(self._runs.file(suite, model))

    def _index(self) -> bytes:
        return encoded(self._api.index())

    def _picker(self) -> bytes:
        """Return the picker's index, with the dialog that its script shows."""
        index = picker_index(self._shop.catalogue, self._shop.related.others)
        dialog = self._shop.renderer.piece("picker_dialog")
        return encoded({"version": 1, "dialog": dialog, **index._asdict()})
