"""How soon `visavis serve` answers, and how soon a saved card is on screen: `python -m tests.benchmarks.serving`.

The site is synthetic (`make_site.py`). Cold is without the cache of what was read, warm with it: once for the page that
the last session showed, and once for another. What is on screen is what Chromium says it painted first, by the clock
that the file was saved by.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from playwright.sync_api import Error, Page, sync_playwright

from tests.benchmarks.make_site import make_site
from tests.benchmarks.measuring import busy, compiled
from tests.conftest import CHROMIUM, FLAGS

PAIR = "compare/model-0001-vs-model-0002.html"
CARD = "data/models/model-0001.yaml"
PAINTED = """name => new Promise(done => {
  const behind = new MessageChannel();
  behind.port1.onmessage = () => done(performance.timeOrigin + performance.now());
  const look = () => {
    const fresh = performance.getEntriesByName("first-contentful-paint")[0];
    if (!document.querySelector("h1").textContent.includes(name)) return requestAnimationFrame(look);
    if (fresh && performance.now() - fresh.startTime < 500) return done(performance.timeOrigin + fresh.startTime);
    behind.port2.postMessage(0);
  };
  requestAnimationFrame(look);
})"""
"""When the page has a name in its heading and was painted: a page loaded anew says itself when that was; of another it
is the first task behind the frame that has it."""


class Served(NamedTuple):
    """A running server: its address, its process, and when that was started, by the clock of perf_counter."""

    address: str
    process: subprocess.Popen[str]
    started: float


@contextmanager
def served(site: Path) -> Iterator[Served]:
    """Run `visavis serve` for a site, at a free port."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "visavis", "serve", str(site), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        lines = iter(process.stdout or ())
        address = next(line for line in lines if line.startswith("Serving ")).split()[1]
        yield Served(address, process, started)
    finally:
        process.terminate()
        process.wait()


def first_page(site: Path, path: str) -> float:
    """Return the seconds from starting the command to having a page."""
    with served(site) as server, urlopen(server.address + path) as answer:
        answer.read()
        return time.perf_counter() - server.started


def _first_of_others(site: Path, path: str) -> float:
    """Return the same where the session before showed another page."""
    first_page(site, "methodology.html")
    return first_page(site, path)


def reloads(site: Path, times: int) -> tuple[list[float], int]:
    """Return the seconds from a saved card to its page on screen, each time, and the server's most memory in bytes."""
    card, program = site / CARD, next(filter(None, map(shutil.which, CHROMIUM)))
    text = card.read_text("utf-8")
    with served(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", *FLAGS])
        page = browser.new_page()
        page.goto(server.address + PAIR)
        page.wait_for_timeout(3000)  # until the watch is set up, and the machine has settled
        seconds = []
        for number in range(times):
            name = f"Edited {number}"
            changed = text.replace(text.partition("\n")[0], f"name: {name}", 1)
            saved = time.time()
            card.write_text(changed, "utf-8")
            seconds.append(_painted(page, name) - saved)
            page.wait_for_timeout(700)
        card.write_text(text, "utf-8")
        status = Path(f"/proc/{server.process.pid}/status").read_text("utf-8").splitlines()
        memory = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
        browser.close()
    return seconds, memory


def _painted(page: Page, name: str) -> float:
    """Return when a page with this name in its heading was painted, in seconds since 1970."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(Error):  # the page is replaced by another, which is asked then
            return float(page.evaluate(PAINTED, name)) / 1000
    raise RuntimeError(f"{name} never came")


def main() -> None:
    """Print the figures as a table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=1000)
    parser.add_argument("--times", type=int, default=20, help="how often a card is saved")
    parser.add_argument("--folder", type=Path, help="where the site is made; on a tmpfs the disk takes no part")
    options = parser.parse_args()
    compiled()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        site, before, started = Path(folder) / "a-site", busy(), time.perf_counter()
        make_site(options.models, site)
        time.sleep(2.5)  # so that the cache trusts the times of files
        cold, warm, other = {}, {}, {}
        for name, path in (("home", "index.html"), ("comparison", PAIR)):
            shutil.rmtree(site / ".site.visavis", ignore_errors=True)
            cold[name] = first_page(site, path)
            warm[name] = statistics.median(first_page(site, path) for _ in range(3))
            other[name] = statistics.median(_first_of_others(site, path) for _ in range(3))
        seconds, memory = reloads(site, options.times)
        cores = (busy() - before) / (time.perf_counter() - started)
    firsts = "first page, cold s | warm, of the last session s | warm, another s"
    print(f"| models | {firsts} | save to screen, median ms | worst ms | memory MB | busy cores |")
    print("|---|---|---|---|---|---|---|---|")
    first = [", ".join(f"{name} {taken:.2f}" for name, taken in one.items()) for one in (cold, warm, other)]
    times = [f"{1000 * one(seconds):.0f}" for one in (statistics.median, max)]
    print(f"| {options.models:,} | {' | '.join([*first, *times])} | {memory / 1e6:.0f} | {cores:.1f} |")


if __name__ == "__main__":
    main()
