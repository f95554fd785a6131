"""What pictures came to, kept: one that was made before, of the same bytes and in the same way, is not made again.

In a folder `pictures` there lies a file for each, under a digest of the original's bytes, of the module that makes them
and of Pillow's version; and an index that knows which digest a file of the site has by its signature, so that unchanged
ones are not read. All are written aside and put in place in one step; whatever is damaged counts as not being there.
"""

from __future__ import annotations

import json
import os
import struct
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.load.data_file import Signature, is_settled
from visavis.load.kept_file import SUM, keep, read_kept
from visavis.load.picture_file import FOLDER

if TYPE_CHECKING:
    from visavis.load.picture_making import Made

_INDEX = "index"
_HEAD = struct.Struct(">8I")
START = SUM + _HEAD.size
"""Where in a file the bytes of the larger picture begin; those of the smaller one follow."""

Kept = tuple[int, int, int, int, int, int, int, int]
"""Width and height of the original; width, height and bytes of the larger picture, and of the smaller one."""


class PictureCache:
    """The pictures kept in a folder of the caller's choice; where it can't be written, nothing is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._started = time.monotonic_ns()
        self._known = _index(read_kept(self._folder / _INDEX))

    def place(self, digest: str) -> Path:
        """Return where a picture of this digest is kept."""
        return self._folder / blake2b(f"{digest} {_way()}".encode(), digest_size=20).hexdigest()

    def take(self, digest: str) -> tuple[Kept, bytes] | None:
        """Return the numbers and bytes of a kept picture; None where there is none, or it is damaged."""
        body = read_kept(self.place(digest))
        if body is None or len(body) < _HEAD.size:
            return None
        kept: Kept = _HEAD.unpack_from(body)
        return kept, body[_HEAD.size :]

    def keep(self, digest: str, made: Made) -> bool:
        """Keep a picture; return whether that could be done."""
        full, thumbnail = made.full, made.thumbnail
        sizes = full.width, full.height, len(full.content), thumbnail.width, thumbnail.height, len(thumbnail.content)
        body = _HEAD.pack(made.width, made.height, *sizes) + full.content + thumbnail.content
        return keep(self.place(digest), body)

    def known(self, path: str, now: Signature | None) -> str | None:
        """Return the digest of a file of the site, where its signature says that it has not changed."""
        signature, digest = self._known.get(path, (None, None))
        return digest if now is not None and signature == now else None

    def note(self, found: dict[str, tuple[Signature | None, str]]) -> None:
        """Write the index, but for files that could change again and look the same, as git's index does."""
        if all(self._known.get(path) == one for path, one in found.items()) and len(found) == len(self._known):
            return
        clock = self._folder / f"clock.{os.getpid()}.new"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            clock.write_bytes(b"")
            # by the file system's own clock: when the first file was looked at
            begun = clock.stat().st_mtime_ns - (time.monotonic_ns() - self._started)
            clock.unlink()
            settled = {path: one for path, one in found.items() if one[0] and is_settled(one[0], begun)}
            body = json.dumps(settled, separators=(",", ":")).encode()
            keep(self._folder / _INDEX, body)

    def prune(self, used: set[Path]) -> None:
        """Delete what is kept in other places than those used."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path not in used and path.name != _INDEX:
                    path.unlink()


def digest_of(data: bytes) -> str:
    """Return a digest that tells a content from every other."""
    return blake2b(data, digest_size=20).hexdigest()


def _index(kept: bytes | None) -> dict[str, tuple[Signature | None, str]]:
    """Return the digests of files by path, each with the signature that the file had then."""
    if kept is None:
        return {}
    return {path: (tuple(signature), digest) for path, (signature, digest) in json.loads(kept).items()}


@cache
def _way() -> str:
    """Return what has to be the same for a picture to come out the same: our code and Pillow."""
    source = Path(__file__).with_name("picture_making.py").read_bytes()
    return f"{digest_of(source)} {version('pillow')}"
