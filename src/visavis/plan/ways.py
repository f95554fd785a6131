"""What makes a site fit on a host: other settings of site.yaml, tried out by counting."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from visavis.compare.nearness import Nearness
from visavis.compare.pairs import pair, partners, spread
from visavis.load.schema import PairParts
from visavis.plan.scale import COMPARISONS, Scale
from visavis.workshop import Workshop
from visavis.write.budget import Host, Size

ROOM = 1.02
"""Estimated bytes are taken for so much more, lest a site that is said to fit turn out a little too large."""
SAMPLED = 10
"""A comparison with one of so many nearest stands for those with any number of them, where bytes are estimated."""


@dataclass(frozen=True, slots=True)
class Way:
    """A line of site.yaml that makes the site fit, and what the site is with it.

    Where `within` is true, the line belongs into `pairs` beside `named`, which stays as it is.
    """

    line: str
    comparisons: int
    size: Size
    within: bool = False


class Ways:
    """Finds what makes one site fit. What several hosts ask for is computed once, and only when one asks."""

    def __init__(self, workshop: Workshop, scale: Scale) -> None:
        self._scale, self._catalogue, self._now = scale, workshop.catalogue, workshop.partners.count
        self._folders = workshop.addresses.folders
        pairs = workshop.catalogue.config.pairs
        self._named = pairs.named if isinstance(pairs, PairParts) else ()
        self._first: dict[tuple[str, str], int] = {}
        self._counts: list[int] = []

    def to_fit(self, host: Host) -> Iterator[Way]:
        """Yield the ways to fit on a host that does not take the site as it is, those with most pages first."""
        size = self._size(self._now, None, folders=True)
        if not self._folders and "files_per_folder" in host.limits and not _exceeds(host, size):
            yield Way("pages_as: folders", self._now, size)
        count, each = self._comparable
        size = self._size(count, each)
        if not _exceeds(host, size):
            yield self._way("comparable: yes" if self._named else "pairs: comparable", count, size)
            return
        self._most_within(self.room(host))  # a sample of the pairs that it finds says how large these are
        each = self._near
        most = self._most_within(self.room(host, each))
        if most:
            count = self._counts[most]
            line = f"nearest: {most}" if self._named else f"pairs: {{nearest: {most}}}"
            yield self._way(line, count, self._size(count, each))

    def room(self, host: Host, each: float | None = None) -> int:
        """Return how many comparisons of so many bytes fit on a host, by default as now, at most as many as now.

        It is -1 where the host does not take the site even without any.
        """
        counts = range(self._now + 1)
        return bisect_left(counts, 1, key=lambda count: _exceeds(host, self._size(count, each))) - 1

    def _way(self, line: str, count: int, size: Size) -> Way:
        return Way(line, count, size, within=bool(self._named))

    def _size(self, count: int, each: float | None, *, folders: bool | None = None) -> Size:
        return self._scale.size(count, self._scale.bytes_with(count, each), folders=folders)

    @cached_property
    def _comparable(self) -> tuple[int, float | None]:
        """How many pairs there are of all that are comparable and those named, and how many bytes one of them has."""
        choice = partners(self._catalogue, PairParts.model_construct(comparable="yes", nearest=None, named=self._named))
        same = choice.count == self._now
        return choice.count, None if same else self._scale.mean_of(choice.spread(COMPARISONS))

    @cached_property
    def _near(self) -> float:
        """How many bytes a comparison with one of the nearest has, those named included."""
        found = sorted(both for both, most in self._first.items() if most <= SAMPLED)
        return self._scale.mean_of(found[number] for number in spread(len(found), COMPARISONS))

    @cached_property
    def _nearness(self) -> Nearness:
        return Nearness(self._catalogue)

    def _most_within(self, count: int) -> int:
        """Return how many nearest models make at most so many pairs, with those named; 0 where even one is too much."""
        models = len(self._nearness.keys)
        most = max(1, 3 * count // models)
        while not self._counts or (self._counts[-1] <= count and len(self._counts) < models):
            most = min(max(most, 2 * len(self._counts)), models - 1)
            self._first = self._nearness.first_near(most) | {pair(*of): 0 for of in self._named}
            reached = Counter(self._first.values())
            self._counts = list(accumulate(reached[number] for number in range(most + 1)))
        return max(0, bisect_right(self._counts, count) - 1)


def _exceeds(host: Host, size: Size) -> bool:
    return bool(host.exceeded(replace(size, site_bytes=round(size.site_bytes * ROOM))))
