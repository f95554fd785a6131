"""A folder, such as one that a web server hands out: each file is put in place in one step, and no link is followed.

A file is known by its size and the time it was changed at, which the copy has from the site; where only the times
differ, the bytes are compared and an equal file is left alone, with its time, for the sake of browsers' caches.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from visavis.publishing.changes import Changes
from visavis.publishing.local import PublishingRefused, SiteFile
from visavis.publishing.places import Found, Progress, step_by_step
from visavis.publishing.record import RECORD, Owned, written
from visavis.publishing.tree import Tree

PART = ".visavis-part"
"""The file that is being written, at the top of the place; one that a kill left there is replaced."""
_FILE = "file-"


class FolderPlace:
    """A folder on this machine, or mounted there."""

    host, folders = None, True

    def __init__(self, path: Path) -> None:
        """Take the folder, which may be missing, or a link to one: a link that is named is meant."""
        self.root = path.resolve()
        self.title = str(path)

    def found(self) -> Found:
        """Return every file below the folder, and whatever else is no folder."""
        there: dict[str, str] = {}
        if self.root.is_dir():
            there.update(_walk(str(self.root), ""))
        elif self.root.exists():
            raise PublishingRefused(f"{self.title} is not a folder.")
        there.pop(PART, None)
        record = there.pop(RECORD, None)
        if record is None:
            return Found(there, None)
        if not record.startswith(_FILE):
            raise PublishingRefused(
                f"{self.title}/{RECORD} is no plain file. Take it away, if you know why it is there."
            )
        return Found(there, (self.root / RECORD).read_bytes())

    def same(self, file: SiteFile, token: str) -> bool:
        """Whether the file there has the size and time of this one, or the same bytes."""
        if token == self.expected(file):
            return True
        if not token.startswith(f"{_FILE}{file.size:x}-"):
            return False
        folder, _, name = file.path.rpartition("/")
        with Tree(self.root) as tree:
            return tree.folder(folder).holds(name, file.read())

    def expected(self, file: SiteFile) -> str:
        """Return the token of a file that has just been copied."""
        return _token(file.size, file.changed)

    def carry_out(self, changes: Changes, found: Found, owned: Owned, progress: Progress) -> None:
        """Copy and delete, file by file, while nobody else publishes there."""
        self.root.mkdir(parents=True, exist_ok=True)
        with Tree(self.root) as tree, self._alone(tree):
            step_by_step(_Copying(tree, self.expected), changes, found, owned, progress)

    @contextmanager
    def _alone(self, tree: Tree) -> Iterator[None]:
        """Keep others out for as long as the folder is open, on systems that can lock one."""
        if os.name != "nt" and tree.top.at is not None:
            import fcntl

            try:
                fcntl.flock(tree.top.at, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise PublishingRefused(f"Something else is being published to {self.title}. Try again.") from None
            except OSError:  # a file system without locks
                pass
        yield


class _Copying:
    """The steps, in a folder that is open."""

    def __init__(self, tree: Tree, expected: Callable[[SiteFile], str]) -> None:
        self._tree, self.expected = tree, expected

    def send(self, files: Iterable[SiteFile], told: Callable[[int], None]) -> dict[str, str]:
        """Copy files; each is there as it was, or as it shall be."""
        tokens = {}
        for count, file in enumerate(files, 1):
            content = file.read()
            changed = self._put(file.path, content, file.changed)
            tokens[file.path] = _token(len(content), changed)
            told(count)
        return tokens

    def remove(self, paths: Iterable[str]) -> None:
        """Delete files, and the folders that they leave empty."""
        for path in paths:
            self._tree.remove(path)

    def note(self, record: Owned) -> None:
        """Replace the record."""
        self._put(RECORD, written(record), None)

    def _put(self, path: str, content: bytes, changed: int | None) -> int:
        folder, _, name = path.rpartition("/")
        target, top = self._tree.folder(folder, make=True), self._tree.top
        top.remove(PART)
        top.create(PART, content)
        return top.move(PART, target, name, changed)


def _walk(folder: str, start: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path, found = start + entry.name, entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(found.st_mode):
            yield from _walk(entry.path, f"{path}/")
        elif stat.S_ISREG(found.st_mode):
            yield path, _token(found.st_size, found.st_mtime_ns)
        else:
            yield path, "link" if stat.S_ISLNK(found.st_mode) else "special"


def _token(size: int, changed: int) -> str:
    return f"{_FILE}{size:x}-{changed:x}"
