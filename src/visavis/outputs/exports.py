"""Runs in the forms of other tools, where site.yaml asks for them: two more files for each run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from visavis.outputs.family import Made, Shown
from visavis.pages.every_eval_ever import EveryEvalEver
from visavis.render.data import encoded
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.workshop import Workshop

EXPORTS = "Exports"
"""The kind of file that these are."""


class Exports:
    """The family of these files; there is none that site.yaml does not name."""

    def __init__(self, shop: Workshop) -> None:
        self._catalogue, self._records = shop.catalogue, EveryEvalEver(shop.catalogue)
        self._last: tuple[tuple[str, str], bytes] | None = None

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield the record of each run and its samples."""
        for suite, model in self._runs():
            record, samples = self._records.paths(suite, model)
            yield record, Made(EXPORTS, 2, partial(self._record, suite, model))
            if self._catalogue.suites[suite].runs[model].outcomes:
                yield samples, Made(EXPORTS, 1, partial(self._samples, suite, model))

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these files hold."""
        for suite, model in self._runs():
            state = digest(shown.shared, shown.data.get(model))
            record, samples = self._records.paths(suite, model)
            yield record, state
            if self._catalogue.suites[suite].runs[model].outcomes:
                yield samples, state

    def _runs(self) -> Iterator[tuple[str, str]]:
        if "every-eval-ever" in self._catalogue.config.exports:
            yield from ((suite, model) for suite, table in self._catalogue.suites.items() for model in table.runs)

    def _record(self, suite: str, model: str) -> bytes:
        samples = self._samples(suite, model)
        return encoded(self._records.aggregate(suite, model, samples.count(b"\n"), sha256(samples).hexdigest()))

    def _samples(self, suite: str, model: str) -> bytes:
        """Return the samples of a run, which its record sums up right before: they are made once for both."""
        if self._last is None or self._last[0] != (suite, model):
            self._last = (suite, model), b"".join(map(encoded, self._records.samples(suite, model)))
        return self._last[1]
