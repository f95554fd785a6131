"""Verdicts that flipped with a commit: the data before and after it, read and compared, and what came of it kept."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from visavis.changes.results import Site
from visavis.changes.revisions import RevisionRefused, lay_out
from visavis.changes.standings import Flip, flips
from visavis.compare.pairs import Pair, partners
from visavis.compare.subjects import catalogue
from visavis.compare.verdict import Word
from visavis.load.problems import ProblemsFound
from visavis.load.site_data import read_site_data

FOLDER = "flips"
"""Where in a cache they are kept: by the commit, and by the program, which may come to other verdicts."""
ROOMS = ("load", "compare", "changes")
"""The parts of the program that verdicts come from."""


def flipped(root: Path, commit: str, cache: Path | None = None) -> tuple[Flip, ...]:
    """Return the verdicts that a commit flipped, of pairs with a page after it; none where its data can't be read.

    Which of two passed more is nothing new while it stays too close to call.
    `root` is the site's folder inside its repository. What is found is kept under `cache`, so that a commit is looked
    at once.
    """
    kept = cache / FOLDER / f"{commit}-{_program()}.json" if cache else None
    try:
        found = json.loads(kept.read_bytes()) if kept else None
        if found is not None:
            return tuple(Flip(suite, Pair(*pair), was, now) for suite, pair, was, now in found)
    except (OSError, ValueError, TypeError):
        pass
    made = _flipped(root, commit)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        new = kept.with_suffix(".new")
        new.write_text(json.dumps(made), "utf-8")
        new.replace(kept)
    return made


def _flipped(root: Path, commit: str) -> tuple[Flip, ...]:
    try:
        before, after = _site(root, f"{commit}^"), _site(root, commit)
    except (RevisionRefused, ProblemsFound):
        return ()
    found = (
        flip._replace(was=_plain(flip.was), now=_plain(flip.now)) for flip in flips(before, after, partners(after[1]))
    )
    return tuple(flip for flip in found if flip.was != flip.now)


def _plain(told: str) -> str:
    """Return how two stand, without who passed more where that is too close to call."""
    return str(Word.TOO_CLOSE) if told.endswith(Word.TOO_CLOSE) else told


def _site(root: Path, revision: str) -> Site:
    with TemporaryDirectory() as folder:
        lay_out(root, revision, Path(folder))
        data = read_site_data(Path(folder), making=False)[0]
    return data, catalogue(data)


def _program() -> str:
    place = Path(__file__).resolve().parent.parent
    sources = [path.read_bytes() for room in ROOMS for path in sorted((place / room).glob("*.py"))]
    return blake2b(b"\0".join(sources), digest_size=8).hexdigest()
