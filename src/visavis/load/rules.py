"""The rules across files, in order: settings, cards, suites, runs, and what is worth a warning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from visavis.load.data_file import file_problem
from visavis.load.gathered import Gathered
from visavis.load.problems import Problem
from visavis.load.rules_models import name_problems, typed_card, vocabulary_problems
from visavis.load.rules_prompts import prompt_problems
from visavis.load.rules_runs import run_in_suite_problems, run_problems
from visavis.load.rules_scoring import Scorer
from visavis.load.rules_site import site_problems
from visavis.load.rules_suites import suite_name_problems, suite_problems
from visavis.load.rules_warnings import warnings
from visavis.load.schema import EvalRun, ModelCard
from visavis.load.words import did_you_mean

Runs = dict[str, dict[str, EvalRun]]
"""Runs by suite, then by model."""


def across_files(root: Path, gathered: Gathered) -> tuple[dict[str, ModelCard], Runs, list[Problem]]:
    """Return what files say only together, and every problem across files.

    That is the cards, their extra properties read as the types declared, and the runs, each result with its outcome.
    """
    problems: list[Problem] = []
    if gathered.config:
        problems += site_problems(root, gathered.config, gathered.model_keys)
    cards: dict[str, ModelCard] = {}
    config = gathered.config.value if gathered.config else None
    for key, model in gathered.models.items():
        if model.value and config:
            problems += vocabulary_problems(model.document, model.value, config)
            cards[key], found = typed_card(model.document, model.value, config)
            problems += found
    problems += name_problems(gathered.models, gathered.model_keys)
    problems += suite_name_problems(gathered.suites)
    for suite in gathered.suites.values():
        if suite.value:
            problems += suite_problems(suite.document, suite.value)
            problems += prompt_problems(root, suite.document, suite.value)
    runs: Runs = {suite: {} for suite in gathered.runs}
    problems += _runs(gathered, runs)
    problems += warnings(gathered)
    return cards, runs, problems


def _runs(gathered: Gathered, checked: Runs) -> Iterator[Problem]:
    """Yield the problems of all runs; put each, with its outcomes, into `checked`."""
    known = sorted(gathered.model_keys)
    for key, runs in gathered.runs.items():
        suite = gathered.suites.get(key)
        scorer = Scorer(suite.value) if suite and suite.value else None
        for model, run in runs.items():
            if known and model not in gathered.model_keys:
                fix = did_you_mean(model, known, f"write data/models/{model}.yaml, or rename the file")
                yield file_problem(run.document.path, "unknown-model", model, "the key of a model", fix)
            if run.value:
                yield from run_problems(run.document, run.value)
            if run.value and suite and suite.value and scorer:
                scored, problems = scorer.scored(run.document, run.value)
                yield from problems
                yield from run_in_suite_problems(run.document, scored, suite.value)
                checked[key][model] = scored
