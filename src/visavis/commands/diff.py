"""`visavis diff`: what a change of the data does to the site, in words."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from visavis.commands.printing import fail

if TYPE_CHECKING:
    from visavis.load.schema import SiteData


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", help="For whom.  [text]")
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that holds data/, in a git repository.  [.]",
)
def diff(old: str, new: str | None, form: str, site: Path) -> None:
    """Say what changes on the site from OLD to NEW: models, scores, ranks, verdicts and pages.

    Each is a folder that holds data/, or a git revision of the site, such as HEAD or main. Without NEW, it is the site
    as it lies there.

    Exit codes: 0 whatever changes, 1 problems in the data of one of them, 2 misuse of the command.
    """
    from visavis.changes.report import as_markdown, as_text, changes

    before = _data(old, site)
    after = _data(new, site) if new is not None else _read(site, str(site))
    click.echo({"text": as_text, "markdown": as_markdown}[form](changes(before, after)))


def _data(name: str, site: Path) -> SiteData:
    """Return the data of a folder or a revision; end the program where there is none, or where it has errors."""
    from visavis.changes.revisions import RevisionRefused, lay_out

    if (Path(name) / "data").is_dir():
        return _read(Path(name), name)
    with TemporaryDirectory(prefix="visavis-diff-") as folder:
        try:
            lay_out(site, name, Path(folder))
        except RevisionRefused as refused:
            message = f"{name} is neither a folder that holds data/ nor a revision of {site.absolute()}. {refused}"
            raise click.UsageError(message) from None
        return _read(Path(folder), name)


def _read(root: Path, name: str) -> SiteData:
    from visavis.load.problems import ProblemsFound
    from visavis.load.site_data import read_site_data

    try:
        return read_site_data(root, jobs=os.cpu_count() or 1, making=False)[0]
    except ProblemsFound as found:
        fail(found, f" They are in {name}, so that nothing was compared.")
