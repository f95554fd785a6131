"""`visavis init`: a site to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from visavis.commands.printing import many, program, stop


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default=".")
def init(folder: Path) -> None:
    """Make a site in DIR that builds: models, a suite, editor settings, a workflow that checks and publishes.

    No file is overwritten but the schemas for editors in .visavis/. Where DIR has data already, only what lies
    around it is added.
    """
    from visavis.authoring.starter_files import start

    try:
        started = start(folder)
    except OSError as failed:
        stop(failed, folder)
    for path in started.written:
        click.echo(f"  written  {path}")
    for path in started.kept:
        click.echo(f"  kept     {path}, which was there")
    click.echo(f"{many(len(started.written), 'file')} written in {folder}")
    if "requirements.txt" in started.written and not started.installable:
        click.echo("Write into requirements.txt from where others can install visavis: yours came from a folder.")
    there = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"Next: {there}{program()} serve --open")
