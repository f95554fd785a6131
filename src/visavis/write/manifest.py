"""What is known of a tree of pages: what each was made from, by model and not by pair, and what else lies there.

A manifest lies beside the trees, under the number of the tree's folder, so that it follows the folder where that goes.
Before a tree is changed, whatever may change is blanked in it: a build that is killed leaves a manifest that says less
than is so, never more. This holds for a kill, not for a loss of power, after which the working folder may be deleted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import compress
from pathlib import Path
from typing import Any

from visavis.write.folders import folders_of

FORMAT = "visavis-tree-2"
ALL = "*"


class PairPages:
    """Which pairs have a page in a tree, and under which names, in a few characters for each model.

    `keys` are the models, sorted. A page lies in the folder `folder` as `name(left, right)`; where `nested`, it is the
    index of a folder of its own. Beside each page lie copies with these further endings, `copies`.
    """

    __slots__ = ("_codes", "_places", "copies", "ending", "folder", "keys", "middle", "pattern")

    def __init__(self, pattern: str, keys: Sequence[str], codes: Sequence[str], copies: Sequence[str] = ()) -> None:
        """Take the path of a page with {left} and {right} in it, and for each key which later ones it has a page with:
        a star for all of them, or a number in hex whose lowest bit is the next key, nothing for none."""
        self.pattern, self.keys = pattern, tuple(keys)
        self.folder, _, name = pattern.partition("/")
        self.middle, self.ending = name.removeprefix("{left}").split("{right}")
        self._codes, self.copies = tuple(codes), tuple(copies)
        self._places = {key: place for place, key in enumerate(self.keys)}

    @classmethod
    def of(
        cls, pattern: str, keys: Iterable[str], rights: Callable[[str], Sequence[str]], copies: Sequence[str] = ()
    ) -> PairPages:
        """Return the pages of the pairs of each key with its `rights`, which sort behind it."""
        listed = sorted(keys)
        codes = [_code(listed[place + 1 :], rights(key)) for place, key in enumerate(listed)]
        return cls(pattern, listed, codes, copies)

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
        return [self.pattern, list(self.keys), list(self._codes), list(self.copies)]

    @property
    def form(self) -> tuple[str, tuple[str, ...]]:
        """How pages are named, and what lies beside each."""
        return self.pattern, self.copies

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
        return PairPages.of(self.pattern, keys, lambda key: [*{*self.rights(key), *other.rights(key)}], self.copies)


def _code(after: Sequence[str], rights: Sequence[str]) -> str:
    if not rights:
        return ""
    if len(rights) == len(after):
        return ALL
    chosen = set(rights)
    return f"{int(''.join('1' if key in chosen else '0' for key in reversed(after)), 2):x}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One tree. An empty digest stands for content that is not known.

    `shared` is the digest of what every page depends on, `models` of each model, `files` of all files but the pages of
    pairs, by path. `foreign` are paths of what visavis did not make. What was last touched before `stamp`, in
    nanoseconds by the clock of the disk, is as the build left it; 0 where the tree was not finished. `inputs` is the
    fingerprint of all that it was made from, `told` what the build had to say of it.
    """

    pairs: PairPages
    shared: str = ""
    models: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()
    stamp: int = 0
    inputs: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)

    def folders(self) -> set[str]:
        """Return the path of every folder that holds a file, but not of those that hold the page of a pair alone."""
        return folders_of(self.files) | {self.pairs.folder}

    def before(self, wanted: Manifest, touched: Iterable[str], files: Iterable[str]) -> Manifest:
        """Return what may be said of the tree while it is made into `wanted`: only what stays as it is.

        `touched` are left models with a page that is not as it was left, `files` such paths. Both have one form.
        """
        pairs, blank, gone = self.pairs.union(wanted.pairs), set(touched), set(files)
        if not self.pairs.same(wanted.pairs):
            blank |= {key for key in pairs.keys if set(self.pairs.rights(key)) != set(wanted.pairs.rights(key))}
        return replace(
            self,
            pairs=pairs,
            shared=self.shared if self.shared == wanted.shared else "",
            models={key: _kept(self.models, wanted.models, key, blank) for key in pairs.keys},
            files={path: _kept(self.files, wanted.files, path, gone) for path in {**self.files, **wanted.files}},
            foreign=tuple(sorted({*self.foreign, *wanted.foreign})),
            stamp=0,
            inputs="",
            told={},
        )

    def unknown(self) -> Manifest:
        """Return it with all digests blanked: only what lies there may be said."""
        return replace(self, shared="", models={}, files=dict.fromkeys(self.files, ""), stamp=0, inputs="")

    def missing(self, wanted: Manifest) -> int:
        """Return how many of its files are not among the wanted ones."""
        files, pairs = len(self.files.keys() - wanted.files.keys()), self.pairs
        if pairs.same(wanted.pairs):
            return files
        kept = wanted.pairs.rights if pairs.form == wanted.pairs.form else lambda _: ()
        gone = sum(len(set(pairs.rights(left)).difference(kept(left))) for left in pairs.keys)
        return files + gone * (1 + len(pairs.copies))

    def is_folder(self, path: str) -> bool:
        """Whether a path is that of a folder that holds some file of ours."""
        folder, _, name = path.rpartition("/")
        pairs = self.pairs
        return path in self.folders() or (pairs.nested and folder == pairs.folder and pairs.has_entry(name))

    def is_file(self, path: str) -> bool:
        """Whether a path is that of a file of ours."""
        folder, pairs = self.pairs.folder, self.pairs
        name = pairs.original(path.removeprefix(f"{folder}/"))
        if path in self.files or not path.startswith(f"{folder}/"):
            return path in self.files
        return name.endswith(pairs.ending) and pairs.has_entry(
            name.removesuffix(pairs.ending) if pairs.nested else name
        )

    def without(self, models: Iterable[str], files: Iterable[str]) -> Manifest:
        """Return it with the digests of these models and files blanked."""
        keys, paths = set(models), set(files)
        return replace(
            self,
            models={key: "" if key in keys else found for key, found in self.models.items()},
            files={path: "" if path in paths else found for path, found in self.files.items()},
        )


def _kept(old: Mapping[str, str], new: Mapping[str, str], key: str, blank: set[str]) -> str:
    found = old.get(key, "")
    return found if found == new.get(key) and key not in blank else ""


def manifest_path(work: Path, tree: Path) -> Path:
    """Return where the manifest of a tree lies. Raises OSError where there is no such folder."""
    stat = tree.lstat()
    return work / f"tree-{stat.st_dev:x}-{stat.st_ino:x}"


def read_manifest(work: Path, tree: Path) -> Manifest | None:
    """Return what is known of a tree; None where nothing is, or what is written there can't be relied on."""
    try:
        head, _, body = manifest_path(work, tree).read_text("ascii").partition("\n")
        if head != _head(body):
            return None
        found = json.loads(body)
        found.update(pairs=PairPages(*found["pairs"]), foreign=tuple(found["foreign"]))
        return Manifest(**found)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_manifest(work: Path, tree: Path, manifest: Manifest) -> None:
    """Write what is known of a tree, in one step: a reader finds the old or the new."""
    path = manifest_path(work, tree)
    shallow = {name: getattr(manifest, name) for name in Manifest.__slots__}
    body = json.dumps({**shallow, "pairs": manifest.pairs.state()}, separators=(",", ":"))
    new = work / "tree-new"
    new.write_text(f"{_head(body)}\n{body}", "ascii")
    new.replace(path)


def _head(body: str) -> str:
    return f"{FORMAT} {blake2b(body.encode(), digest_size=16).hexdigest()}"
