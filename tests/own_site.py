"""The site in data/, read once for all tests of a process: what is read of it is frozen."""

from __future__ import annotations

from functools import cache

from tests.helpers import ROOT
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.problems import Problem
from visavis.load.schema import SiteData
from visavis.load.site_data import read_site_data


@cache
def own_data() -> tuple[SiteData, list[Problem]]:
    """Return the data of the site, and the warnings."""
    return read_site_data(ROOT)


@cache
def own_catalogue() -> Catalogue:
    """Return what is compared of it."""
    return catalogue(own_data()[0])
