"""`visavis check`: check the data and build nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from visavis.commands.options import STRICT
from visavis.commands.printing import fail, many, print_problems

if TYPE_CHECKING:
    from visavis.checking.report import Report
    from visavis.load.problems import Problem
    from visavis.load.schema import SiteData

FORMATS = ("text", "json", "github", "sarif")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[SITE] [FILES]...")
@STRICT
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are told.  [text]")
@click.option("--changed", is_flag=True, help="Only tell what FILES may have to do with, or what changed in git.")
@click.option("--since", metavar="REVISION", help="As --changed, for all that changed in git since a revision.")
def check(paths: tuple[Path, ...], strict: bool, form: str, changed: bool, since: str | None) -> None:  # noqa: FBT001
    """Check the data of SITE without building anything.

    All data are read, whatever is told. The formats: text for people; github puts annotations on the lines of a pull
    request, in GitHub Actions; sarif is for code scanning; json for programs of your own.

    Exit codes: 0 nothing to mend, 1 errors (with --strict, or warnings), 2 misuse of the command.
    """
    from visavis.build import check as run
    from visavis.checking.report import Report, folder_in_repository
    from visavis.load.problems import ProblemsFound
    from visavis.site import Site

    site, files = _site_and_files(paths, changed=changed, since=since)
    which = _changed(site, files, since) if changed or since else None
    data: SiteData | None = None
    told: list[Problem] | tuple[Problem, ...]
    waiting = False
    try:
        data, told = run(Site(site), strict=False)
    except ProblemsFound as found:
        told, waiting = found.problems, found.waiting
    others: list[Problem] = []
    if which is not None:
        from visavis.checking.concern import parted

        told, others = parted(told, which)
    folder = folder_in_repository(site, os.environ)
    report = Report(tuple(told), waiting=waiting, strict=strict, elsewhere=len(others), folder=folder)
    if form == "text":
        _say(report, data, None if which is None else len(which))
    elif text := _form(form)(report):
        click.echo(text)
    sys.exit(int(report.failed))


def _site_and_files(paths: tuple[Path, ...], *, changed: bool, since: str | None) -> tuple[Path, tuple[Path, ...]]:
    """Return the folder among the paths, or this one, and the files."""
    folders = [path for path in paths if path.is_dir()]
    files = tuple(path for path in paths if not path.is_dir())
    if len(folders) > 1:
        raise click.UsageError(f"One SITE at a time, not {folders[0]} and {folders[1]}.")
    if files and since:
        raise click.UsageError("Either FILES or --since.")
    if files and not changed:
        raise click.UsageError(f"{files[0]} is not a folder. To be told only of files, write --changed before them.")
    return folders[0] if folders else Path(), files


def _changed(site: Path, files: tuple[Path, ...], since: str | None) -> set[str]:
    """Return the paths from the site's folder of the files given, or of what changed in git."""
    from visavis.checking.git import GitRefused, changed_files

    if not files:
        try:
            return changed_files(site, since or "HEAD")
        except GitRefused as refused:
            raise click.UsageError(str(refused)) from None
    root = site.resolve()
    given = [file.parent.resolve() / file.name for file in files]
    if outside := [file for file, path in zip(files, given, strict=True) if not path.is_relative_to(root)]:
        raise click.UsageError(f"{outside[0]} does not lie in {site}.")
    return {path.relative_to(root).as_posix() for path in given}


def _form(form: str) -> Callable[[Report], str]:
    from visavis.checking.github_form import as_github
    from visavis.checking.json_form import as_json
    from visavis.checking.sarif_form import as_sarif

    return {"json": as_json, "github": as_github, "sarif": as_sarif}[form]


def _say(report: Report, data: SiteData | None, changed: int | None) -> None:
    """Print a report for people; `changed` counts the files that were asked about, if not all were."""
    from visavis.load.problems import ProblemsFound

    if report.elsewhere:
        where = f"{many(report.elsewhere, 'problem')} in other files, which this change has no part in"
        click.echo(f"Not shown: {where}. visavis check without --changed shows all.", err=True)
    if report.failed:
        fail(ProblemsFound(report.problems, waiting=report.waiting))
    print_problems(report.problems)
    if changed is not None:
        click.echo(f"No errors in {many(changed, 'changed file')}")
    elif data:
        runs = sum(map(len, data.runs.values()))
        counts = many(len(data.models), "model"), many(len(data.suites), "suite"), many(runs, "run")
        click.echo(f"No errors: {', '.join(counts)}")
