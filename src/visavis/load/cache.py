"""The cache of checked values: a file whose content was read and checked before is not read and checked again.

One file in a folder of the caller's choice. A value counts for the path, kind and content it was made of, and for this
version of the rules, the libraries and Python; only files without problems are kept. Content is told by its digest, and
that it has not changed by the file's signature, where that can be trusted. Anything odd about the cache (cut off, of
another version or owner, not to be written) means that it is not used, and never that a build is another or none.
Whoever may write this file may write the site's data too, so the checksum is against damage, not against its owner.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pydantic
import pydantic_core

from visavis import __version__
from visavis.load.data_file import Signature, digest, file_bytes, is_settled, signature
from visavis.load.kept_file import keep_as_of, read_kept
from visavis.load.packing import packed, unpacked
from visavis.load.problems import ProblemsFound
from visavis.load.reading import KINDS, Chunk, Found, Wanted

NAME = "load.cache"
"""The file's name in its folder."""


class _Entry(NamedTuple):
    """Where the value of a file lies: which segment, and the place in it."""

    kind: str
    signature: Signature | None
    content: bytes
    segment: int
    place: int


class Cache:
    """What was read before: `take` what is still true, `add` what was read instead, `write` it for the next time."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._started = time.monotonic_ns()
        self._segments: list[bytes] = []
        self._unpacked: dict[int, list[Any]] = {}
        self._kept: dict[str, _Entry] = {}
        self._changed = False
        self._known = self._read()

    def take(self, root: Path, wanted: Iterable[Wanted]) -> tuple[dict[str, Found], list[Wanted]]:
        """Return what is known of these files, by path, and those that have to be read."""
        found: dict[str, Found] = {}
        missing = []
        for one in wanted:
            entry = self._entry(root, one)
            value = self._value(entry) if entry else None
            if entry and isinstance(value, KINDS[one.kind]):
                self._kept[one.path] = entry
                found[one.path] = Found(entry.signature, entry.content, readable=True, value=value, problems=())
            else:
                missing.append(one)
        self._changed |= len(self._kept) < len(self._known)
        return found, missing

    def add(self, chunk: Chunk) -> None:
        """Take what was read; files with problems are left out."""
        for place, (one, found) in enumerate(zip(chunk.wanted, chunk.found, strict=True)):
            if found.value is not None:
                entry = _Entry(one.kind, found.signature, found.content, len(self._segments), place)
                self._kept[one.path] = entry
                self._changed = True
        self._unpacked[len(self._segments)] = [found.value for found in chunk.found]
        self._segments.append(chunk.values)

    def write(self) -> None:
        """Write what was taken and added, whole or not at all; where that is impossible, leave it."""
        if not self._changed:
            return
        self._tidy()
        keep_as_of(self._file, self._body)

    def _body(self, now: int) -> bytes:
        begun = now - (time.monotonic_ns() - self._started)  # by the file system's own clock: when the first was read
        return _version() + packed((self._settled(begun), self._segments))

    def _entry(self, root: Path, one: Wanted) -> _Entry | None:
        """Return the entry of a file whose content is still the same."""
        entry = self._known.get(one.path)
        if entry is None or entry.kind != one.kind:
            return None
        now = signature(root, one.path)
        if now is not None and now == entry.signature:
            return entry
        try:
            same = digest(file_bytes(root, one.path, now)) == entry.content
        except ProblemsFound:
            return None
        if same and now is not None and is_settled(now, time.time_ns()):
            self._changed = True
        return entry._replace(signature=now) if same else None

    def _value(self, entry: _Entry) -> Any:
        try:
            if entry.segment not in self._unpacked:
                self._unpacked[entry.segment] = unpacked(self._segments[entry.segment])
            return self._unpacked[entry.segment][entry.place]
        except Exception:  # noqa: BLE001 (bytes that are not ours may raise anything)
            return None

    def _settled(self, begun: int) -> dict[str, tuple[Any, ...]]:
        """Return the entries without signatures that a later change could leave the same, as git's index does."""
        return {
            path: tuple(one if one.signature and is_settled(one.signature, begun) else one._replace(signature=None))
            for path, one in self._kept.items()
        }

    def _tidy(self) -> None:
        """Pack what is kept anew where much of what is packed is kept no more, or the pieces are too many."""
        self._drop_unused()
        stored, live = sum(map(len, self._unpacked.values())), len(self._kept)
        if stored <= live * 3 // 2 + 50 and len(self._segments) <= live // 50 + 20:
            return
        paths = list(self._kept)
        values = [self._value(entry) for entry in self._kept.values()]
        self._segments, self._unpacked = [packed(values)], {0: values}
        self._kept = {path: self._kept[path]._replace(segment=0, place=place) for place, path in enumerate(paths)}

    def _drop_unused(self) -> None:
        """Leave out what is packed and of which nothing is kept, such as a file as it was before its last change."""
        used = sorted({entry.segment for entry in self._kept.values()})
        if len(used) < len(self._segments):
            places = {segment: place for place, segment in enumerate(used)}
            self._segments = [self._segments[segment] for segment in used]
            self._unpacked = {places[segment]: self._unpacked[segment] for segment in used}
            self._kept = {path: one._replace(segment=places[one.segment]) for path, one in self._kept.items()}

    def _read(self) -> dict[str, _Entry]:
        """Return the entries of the file, or none at all."""
        kept, head = read_kept(self._file) or b"", _version()
        if not kept.startswith(head):
            return {}
        try:
            entries, self._segments = unpacked(kept[len(head) :])
            return {path: _Entry(*entry) for path, entry in entries.items()}
        except Exception:  # noqa: BLE001 (bytes that are not ours may raise anything)
            self._segments = []
            return {}


@cache
def _version() -> bytes:
    """Return what has to be the same for a value to be the same: our code, the libraries, Python."""
    sources = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    libraries = pydantic.VERSION, pydantic_core.__version__, version("pyyaml"), version("packaging")
    return blake2b(packed((__version__, sys.version, libraries, sources)), digest_size=32).digest()
