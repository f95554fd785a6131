"""Which changes are told of: those that the system tells of, and what it may have missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from visavis.serve import watching
from visavis.site import Site


def test_a_new_folder_is_told_of_twice(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file put into it at once may be there before the system tells of what is in it; then the folder says so."""
    css, card = site / "static/css", site / "data/models/alpha.yaml"

    def told(*folders: Path, **how: object) -> Iterator[set[tuple[int, str]]]:
        yield set()
        css.mkdir(parents=True)
        yield {(1, str(css))}
        yield {(2, str(card))}
        yield set()
        yield {(2, str(card))}

    monkeypatch.setattr(watching, "watch", told)
    monkeypatch.setattr(watching, "_folders", lambda _: {site: (0, 0)})
    stop = Event()
    found = []
    for changed in watching.changes(Site(site), stop):
        found.append(changed)
        if len(found) == 4:
            stop.set()
    assert found == [{site}, {css}, {css, card}, {card}]
