"""The rules across files, in order: settings, cards, suites, runs, and what is worth a warning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from visavis.load.data_file import file_problem
from visavis.load.document import Document
from visavis.load.gathered import Gathered
from visavis.load.problems import Problem
from visavis.load.remembered import Remembered
from visavis.load.rules_models import name_problems, typed_card, vocabulary_problems
from visavis.load.rules_prompts import prompt_problems
from visavis.load.rules_runs import run_in_suite_problems, run_problems
from visavis.load.rules_scoring import Scorer
from visavis.load.rules_site import site_problems
from visavis.load.rules_suites import suite_name_problems, suite_problems
from visavis.load.rules_warnings import warnings
from visavis.load.schema import EvalRun, EvalSuite, ModelCard, SiteConfig
from visavis.load.words import did_you_mean

Runs = dict[str, dict[str, EvalRun]]
"""Runs by suite, then by model."""


def across_files(
    root: Path, gathered: Gathered, remembered: Remembered | None = None
) -> tuple[dict[str, ModelCard], Runs, list[Problem]]:
    """Return what files say only together, and every problem across files; what is remembered is not looked at again.

    That is the cards, their extra properties read as the types declared, and the runs, each result with its outcome.
    """
    problems: list[Problem] = []
    if gathered.config:
        problems += site_problems(root, gathered.config, gathered.model_keys)
    cards: dict[str, ModelCard] = {}
    config = gathered.config.value if gathered.config else None
    remembered = remembered or Remembered()
    for key, model in gathered.models.items():
        if model.value and config:
            of = (model.value, config)
            cards[key], found = remembered("card", of, partial(_card, model.document, *of))
            problems += found
    problems += name_problems(gathered.models, gathered.model_keys)
    problems += suite_name_problems(gathered.suites)
    for suite in gathered.suites.values():
        if suite.value:
            problems += suite_problems(suite.document, suite.value)
            problems += prompt_problems(root, suite.document, suite.value)
    runs: Runs = {suite: {} for suite in gathered.runs}
    problems += _runs(gathered, runs, remembered)
    problems += warnings(gathered, remembered)
    return cards, runs, problems


def _card(document: Document, card: ModelCard, config: SiteConfig) -> tuple[ModelCard, list[Problem]]:
    """Return a card as the settings have it read, and its problems with them."""
    problems = list(vocabulary_problems(document, card, config))
    typed, found = typed_card(document, card, config)
    return typed, problems + found


def _run(
    document: Document, run: EvalRun, suite: EvalSuite | None, scorer: Scorer | None
) -> tuple[EvalRun | None, list[Problem]]:
    """Return a run with its outcomes, None where its suite is not known, and its problems."""
    problems = list(run_problems(document, run))
    if suite is None or scorer is None:
        return None, problems
    scored, found = scorer.scored(document, run)
    return scored, [*problems, *found, *run_in_suite_problems(document, scored, suite)]


def _runs(gathered: Gathered, checked: Runs, remembered: Remembered) -> Iterator[Problem]:
    """Yield the problems of all runs; put each, with its outcomes, into `checked`."""
    known = sorted(gathered.model_keys)
    for key, runs in gathered.runs.items():
        checked_suite = gathered.suites.get(key)
        suite = checked_suite.value if checked_suite else None
        scorer = Scorer(suite) if suite else None
        for model, run in runs.items():
            if known and model not in gathered.model_keys:
                fix = did_you_mean(model, known, "")
                fix = f"{fix} then rename the file" if fix else f"write data/models/{model}.yaml, or rename the file"
                yield file_problem(run.document.path, "unknown-model", model, "the key of a model", fix)
            if run.value:
                make = partial(_run, run.document, run.value, suite, scorer)
                scored, problems = remembered("run", (run.value, suite), make)
                yield from problems
                if scored:
                    checked[key][model] = scored
