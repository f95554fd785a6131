"""`visavis schema`: what editors need to complete, explain and underline the data."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from visavis.commands.options import SITE
from visavis.commands.printing import fail, many


@click.command()
@SITE
@click.option("--out", type=click.Path(path_type=Path), help="Where to write them.  [default: SITE/.visavis/schema]")
def schema(site: Path, out: Path | None) -> None:
    """Write JSON Schemas of the data of SITE, for editors.

    They know what site.yaml declares: run this again when its vocabulary or a suite changes. A first line such as
    "# yaml-language-server: $schema=../../.visavis/schema/model.json" tells an editor which one a file follows.
    """
    from visavis.load.problems import ProblemsFound
    from visavis.load.site_schemas import site_schemas

    folder = out or site / ".visavis" / "schema"
    try:
        schemas = site_schemas(site)
    except ProblemsFound as found:
        fail(found, " Nothing was written.")
    written = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for gone in folder.glob("run-*.json"):
            if gone.name not in schemas:
                gone.unlink()
        for name, one in schemas.items():
            content = (json.dumps(one, indent=2, ensure_ascii=False) + "\n").encode()
            path = folder / name
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)
                written += 1
    except OSError as failed:
        click.echo(f"Stopped at {failed.filename or folder}: {failed.strerror}.", err=True)
        sys.exit(2)
    click.echo(f"{many(len(schemas), 'schema')}, {written:,} written, in {folder}")
