"""Judge a page of each kind with Lighthouse, as on a phone: `python -m tests.benchmarks.lighthouse --help`.

Builds the site in data/, serves it with gzip as hosts do, and lets Lighthouse (from npm, installed on first use) load
each page in the Chromium of this machine with its mobile preset: a slow 4G connection and a processor four times
slower, both computed from an unthrottled load. Prints the scores of each page, of several runs those of the one with
the median performance, and below them every audit that fell short. Computed times grow with whatever else the machine
does: see the column of other programs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.benchmarks.measuring import busy, wait_for_quiet
from tests.browser.kinds import KINDS, path
from tests.conftest import CHROMIUM
from tests.helpers import ROOT
from tests.serving import Served, served
from visavis.build import build
from visavis.site import Site

PACKAGE = "lighthouse@12.8.2"
"""The last major version that runs on Node 20."""
FOLDER = ROOT / ".cache" / "lighthouse"
JUDGED = ("performance", "accessibility", "best-practices", "seo")
COMPARED = "three models compared"
"""The page that compares models, with three of them in its address: put together in the browser."""
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index")
COLUMNS = ("page", *JUDGED, "FCP", "LCP", "TBT", "SI", "shift", "DOM", "others' cores")
SHORT = 0.995
"""Audits that score below this are listed; those of times, from which the performance is computed, are in the table."""


class Report(NamedTuple):
    """What Lighthouse says of a page, and how many cores other programs kept busy in the second before."""

    told: dict[str, Any]
    others: float

    def score(self, category: str) -> float:
        """Return the score of a category, from 0 to 1."""
        return float(self.told["categories"][category]["score"] or 0)

    @property
    def cells(self) -> list[str]:
        """What stands in the table behind the name of the page."""
        audits = self.told["audits"]
        return [
            *(f"{100 * self.score(category):.0f}" for category in JUDGED),
            *(audits[name]["displayValue"].replace("\xa0", " ") for name in TIMES),
            f"{audits['cumulative-layout-shift']['numericValue']:.3f}",
            f"{audits['dom-size']['numericValue']:,.0f}",
            f"{self.others:.1f}",
        ]

    @property
    def short(self) -> list[str]:
        """The audits that count and fell short, each with what it is about."""
        found = []
        for category in JUDGED[1:]:
            for of in self.told["categories"][category]["auditRefs"]:
                audit = self.told["audits"][of["id"]]
                if of["weight"] and audit["score"] is not None and audit["score"] < SHORT:
                    items = json.dumps(audit.get("details", {}).get("items", []), ensure_ascii=False)
                    found.append(f"{category}, {audit['title']}: {items[:400]}")
        return found


def main() -> None:
    """Judge and print row by row."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.lighthouse", description=__doc__)
    kinds = [*KINDS, COMPARED]
    parser.add_argument("--kinds", nargs="+", choices=kinds, default=kinds, help="which kinds of page")
    parser.add_argument("--site", type=Path, help="a built site to judge instead, with --pages")
    parser.add_argument("--pages", nargs="+", default=[], help="paths in that site")
    parser.add_argument("--runs", type=int, default=3, help="runs of each page")
    parser.add_argument("--patience", type=float, default=40, help="seconds to wait for a quiet machine before a run")
    given = parser.parse_args()
    program = _installed()
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="visavis-lighthouse-") as folder:
        site = given.site or Path(folder) / "site"
        if not given.site:
            build(Site(ROOT), site)
        with served(site, "/", compressed=True) as host:
            pages = {name: name for name in given.pages} if given.site else _pages(host, given.kinds)
            for name, page in pages.items():
                reports = []
                for _ in range(given.runs):
                    wait_for_quiet(given.patience)
                    reports.append(_judged(program, host.address + page))
                _print(name, sorted(reports, key=lambda report: report.score("performance"))[len(reports) // 2])


def _print(name: str, report: Report) -> None:
    print(f"| {name} | {' | '.join(report.cells)} |", flush=True)
    for line in report.short:
        print(f"  {line}", flush=True)


def _pages(host: Served, kinds: Sequence[str]) -> dict[str, str]:
    found = {}
    for kind in kinds:
        try:
            found[kind] = _compared(host) if kind == COMPARED else path(host, "own", kind)
        except pytest.skip.Exception:
            continue
    return found


def _compared(host: Served) -> str:
    pair = Path(path(host, "own", "comparison")).stem.split("-vs-")
    third = min({file.stem for file in (host.folder / "api" / "models").glob("*.json")} - {*pair})
    return f"{path(host, 'own', 'compare')}?models={','.join([*pair, third])}"


def _judged(program: Path, address: str) -> Report:
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
    command = [
        "node",
        str(program),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(JUDGED)}",
        flags,
    ]
    env = {**os.environ, "CHROME_PATH": next(filter(None, map(shutil.which, CHROMIUM)), "")}
    before = busy()
    time.sleep(1)
    others = busy() - before
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"Lighthouse ended with {done.returncode}: {done.stderr[-2000:]}")
    return Report(json.loads(done.stdout), others)


def _installed() -> Path:
    """Return the program of Lighthouse, installed where it is missing."""
    program = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        subprocess.run(["npm", "install", *quiet, "--prefix", str(FOLDER), PACKAGE], check=True)
    return program


if __name__ == "__main__":
    main()
