"""The arguments and options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

SITE = click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
