"""`visavis check`: check the data and build nothing."""

from __future__ import annotations

from pathlib import Path

import click

from visavis.commands.options import SITE, STRICT
from visavis.commands.printing import fail, many, print_problems


@click.command()
@SITE
@STRICT
def check(site: Path, strict: bool) -> None:  # noqa: FBT001 (click passes flags)
    """Check the data of SITE without building anything."""
    from visavis.build import check as run
    from visavis.load.problems import ProblemsFound
    from visavis.site import Site

    try:
        data, warnings = run(Site(site), strict=strict)
    except ProblemsFound as found:
        fail(found)
    print_problems(warnings)
    runs = sum(map(len, data.runs.values()))
    counts = many(len(data.models), "model"), many(len(data.suites), "suite"), many(runs, "run")
    click.echo(f"No errors: {', '.join(counts)}")
