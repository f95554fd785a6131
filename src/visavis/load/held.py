"""What files came to, held in memory by a program that reads a site again and again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from visavis.load.data_file import digest, file_bytes, is_settled, signature
from visavis.load.files import DataFiles, data_files
from visavis.load.problems import ProblemsFound
from visavis.load.reading import Found, Wanted
from visavis.load.remembered import Remembered


class _Entry(NamedTuple):
    """What a file of a kind came to; `settled`: while its signature stays, so does its content."""

    kind: str
    found: Found
    settled: bool


class Held:
    """What was read of a site: `take` what is still true, `keep` what is. What follows from it is in `remembered`.

    `only` are the paths of the files that may be others than when they were read; None where any may, or may be new.
    """

    def __init__(self) -> None:
        self.remembered = Remembered()
        self.only: frozenset[str] | None = None
        self._entries: dict[str, _Entry] = {}
        self._files: DataFiles | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was read yet."""
        return not self._entries

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def files(self, root: Path) -> DataFiles:
        """Return the listing of the data, which is as it was where only known files may be others."""
        if self._files is None or self.only is None:
            self._files = data_files(root)
        return self._files

    def take(self, root: Path, wanted: Iterable[Wanted]) -> tuple[dict[str, Found], list[Wanted]]:
        """Return what is known of these files, by path, and those that have to be read."""
        found: dict[str, Found] = {}
        missing = []
        for one in wanted:
            entry = self._entries.get(one.path)
            known = self.only is not None and one.path not in self.only
            if entry and entry.kind == one.kind and (known or _same(root, one.path, entry)):
                found[one.path] = entry.found
            else:
                missing.append(one)
        return found, missing

    def keep(self, wanted: Iterable[Wanted], found: Mapping[str, Found]) -> None:
        """Hold what all files of a site came to, and nothing else."""
        now = time.time_ns()
        kept = {}
        for path, kind in wanted:
            entry, of = self._entries.get(path), found[path]
            if entry is None or entry.found is not of or not entry.settled:
                entry = _Entry(kind, of, of.signature is not None and is_settled(of.signature, now))
            kept[path] = entry
        self._entries = kept


def _same(root: Path, path: str, entry: _Entry) -> bool:
    now, found = signature(root, path), entry.found
    if now is None or now != found.signature:
        return False
    if entry.settled:
        return True
    try:
        return digest(file_bytes(root, path, now)) == found.content
    except ProblemsFound:
        return False
