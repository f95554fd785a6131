"""The plan of a build: its figures, put together."""

from __future__ import annotations

import os
from dataclasses import dataclass

from visavis.checked import check
from visavis.load.problems import Problem
from visavis.load.schema import Pairs
from visavis.load.site_data import without_collection
from visavis.plan.samples import Part
from visavis.plan.scale import Scale
from visavis.plan.ways import Way, Ways
from visavis.site import Site
from visavis.workshop import Workshop
from visavis.write.budget import Host, Size, hosts


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a host takes the site, which exceeds these limits, each by so much.

    Where it exceeds any, there is `room` for about so many comparisons, or -1 where the rest of it is too large
    already, and `ways` make it fit.
    """

    host: Host
    exceeded: dict[str, int]
    room: int = 0
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would make. `least` is the size of the site without any comparison."""

    pairs: Pairs
    models: int
    suites: int
    comparisons: int
    parts: tuple[Part, ...]
    size: Size
    least: Size
    verdicts: tuple[Verdict, ...]
    warnings: tuple[Problem, ...]


@without_collection()
def plan(site: Site, *, strict: bool = False, jobs: int | None = None) -> Plan:
    """Return what a build of the site would make; nothing is written.

    `jobs` is the number of processes that read and measure, by default one for each core. Raises ProblemsFound for
    the data and templates.
    """
    jobs = jobs or os.cpu_count() or 1
    data, warnings = check(site, strict=strict, jobs=jobs)
    workshop = Workshop(site, data)
    scale, count = Scale(workshop, jobs), workshop.partners.count
    parts = scale.parts()
    size = scale.size(count, sum(part.bytes for part in parts))
    ways = Ways(workshop, scale)

    def verdict(host: Host) -> Verdict:
        exceeded = host.exceeded(size)
        return Verdict(host, exceeded, ways.room(host), tuple(ways.to_fit(host))) if exceeded else Verdict(host, {})

    return Plan(
        pairs=data.config.pairs,
        models=len(data.models),
        suites=len(data.suites),
        comparisons=count,
        parts=parts,
        size=size,
        least=scale.size(0, scale.bytes_with(0)),
        verdicts=tuple(map(verdict, hosts())),
        warnings=tuple(warnings),
    )
