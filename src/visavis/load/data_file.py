"""The bytes of a data file, and what keeps them from being read: links that lead out, folders, sizes, permissions."""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from pathlib import Path

from visavis.load.problems import Problem, ProblemsFound

LARGEST = 8 * 1024 * 1024
"""Largest file that is read, in bytes."""

SETTLED = 2_000_000_000
"""Nanoseconds after which a file that has the same times has not changed: the coarsest clock of file systems."""

Signature = tuple[int, int, int, int]
"""Size in bytes, times of modification and change in nanoseconds, inode: while they stay, so does the content."""


def file_problem(path: str, rule: str, found: str, expected: str, fix: str) -> Problem:
    """Return a problem with a file or folder itself, not with a place in its text."""
    return Problem(path, 1, 1, rule, "", found, expected, fix)


def outside(root: Path, path: str) -> Problem | None:
    """Return the problem with a path that leads out of the site's folder, through a link or through `..`."""
    try:
        inside = (root / path).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # a link that leads back to itself
        inside = False
    if inside:
        return None
    found, expected = "a link that leads out of the site's folder", "a file inside it"
    return file_problem(path, "outside-site", found, expected, "copy the file here in place of the link")


def digest(data: bytes) -> bytes:
    """Return 20 bytes that tell a content from every other."""
    return blake2b(data, digest_size=20).digest()


def signature(root: Path, path: str) -> Signature | None:
    """Return the signature of a regular file that is no link, or None."""
    try:
        status = os.lstat(f"{root}/{path}")  # of every file, in every build: a third of the time that Path takes
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_settled(of: Signature, now: int) -> bool:
    """Return whether a file with this signature can't have changed again, unseen, at a time in nanoseconds."""
    return max(of[1], of[2]) + SETTLED < now


def file_bytes(root: Path, path: str, known: Signature | None = None) -> bytes:
    """Return the content of `root / path`; raise ProblemsFound with what keeps it from being read.

    `known` is the signature of a file that was listed in a folder inside the site: no link needs to be looked for.
    """
    if known is None and (problem := outside(root, path)):
        raise ProblemsFound([problem])
    try:
        size = known[0] if known else _size(root / path, path)
        if size > LARGEST:
            found, expected = f"{size:,} bytes", f"at most {LARGEST:,} bytes"
            raise ProblemsFound([file_problem(path, "too-large", found, expected, "make several files of it")])
        with open(f"{root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 -- a third of the time that Path takes
            return file.read()
    except FileNotFoundError:
        problem = file_problem(path, "missing-file", "no such file", "a file", "create it, or correct its name")
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror or 'unknown reason'})".lower()
        problem = file_problem(path, "unreadable-file", found, "a file that can be read", "correct its permissions")
    raise ProblemsFound([problem])


def _size(file: Path, path: str) -> int:
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "something that is not a file"
        raise ProblemsFound([file_problem(path, "not-a-file", kind, "a file", "take it away")])
    return status.st_size
