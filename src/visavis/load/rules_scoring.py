"""The rules between answers and what is expected: every result gets its outcome, and a written one is checked.

Outcomes that nobody wrote are found here, when a site is read; what a file says is never changed for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from visavis.load.document import Document
from visavis.load.made import made
from visavis.load.problems import Problem
from visavis.load.rules_prompts import lacks_expected
from visavis.load.schema import EvalRun, EvalSuite, JudgedRule, Outcome, Prompt, PromptResult, Rule
from visavis.load.scoring import decides, outcome_of, rule_of, score

_PLAIN = {"outcome", "seconds"}
_MARKS = ("boxes", "polygons", "points")
_READING = 60


class _Asked(NamedTuple):
    """A prompt, its rule, and what is known of answers to it."""

    prompt: Prompt
    rule: Rule | None
    outcomes: dict[str, Outcome]

    def outcome(self, answer: str) -> Outcome | None:
        """Return what the rule says of an answer, None where it does not decide; each answer is scored once."""
        if (known := self.outcomes.get(answer)) is not None:
            return known
        if self.rule is not None and decides(self.rule, self.prompt.expected):
            found = self.outcomes[answer] = outcome_of(self.rule, self.prompt.expected, answer)
            return found
        return None


class Scorer:
    """Scores the runs of one suite."""

    def __init__(self, suite: EvalSuite) -> None:
        self._asked = {key: _Asked(prompt, rule_of(suite, prompt), {}) for key, prompt in suite.prompts.items()}
        self._settled: set[int] = set()  # by id, the fields given of results without answers; many share them

    def scored(self, document: Document, run: EvalRun) -> tuple[EvalRun, list[Problem]]:
        """Return the run with an outcome for every result, and every problem with its answers and marks.

        Where a result has a problem, or its prompt is not known, it may be left without an outcome.
        """
        problems: list[Problem] = []
        found: dict[str, Outcome] = {}
        settled = self._settled
        results = [entry for entry in run.outcomes.items() if id(entry[1].__pydantic_fields_set__) not in settled]
        for key, result in results:
            if result.outcome is not None and result.model_fields_set <= _PLAIN:
                settled.add(id(result.model_fields_set))
            elif asked := self._asked.get(key):
                problems += _marks(document, key, result, asked.prompt)
                outcome, wrong = _outcome(document, key, result, asked)
                problems += wrong
                if outcome is not result.outcome and outcome is not None:
                    found[key] = outcome
        return _with_outcomes(run, found) if found else run, problems


def _with_outcomes(run: EvalRun, found: dict[str, Outcome]) -> EvalRun:
    outcomes = dict(run.outcomes)
    for key, outcome in found.items():
        one = outcomes[key]
        outcomes[key] = made(PromptResult, {**one.__dict__, "outcome": outcome}, one.model_fields_set)
    return made(EvalRun, {**run.__dict__, "outcomes": outcomes}, run.model_fields_set)


def _outcome(document: Document, key: str, result: PromptResult, asked: _Asked) -> tuple[Outcome | None, list[Problem]]:
    """Return a result's outcome, None where there is none, and the problem with it."""
    if result.outcome is Outcome.ERROR or (result.answer is None and result.outcome is not None):
        return result.outcome, []
    decided = asked.outcome(result.answer) if result.answer is not None else None
    if decided is not None:
        if result.outcome in (None, decided):
            return decided, []
        return result.outcome, [_differs(document, key, result, asked, decided)]
    if result.outcome is None and result.answer is not None and not result.answer.strip():
        return Outcome.NO_ANSWER, []
    if result.outcome is None and result.answer is not None and lacks_expected(asked.prompt):
        return None, []  # said of the prompt, once
    if result.outcome is None:
        why, fix = _why_undecided(result, asked)
        expected = f"an outcome, for {why}"
        return None, [document.problem(("outcomes", key), "missing-outcome", "no outcome", expected, fix, key=True)]
    return result.outcome, []


def _why_undecided(result: PromptResult, asked: _Asked) -> tuple[str, str]:
    """Return why a result has no outcome, and how to mend it."""
    outcome = "outcome: pass, fail, no answer or error"
    if result.answer is None:
        return "there is no answer to score", f"add {outcome}"
    if asked.rule is None:
        return "the prompt has no rule", f"add {outcome}"
    if isinstance(asked.rule, JudgedRule):
        return "answers to this prompt are judged", f"add {outcome}"
    return "the prompt expects nothing", f"add expected: … to the prompt in the suite, or here {outcome}"


def _differs(document: Document, key: str, result: PromptResult, asked: _Asked, decided: Outcome) -> Problem:
    if asked.rule is None or result.answer is None:
        raise TypeError("an outcome that was decided without a rule or an answer")
    _, answer, expected = score(asked.rule, asked.prompt.expected, result.answer)
    reading = f"the answer reads {_cut(answer)}, expected is {_cut(expected)}"
    return document.problem(
        ("outcomes", key, "outcome"),
        "outcome-differs",
        str(result.outcome),
        f"{decided} by the rule {asked.rule.kind}: {reading}",
        f"write {decided}, or take the outcome away, which the rule then finds",
    )


def _cut(text: str) -> str:
    return text if len(text) <= _READING else text[: _READING - 1] + "…"


def _marks(document: Document, key: str, result: PromptResult, prompt: Prompt) -> Iterator[Problem]:
    for name in _MARKS:
        if getattr(result, name) and prompt.image is None:
            expected, fix = "none, for the prompt has no image", "add image: to the prompt, or take them away"
            yield document.problem(("outcomes", key, name), "marks-without-image", name, expected, fix, key=True)
