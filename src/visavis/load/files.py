"""Which files make up the data: the listing of `data/`, where the path of a file is the key of what it holds."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import PydanticCustomError

from visavis.load.data_file import file_problem, outside
from visavis.load.document import SUFFIXES
from visavis.load.problems import Problem
from visavis.load.scalars import as_slug
from visavis.load.words import did_you_mean

DATA = "data"
IMAGES = "images"
"""The folder beside a suite.yaml that holds the pictures of its prompts; what lies in it is not data."""
_README = "README.md"


@dataclass(slots=True)
class SuiteFiles:
    """The files of one suite: its own, and its runs by model; `suite` is None where it is missing."""

    suite: str | None = None
    runs: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class DataFiles:
    """The paths of all data files, by key, and what is wrong with the folders."""

    site: str | None = None
    models: dict[str, str] = field(default_factory=dict)
    suites: dict[str, SuiteFiles] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def data_files(root: Path) -> DataFiles:
    """Return the listing of `root/data`, with a problem for everything that does not belong there."""
    files = DataFiles()
    if problem := outside(root, DATA):
        files.problems.append(problem)
    elif not (root / DATA).is_dir():
        fix = "go to the folder of the site, or make one with visavis init"
        files.problems.append(file_problem(DATA, "missing-file", "no such folder", "the folder with the data", fix))
    else:
        _settings(root, files)
        _models(root, files)
        _suites(root, files)
    return files


def _settings(root: Path, files: DataFiles) -> None:
    for name, is_folder in _entries(root, DATA, files.problems):
        path = f"{DATA}/{name}"
        if not is_folder and _stem(name) == "site":
            files.site = _one(files.site, path, files.problems)
        elif name not in ("models", "evals"):
            near = ("models", "evals") if is_folder else ("site.yaml",)
            files.problems.append(_unknown(path, "site.yaml, models and evals", near, is_folder=is_folder))
    if files.site is None and all(problem.path != DATA for problem in files.problems):
        path, fix = f"{DATA}/site.yaml", "write it, with at least title: and tagline:"
        files.problems.append(file_problem(path, "missing-file", "no such file", "the site's settings", fix))


def _models(root: Path, files: DataFiles) -> None:
    folder = f"{DATA}/models"
    files.models = _keyed(root, folder, "a file for each model, such as gemma.yaml", files.problems)
    if not files.models and not any(problem.path.startswith(folder) for problem in files.problems):
        fix = "write a file for each model, such as data/models/gemma.yaml"
        files.problems.append(file_problem(folder, "missing-file", "no models", "at least one model", fix))


def _suites(root: Path, files: DataFiles) -> None:
    for name, is_folder in _entries(root, f"{DATA}/evals", files.problems):
        path = f"{DATA}/evals/{name}"
        if not is_folder:
            files.problems.append(_unknown(path, "a folder for each suite", is_folder=False))
        elif _is_key(path, name, files.problems):
            files.suites[name] = _suite(root, path, files.problems)


def _suite(root: Path, folder: str, problems: list[Problem]) -> SuiteFiles:
    runs = _keyed(root, folder, "suite.yaml, images, and a file for each model that was run", problems, IMAGES)
    suite = runs.pop("suite", None)
    if suite is None and all(problem.path != folder for problem in problems):
        fix = "write it, or take the folder away"
        problems.append(file_problem(f"{folder}/suite.yaml", "missing-file", "no such file", "what the suite is", fix))
    return SuiteFiles(suite, runs)


def _keyed(root: Path, folder: str, wanted: str, problems: list[Problem], besides: str = "") -> dict[str, str]:
    """Return the data files of a folder by key; a folder in it of the name `besides` is left alone."""
    paths: dict[str, str] = {}
    for name, is_folder in _entries(root, folder, problems):
        path, stem = f"{folder}/{name}", _stem(name)
        if is_folder and name == besides:
            continue
        if is_folder or stem is None:
            near = (besides,) if is_folder and besides else ()
            problems.append(_unknown(path, wanted, near, is_folder=is_folder))
        elif _is_key(path, stem, problems):
            first = _one(paths.get(stem), path, problems)
            paths[stem] = first
    return paths


def _entries(root: Path, folder: str, problems: list[Problem]) -> list[tuple[str, bool]]:
    """Return the names in a folder, sorted, each with whether it is a folder, but README.md and dot-files."""
    if not (root / folder).exists():
        return []
    if problem := outside(root, folder):
        problems.append(problem)
        return []
    try:
        with os.scandir(root / folder) as entries:
            found = [(one.name, one.is_dir()) for one in entries if not one.name.startswith(".")]
        return sorted(one for one in found if one[0] != _README)
    except NotADirectoryError:
        problems.append(file_problem(folder, "unknown-file", "a file", "a folder", "make it a folder"))
    except OSError:
        fix = "correct its permissions"
        problems.append(
            file_problem(folder, "unreadable-file", "a folder that cannot be read", "a readable folder", fix)
        )
    return []


def _stem(name: str) -> str | None:
    """Return the key that a file name stands for, or None where it is not the name of a data file."""
    return next((name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix)), None)


def _one(first: str | None, path: str, problems: list[Problem]) -> str:
    """Return the one file of a key; the second with the same key is a problem."""
    if first is not None:
        found, expected = f"a second file beside {first.rpartition('/')[2]}", "one file"
        problems.append(file_problem(path, "duplicate-file", found, expected, "take one of the two away"))
    return first or path


def _is_key(path: str, stem: str, problems: list[Problem]) -> bool:
    try:
        as_slug(stem)
    except PydanticCustomError as error:
        context = error.context or {}
        fix = str(context.get("fix", "")).replace("write ", "rename it to ").replace("key", "name")
        problems.append(file_problem(path, "bad-key", stem, str(context.get("expected", "")), fix))
        return False
    return True


def _unknown(path: str, wanted: str, near: tuple[str, ...] = (), *, is_folder: bool) -> Problem:
    """Return the problem with a file or folder; `near` are names, one of which may be meant."""
    found = "a folder that does not belong here" if is_folder else "a file that does not belong here"
    fix = did_you_mean(path.rpartition("/")[2], near, "take it away, or correct its name")
    return file_problem(path, "unknown-file", found, wanted, fix)
