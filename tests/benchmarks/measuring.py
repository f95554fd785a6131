"""One run of a command measured, and what it left behind: seconds, memory, how busy the machine was, files written."""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import visavis

POLL = 0.02
"""Seconds between two looks at the memory of a running command."""
QUIET = 0.25
"""A machine counts as quiet while other programs use less than so much of one core."""


class Run(NamedTuple):
    """One run: its seconds, the largest resident set of any of its processes in bytes, and the cores others used."""

    seconds: float
    memory: int
    others: float


def measured(command: Sequence[str]) -> Run:
    """Run a command to its end. Raises RuntimeError with what it said where it fails. Memory is read on Linux only."""
    before, own, started = busy(), _children(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    largest = 0
    while process.poll() is None:
        largest = max(largest, _largest(process.pid))
        time.sleep(POLL)
    seconds = time.perf_counter() - started
    said = process.stderr.read().decode(errors="replace") if process.stderr else ""
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {said[-2000:]}")
    return Run(seconds, largest, max(0.0, (busy() - before) - (_children() - own)) / seconds)


def compiled() -> None:
    """Compile the package's modules to bytecode, as installing it does: a build is not to be timed for that."""
    compileall.compile_dir(str(Path(visavis.__file__).parent), quiet=1)


def wait_for_quiet(patience: float) -> None:
    """Wait, at most this many seconds, until other programs have left the machine alone for a second."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        before = busy()
        time.sleep(1)
        if busy() - before < QUIET:
            return


def written_since(folder: Path, moment: int) -> tuple[int, int, int]:
    """Count the pages in a folder: those written at or after a moment in ns, all, and the bytes of all."""
    written = pages = size = 0
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(".html"):
                    stat = entry.stat(follow_symlinks=False)
                    written += stat.st_mtime_ns >= moment
                    pages += 1
                    size += stat.st_size
    return written, pages, size


def now_on(folder: Path) -> int:
    """Return the time as the file system of a folder tells it, in ns."""
    mark = folder / ".clock"
    mark.write_bytes(b"")
    moment = mark.stat().st_mtime_ns
    mark.unlink()
    return moment


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def busy() -> float:
    """Return the seconds that all cores together have worked since the machine started (Linux only; 0 elsewhere)."""
    try:
        ticks = [int(text) for text in Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:9]]
    except OSError:
        return 0.0
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def _largest(pid: int) -> int:
    """Return the largest VmHWM, in bytes, of a process and its descendants (Linux only; 0 elsewhere)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
    return max([own, *(_largest(int(child)) for child in children)])
