"""Measure whole builds and print the table: `python -m tests.benchmarks --help`.

Each case is a run of the command from start to end: start-up, loading, checking and writing included. A cold build
starts from a fresh copy of the site and writes into a folder that was not there; no output is deleted while a clock
runs, for that would slow down what follows (see the README).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import make_site, peers_site
from tests.benchmarks.measuring import Run, compiled, measured, now_on, wait_for_quiet, written_since
from tests.helpers import MEMORY_DISK
from visavis.site import theme

CASES = ("cold", "nothing changed", "one model changed", "one template changed")
COLUMNS = [
    "theme",
    "models",
    "case",
    "s",
    "pair pages/s",
    "pages written",
    "largest process MB",
    "others' cores",
    "of limit",
]
MAKERS: dict[str, Callable[[int, Path], None]] = {
    "own": make_site.make_site,
    "answers": partial(make_site.make_site, answers=True),
    "peers": peers_site.make_site,
}
LAYOUTS = {"own": "flat", "answers": "flat", "peers": "pairdir"}
"""How `write_limit.c` names the way each theme's site lays out its files."""
COMPARISON = Path("templates/pages/comparison.html")
LIBRARIES = ("jinja2", "markupsafe", "markdown", "nh3", "pydantic", "pyyaml")


@dataclass(frozen=True)
class Options:
    """What the command line asks for."""

    models: list[int]
    themes: list[str]
    cases: list[str]
    runs: int
    folder: Path
    jobs: int | None
    patience: float
    limit: bool


def main() -> None:
    """Measure and print row by row."""
    options = _options()
    compiled()
    print(_machine(options.folder), end="\n\n")
    print(
        "| theme | models | case | s | pair pages/s | pages written | largest process MB | others' cores | of limit |"
    )
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for name in options.themes:
        for models in options.models:
            with tempfile.TemporaryDirectory(prefix="visavis-bench-", dir=options.folder) as folder:
                _measure(options, name, models, Path(folder))


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--models", type=int, nargs="+", default=[100, 300, 1000], help="sizes of the sites")
    parser.add_argument("--themes", nargs="+", choices=MAKERS, default=list(MAKERS), help="whose pages")
    parser.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--runs", type=int, default=3, help="runs of each case; the median is shown")
    parser.add_argument("--folder", type=Path, help="where sites and output go; a tmpfs measures without the disk")
    parser.add_argument("--jobs", type=int, help="worker processes, as for visavis build")
    parser.add_argument("--patience", type=float, default=40, help="seconds to wait for a quiet machine before a run")
    parser.add_argument("--no-limit", dest="limit", action="store_false", help="do not run write_limit.c")
    given = vars(parser.parse_args())
    given["folder"] = given["folder"] or (MEMORY_DISK if MEMORY_DISK.is_dir() else Path(tempfile.gettempdir()))
    return Options(**given)


# --- the cases --------------------------------------------------------------------------------------------------------


