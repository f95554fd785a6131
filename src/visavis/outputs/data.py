"""The files that software reads, the scripts of our own pages among it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from visavis.outputs.family import Made, Shown
from visavis.pages import urls
from visavis.pages.api import ApiFiles
from visavis.pages.picker import picker_index
from visavis.render.data import encoded
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.workshop import Workshop

DATA = "Data files"
"""The kind of file that these are."""


class Data:
    """The family of these files."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop
        self._api = ApiFiles(shop.catalogue, shop.partners, shop.runs)

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield the data of each model, the index of it, and the index of the picker."""
        models = len(self._shop.catalogue.subjects)
        for key in self._shop.catalogue.subjects:
            yield urls.api_model(key), Made(DATA, 1, partial(self._model, key))
        yield urls.API_INDEX, Made(DATA, 1 + models / 50, self._index)
        yield urls.API_PICKER, Made(DATA, 1 + models / 4, self._picker)

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these files hold."""
        for key in self._shop.catalogue.subjects:
            yield urls.api_model(key), digest(shown.shared, shown.models.get(key), self._api.comparisons(key))
        yield urls.API_INDEX, digest(shown.shared, self._shop.names)
        yield urls.API_PICKER, digest(shown.shared, shown.models)

    def _model(self, key: str) -> bytes:
        return encoded(self._api.model(key))

    def _index(self) -> bytes:
        return encoded(self._api.index())

    def _picker(self) -> bytes:
        """Return the picker's index, with the dialog that its script shows."""
        index = picker_index(self._shop.catalogue, self._shop.related.others)
        dialog = self._shop.renderer.piece("picker_dialog")
        return encoded({"version": 1, "dialog": dialog, **index._asdict()})
