"""One tree brought to what it shall hold, out of what it holds and what is published, page by page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice, product
from pathlib import Path
from types import TracebackType
from typing import Self

from visavis.write.compressed import ENDINGS, beside, compressed, has_copies, with_copies
from visavis.write.files import Folder
from visavis.write.manifest import Manifest
from visavis.write.pair_pages import PairPages
from visavis.write.sweep import Swept

TOGETHER = 32
"""So many pages are made and then written: a processor is a sixth quicker where it does not change over each time."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a tree holds just as it is wanted: these `files`, and the pages of pairs whose both models are in `models`.

    But not the right keys that `touched` names by left key; no `pairs` means no page of a pair.
    """

    pairs: PairPages | None = None
    models: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    touched: Mapping[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, manifest: Manifest | None, wanted: Manifest, touched: Swept) -> Held:
        """Return what a tree of this manifest holds of what is wanted, but for what was touched."""
        if manifest is None:
            return cls()
        same = manifest.shared == wanted.shared != ""
        return cls(
            pairs=manifest.pairs if same else None,
            models=_alike(manifest.models, wanted.models) if same else frozenset(),
            files=_alike(manifest.files, wanted.files) - touched.files,
            touched=touched.pairs,
        )

    def keeps(self, left: str) -> bool:
        """Whether a left model is as it is wanted, and no page of it was touched."""
        return left in self.models and left not in self.touched

    def rights(self, left: str) -> frozenset[str]:
        """Return the right keys whose page with this one is as it is wanted."""
        if self.pairs is None or left not in self.models:
            return frozenset()
        return self.models.intersection(self.pairs.rights(left)) - self.touched.get(left, set())


def _alike(one: Mapping[str, str], other: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key for key, found in other.items() if found and one.get(key) == found)


class Update:
    """Changes `tree` and nothing else; `published` is only read. Either may be missing pages that it holds not.

    Hand it to worker processes and let each enter it: an open folder can't be handed on.
    """

    def __init__(self, tree: Path, published: Path | None, wanted: PairPages, own: Held, known: Held) -> None:
        """`own` is what the tree holds as it is wanted, `known` what the published one does; `wanted` has one pattern
        with both."""
        self.tree, self.published, self.wanted = tree, published, wanted
        self.own, self.known = own, known
        self._endings = [ending for ending in wanted.copies if ending in ENDINGS.values()]
        with os.scandir(tree / wanted.folder) as entries:
            self.fresh = next(entries, None) is None  # and so are the folders of other languages

        self._few = self._changed()

    def _changed(self) -> tuple[list[str], list[str]] | None:
        """Return the models whose pages must be made, and those whose pages need only be shared, with most left models.

        None where the trees hold other pairs than are wanted, or where these are most models.
        """
        if not all(held.pairs and held.pairs.same(self.wanted) for held in (self.own, self.known)):
            return None
        keys, own, known = self.wanted.keys, self.own.models, self.known.models
        few = [key for key in keys if key not in known], [key for key in keys if key in known and key not in own]
        return few if sum(map(len, few)) < len(keys) // 8 else None

    def __enter__(self) -> Self:
        self._open = ExitStack()
        self._pages = [self._open.enter_context(Folder(self.tree / folder)) for folder in self.wanted.folders]
        self._root = self._open.enter_context(Folder(self.tree))
        self._published_pages = [self._folder(folder) for folder in self.wanted.folders]
        self._published_root = self._folder("")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    def _folder(self, path: str) -> Folder | None:
        try:
            return self._open.enter_context(Folder(self.published / path)) if self.published else None
        except OSError:
            return None

    def split(self, left: str) -> tuple[Sequence[str], Sequence[str]]:
        """Return the right keys whose pages must be made, and those whose pages need only be shared, both sorted."""
        if self._few is not None and self.own.keeps(left) and self.known.keeps(left):
            made, shared = ([right for right in some if self.wanted.has(left, right)] for some in self._few)
            return made, shared
        rights, known = self.wanted.rights(left), self.known.rights(left)
        if not known:
            return rights, ()
        own = self.own.rights(left)
        if known.issuperset(rights) and own.issuperset(rights):
            return (), ()
        made = [right for right in rights if right not in known]
        return made, [right for right in rights if right in known and right not in own]

    def write(self, left: str, pages: Iterator[tuple[str, Sequence[Mapping[str, bytes]]]]) -> int:
        """Write made pages, each with its right key; return how many files say something else than the published ones.

        Each is given in every language, as the texts that it is made as, by what is added to its name: nothing for the
        page itself.
        """
        written, folders = 0, list(zip(self._pages, self._published_pages, strict=True))
        while some := list(islice(pages, TOGETHER)):
            for place, (target, published) in enumerate(folders):
                written += self._write(target, published, left, [(right, texts[place]) for right, texts in some])
        return written

    def _write(
        self, target: Folder, published: Folder | None, left: str, some: Iterable[tuple[str, Mapping[str, bytes]]]
    ) -> int:
        names, written = self.wanted, 0
        put, middle, endings = target.create if self.fresh else target.put, f"{left}{names.middle}", ("", *names.copies)
        for right, texts in some:
            if names.nested:
                target.make_folder(f"{middle}{right}")
            page = f"{middle}{right}{names.ending}"
            for ending in endings:
                content, name = beside(texts, ending), page + ending
                if published is not None and published.holds(name, content):
                    target.take(name, published)
                else:
                    put(name, content)
                    written += 1
        return written

    def share(self, left: str, rights: Iterable[str]) -> None:
        """Take pages from the published tree."""
        for (target, source), right in product(zip(self._pages, self._published_pages, strict=True), rights):
            if source is None:
                raise RuntimeError("no page is known where there is no published folder")
            if self.wanted.nested:
                target.make_folder(f"{left}{self.wanted.middle}{right}")
            name = self.wanted.name(left, right)
            target.take(name, source)
            for ending in self.wanted.copies:
                target.take(name + ending, source)

    def remove(self, before: PairPages) -> int:
        """Delete the pages that are in `before` and not wanted; return how many."""
        if before.same(self.wanted):
            return 0
        count = 0
        for left in before.keys:
            kept = set(self.wanted.rights(left))
            for right in before.rights(left):
                if right not in kept:
                    self._remove(left, right)
                    count += self.wanted.files
        return count

    def _remove(self, left: str, right: str) -> None:
        for folder in self._pages:
            for ending in ("", *self.wanted.copies):
                folder.remove(self.wanted.name(left, right) + ending)
            if self.wanted.nested:
                folder.remove_folder(f"{left}{self.wanted.middle}{right}")

    def keeps(self, path: str) -> bool:
        """Have a file that is no pair's page, and its copies, where all are known to be as wanted; return whether."""
        source, paths = self._published_root, list(with_copies([path], self._endings))
        if source is None or not self.known.files.issuperset(paths):
            return False
        for one in paths:
            if one not in self.own.files:
                self._root.take(one, source)
        return True

    def put(self, path: str, content: bytes) -> int:
        """Write a file that is no pair's page, and its copies; return how many say something else than published."""
        written = _put(self._root, self._published_root, path, content)
        for ending in self._endings if has_copies(path) else ():
            written += _put(self._root, self._published_root, path + ending, compressed(content, ending))
        return written

    def drop(self, paths: Iterable[str], kept: set[str]) -> None:
        """Delete files and the folders that they leave empty, but for `kept` folders."""
        for path in paths:
            self._root.remove(path)
            while (path := path.rpartition("/")[0]) and path not in kept:
                self._root.remove_folder(path)


def _put(target: Folder, published: Folder | None, name: str, content: bytes) -> int:
    """Write a file, or take the published one where it says the same; return how many were written."""
    if published is not None and published.holds(name, content):
        target.take(name, published)
        return 0
    target.put(name, content)
    return 1
