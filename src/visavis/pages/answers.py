"""What models answered to one prompt, as its page shows it: grouped by outcome, with what each marked on the image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from visavis.compare.rounding import fixed, round_half_up, short
from visavis.language import Language, _, current, later, ngettext
from visavis.load.schema import (
    Box,
    ChoiceRule,
    JudgedRule,
    NumberRule,
    Outcome,
    Point,
    Polygon,
    Prompt,
    PromptResult,
    Rule,
)
from visavis.load.scoring import decides
from visavis.pages.frame import Link
from visavis.pages.marks import paths_of

LONG, START = 600, 240
"""Answers of more characters are folded, to about so many."""
TAKEN = ("main",)
"""The ids that every page has: a model of that key can't have its own on a page."""
TITLES = {
    Outcome.PASS: later("Passed"),
    Outcome.FAIL: later("Failed"),
    Outcome.NO_ANSWER: later("Without an answer"),
    Outcome.ERROR: later("With an error"),
}
"""What stands over the answers that came to each outcome, in the order shown."""


KINDS = later("box"), later("polygon"), later("point")
"""The kinds of mark, in the order of `marked`."""


class Mark(NamedTuple):
    """A box, polygon or point. `path` is its outline in the image's pixels, as SVG draws it.

    `confidence` is in percent, empty where it is not known; `title` has all that is known of the mark in one line.
    """

    kind: str
    path: str
    label: str | None
    confidence: str
    title: str


class ModelAnswer(NamedTuple):
    """One model's answer, None where only its outcome is known.

    `anchor` is its id on the page, empty where it has none. A long answer folds to its `start`, empty otherwise, and
    `length` is then its number of characters as written. `marked` says how many marks it made: 12 boxes, 1 point;
    empty without any.
    """

    key: str
    anchor: str
    model: Link
    text: str | None
    start: str
    length: str
    seconds: str
    note: str | None
    marked: str
    marks: tuple[Mark, ...]

    @property
    def told(self) -> bool:
        """Whether more than the outcome is known."""
        return self.text is not None or self.note is not None or bool(self.marks)


class AnswerGroup(NamedTuple):
    """The answers that came to the same: `outcome` is pass, fail, no-answer or error, `title` stands above them.

    `bare` says that of none of them more is known than the outcome.
    """

    outcome: str
    title: str
    answers: tuple[ModelAnswer, ...]
    bare: bool


class RuleShown(NamedTuple):
    """How answers are scored: `kind` is that of the rule, empty where it is not known.

    `tolerance` is empty where it is 0. `applied`: whether this site scored the answers itself, by the rule.
    """

    kind: str
    tolerance: str
    choices: tuple[str, ...]
    by: str | None
    applied: bool


def rule_shown(rule: Rule | None, prompt: Prompt) -> RuleShown:
    """Return a prompt's rule as its page shows it."""
    return RuleShown(
        kind=rule.kind if rule else "",
        tolerance=short(rule.tolerance, 12) if isinstance(rule, NumberRule) and rule.tolerance else "",
        choices=rule.choices if isinstance(rule, ChoiceRule) else (),
        by=rule.by if isinstance(rule, JudgedRule) else None,
        applied=decides(rule, prompt.expected),
    )


def outcome_id(outcome: Outcome) -> str:
    """Return an outcome in one word, as HTML and CSS know it."""
    return outcome.value.replace(" ", "-")


def model_answer(key: str, model: Link, result: PromptResult) -> ModelAnswer:
    """Return one model's answer; `model` is its name and where its page lies."""
    text, marks = result.answer, _marks(result)
    folded = text is not None and len(text) > LONG
    return ModelAnswer(
        key=key,
        anchor="" if key in TAKEN else key,
        model=model,
        text=text,
        start=text[:START].rstrip() if text is not None and folded else "",
        length=current().whole(len(text)) if text is not None and folded else "",
        seconds=written_seconds(result.seconds) if result.seconds is not None else "",
        note=result.note,
        marked=_counted(result) if marks else "",
        marks=marks,
    )


def answer_groups(answers: Iterable[tuple[Outcome, ModelAnswer]]) -> tuple[AnswerGroup, ...]:
    """Return answers by outcome, each group in the order given; outcomes that none came to are left out."""
    found: dict[Outcome, list[ModelAnswer]] = {outcome: [] for outcome in TITLES}
    for outcome, answer in answers:
        found[outcome].append(answer)
    return tuple(
        AnswerGroup(outcome_id(outcome), _(TITLES[outcome]), tuple(of), not any(answer.told for answer in of))
        for outcome, of in found.items()
        if of
    )


def marked(result: PromptResult) -> tuple[tuple[Box | Polygon | Point, ...], ...]:
    """Return what a model marked: its boxes, its polygons and its points."""
    return result.boxes, result.polygons, result.points


def written_seconds(seconds: Decimal) -> str:
    """Return how long an answer took, in seconds, as tables write it."""
    return _written_seconds(seconds, current())


@lru_cache(4096)  # models of which there are many often take equally long
def _written_seconds(seconds: Decimal, language: Language) -> str:  # noqa: ARG001 (by which it is kept)
    return fixed(seconds, 2)


def _marks(result: PromptResult) -> tuple[Mark, ...]:
    return tuple(_each_mark(result)) if any(marked(result)) else ()


def _each_mark(result: PromptResult) -> Iterator[Mark]:
    kinds = [kind for kind, of in zip(KINDS, marked(result), strict=True) for _ in of]
    for kind, mark, path in zip(kinds, chain(*marked(result)), paths_of(result), strict=True):
        sure = _percent(mark.confidence) if mark.confidence is not None else ""
        yield Mark(kind, path, mark.label, sure, _(", ").join(filter(None, (mark.label, sure))) or _(kind))


def _counted(result: PromptResult) -> str:
    boxes, polygons, points = map(len, marked(result))
    counts = [
        ngettext("{num} box", "{num} boxes", boxes) if boxes else "",
        ngettext("{num} polygon", "{num} polygons", polygons) if polygons else "",
        ngettext("{num} point", "{num} points", points) if points else "",
    ]
    return _(", ").join(filter(None, counts))


def _percent(share: float) -> str:
    return _("{number}%").format(number=round_half_up(100 * Decimal(repr(share)), 0))
