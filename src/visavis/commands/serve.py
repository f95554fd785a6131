"""`visavis serve`: the site at a local address, made page by page, kept up to date while its files are edited."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from visavis.commands.options import SITE
from visavis.commands.printing import many, print_problems

if TYPE_CHECKING:
    from visavis.load.problems import Problem
    from visavis.serve.live import LiveSite
    from visavis.site import Site

PORT = 8000


def _editor(ctx: click.Context, param: click.Parameter, value: str) -> str:  # noqa: ARG001 (click passes them)
    from visavis.serve.shown import EDITORS

    if value not in EDITORS and "{path}" not in value:
        raise click.BadParameter(f"choose one of {', '.join(EDITORS)}, or write an address with {{path}} in it.")
    return EDITORS.get(value, value)


@click.command()
@SITE
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes a free one.")
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@click.option(
    "--editor",
    default="vscode",
    show_default=True,
    callback=_editor,
    envvar="VISAVIS_EDITOR",
    help="Which editor links to source lines open: vscode, vscodium, cursor, zed, idea, none, or an address with "
    "{path}, {line} and {column} in it.",
)
def serve(site: Path, port: int, opens: bool, editor: str) -> None:  # noqa: FBT001 (click passes flags)
    """Show SITE in the browser, and every change to its files as soon as it is saved.

    Pages are made when they are asked for; no output is written. Problems are shown over the page and printed here.
    Only this machine can see it, at http://localhost:8000/ or whatever port is chosen. Ctrl-C ends it.
    """
    from visavis.serve.server import HOST, Serving, bound

    try:
        opened = bound(port)
    except OSError as refused:
        if refused.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        taken = refused.errno == errno.EADDRINUSE
        why = "is taken by another program" if taken else "may not be used without more rights"
        raise click.UsageError(f"Port {port} {why}. Choose another one with --port, or 0 for any.") from None
    gc.disable()  # until all is read: nearly everything stays
    from visavis.serve import kept
    from visavis.serve.desk import Desk
    from visavis.site import Site

    of = Site(site)
    early = kept.read(kept.folder(of), kept.look(of))
    if early:
        load: Callable[[], LiveSite] = partial(_loaded, of)
        base = early.base
    else:
        live = _loaded(of, os.cpu_count() or 1)
        load, base = lambda: live, live.base
    address = f"http://{HOST}:{opened.getsockname()[1]}{base}"

    def begun() -> None:
        if opens:
            click.launch(address)

    click.echo(f"Serving {address} until you press Ctrl-C.")
    sys.stdout.flush()
    try:
        Serving(lambda: Desk(of, load, _Teller(), early), editor=editor, begun=begun).run(opened)
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _loaded(site: Site, jobs: int = 1) -> LiveSite:
    """Return the site, read by so many processes; more than one only where no other thread runs."""
    from visavis.serve.live import LiveSite

    live = LiveSite(site)
    live.load(jobs)
    gc.freeze()  # what was read stays: there is no need to walk through it in every search for garbage
    gc.enable()
    return live


class _Teller:
    """Prints what the site comes to after it was read, and its problems or its new warnings."""

    def __init__(self) -> None:
        self._warned: tuple[Problem, ...] = ()

    def __call__(self, live: LiveSite) -> None:
        if not live.problems and live.warnings != self._warned:
            self._warned = live.warnings
            print_problems(live.warnings)
        click.echo(_state(live))
        sys.stdout.flush()


def _state(live: LiveSite) -> str:
    """Return in one line what the site comes to; print its problems."""
    if live.problems:
        print_problems(live.problems)
        return f"{many(len(live.problems), 'problem')}: pages stay as they were."
    workshop = live.workshop
    if workshop is None:
        raise TypeError("a site without problems has pages")
    models = many(len(workshop.catalogue.subjects), "model")
    return f"No errors: {models}, {many(workshop.partners.count, 'comparison')}."
