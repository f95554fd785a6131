"""Which pairs have a page in a tree, and under which names: a few characters for each model, not one for each pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import compress

ALL = "*"


class PairPages:
    """Which pairs have a page in a tree, and under which names, in a few characters for each model.

    `keys` are the models, sorted. A page lies in the folder `folder` as `name(left, right)`; where `nested`, it is the
    index of a folder of its own. Beside each page lie copies with these further endings, `copies`. In each of the
    `folders`, of which `folder` is the first, lies every page in another language.
    """

    __slots__ = ("_codes", "_places", "copies", "ending", "folder", "folders", "keys", "middle", "others", "pattern")

    def __init__(
        self,
        pattern: str,
        keys: Sequence[str],
        codes: Sequence[str],
        copies: Sequence[str] = (),
        others: Sequence[str] = (),
    ) -> None:
        """Take the path of a page with {left} and {right} in it, and for each key which later ones it has a page with:
        a star for all of them, or a number in hex whose lowest bit is the next key, nothing for none. `others` are the
        folders that hold the same in other languages."""
        self.pattern, self.keys, self.others = pattern, tuple(keys), tuple(others)
        self.folder, _, name = pattern.partition("/")
        self.folders = (self.folder, *(f"{other}/{self.folder}" for other in self.others))
        self.middle, self.ending = name.removeprefix("{left}").split("{right}")
        self._codes, self.copies = tuple(codes), tuple(copies)
        self._places = {key: place for place, key in enumerate(self.keys)}

    @classmethod
    def of(
        cls,
        pattern: str,
        keys: Iterable[str],
        rights: Callable[[str], Sequence[str]],
        copies: Sequence[str] = (),
        others: Sequence[str] = (),
    ) -> PairPages:
        """Return the pages of the pairs of each key with its `rights`, which sort behind it."""
        listed = sorted(keys)
        codes = [_code(listed[place + 1 :], rights(key)) for place, key in enumerate(listed)]
        return cls(pattern, listed, codes, copies, others)

    @property
    def nested(self) -> bool:
        """Whether each page lies in a folder of its own."""
        return self.ending.startswith("/")

    @property
    def count(self) -> int:
        """How many pages there are."""
        return sum(len(self.rights(left)) for left in self.keys)

    def state(self) -> list[object]:
        """Return it as plain lists and texts: the arguments that make it again."""
        return [self.pattern, list(self.keys), list(self._codes), list(self.copies), list(self.others)]

    @property
    def form(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """How pages are named, what lies beside each, and in which other languages each is there."""
        return self.pattern, self.copies, self.others

    @property
    def files(self) -> int:
        """How many files there are of each pair."""
        return (1 + len(self.copies)) * len(self.folders)

    def without_folder(self, path: str) -> str | None:
        """Return what is left of a path behind the folder of pages that it lies in; None where it lies in none."""
        return next((path.removeprefix(f"{of}/") for of in self.folders if path.startswith(f"{of}/")), None)

    def name(self, left: str, right: str) -> str:
        """Return the path of a pair's page inside `folder`."""
        return f"{left}{self.middle}{right}{self.ending}"

    def rights(self, left: str) -> Sequence[str]:
        """Return the keys that sort behind this one and have a page with it, sorted; none for an unknown key."""
        place = self._places.get(left)
        code = self._codes[place] if place is not None else ""
        if place is None or not code:
            return ()
        after = self.keys[place + 1 :]
        return after if code == ALL else list(compress(after, map(int, reversed(f"{int(code, 16):b}"))))

    def has(self, left: str, right: str) -> bool:
        """Whether there is a page of a left and a right key."""
        one, other = self._places.get(left), self._places.get(right)
        if one is None or other is None or other <= one or not (code := self._codes[one]):
            return False
        return code == ALL or bool(int(code, 16) >> (other - one - 1) & 1)

    def original(self, name: str) -> str:
        """Return the name of the file that this is a copy of, or the name itself."""
        stems = (name.removesuffix(ending) for ending in self.copies)
        return next((stem for stem in stems if stem != name and stem.endswith(self.ending)), name)

    def has_entry(self, name: str) -> bool:
        """Whether `folder` holds an entry of this name because of a page."""
        name = self.original(name)
        stem = name if self.nested else name.removesuffix(self.ending)
        if stem == name and not self.nested:
            return False
        at = stem.find(self.middle)
        while at > 0:
            if self.has(stem[:at], stem[at + len(self.middle) :]):
                return True
            at = stem.find(self.middle, at + 1)
        return False

    def same(self, other: PairPages) -> bool:
        """Whether both stand for the same pages under the same names."""
        return self.state() == other.state()

    def union(self, other: PairPages) -> PairPages:
        """Return the pages of both, which have the same form."""
        if self.same(other):
            return self
        keys = {*self.keys, *other.keys}
        return PairPages.of(self.pattern, keys, lambda key: [*{*self.rights(key), *other.rights(key)}], *self.form[1:])


def _code(after: Sequence[str], rights: Sequence[str]) -> str:
    if not rights:
        return ""
    if len(rights) == len(after):
        return ALL
    chosen = set(rights)
    return f"{int(''.join('1' if key in chosen else '0' for key in reversed(after)), 2):x}"
