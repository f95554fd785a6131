"""Which files were changed: those in the folders that a site is made of, as the system tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

from watchfiles import watch

from visavis.site import Site

STEP = 5
"""Milliseconds without another change after which those so far are told."""
LONGEST = 200
"""Milliseconds after which they are told in any case."""
LOOK = 500
"""Milliseconds between two looks at whether a folder came, went or was replaced."""


def changes(site: Site, stop: Event) -> Iterator[set[Path]]:
    """Yield the files that changed, soon after they did, until `stop` is set.

    Folders are told of themselves where they come into being or are replaced by others, and at first: for what changed
    before the system was asked to tell. Those within them that come into being are told of twice: what is put into one
    at once may be there before the system is asked to tell of it.
    """
    entered: set[Path] = set()
    while not stop.is_set():
        known, fresh = _folders(site), True
        with suppress(FileNotFoundError):  # a folder may go any time
            for changed in watch(
                *known,
                debounce=LONGEST,
                step=STEP,
                rust_timeout=LOOK,
                yield_on_timeout=True,
                stop_event=stop,
                ignore_permission_denied=True,
            ):
                paths = {Path(path) for _, path in changed}
                told = {*paths, *entered, *(known if fresh else ())}
                if told:
                    yield told
                fresh, entered = False, {path for path in paths if path.is_dir()}
                if _folders(site) != known:
                    break


def _folders(site: Site) -> dict[Path, tuple[int, int]]:
    """Return the folders that a site is made of, each with what tells it from another of the same name."""
    every = [folder.resolve() for name, folders in site.inputs.items() if name != "code" for folder in folders]
    return {folder: (found.st_dev, found.st_ino) for folder in every if folder.is_dir() and (found := folder.stat())}
