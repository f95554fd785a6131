"""What each part costs: `python -m tests.benchmarks.profile SITE [--pages 200]`.

Builds the site from nothing, in this one process, into a temporary folder, and prints two tables:

- seconds of each room, module and template: the CPU time of the build, the system's included, shared out by where the
  program was found to be when a timer interrupted it, some hundred times a second: the innermost module of visavis, or
  template. What libraries and the system do counts for the module that called them.
- bytes of each part of a comparison: the mean over some of its pages, and how many of the bytes are white space that
  stands between two tags.
"""

from __future__ import annotations

import argparse
import re
import signal
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from types import FrameType

import visavis
from tests.helpers import MEMORY_DISK
from visavis.build import build
from visavis.site import Site

PACKAGE = Path(visavis.__file__).parent
TICK = 0.001
"""Seconds of CPU time between two looks; the system may make it longer."""
LEAST = 0.01
"""Modules and templates that took less than this share are not listed."""
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "wbr", "!doctype"}
ROOMS = {"html", "body", "main"}
"""Elements whose children are the parts of a page."""
BETWEEN = re.compile(r">(\s+)<")


def main() -> None:
    """Build, look, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.profile", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--pages", type=int, default=200, help="how many comparisons are read for their bytes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as folder:
        started = time.process_time()
        with sampled() as found:
            built = build(Site(given.site), Path(folder, "out"), jobs=1)
        _print_times(found, time.process_time() - started, built.comparisons)
        _print_bytes(Path(folder, "out"), given.pages)


# --- seconds ----------------------------------------------------------------------------------------------------------


@contextmanager
def sampled() -> Iterator[Counter[str]]:
    """Count, while the block runs, how often the program was found in each module or template."""
    found: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        found[place(frame)] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    try:
        yield found
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def place(frame: FrameType | None) -> str:
    """Return the room and the module or template of the innermost frame that is ours."""
    while frame is not None:
        name = frame.f_code.co_filename
        if ".html" in name:
            return f"templates {name.rpartition('/templates/')[2]}"
        path = Path(name)
        if path.is_relative_to(PACKAGE):
            parts = path.relative_to(PACKAGE).parts
            return f"{parts[0] if len(parts) > 1 else 'build'} {'/'.join(parts)}"
        frame = frame.f_back
    return "other"


def _print_times(found: Counter[str], seconds: float, comparisons: int) -> None:
    rooms: Counter[str] = Counter()
    for name, count in found.items():
        rooms[name.partition(" ")[0]] += count
    total = found.total()
    print(f"{seconds:.2f} s of CPU in one process, {total:,} looks, {comparisons:,} comparisons\n")
    print("| part | s | us a comparison | share |\n|---|---|---|---|")

    def row(name: str, count: int) -> None:
        took = seconds * count / total
        print(f"| {name} | {took:.2f} | {took / max(comparisons, 1) * 1e6:.1f} | {count / total:.0%} |")

    for room, of_room in rooms.most_common():
        row(f"**{room}**", of_room)
        for name, count in found.most_common():
            if name.startswith(f"{room} ") and count >= LEAST * total:
                row(name.partition(" ")[2], count)


# --- bytes ------------------------------------------------------------------------------------------------------------


class Parts(HTMLParser):
    """Cuts a page into the children of its html, body and main elements. `sizes` has the bytes of each."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.sizes: Counter[str] = Counter()
        self._starts = [0]
        for line in page.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._page, self._open, self._part, self._from = page, 0, "", 0
        self.feed(page)
        self.close()
        self.sizes["around them"] = len(page.encode()) - self.sizes.total()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a part, or go one deeper in it."""
        if self._open:
            self._open += tag not in VOID
        elif tag not in ROOMS:
            given = dict(attrs)
            label = given.get("aria-labelledby") or given.get("id") or given.get("class") or ""
            self._part, self._from, self._open = f"{tag} {label}".strip(), self._offset(), 1

    def handle_endtag(self, tag: str) -> None:
        """End the part where its own tag ends."""
        if not self._open or tag in VOID:
            return
        self._open -= 1
        if not self._open:
            end = self._page.index(">", self._offset()) + 1
            self.sizes[self._part] += len(self._page[self._from : end].encode())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave an element that ends itself where it is."""

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column


def _print_bytes(out: Path, most: int) -> None:
    pages = sorted((out / "compare").rglob("*.html"))
    texts = [path.read_text("utf-8") for path in pages[:: max(1, len(pages) // most)]]
    sizes: Counter[str] = Counter()
    for text in texts:
        sizes.update(Parts(text).sizes)
    whole = statistics.mean(len(text.encode()) for text in texts)
    blank = statistics.mean(sum(map(len, BETWEEN.findall(text))) for text in texts)
    print(f"\n{whole:,.0f} bytes a comparison ({len(texts)} read), {blank:,.0f} of them between two tags\n")
    print("| part | bytes | share |\n|---|---|---|")
    for name, size in sizes.most_common():
        print(f"| {name} | {size / len(texts):,.0f} | {size / len(texts) / whole:.0%} |")


if __name__ == "__main__":
    main()
