"""A card to fill in: of a model, a suite or a run, every field explained by the schema and laid out by a template.

The templates lie in cards/ beside this module. What a site declares, such as its tasks, is named where it may be used.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from visavis.importers.yaml_out import scalar
from visavis.load.described import descriptions, expected_of_key
from visavis.load.document import SUFFIXES
from visavis.load.files import data_files
from visavis.load.problems import ProblemsFound
from visavis.load.reading import Wanted, read_file
from visavis.load.schema import (
    Authored,
    EvalRun,
    EvalSuite,
    JudgedRule,
    Links,
    ModelCard,
    Numeric,
    Prompt,
    PromptResult,
    SiteConfig,
)
from visavis.load.words import did_you_mean, listed
from visavis.render.text import rendered

M = TypeVar("M", bound=Authored)

CARDS = Path(__file__).parent / "cards"


class CardRefused(Exception):  # noqa: N818 (it names what happened)
    """No card can be written; the message says why, and what to do."""


def new_model(root: Path, name: str) -> str:
    """Write a card of a model; return its path in the site. Raises CardRefused, ProblemsFound, OSError."""
    files = data_files(root)
    config = _read(root, files.site, "site", SiteConfig)
    words = {field: list(getattr(config, field)) for field in ("organisations", "modalities", "tasks", "features")}
    key = key_of(name)
    path = f"data/models/{key}{_suffix(files.models.values())}"
    properties = list(config.extra_properties)
    return _write(
        root,
        path,
        "model",
        ModelCard,
        key=key,
        name=scalar(name),
        links=descriptions(Links),
        properties=properties,
        **words,
    )


def new_suite(root: Path, name: str) -> str:
    """Write a suite of a folder of its own; return its path in the site. Raises CardRefused, OSError."""
    files = data_files(root)
    _there(files.site, "site")
    key = key_of(name)
    path = f"data/evals/{key}/suite{_suffix(suite.suite for suite in files.suites.values() if suite.suite)}"
    return _write(root, path, "suite", EvalSuite, name=scalar(name), prompt=descriptions(Prompt))


def new_run(root: Path, name: str) -> str:
    """Write a run, named as suite/model; return its path in the site. Raises CardRefused, ProblemsFound, OSError."""
    files = data_files(root)
    suite, slash, model = name.partition("/")
    if not slash:
        raise CardRefused(f"A run is named by its suite and model: {next(iter(files.suites), 'suite')}/{name}.")
    _known("suite", suite, list(files.suites))
    _known("model", model, list(files.models))
    value = _read(root, files.suites[suite].suite, "suite", EvalSuite)
    numeric = isinstance(value.metric, Numeric)
    return _write(
        root,
        f"data/evals/{suite}/{model}{_suffix(files.suites[suite].runs.values())}",
        "run",
        EvalRun,
        suite=suite,
        model=model,
        numeric=numeric,
        results=_results(value),
        prompts={} if numeric else {key: _outcome(value, prompt) for key, prompt in value.prompts.items()},
        outcome=descriptions(PromptResult),
    )


def key_of(name: str) -> str:
    """Return the key that a name gives: Gemma 4 12B is gemma-4-12b. Raises CardRefused where it gives none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if expected := expected_of_key(key):
        raise CardRefused(f"{name!r} gives the key {key!r}: expected {expected}.")
    return key


def _known(what: str, key: str, keys: list[str]) -> None:
    if key not in keys:
        there = f"there is {listed(keys)}" if keys else f"visavis new {what} makes one"
        raise CardRefused(f"There is no {what} {key}: {did_you_mean(key, keys, f'{there}.')}")


def _read(root: Path, path: str | None, kind: str, model: type[M]) -> M:
    """Return a file's value; raise ProblemsFound where it has any, CardRefused where there is no such file."""
    found = read_file(root, Wanted(_there(path, kind), kind))
    if not isinstance(found.value, model):
        raise ProblemsFound(found.problems)
    return found.value


def _there(path: str | None, kind: str) -> str:
    if path is None:
        mends = {
            "site": "data/site.yaml here: go to the site's folder, or name it with --site. visavis init makes one.",
            "suite": "suite.yaml in the suite's folder: write that first.",
        }
        raise CardRefused(f"There is no {mends[kind]}")
    return path


def _suffix(neighbours: Iterable[str]) -> str:
    """Return the ending that most files of a kind have; JSON can't hold explanations, so that it counts for none."""
    endings = Counter(Path(path).suffix for path in neighbours)
    return ".yml" if endings[".yml"] > endings[".yaml"] else ".yaml"


def _results(suite: EvalSuite) -> dict[str, str]:
    """Return by category what a result looks like: a number, or so many of the prompts that are listed."""
    asked = Counter(prompt.category for prompt in suite.prompts.values())
    results = {}
    for key, category in suite.categories.items():
        metric = category.metric or suite.metric
        results[key] = (
            str(metric.minimum or 0) if isinstance(metric, Numeric) else f"{{passed: 0, total: {asked[key] or 1}}}"
        )
    return results


def _outcome(suite: EvalSuite, prompt: Prompt) -> str:
    """Return what the result of a prompt looks like: an answer, where a rule finds its outcome."""
    rule = prompt.rule or suite.rule
    if isinstance(rule, JudgedRule):
        return '{outcome: no answer, answer: ""}'
    return '{answer: ""}' if rule and prompt.expected else "no answer"


def _write(root: Path, path: str, kind: str, schema: type[Authored], **values: object) -> str:
    stem = path.rpartition(".")[0]
    there = [f"{stem}{suffix}" for suffix in SUFFIXES if (root / f"{stem}{suffix}").exists()]
    if there:
        raise CardRefused(f"{there[0]} is there already.")
    text = rendered(CARDS / f"{kind}.yaml.jinja", path=path, about=descriptions(schema), **values)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    with (root / path).open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path
