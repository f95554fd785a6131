"""The tables that spreadsheets open: a leaderboard or all models, as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from visavis.outputs.family import Made, Shown
from visavis.pages import urls
from visavis.pages.suite import models_of
from visavis.pages.tables import Table, board_table, models_table
from visavis.render.data import separated
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.workshop import Workshop

TABLES = "Tables"
"""The kind of file that these are."""


class Tables:
    """The family of these files."""

    def __init__(self, shop: Workshop) -> None:
        self._catalogue = shop.catalogue
        self._boards = shop.boards

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield the leaderboards of each suite, and the table of all models."""
        models = len(self._catalogue.subjects)
        for suite, category in self._every():
            yield (
                urls.board_table(suite, category),
                Made(TABLES, 1 + models / 10, partial(self._board, suite, category)),
            )
        yield urls.MODELS_TABLE, Made(TABLES, 1 + models / 10, self._models)

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these tables hold."""
        for suite in self._catalogue.suites:
            state = digest(shown.shared, shown.runs.get(suite), models_of(self._catalogue, suite))
            for category in (None, *self._boards.keys(suite)):
                yield urls.board_table(suite, category), state
        yield urls.MODELS_TABLE, digest(shown.shared, shown.facts)

    def _every(self) -> Iterator[tuple[str, str | None]]:
        return ((suite, key) for suite in self._catalogue.suites for key in (None, *self._boards.keys(suite)))

    def _board(self, suite: str, category: str | None) -> bytes:
        table, board = self._catalogue.suites[suite], self._boards.board(suite, category)
        return _bytes(board_table(self._catalogue, table, board))

    def _models(self) -> bytes:
        return _bytes(models_table(self._catalogue))


def _bytes(table: Table) -> bytes:
    return separated(table.lines())
