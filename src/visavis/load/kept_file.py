"""A file that is kept for the next time: written whole or not at all, and taken only as this user wrote it.

A checksum stands before what is kept. It is against damage, not against whoever may write the folder.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

SUM = 32
"""So many bytes of the file stand before what is kept."""


def read_kept(place: Path) -> bytes | None:
    """Return what is kept in a file; None where there is none, or it is damaged, another user's or no plain file."""
    try:
        status = place.lstat()
        own = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
        data = place.read_bytes() if own and stat.S_ISREG(status.st_mode) else b""
    except OSError:
        return None
    body = data[SUM:]
    return body if data[:SUM] == _sum(body) else None


def keep(place: Path, body: bytes) -> bool:
    """Keep this in a file, put in place in one step; return whether that could be done."""
    return keep_as_of(place, lambda _: body)


def keep_as_of(place: Path, body: Callable[[int], bytes]) -> bool:
    """The same for what depends on the time now, in nanoseconds by the clock of the file system."""
    new = place.with_name(f"{place.name}.{os.getpid()}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            made = body(os.fstat(file.fileno()).st_mtime_ns)
            file.write(_sum(made) + made)
        new.replace(place)
    except BaseException as error:
        with suppress(OSError):
            new.unlink()
        if isinstance(error, OSError):
            return False
        raise
    return True


def _sum(body: bytes) -> bytes:
    return blake2b(body, digest_size=SUM).digest()
