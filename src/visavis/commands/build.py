"""`visavis build`: write the site, or say what a build would make."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from visavis.commands.options import SITE, STRICT
from visavis.commands.printing import fail, listed, many, print_problems
from visavis.commands.progress import Bar


@contextmanager
def _without_collection() -> Iterator[None]:
    """Look for no garbage while a command runs, nor when the interpreter ends: it took a tenth of the time.

    What is imported and read stays. Processes that make many pages look for it again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@click.command()
@SITE
@click.option("--out", type=click.Path(path_type=Path), help="Where to write the site.  [default: SITE/site]")
@STRICT
@click.option("--jobs", type=click.IntRange(1, 256), help="Worker processes.  [default: one for each core]")
@click.option("--verify", is_flag=True, help="Make every page and compare it with the one that is there.")
@click.option("--plan", is_flag=True, help="Only say what a build would make, and which hosts take it.")
@_without_collection()
def build(site: Path, out: Path | None, strict: bool, jobs: int | None, verify: bool, plan: bool) -> None:  # noqa: FBT001
    """Build SITE into a folder of static files, where only what changed is written.

    Where there is a problem, nothing is written and the previous output stays as it was.
    """
    if plan:
        _plan(site, strict=strict, jobs=jobs)
    else:
        made(site, out or site / "site", strict=strict, jobs=jobs, verify=verify)


def made(site: Path, target: Path, *, strict: bool, jobs: int | None, verify: bool, ending: str = "written") -> None:
    """Build a site and say what became of it; where that can't be, say that nothing was `ending`, and end the program.

    Exit code 1 for problems in the data or templates, 2 for a folder that can't be written.
    """
    from visavis.build import build as run
    from visavis.load.problems import ProblemsFound
    from visavis.site import Site
    from visavis.write.output import OutputRefused

    started = time.perf_counter()
    try:
        with Bar() as progress:
            waiting = partial(click.echo, f"Another build is writing {target}: waiting until it has ended.", err=True)
            built = run(Site(site), target, strict=strict, verify=verify, jobs=jobs, progress=progress, waiting=waiting)
    except ProblemsFound as found:
        fail(found, f" Nothing was {ending}.")
    except OutputRefused as refused:
        raise click.UsageError(str(refused)) from None
    except OSError as failed:
        what = failed.filename2 or failed.filename or target
        left = "The previous site is as it was." if target.exists() else "No site was written."
        click.echo(f"Stopped at {what}: {failed.strerror}. {left}", err=True)
        sys.exit(2)
    print_problems(built.warnings)
    if built.slow:
        click.echo("Rendered anew for every page, which is right but slower:")
        click.echo("".join(f"  {one}\n" for one in built.slow), nl=False)
    if built.foreign:
        click.echo(f"Left in place, not made by visavis: {listed(built.foreign)}")
    seconds = time.perf_counter() - started
    click.echo(
        f"{many(built.pages, 'page')} in {seconds:.1f} s: {many(built.comparisons, 'comparison')} of "
        f"{many(built.models, 'model')} on {many(built.suites, 'suite')}, in {target}"
    )
    if built.written or built.removed:
        click.echo(f"Files: {built.written:,} written, {built.unchanged:,} unchanged, {built.removed:,} removed")
    else:
        click.echo(f"Nothing changed: all {built.unchanged:,} files are as they were")


def _plan(site: Path, *, strict: bool, jobs: int | None) -> None:
    from visavis.load.problems import ProblemsFound
    from visavis.plan.making import plan
    from visavis.plan.report import report
    from visavis.site import Site

    try:
        made = plan(Site(site), strict=strict, jobs=jobs)
    except ProblemsFound as found:
        fail(found)
    print_problems(made.warnings)
    click.echo(report(made))
