"""Two folders change places in one step, where the system can."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one file system change places in a single step; return whether the system could.

    renameat2(2) with RENAME_EXCHANGE on Linux, renamex_np(2) with RENAME_SWAP on macOS. Raises OSError where the
    system can but was not let, for instance for want of permission.
    """
    names, failed = (os.fsencode(one), os.fsencode(other)), None
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(*names, ctypes.c_uint(2))
        else:
            here = ctypes.c_int(-100)  # AT_FDCWD
            failed = library.renameat2(here, names[0], here, names[1], ctypes.c_uint(2))
    if failed and ctypes.get_errno() in (errno.EACCES, errno.EPERM):
        raise PermissionError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return failed == 0
