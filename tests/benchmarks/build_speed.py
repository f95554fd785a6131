"""Measure whole cold builds with the real theme: `python -m tests.benchmarks.build_speed [MODELS] [RUNS] [FOLDER]`.

Prints, for each run and their median: seconds of the whole command (start-up, loading and writing included), pair
pages a second, and the largest resident set of any of its processes. FOLDER is where data and output go: a tmpfs
measures the generator, a disk measures both. By default a temporary folder.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.make_site import make_site


def main() -> None:
    """Build, measure, print."""
    given = sys.argv[1:]
    models, runs = (int(text) for text in [*given[:2], *["300", "5"][len(given) :]])
    where = given[2] if len(given) > 2 else None
    with tempfile.TemporaryDirectory(dir=where) as folder:
        site, out = Path(folder, "site"), Path(folder, "out")
        make_site(models, site)
        pairs, speeds, largest = models * (models - 1) // 2, [], 0
        for number in range(runs):
            shutil.rmtree(out, ignore_errors=True)
            seconds, memory = _measure([sys.executable, "-m", "visavis", "build", str(site), "--out", str(out)])
            assert sum(1 for _ in (out / "compare").iterdir()) == pairs
            speeds.append(pairs / seconds)
            largest = max(largest, memory)
            print(f"run {number + 1}: {seconds:6.2f} s  {pairs / seconds:8,.0f} pair pages/s  {memory / 1e6:6.0f} MB")
        sizes = [path.stat().st_size for path in (out / "compare").iterdir()]
        speed = statistics.median(speeds)
        print(f"median of {runs}: {speed:,.0f} pair pages/s at {models} models, {os.cpu_count()} cores")
        print(
            f"largest process {largest / 1e6:.0f} MB; pair page {statistics.mean(sizes):,.0f} bytes of HTML on average"
        )


def _measure(command: list[str]) -> tuple[float, int]:
    """Run a command; return its seconds and the largest resident set, in bytes, that any of its processes reached."""
    largest, started = 0, time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        largest = max(largest, _largest(process.pid))
        time.sleep(0.05)
    seconds = time.perf_counter() - started
    assert process.returncode == 0
    return seconds, largest


def _largest(pid: int) -> int:
    """Return the largest VmHWM, in bytes, of a process and its descendants (Linux only; 0 elsewhere)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
    return max([own, *(_largest(int(child)) for child in children)])


if __name__ == "__main__":
    main()
