"""The output folder and the working folder beside it: whose they are, who works on them, and how a tree is published.

The site is made in a spare tree inside the working folder and changes places with the published one in one step. Until
then the published one stands untouched, whatever happens: a problem, a full disk, a kill. Where the system can't
exchange two folders (elsewhere than on Linux and macOS), the published one is moved aside first; a build that dies
between the two moves is mended by the next one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from visavis.write.exchange import exchange
from visavis.write.files import discard
from visavis.write.manifest import Manifest, manifest_path, read_manifest, write_manifest
from visavis.write.sweep import MARK

NOTE = b"This folder was made by visavis, which replaces it with every build.\n"


def work_beside(folder: Path) -> Path:
    """Return the working folder of an output folder."""
    return folder.with_name(f".{folder.name}.visavis")


def cache_beside(folder: Path) -> Path:
    """Return the folder that keeps what was read of the data of the site in an output folder."""
    return work_beside(folder) / "inputs"


class OutputRefused(Exception):  # noqa: N818 (it names what happened)
    """The output folder can't be used; the text says why and what to do."""


class Output:
    """One output folder, `folder`, and its working folder, `work`, which may be deleted at any time but during a build.

    In the latter, `spare` is the tree that the next site is made in, and `cache` keeps what was read of the data.
    """

    def __init__(self, folder: Path, site: Path) -> None:
        self.folder = folder.absolute()
        self.work = work_beside(self.folder)
        self.spare, self._aside, self._trash = (self.work / name for name in ("spare", "aside", "trash"))
        self.cache = cache_beside(self.folder)
        self._refuse(site.resolve())

    def _refuse(self, site: Path) -> None:
        """Raise OutputRefused where replacing the folder would destroy what visavis did not make."""
        real = self.folder.resolve()
        sources = [site / name for name in ("data", "templates", "static")]
        if site.is_relative_to(real) or any(real.is_relative_to(source.resolve()) for source in sources):
            raise OutputRefused(f"{self.folder} holds the site's own files. Choose another folder with --out.")
        if self.folder.is_symlink() or (self.folder.exists() and not self.folder.is_dir()):
            raise OutputRefused(f"{self.folder} is not a folder. Choose another one with --out.")
        if self.folder.is_dir() and any(self.folder.iterdir()) and not (self.folder / MARK).is_file():
            text = f"{self.folder} is not empty and was not made by visavis. Empty it, or choose another with --out."
            raise OutputRefused(text)

    @contextmanager
    def locked(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Keep other builds away; where one is at work, call `waiting`, and wait until it has ended.

        Worker processes that are forked keep the lock until the last of them has ended, however the build ends.
        """
        self.cache.mkdir(parents=True, exist_ok=True)
        with (self.work / "lock").open("ab") as file:
            _lock(file.fileno(), waiting)
            self._mend()
            yield

    def _mend(self) -> None:
        """Put in place what a build that died between two moves left aside, and delete what it did not want."""
        if self._aside.is_dir():
            if not self.folder.exists():
                self._aside.rename(self.folder)
            elif not self.spare.exists():
                self._aside.rename(self.spare)
        discard(self._aside)

    def known(self, tree: Path) -> Manifest | None:
        """Return what is known of the published or the spare tree."""
        return read_manifest(self.work, tree)

    def note(self, tree: Path, manifest: Manifest) -> None:
        """Write what is known of a tree."""
        write_manifest(self.work, tree, manifest)

    def set_aside_spare(self) -> None:
        """Take the spare tree away; it is deleted when a site has been published, for deleting is slow."""
        discard(self._trash)
        with suppress(FileNotFoundError):
            self.spare.rename(self._trash)

    def publish(self) -> None:
        """Put the spare tree in the place of the published one, which becomes the spare; delete what is left over."""
        if not self.folder.exists():
            self.spare.rename(self.folder)
        elif not exchange(self.spare, self.folder):
            self.folder.rename(self._aside)
            try:
                self.spare.rename(self.folder)
            except OSError:
                self._aside.rename(self.folder)
                raise
            self._aside.rename(self.spare)
        self._tidy()

    def _tidy(self) -> None:
        discard(self._trash)
        with suppress(OSError):
            self.spare.rmdir()  # an empty folder was published over
        trees = [tree for tree in (self.folder, self.spare) if tree.is_dir()]
        kept = {manifest_path(self.work, tree).name for tree in trees}
        for path in self.work.glob("tree-*"):
            if path.name not in kept:
                path.unlink()


def _lock(file: int, waiting: Callable[[], None]) -> None:
    if os.name == "nt":
        _lock_on_windows(file, waiting)
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(file, fcntl.LOCK_EX)


def _lock_on_windows(file: int, waiting: Callable[[], None]) -> None:
    import msvcrt
    import time

    told = False
    while True:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            if not told:
                waiting()
            told = True
            time.sleep(0.1)
        else:
            return
