"""Files read in worker processes: none is left behind, whatever ends the reading."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from visavis.load import reading
from visavis.load.problems import ProblemsFound
from visavis.load.site_data import read_site_data
from visavis.load.workers import START_METHOD

from .sites import SITE, site

SLOW = """
import os, sys, time
from pathlib import Path
from visavis.load import reading
from visavis.load.site_data import read_site_data

def slow(root, wanted):
    Path(sys.argv[2], str(os.getpid())).touch()
    time.sleep(float(sys.argv[3]))
    return read_file(root, wanted)

read_file, reading.read_file, reading.FEW, reading._CHUNK = reading.read_file, slow, 0, 1
read_site_data(Path(sys.argv[1]), jobs=2)
"""

forks = pytest.mark.skipif(START_METHOD != "fork", reason="processes are not forked here")


def started(root: Path, pids: Path, seconds: float) -> subprocess.Popen[bytes]:
    """Start a process that reads a site with two others, each file in so many seconds; return it when all are busy."""
    pids.mkdir()
    command = [sys.executable, "-c", SLOW, str(root), str(pids), str(seconds)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    until(lambda: len(list(pids.iterdir())) == 2)
    return process


def until(true: object) -> None:
    """Wait until something is so, for half a minute at most."""
    end = time.monotonic() + 30
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


@forks
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    process = started(site(tmp_path / "site"), tmp_path / "pids", 60)
    process.kill()
    process.communicate(timeout=30)
    workers = [int(path.name) for path in (tmp_path / "pids").iterdir()]
    until(lambda: not any(map(alive, workers)))


@forks
@pytest.mark.parametrize("to_all", [True, False], ids=["from the terminal", "to the parent"])
def test_an_interrupt_ends_the_reading_without_a_word_of_the_workers(tmp_path: Path, to_all: bool) -> None:
    process = started(site(tmp_path / "site"), tmp_path / "pids", 0.3)
    (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGINT
    assert said.count(b"Traceback") == 1
    assert said.rstrip().endswith(b"KeyboardInterrupt")
    assert len(list((tmp_path / "pids").iterdir())) == 2


def test_started_processes_read_as_forked_ones_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where forking is not safe, workers begin with nothing."""
    root = site(tmp_path)
    first = repr(read_site_data(root))
    monkeypatch.setattr(reading, "START_METHOD", "spawn")
    monkeypatch.setattr(reading, "FEW", 0)
    assert repr(read_site_data(root, jobs=2)) == first
    (root / "data/models/one.yaml").write_text("name: [\n", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_site_data(root, jobs=2)
    assert [problem.rule for problem in found.value.problems] == ["bad-syntax"]


def test_few_files_are_read_without_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_parallel", None)
    data, _ = read_site_data(site(tmp_path), jobs=64)
    assert len(data.models) == sum(path.startswith("data/models") for path in SITE)
