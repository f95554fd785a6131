"""What lies in the output and was not made by visavis: carried from tree to tree as it is."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from visavis.write.files import discard
from visavis.write.manifest import Manifest
from visavis.write.sweep import MARK


def by_name(tree: Path, wanted: Manifest, ours: Callable[[str], bool], folders: Iterable[str]) -> Iterator[str]:
    """Yield what can't have been made by visavis, in a tree of which nothing is known.

    A folder stands for all it holds. `ours` says whether a path looks like that of a file visavis makes; in these
    `folders` such files are looked for.
    """
    known = {*folders, *wanted.folders()}

    def walk(folder: str) -> Iterator[str]:
        for entry in sorted(os.scandir(tree / folder), key=lambda entry: entry.name):
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                inside = path in known or ours(f"{path}/index.html")
                yield from walk(path) if inside else (path,)
            elif path != MARK and path not in wanted.files and not ours(path):
                yield path

    yield from walk("")


def beside(tree: Path, paths: Iterable[str], wanted: Manifest) -> Iterator[str]:
    """Yield these foreign paths; of a folder that shall hold files of ours, yield what it holds."""
    for path in paths:
        place = tree / path
        if wanted.is_folder(path) and place.is_dir() and not place.is_symlink():
            yield from beside(tree, [f"{path}/{entry.name}" for entry in place.iterdir()], wanted)
        else:
            yield path


def forget(tree: Path, paths: Iterable[str]) -> None:
    """Delete what a tree holds of these paths, and the folders it leaves empty."""
    for path in paths:
        with suppress(NotADirectoryError):
            discard(tree / path)
        with suppress(OSError):  # it holds other things, or is gone
            (tree / path).parent.rmdir()


def carry(published: Path, tree: Path, paths: Iterable[str]) -> None:
    """Let a tree hold these paths as the published one does."""
    for path in paths:
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        _same(published / path, tree / path)


def _same(source: Path, target: Path) -> None:
    wanted = source.lstat()
    found = target.lstat() if os.path.lexists(target) else None
    if stat.S_ISDIR(wanted.st_mode):
        if found and not stat.S_ISDIR(found.st_mode):
            target.unlink()
        target.mkdir(exist_ok=True)
        names = {entry.name for entry in source.iterdir()}
        for entry in list(target.iterdir()):
            if entry.name not in names:
                discard(entry)
        for name in sorted(names):
            _same(source / name, target / name)
        shutil.copystat(source, target)
    elif found is None or (found.st_dev, found.st_ino) != (wanted.st_dev, wanted.st_ino):
        discard(target)
        _link_or_copy(source, target)


def _link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name; copy it where the file system has no second names."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)
