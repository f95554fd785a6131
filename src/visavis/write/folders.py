"""The folders that files lie in."""

from __future__ import annotations

from collections.abc import Iterable


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder that these files lie in, at any depth, by its path; the top, which has none, is left out."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
