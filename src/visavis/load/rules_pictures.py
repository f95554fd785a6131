"""The rules about pictures: each that a suite names is there and can be shown, and marks lie on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from visavis.load.document import Document
from visavis.load.gathered import Gathered
from visavis.load.picture_file import Refusal
from visavis.load.pictures import Picture, Size, picture_sizes, read_pictures
from visavis.load.positions import Loc
from visavis.load.problems import Problem
from visavis.load.remembered import Remembered
from visavis.load.rules_prompts import misplaced
from visavis.load.schema import Box, EvalRun, PromptResult

P = TypeVar("P", bound=Picture | Size)
Pictures = dict[str, dict[str, Picture]]
"""Pictures by suite and prompt."""

BEYOND = 1
"""By how many pixels a mark may reach out of its picture, for engines round differently."""


def pictures_of(
    root: Path, gathered: Gathered, remembered: Remembered, *, jobs: int, cache: Path | None
) -> tuple[Pictures, list[Problem]]:
    """Return the pictures of all suites, made or taken from the cache, and every problem with them."""
    wanted = _wanted(root, gathered)
    paths = [path for prompts in wanted.values() for path in prompts.values()]
    return _by_suite(gathered, wanted, read_pictures(root, paths, jobs=jobs, cache=cache), remembered)


def picture_problems(root: Path, gathered: Gathered, remembered: Remembered, *, jobs: int) -> list[Problem]:
    """Return every problem with the pictures of all suites, without making what is shown of them."""
    wanted = _wanted(root, gathered)
    paths = [path for prompts in wanted.values() for path in prompts.values()]
    return _by_suite(gathered, wanted, picture_sizes(root, paths, jobs=jobs), remembered)[1]


def _wanted(root: Path, gathered: Gathered) -> dict[str, dict[str, str]]:
    """Return the paths of pictures by suite and prompt, but for those that lie elsewhere, which is said already."""
    wanted: dict[str, dict[str, str]] = {}
    for key, suite in gathered.suites.items():
        folder = suite.document.path.rpartition("/")[0]
        for prompt, one in suite.value.prompts.items() if suite.value else ():
            if one.image is not None and misplaced(root / folder, one.image) is None:
                wanted.setdefault(key, {})[prompt] = f"{folder}/{one.image}"
    return wanted


def _at(prompt: str) -> Loc:
    return "prompts", prompt, "image"


def _by_suite(
    gathered: Gathered,
    wanted: Mapping[str, Mapping[str, str]],
    found: Mapping[str, P | Refusal],
    remembered: Remembered,
) -> tuple[dict[str, dict[str, P]], list[Problem]]:
    """Sort what was found by suite and prompt; return also the problems with files, at their first use, and marks."""
    every: list[Problem] = []
    refused: set[str] = set()
    pictures: dict[str, dict[str, P]] = {}
    for key, prompts in wanted.items():
        document = gathered.suites[key].document
        for prompt, path in prompts.items():
            came_to = found[path]
            if not isinstance(came_to, Refusal):
                pictures.setdefault(key, {})[prompt] = came_to
            elif path not in refused:
                refused.add(path)
                rule, what, expected, fix = came_to
                image = path.removeprefix(f"{document.path.rpartition('/')[0]}/")
                every.append(document.problem(_at(prompt), rule, f"{image}: {what}", expected, fix))
        sizes = {prompt: (picture.width, picture.height) for prompt, picture in pictures.get(key, {}).items()}
        state = repr(sizes)
        for run in gathered.runs.get(key, {}).values():
            if run.value:
                every += remembered("marks", (run.value,), partial(_marks, run.document, run.value, sizes), state)
    return pictures, every


def _marks(document: Document, run: EvalRun, sizes: Mapping[str, tuple[int, int]]) -> list[Problem]:
    found: list[Problem] = []
    for prompt, result in run.outcomes.items():
        if (size := sizes.get(prompt)) and not _inside(result, *size):
            found += _outside(document, prompt, result, *size)
    return found


def _inside(result: PromptResult, width: int, height: int) -> bool:
    """Whether all marks are certain to lie on a picture of this size: nothing more is done about most results."""
    right, bottom = width + BEYOND, height + BEYOND
    for box in result.boxes:
        x, y, across, down = box.at
        if not (-BEYOND <= x <= x + across <= right and -BEYOND <= y <= y + down <= bottom):
            return False
    points = [*(place for one in result.polygons for place in one.at), *(point.at for point in result.points)]
    return all(-BEYOND <= x <= right and -BEYOND <= y <= bottom for x, y in points)


def _outside(document: Document, prompt: str, result: PromptResult, width: int, height: int) -> Iterator[Problem]:
    """Yield a problem for every mark that reaches out of a picture of this size."""
    marks: list[tuple[Loc, list[tuple[float, float]]]] = []
    marks += [(("boxes", place, "at"), _corners(box)) for place, box in enumerate(result.boxes)]
    marks += [(("polygons", place, "at"), list(one.at)) for place, one in enumerate(result.polygons)]
    marks += [(("points", place, "at"), [point.at]) for place, point in enumerate(result.points)]
    for loc, corners in marks:
        for x, y in corners:
            if not (-BEYOND <= x <= width + BEYOND and -BEYOND <= y <= height + BEYOND):
                found, fix = f"[{x}, {y}]", "correct the numbers: they count pixels of the file, when it is upright"
                if loc[0] == "boxes":
                    ends = "starts at" if (x, y) == corners[0] else "reaches to"
                    found = f"the box {list(result.boxes[int(loc[1])].at)} {ends} {found}"
                    fix = "correct the numbers: at is [x, y, width, height] in pixels of the file, when it is upright"
                expected = f"a place on the picture, which is {width} x {height} pixels"
                yield document.problem(("outcomes", prompt, *loc), "mark-outside", found, expected, fix)
                break


def _corners(box: Box) -> list[tuple[float, float]]:
    """Return where a box starts and where it ends; a sum of two decimals is one again, as far as they are written."""
    x, y, width, height = box.at
    return [(x, y), (round(x + width, 6), round(y + height, 6))]
