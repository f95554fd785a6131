"""A build, from the outside: what is up to date is found out here, at once, without loading or importing much."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visavis.history import revision
from visavis.load.problems import Problem, ProblemsFound
from visavis.site import Site
from visavis.write.inputs import Inputs
from visavis.write.manifest import Manifest
from visavis.write.output import Output
from visavis.write.sweep import Sweep, Swept, clock

if TYPE_CHECKING:
    from visavis.load.schema import SiteData

Progress = Callable[[int, int], None]
"""Told how many comparisons are in place, of how many that were not."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: how many pages of which kind there are, and what became of the files.

    `written` files are new or say something else than before, `unchanged` ones were left as they were, `removed` ones
    are gone. `foreign` are the paths of what visavis did not make. `slow` says which parts of templates Jinja rendered
    anew for every page, where and why.
    """

    comparisons: int
    pages: int
    models: int
    suites: int
    written: int
    unchanged: int
    removed: int
    foreign: tuple[str, ...]
    warnings: tuple[Problem, ...]
    slow: tuple[str, ...] = ()


def check(site: Site, *, strict: bool) -> tuple[SiteData, list[Problem]]:
    """Load and validate a site's data; return it with its warnings, which raise ProblemsFound too where `strict`.

    Pictures are looked at, but none is made.
    """
    from visavis.checked import check as run

    return run(site, strict=strict, jobs=os.cpu_count() or 1, making=False)


def build(
    site: Site,
    out: Path,
    *,
    strict: bool = False,
    verify: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
    waiting: Callable[[], None] | None = None,
) -> Built:
    """Bring a folder up to date with a site, all of it or nothing.

    `jobs` is the number of processes, by default one for each core. `verify` makes every page and compares it with the
    one that is published. `waiting` is called where another build has to end first. Raises ProblemsFound for the data
    and templates, OutputRefused for the folder, OSError where it can't be written.
    """
    output, jobs = Output(out, site.root), jobs or os.cpu_count() or 1
    with output.locked(waiting or (lambda: None)):
        now = clock(output.work)
        known = output.known(output.folder)
        if known is not None and (verify or not 0 < known.stamp <= now):
            known = replace(known, stamp=0)
        with Sweep(output.folder, known, now, jobs) if known and known.stamp else nullcontext() as sweep:
            inputs = Inputs(site.inputs, output.cache / "digests", now, revision(site.root))
            if known and sweep and inputs.fingerprint and known.inputs == inputs.fingerprint:
                swept = sweep.result()
                if swept.clean and known.shared:
                    return _nothing_changed(output, known, swept, strict=strict)
            from visavis.rebuild import rebuild

            told = progress or (lambda *_: None)
            return rebuild(site, output, inputs, known, sweep, strict=strict, jobs=jobs, progress=told)


def _nothing_changed(output: Output, known: Manifest, swept: Swept, *, strict: bool) -> Built:
    told: dict[str, Any] = dict(known.told)
    warnings = tuple(Problem(*found) for found in told.pop("warnings"))
    if strict and warnings:
        raise ProblemsFound(warnings)
    if swept.foreign != known.foreign:
        output.note(output.folder, replace(known, foreign=swept.foreign, stamp=swept.time))
    return Built(**told, written=0, removed=0, foreign=swept.foreign, warnings=warnings)
