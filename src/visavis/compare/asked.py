"""Which prompts were asked and passed, as sets of whole numbers: one bit for each prompt of the suite.

The first prompt has the highest bit, so that the bits, written down, stand in the order of the prompts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress

from visavis.compare.facts import Interned
from visavis.load.schema import EvalSuite

_AS_FLAGS = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The prompts of a run, which most runs of a suite share; `categories` has the prompts and the bits of each.

    `ids` are None, and there are no bits, where only sums are known.
    """

    ids: frozenset[str] | None
    bits: int
    categories: dict[str, tuple[frozenset[str], int]]


class Prompts:
    """The prompts of a suite in their order, and which runs were asked which of them."""

    def __init__(self, suite: EvalSuite, interned: Interned) -> None:
        self.ids = tuple(suite.prompts)
        self._suite, self._interned = suite, interned
        self.bit = {key: 1 << place for place, key in enumerate(reversed(self.ids))}
        self.masks: dict[str, int] = {}
        for key, prompt in suite.prompts.items():
            self.masks[prompt.category] = self.masks.get(prompt.category, 0) | self.bit[key]
        self._asked: dict[tuple[str, ...], Asked] = {}

    def asked(self, ids: tuple[str, ...]) -> Asked:
        """Return what a run was asked; the same for all runs that were asked the same in the same order."""
        if ids not in self._asked:
            bits, whole = self.bits(ids), self._interned.prompts
            categories = {
                category: (whole(key for key in ids if self._suite.prompts[key].category == category), bits & mask)
                for category, mask in self.masks.items()
                if bits & mask
            }
            self._asked[ids] = Asked(whole(ids) or None, bits, categories)
        return self._asked[ids]

    def bits(self, ids: Iterable[str]) -> int:
        """Return a set of prompts as bits; each is given once."""
        return sum([self.bit[key] for key in ids])

    def flags(self, bits: int) -> bytes:
        """Return a set of prompts as one byte for each prompt, in order: 1 for those in it, 0 for the others."""
        return format(bits, f"0{len(self.ids)}b").encode().translate(_AS_FLAGS) if self.ids else b""

    def chosen(self, bits: int) -> Iterator[str]:
        """Return the ids in a set of prompts, in order."""
        return compress(self.ids, self.flags(bits))
