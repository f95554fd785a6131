"""Measures of a site, taken in several processes where that pays: each can be taken by itself, in any order."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, NamedTuple

from visavis.load.workers import MOST_JOBS, START_METHOD, begin_worker

FEW = 3_000
"""What takes as long to make as so many comparisons is measured sooner than processes are started."""


class Measure(NamedTuple):
    """Something to find out, small enough to be handed on; `cost` is how many comparisons are made as fast."""

    cost: float
    take: Callable[[], Any]


def processes(measures: Sequence[Measure], jobs: int) -> int:
    """Return in how many processes, at most so many, these are taken: 1 where it is not worth parting them."""
    parted = START_METHOD == "fork" and sum(measure.cost for measure in measures) > FEW
    return min(jobs, len(measures), MOST_JOBS) if parted else 1


def taken(measures: Sequence[Measure], jobs: int) -> list[Any]:
    """Return what each measure comes to, in their order, taken in so many processes.

    What one raises is raised here. With more than one process, no other thread may run.
    """
    found = dict(_parted(measures, jobs)) if jobs > 1 else {}
    return [found[place] if place in found else measure.take() for place, measure in enumerate(measures)]


def _parted(measures: Sequence[Measure], jobs: int) -> Iterator[tuple[int, Any]]:
    """Yield what measures come to, by their places; end early where memory is short."""
    global _measures  # noqa: PLW0603 (what forked processes find in place)
    _measures = measures
    gc.freeze()
    try:
        context = multiprocessing.get_context(START_METHOD)
        with ProcessPoolExecutor(jobs, context, begin_worker) as pool:
            longest_first = sorted(range(len(measures)), key=lambda place: -measures[place].cost)
            try:
                for place, future in [(place, pool.submit(_take, place)) for place in longest_first]:
                    yield place, future.result()
            except (BrokenProcessPool, OSError):
                return
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        _measures = ()
        gc.unfreeze()


# --- in a worker process ----------------------------------------------------------------------------------------------

_measures: Sequence[Measure] = ()


def _take(place: int) -> Any:
    return _measures[place].take()
