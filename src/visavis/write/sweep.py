"""What was touched in a tree since it was made, found by the times of its files: a changed, missing or added one.

Nothing can change a file, or the names in a folder, and leave the time of that change (`st_ctime`) as it was: what was
last changed before the manifest's stamp is as the build left it. Half a million files take about a second; processes
of their own look at them while the build reads its data.
"""

from __future__ import annotations

import json
import os
import signal
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import product
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from visavis.write.manifest import Manifest
from visavis.write.pair_pages import PairPages

MARK = ".visavis"
"""The file that says that a folder was made by visavis, and may be replaced by it."""
FEW = 20_000
"""So many files are looked at sooner than a process is started."""
_changed = attrgetter("st_mtime_ns" if os.name == "nt" else "st_ctime_ns")
# on Windows, st_ctime is the time of birth


@dataclass(slots=True)
class Swept:
    """What was found: `pairs` are the right keys of touched pages by left key, `files` other paths.

    `foreign` is what lies there and is not ours, sorted; a folder stands for all it holds. `time` is that of the disk
    before anything was looked at.
    """

    time: int
    pairs: dict[str, set[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    foreign: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing of ours was touched."""
        return not self.pairs and not self.files


class Sweep:
    """Looks at a tree from now on, in other processes where it has many files and the system can fork."""

    def __init__(self, tree: Path, manifest: Manifest, clock: int, processes: int) -> None:
        self._tree, self._manifest, self._clock = tree, manifest, clock
        self._children: list[tuple[int, int]] = []
        lefts = manifest.pairs.keys
        many = len(lefts) ** 2 // 2 > FEW
        shares = [lefts[start::processes] for start in range(processes)] if many and hasattr(os, "fork") else []
        for share in shares:
            self._children.append(self._start(share))

    def _start(self, lefts: Sequence[str]) -> tuple[int, int]:
        read, write = os.pipe()
        pid = os.fork()
        if pid:
            os.close(write)
            return pid, read
        try:  # a child: whatever happens here, it must never get back into the build
            os.close(read)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            with os.fdopen(write, "w", encoding="utf-8") as pipe:
                json.dump(self._pairs(lefts, near=True), pipe)
            os._exit(0)
        finally:
            os._exit(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pid, pipe in self._children:
            os.kill(pid, signal.SIGKILL)
            os.close(pipe)
            os.waitpid(pid, 0)

    def result(self) -> Swept:
        """Return what was found, when all has been looked at."""
        found, inner = Swept(self._clock), list[str]()
        answers = [self._answer() for _ in list(self._children)] or [self._pairs(self._manifest.pairs.keys)]
        for touched, strange in answers:
            found.pairs.update({left: set(rights) for left, rights in touched.items()})
            inner += strange
        found.files = set(self._files())
        found.foreign = tuple(sorted({*_foreign(self._tree, self._manifest), *inner}))
        self._replaced(found)
        return found

    def _replaced(self, found: Swept) -> None:
        """Count everything below a folder that is none any more, for instance a link, as touched."""
        pairs = self._manifest.pairs
        for folder in self._manifest.folders():
            place = self._tree / folder
            if place.is_symlink() or not place.is_dir():
                found.files.update(path for path in self._manifest.files if path.startswith(f"{folder}/"))
                if folder in pairs.folders:
                    found.pairs.update({left: set(rights) for left in pairs.keys if (rights := pairs.rights(left))})

    def _answer(self) -> tuple[dict[str, list[str]], list[str]]:
        pid, pipe = self._children.pop()
        try:
            with os.fdopen(pipe, "rb") as file:
                answer = file.read()
        finally:
            code = os.waitpid(pid, 0)[1]
        if code:
            raise ChildProcessError(code, "a process that looks at the output was ended from outside", str(self._tree))
        touched, strange = json.loads(answer)
        return touched, strange

    def _pairs(self, lefts: Sequence[str], *, near: bool = False) -> tuple[dict[str, list[str]], list[str]]:
        """Return the touched pages of pairs, and what else lies in their folders.

        Where this process may go `near`, it does: short paths are looked up sooner.
        """
        pairs, stamp = self._manifest.pairs, self._manifest.stamp
        touched: dict[str, dict[str, None]] = {}
        strange = list(_beside(self._tree.absolute(), pairs, lefts, stamp))
        for name in pairs.folders:
            folder = f"{self._tree.absolute()}/{name}/"
            with suppress(OSError):  # the folder may be gone
                if near:
                    os.chdir(folder)
                    folder = ""
            for left in lefts:
                rights = _touched(folder, pairs, left, stamp)
                if rights:
                    touched.setdefault(left, {}).update(dict.fromkeys(rights))
        return {left: list(rights) for left, rights in touched.items()}, strange

    def _files(self) -> Iterator[str]:
        """Yield the touched ones of the files that are not pages of pairs."""
        for path in self._manifest.files:
            try:
                found = os.lstat(f"{self._tree}/{path}")
            except OSError:
                yield path
            else:
                if _changed(found) >= self._manifest.stamp or not stat.S_ISREG(found.st_mode):
                    yield path


def strangers(tree: Path, manifest: Manifest) -> set[str]:
    """Return what lies in a tree and is not in its manifest, whenever it came there."""
    every = replace(manifest, stamp=0)
    return {*_foreign(tree, every), *_beside(tree, every.pairs, every.pairs.keys, 0)}


def intact(tree: Path, manifest: Manifest) -> bool:
    """Whether all folders of a finished tree hold the names they held when it was made."""
    for folder in manifest.folders() if manifest.stamp else ():
        try:
            found = os.lstat(tree / folder)
        except OSError:
            return False
        if not stat.S_ISDIR(found.st_mode) or _changed(found) >= manifest.stamp:
            return False
    return True


def _foreign(tree: Path, manifest: Manifest) -> Iterator[str]:
    """Yield what is not ours; the names in a folder that was not touched are those the build left there."""
    folders = {"", *manifest.folders()}
    ours = {MARK, *manifest.files, *folders}
    for path in manifest.foreign:
        if path.rpartition("/")[0] not in folders and os.path.lexists(tree / path):
            yield path
    for folder in sorted(folders):
        try:
            found = os.lstat(tree / folder)
            if folder and _changed(found) < manifest.stamp:
                yield from (path for path in manifest.foreign if path.rpartition("/")[0] == folder)
            elif stat.S_ISDIR(found.st_mode):
                paged = folder in manifest.pairs.folders
                for entry in os.scandir(tree / folder):
                    path = f"{folder}/{entry.name}" if folder else entry.name
                    if path not in ours and not (paged and manifest.pairs.has_entry(entry.name)):
                        yield path
        except FileNotFoundError:
            continue


def _touched(folder: str, pairs: PairPages, left: str, stamp: int) -> list[str]:
    lstat, start, touched = os.lstat, f"{folder}{left}{pairs.middle}", dict[str, None]()
    for ending in (pairs.ending, *(pairs.ending + copy for copy in pairs.copies)):
        for right in pairs.rights(left):
            try:
                found = lstat(f"{start}{right}{ending}")
            except OSError:
                touched[right] = None
            else:
                if _changed(found) >= stamp or found.st_mode & 0o170000 != 0o100000:  # no plain file
                    touched[right] = None
    return list(touched)


def _beside(tree: Path, pairs: PairPages, lefts: Iterable[str], stamp: int) -> Iterator[str]:
    """Yield what lies beside a page in a folder of its own, where the names there were touched."""
    index = pairs.ending.removeprefix("/")
    ours = {index, *(index + ending for ending in pairs.copies)}
    every = ((left, right) for left in (lefts if pairs.nested else ()) for right in pairs.rights(left))
    for (left, right), folder in product(every, pairs.folders):
        path = f"{folder}/{left}{pairs.middle}{right}"
        try:
            if _changed(os.lstat(f"{tree}/{path}")) >= stamp:
                found = [entry.name for entry in os.scandir(f"{tree}/{path}") if entry.name not in ours]
                yield from (f"{path}/{one}" for one in found)
        except OSError:
            continue


def clock(work: Path, after: int = 0) -> int:
    """Return the time of the disk in nanoseconds, when it is past `after`; it moves in steps of some milliseconds."""
    path = work / "clock"
    while True:
        path.write_bytes(b"")
        path.touch()
        now = int(_changed(path.stat()))
        if now > after:
            return now
        time.sleep(0.001)
