"""What was computed in one round and serves the next: found by the very objects that it was computed from.

The values of files that did not change are the same objects when a site is read again, so what follows from them alone
need not be computed again. Nothing that a round did not ask for is kept longer than until the next one has ended.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from visavis.language import current

T = TypeVar("T")


class Remembered:
    """Hands out what was computed before. What is remembered must follow from `of` and `beside` alone."""

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[object, Any]] = {}
        self._now: dict[Hashable, tuple[object, Any]] = {}

    def __call__(self, name: str, of: tuple[object, ...], make: Callable[[], T], *beside: Hashable) -> T:
        """Return what was computed under this name of these very objects, and of equal values beside them.

        What was computed in another language does not count."""
        key = (name, current(), *map(id, of), *beside)
        known = self._now.get(key) or self._before.get(key)
        if known is None:
            known = (of, make())  # with the objects, so that no others get their ids
        self._now[key] = known
        found: T = known[1]
        return found

    def end_round(self) -> None:
        """Let go of what this round did not ask for; not where a round broke off and may have asked for too little."""
        self._before, self._now = self._now, {}
