"""`visavis publish`: bring a branch, a folder or a bucket up to date with the site."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from visavis.commands.options import SITE, STRICT
from visavis.commands.printing import listed, many
from visavis.commands.progress import Bar

if TYPE_CHECKING:
    from visavis.publishing.local import SiteFile
    from visavis.publishing.publish import Publishing
    from visavis.write.budget import Host

BRANCH = "branch"
SHOWN = 8
"""So many paths of a kind are named before anything is moved."""


class WithBranch(click.Command):
    """A command whose option --to takes a second word after «branch»."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `--to branch NAME` as one value, the rest as any command does."""
        for place in range(len(args)):
            if args[place : place + 2] == ["--to", BRANCH] or args[place] == f"--to={BRANCH}":
                name = place + (1 if "=" in args[place] else 2)
                if name < len(args) and not args[name].startswith("-"):
                    args = [*args[:place], f"--to={BRANCH} {args[name]}", *args[name + 1 :]]
                    break
        return super().parse_args(ctx, args)


@click.command(cls=WithBranch)
@SITE
@click.option("--to", required=True, metavar="WHERE", help="branch NAME, a folder, or s3://BUCKET/PREFIX.")
@click.option("--dry-run", is_flag=True, help="Build, and only say what would change there.")
@click.option("--remote", default="origin", show_default=True, help="With a branch: the remote's name or address.")
@click.option("--host", metavar="NAME", help="Whose limits the site must keep, such as github-pages.")
@click.option("--adopt", is_flag=True, help="Publish into a place that holds files of others, which stay.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the site is built.  [default: SITE/site]")
@STRICT
@click.option("--jobs", type=click.IntRange(1, 256), help="Worker processes.  [default: one for each core]")
def publish(
    site: Path,
    to: str,
    dry_run: bool,  # noqa: FBT001
    remote: str,
    host: str | None,
    adopt: bool,  # noqa: FBT001
    out: Path | None,
    strict: bool,  # noqa: FBT001
    jobs: int | None,
) -> None:
    """Check and build SITE, say what changes in a place that serves it, and change that.

    Only files that say something else are sent, and only files that visavis sent before are taken away. Everything in
    the output folder is published, your own files in it too.

    Exit codes: 0 published, 1 problems in the data, 2 nothing was published, or not all.
    """
    from visavis.commands.build import made
    from visavis.load.problems import visible
    from visavis.publishing.local import PublishingRefused
    from visavis.publishing.publish import carry_out, look, place_at, refuse
    from visavis.write.output import Output

    folder = out or site / "site"
    name, _, branch = to.partition(" ")
    if to == BRANCH:
        raise click.UsageError("--to branch wants the name of the branch, such as --to branch gh-pages.")
    limits = _limits(host)
    try:
        place = place_at(site, folder, to, branch=branch if name == BRANCH and branch else None, remote=remote)
        made(site, folder, strict=strict, jobs=jobs, verify=False, ending="published")
        with Output(folder, site).locked(lambda: None):
            started = time.perf_counter()
            planned = look(folder, place)
            _tell(planned)
            _within(planned, limits or _limits(place.host))
            refuse(planned, adopt=adopt)
            if dry_run:
                click.echo("Nothing was sent: this is what would change.")
                return
            with Bar("Files") as progress:
                done = carry_out(planned, progress)
    except PublishingRefused as refused:
        _end(f"Not published. {refused}")
    except OSError as failed:
        where, why = failed.filename2 or failed.filename or to, failed.strerror or failed
        _end(f"Stopped at {visible(str(where))}: {why}. The site there works; publish again to complete it.")
    _conclude(planned, time.perf_counter() - started, done=done)


def _end(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(2)


def _limits(name: str | None) -> Host | None:
    """Return the host of a name. Raises UsageError where there is none."""
    from visavis.write.budget import host_named, hosts, slug

    found = host_named(name) if name else None
    if name and found is None:
        raise click.UsageError(f"{name} is no host known. Known are {', '.join(slug(host.name) for host in hosts())}.")
    return found


def _within(planned: Publishing, host: Host | None) -> None:
    """End the program where a site is beyond what a host takes."""
    from visavis.plan.report import beyond

    if host and (found := beyond(host, planned.size)):
        text = f"{host.name} would not take it: {'; '.join(found)}. visavis build --plan says what would make it fit."
        _end(f"Not published. {text}")


def _tell(planned: Publishing) -> None:
    """Print what changes there, by kind."""
    moving = planned.changes
    click.echo(f"To {planned.place.title}:")
    for word, files in (("new", moving.added), ("changed", moving.changed)):
        _line(word, [file.path for file in files], size=_bytes(files))
    _line("removed", moving.removed)
    click.echo(f"  {'unchanged':10}{len(moving.unchanged):>9,}")
    if moving.kept:
        click.echo(f"Left there, for somebody changed it since: {listed(moving.kept)}")
    if moving.others:
        click.echo(f"Left there, not put there by visavis: {listed(moving.others)}")


def _line(word: str, paths: Sequence[str], size: str = "") -> None:
    weight = f", {size}" if size and paths else ""
    names = f": {listed(paths, SHOWN)}" if paths else ""
    click.echo(f"  {word:10}{len(paths):>9,}{weight}{names}")


def _bytes(files: Sequence[SiteFile]) -> str:
    from visavis.plan.report import weighed

    return weighed(sum(file.size for file in files))


def _conclude(planned: Publishing, seconds: float, *, done: bool) -> None:
    moving = planned.changes
    if not done:
        click.echo("Nothing to do: it is up to date there.")
        return
    files = (*moving.added, *moving.changed)
    sent, removed = many(len(files), "file"), many(len(moving.removed), "file")
    click.echo(f"Published in {seconds:.1f} s: {sent} sent ({_bytes(files)}), {removed} removed")
