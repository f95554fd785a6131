"""What root may do, put aside: where tests run as root, files that nobody may read would be read all the same."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_VERSION = 0x20080522
_BOUND = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: reading and writing whatever the permissions of a file say."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def as_anybody() -> Iterator[None]:
    """Let permissions of files bind this thread, and whom it starts, as they bind anybody (capset(2) on Linux)."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    if not sys.platform.startswith("linux"):
        pytest.skip("root may read everything")
    header, sets = _Header(_VERSION, 0), (_Sets * 2)()
    libc = ctypes.CDLL(None, use_errno=True)

    def called(name: str) -> None:
        if getattr(libc, name)(ctypes.byref(header), sets):
            raise OSError(ctypes.get_errno(), name)

    called("capget")
    before = sets[0].effective
    sets[0].effective = before & ~_BOUND
    called("capset")
    try:
        yield
    finally:
        sets[0].effective = before
        called("capset")
