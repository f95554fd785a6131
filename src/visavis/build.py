"""The whole build, step by step: load, compare, lay out, render, write. The only module that knows every room."""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

from visavis.compare.pairs import Pair, partners
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.problems import Problem, ProblemsFound
from visavis.load.schema import SiteData
from visavis.load.site_data import read_site_data
from visavis.pages import urls
from visavis.pages.comparison import ComparisonPages
from visavis.pages.home import home_page, methodology_page, not_found_page
from visavis.pages.model import ModelPages
from visavis.pages.suite import suite_page
from visavis.render.renderer import Page, Renderer
from visavis.render.stylesheet import bundle
from visavis.site import Site
from visavis.write.output import Output, write_file, write_new_file

Progress = Callable[[int, int], None]
"""Told how many comparisons are written, of how many."""

FEW = 1000
"""So many comparisons are written sooner than processes are started."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    comparisons: int
    pages: int
    models: int
    suites: int
    foreign: tuple[str, ...]
    warnings: tuple[Problem, ...]


def check(site: Site, *, strict: bool) -> tuple[SiteData, list[Problem]]:
    """Load and validate a site's data; return it with its warnings, which raise ProblemsFound too where `strict`."""
    data, warnings = read_site_data(site.root)
    if strict and warnings:
        raise ProblemsFound(warnings)
    return data, warnings


class Workshop:
    """All that is needed to make any page of a site: computed once, shared by forked processes."""

    def __init__(self, site: Site, data: SiteData) -> None:
        self.catalogue: Catalogue = catalogue(data)
        self.addresses = urls.addresses(data.config)
        self.partners = partners(self.catalogue)
        self.comparisons = ComparisonPages(self.catalogue)
        self.models = ModelPages(self.catalogue, self.partners)
        self.renderer = Renderer(site.template_folders, self.comparisons.frame.root)

    def single_pages(self) -> Iterator[tuple[str, Page]]:
        """Yield every page that is not about one model or pair, with its path."""
        yield urls.HOME, home_page(self.catalogue, self.partners)
        yield self.addresses.methodology, methodology_page(self.catalogue, self.partners)
        yield urls.NOT_FOUND, not_found_page(self.catalogue)
        for key in self.catalogue.suites:
            yield self.addresses.suite(key), suite_page(self.catalogue, key)

    def write_model(self, left: str, folder: Path) -> int:
        """Write a model's page and its comparisons with the partners that sort after it; return how many of these."""
        rights = self.partners.rights(left)
        write_file(folder / self.addresses.model(left), self.renderer.render(self.models.page(left)))
        for right in rights:
            pair = Pair(left, right)
            path = f"{folder}/{self.addresses.comparison(pair)}"
            if self.addresses.folders:
                os.mkdir(path.rpartition("/")[0])  # noqa: PTH102 (a Path for each of many pages costs more)
            write_new_file(path, self.renderer.render(self.comparisons.page(pair)))
        return len(rights)


def build(
    site: Site, out: Path, *, strict: bool = False, jobs: int | None = None, progress: Progress | None = None
) -> Built:
    """Build a site into a folder, all of it or nothing.

    `jobs` is the number of processes, by default one for each core. Raises ProblemsFound for the data and templates,
    OutputRefused for the folder, OSError where it can't be written.
    """
    output = Output(out, site.root)
    data, warnings = check(site, strict=strict)
    workshop = Workshop(site, data)
    with output.staged() as folder:
        _write_static(site, folder)
        singles = list(workshop.single_pages())
        for path, page in singles:
            write_file(folder / path, workshop.renderer.render(page))
        written = _write_models(site, workshop, folder, jobs or os.cpu_count() or 1, progress or (lambda *_: None))
    models, suites = len(data.models), len(data.suites)
    return Built(written, len(singles) + models + written, models, suites, output.foreign, tuple(warnings))


def _write_static(site: Site, folder: Path) -> None:
    files = site.static_files()
    sheet = bundle(site.text(files, "css/index.css"), lambda name: site.text(files, f"css/{name}"))
    write_file(folder / urls.STYLESHEET, sheet.encode())
    for name, path in files.items():
        if not name.startswith("css/"):
            write_file(folder / urls.static(name), path.read_bytes())


# --- worker processes -------------------------------------------------------------------------------------------------

START_METHOD = "fork" if sys.platform.startswith("linux") else "spawn"
"""A forked worker finds everything in place; elsewhere forking is not safe, and a worker loads the site anew."""

MOST_JOBS = 61 if os.name == "nt" else 256
"""As many processes as the system lets us wait for (the documented limit of ProcessPoolExecutor on Windows)."""

_shared: Workshop | None = None


def _write_models(site: Site, workshop: Workshop, folder: Path, jobs: int, progress: Progress) -> int:
    global _shared  # noqa: PLW0603 (what forked processes find in place)
    (folder / "compare").mkdir()
    lefts = workshop.partners.keys
    total, done = workshop.partners.count, 0
    progress(done, total)
    if jobs == 1 or total <= FEW:
        for left in lefts:
            done += workshop.write_model(left, folder)
            progress(done, total)
        return done
    _shared = workshop
    gc.freeze()
    try:
        context = multiprocessing.get_context(START_METHOD)
        jobs = min(jobs, MOST_JOBS)
        with ProcessPoolExecutor(jobs, context, _start_worker, (site,)) as pool:
            try:
                for future in as_completed([pool.submit(_work, left, folder) for left in lefts]):
                    done += future.result()
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
    return done


def _start_worker(site: Site) -> None:
    """Make a worker ready: it ends with its parent, leaves Ctrl-C to it, and loads the site where nothing is shared."""
    global _shared  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    gc.set_threshold(100_000, 50, 50)
    if _shared is None:
        _shared = Workshop(site, read_site_data(site.root)[0])


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _work(left: str, folder: Path) -> int:
    if _shared is None:
        raise RuntimeError("the worker was not started")
    return _shared.write_model(left, folder)
