"""A bar for what takes long, on a terminal only."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress


class Bar:
    """One line with a bar, pages a second and time left; nothing where there is no terminal."""

    def __init__(self, what: str = "Comparisons") -> None:
        """Take what is counted."""
        self._what = what
        self._bar: Progress | None = None
        self._started = time.perf_counter()
        self._next = 0.0

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show so many of them done, of so many."""
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = self._new(total)
        seconds = time.perf_counter() - self._started
        if seconds < self._next and done < total:
            return
        self._next = seconds + 0.1
        speed = f"{done / seconds:,.0f} a second" if done and seconds > 0 else ""
        self._bar.update(self._bar.task_ids[0], completed=done, speed=speed, refresh=True)

    def _new(self, total: int) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        speed = TextColumn("{task.fields[speed]}")
        columns = TextColumn(self._what), BarColumn(), MofNCompleteColumn(), speed, TimeRemainingColumn()
        # without a thread of its own: worker processes are forked while it shows
        bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        bar.start()
        bar.add_task("", total=total, speed="")
        self._started = time.perf_counter()
        return bar

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
