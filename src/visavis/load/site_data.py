"""The way in: a site's folder to its checked data, with every problem of every file in one run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from visavis.load.document import read_document
from visavis.load.files import DataFiles, data_files
from visavis.load.gathered import Checked, Gathered
from visavis.load.problems import Problem, ProblemsFound
from visavis.load.rules import across_files
from visavis.load.schema import EvalRun, EvalSuite, ModelCard, SiteConfig, SiteData
from visavis.load.validate import checked

M = TypeVar("M", bound=BaseModel)


def read_site_data(root: Path) -> tuple[SiteData, list[Problem]]:
    """Read everything under `root/data`; return it with the warnings, sorted.

    Raise ProblemsFound with every error, and the warnings, where there is any error.
    """
    files = data_files(root)
    problems = list(files.problems)
    gathered = _gather(root, files, problems)
    cards, found = across_files(root, gathered)
    problems = sorted({*problems, *found})
    config = gathered.config.value if gathered.config else None
    if config is None or any(problem.severity == "error" for problem in problems):
        raise ProblemsFound(problems)
    suites = {key: suite.value for key, suite in sorted(gathered.suites.items()) if suite.value}
    runs = {
        suite: {model: run.value for model, run in sorted(gathered.runs[suite].items()) if run.value}
        for suite in suites
    }
    return SiteData(config=config, models=dict(sorted(cards.items())), suites=suites, runs=runs), problems


def _gather(root: Path, files: DataFiles, problems: list[Problem]) -> Gathered:
    """Read and check each file by itself; one that cannot be read is left out, a broken one has no value."""

    def take(path: str, model: type[M]) -> Checked[M] | None:
        try:
            document = read_document(root, path)
        except ProblemsFound as found:
            problems.extend(found.problems)
            return None
        value, found_here = checked(document, model)
        problems.extend(found_here)
        return Checked(document, value)

    def take_all(paths: Mapping[str, str], model: type[M]) -> dict[str, Checked[M]]:
        taken = {key: take(path, model) for key, path in sorted(paths.items())}
        return {key: one for key, one in taken.items() if one}

    return Gathered(
        config=take(files.site, SiteConfig) if files.site else None,
        models=take_all(files.models, ModelCard),
        suites=take_all({key: suite.suite for key, suite in files.suites.items() if suite.suite}, EvalSuite),
        runs={key: take_all(suite.runs, EvalRun) for key, suite in sorted(files.suites.items())},
        model_keys=frozenset(files.models),
        suites_with_runs=frozenset(key for key, suite in files.suites.items() if suite.runs),
    )
