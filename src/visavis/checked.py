"""The data of a site, read and checked: the first step of whatever is made of it."""

from __future__ import annotations

from pathlib import Path

from visavis.load.held import Held
from visavis.load.problems import Problem, ProblemsFound
from visavis.load.schema import SiteData
from visavis.load.site_data import read_site_data
from visavis.site import Site


def check(
    site: Site,
    *,
    strict: bool,
    jobs: int = 1,
    cache: Path | None = None,
    making: bool = True,
    held: Held | None = None,
) -> tuple[SiteData, list[Problem]]:
    """Load and validate a site's data; return it with its warnings, which raise ProblemsFound too where `strict`.

    `jobs` is the number of processes that may read; `cache` is a folder that keeps what was read for the next time.
    Without `making`, pictures are checked and left out. `held` has what was read before.
    """
    data, warnings = read_site_data(site.root, jobs=jobs, cache=cache, making=making, held=held)
    if strict and warnings:
        raise ProblemsFound(warnings)
    return data, warnings
