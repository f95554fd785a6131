"""The pages of a tree, shared out to processes in pieces of even size."""

from __future__ import annotations

import errno
import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Literal, NamedTuple

from visavis.load.site_data import read_site_data
from visavis.load.workers import MOST_JOBS, START_METHOD, begin_worker
from visavis.pages import urls
from visavis.render.plain import Slow
from visavis.site import Site
from visavis.workshop import Workshop
from visavis.write.update import Update

Progress = Callable[[int, int], None]
"""Told how many comparisons are in place, of how many that were not."""

FEW = 400 if START_METHOD == "fork" else 1500
"""So many comparisons are written sooner than processes are started."""
LARGEST = 1000
"""At most so many comparisons, or what takes as long, are given to a process at a time."""
SHARING = 0.2
"""How long sharing a comparison takes, by that of making one."""


class Task(NamedTuple):
    """One of the files that a Workshop has in `made`, or comparisons of a left model, from `start` to `stop`.

    `key` is the file's path or the model's key; comparisons are made or shared. `cost` is how many comparisons are
    made in the same time.
    """

    kind: Literal["file", "make", "share"]
    key: str
    cost: float
    start: int = 0
    stop: int = 0


def tasks(update: Update, workshop: Workshop) -> list[Task]:
    """Return what there is to do: first all that is made, so that a fault in a template is found early.

    The data of a model's comparisons stand before their pages, so that each is compared once for both.
    """
    files = workshop.made.items()
    made, shared = [Task("file", path, file.cost) for path, file in files if not update.keeps(path)], list[Task]()
    paths = {urls.api_comparisons(left) for left in update.wanted.keys}
    data = {task.key: task for task in made if task.key in paths}
    made = [task for task in made if task.key not in data]
    for left in update.wanted.keys:
        make, share = update.split(left)
        made += filter(None, [data.get(urls.api_comparisons(left))])
        made += _comparisons("make", left, len(make), 1.0)
        shared += _comparisons("share", left, len(share), SHARING)
    return made + shared


def _comparisons(kind: Literal["make", "share"], left: str, count: int, cost: float) -> Iterator[Task]:
    for start in range(0, count, LARGEST):
        stop = min(start + LARGEST, count)
        yield Task(kind, left, cost * (stop - start), start, stop)


def comparisons(listed: Sequence[Task]) -> int:
    """Return how many comparisons there are in a list of tasks."""
    return sum(task.stop - task.start for task in listed)


def _batches(listed: Sequence[Task], jobs: int) -> Iterator[list[Task]]:
    limit = min(LARGEST, sum(task.cost for task in listed) / jobs / 8)
    batch: list[Task] = []
    size = 0.0
    for task in listed:
        if batch and size + task.cost > limit:
            yield batch
            batch, size = [], 0.0
        batch.append(task)
        size += task.cost
    if batch:
        yield batch


def carry_out(
    listed: Sequence[Task],
    site: Site,
    workshop: Workshop,
    update: Update,
    jobs: int,
    progress: Progress,
    cache: Path | None = None,
) -> int:
    """Do all tasks; return how many files say something else than the published ones.

    `cache` is the folder that keeps what was read, for processes that have to read the site themselves.
    """
    global _shared  # noqa: PLW0603 (what forked processes find in place)
    total, done, written = comparisons(listed), 0, 0
    progress(done, total)
    if jobs == 1 or sum(task.cost for task in listed) <= FEW:
        gc.freeze()
        gc.enable()
        with update:
            for task in listed:
                written += _do(task, workshop, update)
                done += task.stop - task.start
                progress(done, total)
        return written
    _shared = workshop, update
    gc.freeze()
    try:
        context = multiprocessing.get_context(START_METHOD)
        with ProcessPoolExecutor(min(jobs, MOST_JOBS), context, _start_worker, (site, update, cache)) as pool:
            try:
                for future in as_completed([pool.submit(_work, batch) for batch in _batches(listed, jobs)]):
                    made, wrote, slow = future.result()
                    done, written = done + made, written + wrote
                    workshop.renderer.add(slow)
                    progress(done, total)
            except BrokenProcessPool:
                reason = "a worker process was ended from outside; perhaps there was too little memory"
                raise ChildProcessError(errno.ECHILD, reason, str(site.root)) from None
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        _shared = None
        gc.unfreeze()
    return written


# --- in a worker process ----------------------------------------------------------------------------------------------

_shared: tuple[Workshop, Update] | None = None


def _start_worker(site: Site, update: Update, cache: Path | None = None) -> None:
    """Make a worker ready, which loads the site where nothing is shared."""
    global _shared  # noqa: PLW0603
    begin_worker()
    gc.enable()
    gc.set_threshold(100_000, 50, 50)
    if _shared is None:
        _shared = Workshop(site, read_site_data(site.root, cache=cache)[0], cache=cache), update
    _shared[1].__enter__()


def _work(batch: Sequence[Task]) -> tuple[int, int, list[Slow]]:
    if _shared is None:
        raise RuntimeError("the worker was not started")
    return comparisons(batch), sum(_do(task, *_shared) for task in batch), _shared[0].slow()


def _do(task: Task, workshop: Workshop, update: Update) -> int:
    if task.kind == "file":
        return update.put(task.key, workshop.made[task.key].make())
    make, share = update.split(task.key)
    if task.kind == "share":
        update.share(task.key, share[task.start : task.stop])
        return 0
    return update.write(task.key, workshop.comparisons(task.key, make[task.start : task.stop]))
