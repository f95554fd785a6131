"""What a family of files is, and what its files are told apart by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from visavis.write.inputs import Inputs
from visavis.write.manifest import PairPages


class Made(NamedTuple):
    """A file that is made when it is not up to date: of which kind, how, and how many comparisons are made as fast.

    Kinds are named as a plan of the site lists them.
    """

    kind: str
    cost: float
    make: Callable[[], bytes]


@dataclass(frozen=True, eq=False)
class Shown:
    """Digests of what files show: of each model with all that its pages are made from, and of what all files share.

    `shared` is empty where that is not known.
    """

    inputs: Inputs
    pairs: PairPages
    models: Mapping[str, str]
    shared: str

    @cached_property
    def runs(self) -> dict[str, str]:
        """A digest of the runs of each suite."""
        return self.inputs.runs()


class Family(Protocol):
    """Files that are made in like ways. `made` and `states` yield the same paths, in any order."""

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield every path with how its file is made. Those of a kind come one behind another."""

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield every path with a digest of all that its file shows, found without making it."""
