"""Files that are alike, of which a sample is made to tell what all of them weigh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean
from typing import NamedTuple

from visavis.compare.pairs import spread
from visavis.outputs.family import Made, Rendered
from visavis.outputs.looks import SHARE_IMAGES
from visavis.outputs.pages import MODEL_PAGES
from visavis.plan.thinning import weight
from visavis.workshop import Workshop
from visavis.write.compressed import TWIN

OTHERS, IMAGES = 100, 10
"""At most so many files that are alike are made to measure them.

Of share images there are fewer: each takes as long as many pages, and all are about as large."""
WORTH, FEWEST = 5_000, 2
"""Files that are alike are made for as long as so many comparisons take, but at least so many of them."""
PARTS_OF_TWICE = 4
"""Files take about as long where their costs fall into the same of so many steps from a cost to twice as much."""
THINNED = 400
"""Of a page that takes as long to make as so many comparisons, some rows of its lists are made."""


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of file, how many there are, and their bytes: estimated from `sampled` of them, exact where it is 0.

    `thinned` says that of these only some rows of long lists were made.
    """

    name: str
    pages: int
    files: int
    bytes: int
    sampled: int = 0
    thinned: bool = False


class Weighed(NamedTuple):
    """The files of a kind: their paths, their bytes and those of the largest; the rest as in Part."""

    paths: tuple[str, ...]
    bytes: int
    largest: int
    sampled: int
    thinned: bool

    def part(self, name: str) -> Part:
        """Return them as a part of the site."""
        pages, files = sum(path.endswith(".html") for path in self.paths), len(self.paths)
        return Part(name, pages, files, self.bytes, self.sampled, self.thinned)


class Sample(NamedTuple):
    """Files that are alike, each with its cost, and those of them that are made to measure them."""

    of: Mapping[str, float]
    made: Sequence[str]


def samples(workshop: Workshop) -> dict[str, list[Sample]]:
    """Return all that a site has in `made` but the pages of models, by kind.

    Files of a kind are alike where they lie beside each other and take about as long to make.
    """
    found: dict[str, dict[tuple[str, int], dict[str, float]]] = {}
    for path, made in workshop.made.items():
        own = path.startswith("models/") or made.kind != MODEL_PAGES
        kind = made.kind if own else f"{MODEL_PAGES} in other languages"
        alike = _place(workshop, path), round(PARTS_OF_TWICE * log2(made.cost))
        found.setdefault(kind, {}).setdefault(alike, {})[path] = made.cost
    found.pop(MODEL_PAGES, None)
    return {kind: [_sample(kind, of) for of in alike.values()] for kind, alike in found.items()}


class Measured(NamedTuple):
    """How many bytes a file has; `thinned` where only some rows of its lists were made."""

    bytes: int
    thinned: bool


def measured(made: Made) -> Measured:
    """Return the size of a file; of a page that takes long to make, about its size."""
    if made.cost < THINNED or not isinstance(made.make, Rendered):
        return Measured(len(made.make()), thinned=False)
    return Measured(*weight(made.make.page(), made.make.render))


def weighed(alike: Iterable[Sample], sizes: Mapping[str, Measured]) -> Weighed:
    """Return what the files of samples weigh, by the sizes of those that were made: as much as they cost to make."""
    total, largest, made, thinned, paths = 0.0, 0, 0, False, list[str]()
    for sample in alike:
        found = [sizes[path] for path in sample.made]
        share = sum(sample.of[path] for path in sample.made) / sum(sample.of.values())
        total += sum(one.bytes for one in found) / share
        largest = max(largest, *(one.bytes for one in found))
        thinned = thinned or any(one.thinned for one in found)
        made += len(found)
        paths += sample.of
    return Weighed(tuple(paths), round(total), largest, made if thinned or made < len(paths) else 0, thinned)


def _sample(kind: str, of: Mapping[str, float]) -> Sample:
    most = IMAGES if kind == SHARE_IMAGES else min(OTHERS, max(FEWEST, int(WORTH / fmean(of.values()))))
    paths = list(of)
    return Sample(of, [paths[at] for at in spread(len(paths), most)])


def _place(workshop: Workshop, path: str) -> str:
    """Return the folder that a file lies in, the same for all languages and for pages with folders of their own."""
    for edition in workshop.others:
        path = path.removeprefix(edition.addresses.folder)
    return path.removesuffix(TWIN).removesuffix(workshop.addresses.ending).rpartition("/")[0]
