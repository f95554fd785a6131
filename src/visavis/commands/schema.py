"""`visavis schema`: what editors need to complete, explain and underline the data."""

from __future__ import annotations

from pathlib import Path

import click

from visavis.commands.options import SITE
from visavis.commands.printing import fail, many, stop


@click.command()
@SITE
@click.option("--out", type=click.Path(path_type=Path), help="Where to write them.  [default: SITE/.visavis/schema]")
def schema(site: Path, out: Path | None) -> None:
    """Write JSON Schemas of the data of SITE, for editors.

    They know what site.yaml declares: run this again when its vocabulary or a suite changes. A first line such as
    "# yaml-language-server: $schema=../../.visavis/schema/model.json" tells an editor which one a file follows.
    """
    from visavis.authoring.schemas import SCHEMAS, write_schemas
    from visavis.load.problems import ProblemsFound

    folder = out or site / SCHEMAS
    try:
        schemas = write_schemas(site, folder)
    except ProblemsFound as found:
        fail(found, " Nothing was written.")
    except OSError as failed:
        stop(failed, folder)
    click.echo(f"{many(len(schemas.names), 'schema')}, {len(schemas.written):,} written, in {folder}")
