"""`visavis migrate`: data of an older format carried forward."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from visavis.commands.options import SITE
from visavis.commands.printing import fail, many


@click.command()
@SITE
@click.option("--dry-run", is_flag=True, help="Only say which files would be changed.")
def migrate(site: Path, dry_run: bool) -> None:  # noqa: FBT001 (click passes flags)
    """Write the data of SITE in the newest version of its format; comments and layout stay.

    Exit codes: 0 the data is in the newest version, 1 problems in the data, 2 files that can't be written.
    """
    from visavis.load.problems import ProblemsFound
    from visavis.migrating.migration import planned, write

    try:
        migration = planned(site)
        if not dry_run:
            write(site, migration)
    except ProblemsFound as found:
        fail(found, " Nothing was written.")
    except OSError as failed:
        click.echo(f"Stopped at {failed.filename}: {failed.strerror}. Run it again once that is mended.", err=True)
        sys.exit(2)
    if migration.old == migration.new:
        click.echo(f"Nothing to do: the data is in format {migration.new}, the newest")
        return
    for path in migration.texts:
        click.echo(f"  {path}")
    would = "would be carried" if dry_run else "carried"
    click.echo(f"{many(len(migration.texts), 'file')} {would} from format {migration.old} to {migration.new}")
