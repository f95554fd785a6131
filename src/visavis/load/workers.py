"""Worker processes, wherever they are used: how they start, how many there may be, and that none is left behind."""

from __future__ import annotations

import os
import signal
import sys
import threading

START_METHOD = "fork" if sys.platform.startswith("linux") else "spawn"
"""A forked worker finds everything in place; elsewhere forking is not safe, and a worker begins with nothing."""

MOST_JOBS = 61 if os.name == "nt" else 256
"""As many processes as the system lets us wait for (the documented limit of ProcessPoolExecutor on Windows)."""


def begin_worker() -> None:
    """Make this process a worker: it ends when its parent does, and leaves Ctrl-C to it."""
    import multiprocessing  # a command that starts no worker need not wait for it

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)
