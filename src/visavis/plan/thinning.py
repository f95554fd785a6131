"""Long pages, weighed by some of their rows: a row more adds to a page what the row weighs, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from visavis.render.renderer import Page

LONG = 256
"""Lists with so many rows are thinned."""
FEW, MORE = 48, 12
"""Of so many rows one is kept: first fewer, then more, so that the rows tell themselves from the rest of the page."""


def weight(page: Page, render: Callable[[Page], bytes]) -> tuple[int, bool]:
    """Return about how many bytes a page has, and whether it was estimated from some of the rows of long lists.

    Rows are taken at even distances. A page without such lists is rendered as it is.
    """
    few, more = Thin(FEW), Thin(MORE)
    page_of_few = few(page)
    if few.kept == few.rows:
        return len(render(page)), False
    less, much = len(render(page_of_few)), len(render(more(page)))
    row = (much - less) / (more.kept - few.kept)
    return round(much + (more.rows - more.kept) * row), True


class Thin:
    """Keeps one of `every` so many rows of the long lists in a value; counts these `rows`, and those it `kept`."""

    def __init__(self, every: int) -> None:
        self._every = every
        self.rows = self.kept = 0

    def __call__(self, value: Any) -> Any:
        """Return a value of a page, with fewer rows; where it has no long list, it is the same object."""
        if isinstance(value, tuple):
            if type(value) is tuple and len(value) >= LONG:
                first = (self._every // 2 - self.rows) % self._every
                some = value[first :: self._every]
                self.rows, self.kept = self.rows + len(value), self.kept + len(some)
                return some
            inside = [self(one) for one in value]
            if all(one is other for one, other in zip(inside, value, strict=True)):
                return value
            return tuple(inside) if type(value) is tuple else type(value)(*inside)
        if is_dataclass(value) and not isinstance(value, type):
            found = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
            changed = {name: self(one) for name, one in found.items()}
            changed = {name: one for name, one in changed.items() if one is not found[name]}
            return replace(value, **changed) if changed else value
        return value
