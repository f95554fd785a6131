"""The files of a built site as they lie in the output folder: what is no plain file with a plain name is refused."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from visavis.load.problems import visible
from visavis.publishing.record import RECORDS, why_refused
from visavis.write.budget import Size
from visavis.write.folders import folders_of
from visavis.write.sweep import MARK

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class PublishingRefused(Exception):  # noqa: N818 (it names what happened)
    """Nothing was published; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file of a site: its `path` there, where it lies, its size in bytes, and when it was changed (ns)."""

    path: str
    place: str
    size: int
    changed: int

    def read(self) -> bytes:
        """Return its bytes; a link that has taken its place meanwhile is not followed. Raises OSError."""
        with open(self.place, "rb", opener=_opened) as file:
            return file.read()


def _opened(path: str, flags: int) -> int:  # noqa: ARG001 (open's own flags follow links)
    return os.open(path, _READ)


def site_files(folder: Path) -> dict[str, SiteFile]:
    """Return all files of a built site by path, sorted, but for the mark that says who made the folder.

    Raises PublishingRefused for links, pipes and the like, and for names that could lead elsewhere or that hosts and
    git do not take.
    """
    if not (folder / MARK).is_file():
        raise PublishingRefused(f"{folder} was not made by visavis: there is no {MARK} in it.")
    return {file.path: file for file in sorted(_walk(str(folder), ""), key=lambda file: file.path)}


def _walk(folder: str, start: str) -> Iterator[SiteFile]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path, found = start + entry.name, entry.stat(follow_symlinks=False)
        if path == MARK:
            continue
        if why := why_refused(path):
            raise PublishingRefused(f"{visible(entry.path)} can't be published: {why}. Rename it or take it away.")
        if path in RECORDS:
            raise PublishingRefused(f"{entry.path} has the name under which visavis keeps its record. Take it away.")
        if stat.S_ISDIR(found.st_mode):
            yield from _walk(entry.path, f"{path}/")
        elif stat.S_ISREG(found.st_mode):
            yield SiteFile(path, entry.path, found.st_size, found.st_mtime_ns)
        else:
            what = "a link, and links are not followed" if stat.S_ISLNK(found.st_mode) else "neither file nor folder"
            raise PublishingRefused(f"{visible(entry.path)} is {what}. Put a file in its place, or take it away.")


def size_of(files: Iterable[SiteFile]) -> Size:
    """Return how large a site is, as hosts measure it."""
    listed = list(files)
    in_folder = Counter(file.path.rpartition("/")[0] for file in listed)
    return Size(
        files=len(listed),
        entries=len(listed) + len(folders_of(file.path for file in listed)),
        files_per_folder=max(in_folder.values(), default=0),
        file_bytes=max((file.size for file in listed), default=0),
        site_bytes=sum(file.size for file in listed),
    )
