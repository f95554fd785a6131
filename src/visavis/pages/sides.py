"""The two sides of a pair's page, each made once for a model, a side and what its card shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.compare.rows import Side
from visavis.pages.parts import ComparedModel, Face


@dataclass(frozen=True, slots=True, eq=False)
class SideOfPage:
    """One side of the page: made once for a model, side and card. `id` is left or right.

    `apart` says that the other side's card shows another suite, so that their numbers can't be compared.
    """

    id: Side
    model: ComparedModel
    face: Face
    apart: bool


class Sides(dict[tuple[Side, str], SideOfPage]):
    """Both sides of every model, made when they are first asked for."""

    def __init__(self, models: Mapping[str, ComparedModel], shared: str | None, *, apart: bool) -> None:
        super().__init__()
        self._models, self._shared, self._apart = models, shared, apart

    def __missing__(self, of: tuple[Side, str]) -> SideOfPage:
        side, model = of[0], self._models[of[1]]
        suite = next((name for name in model.faces if name), "") if self._shared is None else self._shared
        made = self[of] = SideOfPage(side, model, model.faces[suite], self._apart)
        return made
