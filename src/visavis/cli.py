"""The commands: arguments in, exit code and terminal output out.

Exit codes: 0 clean, 1 problems in the data, 2 misuse of the command or a folder that cannot be written.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Self

import click

from visavis import __version__

if TYPE_CHECKING:
    from rich.progress import Progress
    from rich.text import Text

    from visavis.load.problems import Problem, ProblemsFound

SITE = click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="visavis")
def main() -> None:
    """Build a website that compares AI models, from YAML model cards and eval results.

    SITE is a folder that holds data/, by default the current one. Every command reads the data first and prints all
    problems it finds, each with its file, line and column.
    """


@main.command()
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
        return
    from visavis.build import build as run
    from visavis.load.problems import ProblemsFound
    from visavis.site import Site
    from visavis.write.output import OutputRefused

    started, target = time.perf_counter(), out or site / "site"
    try:
        with _Bar() as progress:
            waiting = partial(click.echo, f"Another build is writing {target}: waiting until it has ended.", err=True)
            built = run(Site(site), target, strict=strict, verify=verify, jobs=jobs, progress=progress, waiting=waiting)
    except ProblemsFound as found:
        _fail(found, " Nothing was written.")
    except OutputRefused as refused:
        raise click.UsageError(str(refused)) from None
    except OSError as failed:
        what = failed.filename2 or failed.filename or target
        click.echo(f"Stopped at {what}: {failed.strerror}. The previous site is as it was.", err=True)
        sys.exit(2)
    _print(built.warnings)
    if built.slow:
        click.echo("Rendered anew for every page, which is right but slower:")
        click.echo("".join(f"  {one}\n" for one in built.slow), nl=False)
    if built.foreign:
        click.echo(f"Left in place, not made by visavis: {_listed(built.foreign)}")
    seconds = time.perf_counter() - started
    click.echo(
        f"{_many(built.pages, 'page')} in {seconds:.1f} s: {_many(built.comparisons, 'comparison')} of "
        f"{_many(built.models, 'model')} on {_many(built.suites, 'suite')}, in {target}"
    )
    if built.written or built.removed:
        click.echo(f"Files: {built.written:,} written, {built.unchanged:,} unchanged, {built.removed:,} removed")
    else:
        click.echo(f"Nothing changed: all {built.unchanged:,} files are as they were")


@main.command()
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
        _fail(found)
    _print(warnings)
    runs = sum(map(len, data.runs.values()))
    counts = _many(len(data.models), "model"), _many(len(data.suites), "suite"), _many(runs, "run")
    click.echo(f"No errors: {', '.join(counts)}")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _listed(paths: Sequence[str], most: int = 20) -> str:
    from visavis.load.problems import visible

    more = f" and {len(paths) - most:,} more" if len(paths) > most else ""
    return ", ".join(map(visible, paths[:most])) + more


def _plan(site: Path, *, strict: bool, jobs: int | None) -> None:
    from visavis.load.problems import ProblemsFound
    from visavis.plan.making import plan
    from visavis.plan.report import report
    from visavis.site import Site

    try:
        made = plan(Site(site), strict=strict, jobs=jobs)
    except ProblemsFound as found:
        _fail(found)
    _print(made.warnings)
    click.echo(report(made))


def _fail(found: ProblemsFound, ending: str = "") -> NoReturn:
    _print(found.problems)
    if found.waiting:
        click.echo("Files with mistakes of their own were not checked against others yet: there may be more.", err=True)
    errors = sum(problem.severity == "error" for problem in found.problems)
    warnings = len(found.problems) - errors
    counts = [_many(count, noun) for count, noun in ((errors, "error"), (warnings, "warning")) if count]
    strict = "" if errors else ", which --strict counts as errors"
    click.echo(f"{' and '.join(counts)}{strict}.{ending}", err=True)
    sys.exit(1)


def _print(problems: Iterable[Problem]) -> None:
    from visavis.load.problems import printed

    texts = [printed(problem) for problem in problems]
    if not texts:
        return
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.text import Text

        console = Console(stderr=True, soft_wrap=True)
        for text in texts:
            console.print(_coloured(Text(text)), end="\n\n")
    else:
        click.echo("\n\n".join(texts) + "\n", err=True)


def _coloured(text: Text) -> Text:
    text.highlight_regex(r"^\S+?:\d+:\d+", "bold")
    text.highlight_regex(r"(?<= )error\[[a-z-]+\]", "bold red")
    text.highlight_regex(r"(?<= )warning\[[a-z-]+\]", "bold yellow")
    text.highlight_regex(r"(?m)^  (found|expected|fix)\b", "dim")
    text.highlight_regex(r"(?m)\^+$", "red")
    return text


class _Bar:
    """One line with a bar, pages a second and time left; nothing where there is no terminal."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._started = time.perf_counter()
        self._next = 0.0

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = self._new(total)
        seconds = time.perf_counter() - self._started
        if seconds < self._next and done < total:
            return
        self._next = seconds + 0.1
        speed = f"{done / seconds:,.0f} a second" if done and seconds > 0 else ""
        self._bar.update(self._bar.task_ids[0], completed=done, speed=speed, refresh=True)

    def _new(self, total: int) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        speed = TextColumn("{task.fields[speed]}")
        columns = TextColumn("Comparisons"), BarColumn(), MofNCompleteColumn(), speed, TimeRemainingColumn()
        # without a thread of its own: worker processes are forked while it shows
        bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        bar.start()
        bar.add_task("", total=total, speed="")
        self._started = time.perf_counter()
        return bar

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