class Bench:
    """One site, built again and again in one folder."""

    def __init__(self, options: Options, name: str, models: int, folder: Path) -> None:
        self.options, self.models, self.folder = options, models, folder
        self.prepared, self.run = folder / "prepared", folder / "run"
        self.site, self.out = self.run / "site", self.run / "out"
        self._number = 0
        MAKERS[name](models, self.prepared)
        own = self.prepared / COMPARISON
        if not own.is_file():  # a copy of the theme's template: the one that is changed
            own.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(theme() / COMPARISON, own)
        self._card = sorted((self.prepared / "data" / "models").iterdir())[models // 2].relative_to(self.prepared)

    def cold(self) -> Run:
        """Build from nothing: a fresh copy of the site, a new output folder, an empty cache."""
        shutil.rmtree(self.run, ignore_errors=True)
        self._number += 1
        self.run = self.folder / f"run-{self._number}"
        self.site, self.out = self.run / "site", self.run / "out"
        shutil.copytree(self.prepared, self.site)
        return self._built()

    def nothing_changed(self) -> Run:
        """Build again."""
        return self._built()

    def one_model_changed(self) -> Run:
        """Build after the overview of one card got another last line."""
        self._number += 1
        text = (self.prepared / self._card).read_text("utf-8")
        (self.site / self._card).write_text(f"{text}  Changed {self._number}.\n", "utf-8")
        return self._built()

    def one_template_changed(self) -> Run:
        """Build after the template of all comparisons got another last paragraph."""
        self._number += 1
        before, end, after = (self.prepared / COMPARISON).read_text("utf-8").rpartition("{% endblock %}")
        (self.site / COMPARISON).write_text(f"{before}<p>Changed {self._number}.</p>\n{end}{after}", "utf-8")
        return self._built()

    def _built(self) -> Run:
        command = [sys.executable, "-m", "visavis", "build", str(self.site), "--out", str(self.out)]
        if self.options.jobs:
            command += ["--jobs", str(self.options.jobs)]
        os.sync()
        wait_for_quiet(self.options.patience)
        return measured(command)


def _measure(options: Options, name: str, models: int, folder: Path) -> None:
    bench = Bench(options, name, models, folder)
    pairs = models * (models - 1) // 2
    limit = _limit(folder, LAYOUTS[name], models) if options.limit else None
    ways = {"cold": bench.cold, "nothing changed": bench.nothing_changed}
    ways |= {"one model changed": bench.one_model_changed, "one template changed": bench.one_template_changed}
    if options.cases[0] != "cold":
        bench.cold()
    size = 0
    for case in CASES:
        if case not in options.cases:
            continue
        runs: list[Run] = []
        for _ in range(options.runs):
            moment = now_on(folder)
            runs.append(ways[case]())
        written, pages, size = written_since(bench.out, moment)
        assert pages > pairs, f"{pages} pages for {pairs} pairs"
        seconds = statistics.median(run.seconds for run in runs)
        cold = case == "cold"
        shown = (
            f"{seconds:.2f}",
            f"{pairs / seconds:,.0f}" if cold else "",
            f"{written:,}",
            f"{max(run.memory for run in runs) / 1e6:.0f}",
            f"{statistics.median(run.others for run in runs):.2f}",
            f"{pairs / seconds / limit:.0%}" if cold and limit else "",
        )
        print(f"| {name} | {models} | {case} | {' | '.join(shown)} |", flush=True)
    told = f"{name}, {models} models: {size / 1e6:,.0f} MB of HTML"
    print(told + (f"; write_limit {limit:,.0f} files/s" if limit else ""), file=sys.stderr)


# --- the machine ------------------------------------------------------------------------------------------------------


def _limit(folder: Path, layout: str, models: int) -> float | None:
    """Return how many files a second two processes write that have their bytes ready, None without the means."""
    source, compiler = peers_site.PEERS / "write_limit.c", shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not source.is_file():
        return None
    program, out = folder / "write_limit", folder / "limit"
    subprocess.run([compiler, "-O2", "-w", "-o", str(program), str(source)], check=True)
    done = subprocess.run(
        [program, layout, str(models), str(out), "2"], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    shutil.rmtree(out)
    return float(done.stdout.split("|")[3])


def _machine(folder: Path) -> str:
    kind = subprocess.run(["stat", "-f", "-c", "%T", folder], capture_output=True, encoding="utf-8", check=False)
    parts = [
        f"{os.cpu_count()} cores ({next(_processors(), platform.processor() or 'unknown')})",
        f"{platform.system()} {platform.release()}",
        f"output on {kind.stdout.strip() or 'an unknown file system'}",
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in LIBRARIES),
    ]
    return ", ".join(parts)


def _processors() -> Iterator[str]:
    info = Path("/proc/cpuinfo")
    for line in info.read_text("utf-8").splitlines() if info.is_file() else []:
        if line.startswith("model name"):
            yield line.partition(":")[2].strip()


if __name__ == "__main__":
    main()
