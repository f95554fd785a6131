"""Which problems a change of files may have to do with: those in them, and those in the files that look at them.

A card that is deleted makes its runs wrong, and a task that is taken out of site.yaml the cards that name it. What may
come of a change is told by paths alone, rather too much than too little: nothing that a change broke is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from visavis.load.problems import Problem

_OF_NEIGHBOURS = frozenset({"missing-file", "no-runs", "duplicate-file"})
"""Rules about which files a folder holds."""


def parted(problems: Iterable[Problem], changed: Iterable[str]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems that changed files may have to do with, and the others, both in order.

    `changed` are paths from the site's folder, of files that were written, renamed or deleted.
    """
    paths = [PurePosixPath(path) for path in changed]
    with_them: list[Problem] = []
    others: list[Problem] = []
    for problem in problems:
        place = PurePosixPath(problem.path)
        concerned = any(_concerns(path, place, problem.rule) for path in paths)
        (with_them if concerned else others).append(problem)
    return with_them, others


def _concerns(path: PurePosixPath, place: PurePosixPath, rule: str) -> bool:
    """Return whether a change of the file `path` may be the reason for a problem of a rule in `place`."""
    if path == place or place in path.parents:
        return True
    match path.parts:
        case ("data", name) if PurePosixPath(name).stem == "site":
            return True
        case ("static", *_):
            return _is_settings(place)
        case ("data", "models", _):
            run_of_it = place.parts[:2] == ("data", "evals") and place.stem == path.stem
            neighbour = place.parent == path.parent and rule == "name-taken"
            return run_of_it or neighbour or _is_settings(place)
        case ("data", "evals", _, "images", *_) | ("data", "evals", _, "suite.yaml" | "suite.yml" | "suite.json"):
            other_suite = place.parts[:2] == ("data", "evals") and place.stem == "suite" and rule == "name-taken"
            return place.parts[:3] == path.parts[:3] or other_suite
        case ("data", "evals", _, _):
            return place.parent == path.parent and rule in _OF_NEIGHBOURS
    return False


def _is_settings(place: PurePosixPath) -> bool:
    return place.parts[:1] == ("data",) and len(place.parts) == 2 and place.stem == "site"
