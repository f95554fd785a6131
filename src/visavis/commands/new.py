"""`visavis new`: a card to fill in, beside the others of its kind."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import click

from visavis.commands.printing import fail, program, stop

NAME = click.argument("name")
SITE = click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The folder that holds data/.",
)


@click.group()
def new() -> None:
    """Write a card in which every field is explained."""


@new.command()
@NAME
@SITE
def model(name: str, site: Path) -> None:
    """Write the card of a model, as in: visavis new model "Gemma 4 12B"."""
    from visavis.authoring.cards import new_model

    _write(new_model, site, name)


@new.command()
@NAME
@SITE
def suite(name: str, site: Path) -> None:
    """Write a suite, as in: visavis new suite "Reading text"."""
    from visavis.authoring.cards import new_suite

    _write(new_suite, site, name)


@new.command()
@click.argument("name", metavar="SUITE/MODEL")
@SITE
def run(name: str, site: Path) -> None:
    """Write a run of a model on a suite, as in: visavis new run reading-text/gemma-4-12b."""
    from visavis.authoring.cards import new_run

    _write(new_run, site, name)


def _write(write: Callable[[Path, str], str], site: Path, name: str) -> None:
    from visavis.authoring.cards import CardRefused
    from visavis.authoring.schemas import SCHEMAS, refresh_schemas
    from visavis.load.problems import ProblemsFound

    try:
        path = write(site, name)
        schemas = refresh_schemas(site)
    except CardRefused as refused:
        raise click.UsageError(str(refused)) from None
    except ProblemsFound as found:
        fail(found, " Nothing was written.")
    except OSError as failed:
        stop(failed, site)
    click.echo(f"Written: {site / path}. Fill it in, and look what is missing with: {program()} check{_of(site)}")
    if schemas:
        click.echo(f"Brought up to date in {site / SCHEMAS}, for editors: {', '.join(schemas)}")


def _of(site: Path) -> str:
    return "" if site == Path() else f" {shlex.quote(str(site))}"
