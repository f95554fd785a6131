"""What tests of publishing share: small built sites, and places that count what is done to them."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import write_file
from visavis.publishing.places import Place
from visavis.publishing.publish import Publishing, carry_out, look, refuse
from visavis.write.sweep import MARK

SITE = {
    ".nojekyll": b"",
    "index.html": b"home",
    "compare/a-vs-b.html": b"a or b",
    "compare/a-vs-c.html": b"a or c",
    "models/a.html": b"the model a",
    "static/site.css": b"body {}",
}


def built(folder: Path, files: dict[str, bytes]) -> Path:
    """Make a folder as a build does: with these files, the mark, and nothing else; equal files keep their times."""
    for known in sorted(folder.rglob("*")) if folder.exists() else ():
        if known.is_file() and known.name != MARK and known.relative_to(folder).as_posix() not in files:
            known.unlink()
    for path, content in {MARK: b"made by visavis", **files}.items():
        if not (folder / path).is_file() or (folder / path).read_bytes() != content:
            write_file(folder / path, content)
    return folder


def published(out: Path, place: Place, *, adopt: bool = False) -> Publishing:
    """Publish a folder, and return what was planned."""
    planned = look(out, place)
    refuse(planned, adopt=adopt)
    carry_out(planned, lambda *_: None)
    return planned


def moved(planned: Publishing) -> tuple[list[str], list[str]]:
    """Return the paths sent and removed, sorted."""
    return sorted(file.path for file in planned.changes.sent()), sorted(planned.changes.removed)
