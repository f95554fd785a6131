"""The rules about pictures: each that a suite names is there and can be shown, and marks lie on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TypeVar

from visavis.load.document import Document
from visavis.load.files import IMAGES
from visavis.load.gathered import Checked, Gathered
from visavis.load.picture_file import Refusal
from visavis.load.pictures import Picture, Size, picture_sizes, read_pictures
from visavis.load.positions import Loc
from visavis.load.problems import Problem
from visavis.load.schema import EvalRun, EvalSuite, PromptResult

P = TypeVar("P", bound=Picture | Size)
Pictures = dict[str, dict[str, Picture]]
"""Pictures by suite and prompt."""

BEYOND = 1
"""By how many pixels a mark may reach out of its picture, for engines round differently."""


def pictures_of(root: Path, gathered: Gathered, *, jobs: int, cache: Path | None) -> tuple[Pictures, list[Problem]]:
    """Return the pictures of all suites, made or taken from the cache, and every problem with them."""
    wanted, problems = _wanted(gathered)
    paths = [path for prompts in wanted.values() for path in prompts.values()]
    return _by_suite(gathered, wanted, read_pictures(root, paths, jobs=jobs, cache=cache), problems)


def picture_problems(root: Path, gathered: Gathered, *, jobs: int) -> list[Problem]:
    """Return every problem with the pictures of all suites, without making what is shown of them."""
    wanted, problems = _wanted(gathered)
    paths = [path for prompts in wanted.values() for path in prompts.values()]
    return _by_suite(gathered, wanted, picture_sizes(root, paths, jobs=jobs), problems)[1]


def _wanted(gathered: Gathered) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Return the paths of pictures by suite and prompt, and a problem for each that lies elsewhere than it may."""
    wanted: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for key, suite in gathered.suites.items():
        folder = suite.document.path.rpartition("/")[0]
        for prompt, image in _images(suite).items():
            path = PurePosixPath(image)
            if path.parts[:1] == (IMAGES,) and len(path.parts) > 1 and ".." not in path.parts and "\\" not in image:
                wanted.setdefault(key, {})[prompt] = f"{folder}/{path}"
            else:
                expected, fix = f"a file in {folder}/{IMAGES}", f"put it there, and write {IMAGES}/{path.name}"
                problems.append(suite.document.problem(_at(prompt), "picture-place", image, expected, fix))
    return wanted, problems


def _images(suite: Checked[EvalSuite]) -> dict[str, str]:
    prompts = suite.value.prompts.items() if suite.value else ()
    return {key: prompt.image for key, prompt in prompts if prompt.image}


def _at(prompt: str) -> Loc:
    return "prompts", prompt, "image"


def _by_suite(
    gathered: Gathered,
    wanted: Mapping[str, Mapping[str, str]],
    found: Mapping[str, P | Refusal],
    problems: list[Problem],
) -> tuple[dict[str, dict[str, P]], list[Problem]]:
    """Sort what was found by suite and prompt; return the problems given, and those of files and marks."""
    every = list(problems)
    pictures: dict[str, dict[str, P]] = {}
    for key, prompts in wanted.items():
        document = gathered.suites[key].document
        for prompt, path in prompts.items():
            came_to = found[path]
            if isinstance(came_to, Refusal):
                rule, what, expected, fix = came_to
                image = path.removeprefix(f"{document.path.rpartition('/')[0]}/")
                every.append(document.problem(_at(prompt), rule, f"{image}: {what}", expected, fix))
            else:
                pictures.setdefault(key, {})[prompt] = came_to
        for run in gathered.runs.get(key, {}).values():
            every += _marks(run, pictures.get(key, {}))
    return pictures, every


def _marks(run: Checked[EvalRun], pictures: Mapping[str, P]) -> Iterator[Problem]:
    for prompt, result in run.value.outcomes.items() if run.value else ():
        if (picture := pictures.get(prompt)) and (result.boxes or result.polygons or result.points):
            yield from _outside(run.document, prompt, result, picture.width, picture.height)


def _outside(document: Document, prompt: str, result: PromptResult, width: int, height: int) -> Iterator[Problem]:
    """Yield a problem for every mark that reaches out of a picture of this size."""
    marks: list[tuple[Loc, list[tuple[float, float]]]] = []
    for place, box in enumerate(result.boxes):
        x, y, wide, high = box.at
        marks.append((("boxes", place, "at"), [(x, y), (x + wide, y + high)]))
    marks += [(("polygons", place, "at"), list(one.at)) for place, one in enumerate(result.polygons)]
    marks += [(("points", place, "at"), [point.at]) for place, point in enumerate(result.points)]
    for loc, corners in marks:
        for x, y in corners:
            if not (-BEYOND <= x <= width + BEYOND and -BEYOND <= y <= height + BEYOND):
                expected = f"a place on the picture, which is {width} x {height} pixels"
                fix = "correct the numbers: they count pixels of the file, when it is upright"
                yield document.problem(("outcomes", prompt, *loc), "mark-outside", f"[{x}, {y}]", expected, fix)
                break
