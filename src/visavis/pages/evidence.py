"""The evidence behind a pair's scores: prompts that both were asked, with what each of them answered.

What stands there of a prompt, and of an answer on one side, is made once and is the same object on every page. A page
shows pictures and answers of as many prompts as its weight bears, those first on which the two disagree, and links to
all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from visavis.compare.rounding import short
from visavis.compare.rows import Side
from visavis.compare.scores import RunScores, SuiteTable
from visavis.load.schema import EvalSuite, Outcome, Prompt, PromptResult
from visavis.pages.marks import path_of
from visavis.pages.parts import SuiteHead
from visavis.pages.pictures import ShownPicture

WEIGHT, CARDS = 18_000, 6
"""About so many bytes of pictures and answers stand on a page; and of a group of prompts at most so many cards."""
SHARES = (0.35, 0.35, 0.3, 0.0)
"""What of it is for prompts that only the left was right on, only the right, neither, and both, which are listed."""
LINES = 100
"""So many more prompts are listed on a page."""
SHORT, LONG = 160, 700
"""Longer answers are folded to the first so many characters, and cut after so many more: a page of its own has all."""
TITLE = 90
"""So many characters of a question stand in a list."""


@dataclass(frozen=True, slots=True, eq=False)
class PromptHead:
    """A prompt on the pages of pairs. `title` is its question, cut where it is long, or its id in words.

    `name` is its id in words where another prompt of the suite has the same title, or else empty.

    `weight` is about how many bytes it takes.
    """

    title: str
    name: str
    href: str
    expected: tuple[str, ...]
    picture: ShownPicture | None
    weight: int


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeMark:
    """What came of a prompt, on one side: `text` in words."""

    side: Side
    name: str
    outcome: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class AnswerShown:
    """One model's answer on one side. `start` is where a long one is folded, empty where it is not; `cut`: it goes on.

    `path` outlines what it marked, on an image of `view` (0 0 width height).
    """

    mark: OutcomeMark
    href: str
    text: str | None
    start: str
    cut: bool
    seconds: str
    note: str | None
    path: str
    view: str
    weight: int


Answered = tuple[PromptHead, AnswerShown, AnswerShown]
"""A prompt with what the left and the right side answered."""


class EvidenceGroup(NamedTuple):
    """Prompts of a suite with the same outcome: `kind` is only-left, only-right, neither or both.

    `number` is how many there are, `cards` those shown whole, `lines` others that are listed, `more` how many are not.
    """

    kind: str
    number: int
    cards: tuple[Answered, ...]
    lines: tuple[PromptHead, ...]
    more: int


class EvidenceSection(NamedTuple):
    """The evidence of one suite: of `common` prompts that both were asked they disagree on `disagreed`."""

    head: SuiteHead
    common: int
    disagreed: int
    groups: tuple[EvidenceGroup, ...]


KINDS = ("only-left", "only-right", "neither", "both")
WORDS = {
    Outcome.PASS: "Pass",
    Outcome.FAIL: "Fail",
    Outcome.NO_ANSWER: "No answer",
    Outcome.ERROR: "Error",
}


class SuiteEvidence:
    """Makes what pages of pairs show of the prompts of one suite."""

    def __init__(self, table: SuiteTable, head: SuiteHead, heads: Iterable[PromptHead], names: dict[str, str]) -> None:
        """`heads` stand in the order of the suite's prompts; `names` has the names of models by key."""
        self._prompts, self._head, self._heads, self._names = table.prompts, head, list(heads), names
        self._table = table
        self._answers: dict[tuple[Side, str], list[AnswerShown]] = {}
        self._nothing = AnswerShown(OutcomeMark("left", "", "", ""), "", None, "", cut=False, seconds="", note=None,
                                    path="", view="", weight=0)  # fmt: skip

    def section(self, left: str, right: str, share: float) -> EvidenceSection | None:
        """Return the evidence about two models in so much of a page's weight; None without a prompt in common."""
        one, other = self._table.runs[left], self._table.runs[right]
        common = one.asked_bits & other.asked_bits
        if not common:
            return None
        passed, other_passed = one.passed_bits & common, other.passed_bits & common
        sets = (
            passed & ~other_passed,
            other_passed & ~passed,
            common & ~(passed | other_passed),
            passed & other_passed,
        )
        lefts, rights = self._answers_of("left", left, one), self._answers_of("right", right, other)
        groups, room = [], round(LINES * share)
        for kind, bits, part in zip(KINDS, sets, SHARES, strict=True):
            flags = self._prompts.flags(bits)
            heads = tuple(compress(self._heads, flags))
            cards = _bearable(zip(heads, compress(lefts, flags), compress(rights, flags)), part * share * WEIGHT)  # noqa: B905 (as many)
            lines = heads[len(cards) : len(cards) + room]
            room -= len(lines)
            groups.append(EvidenceGroup(kind, len(heads), cards, lines, len(heads) - len(cards) - len(lines)))
        return EvidenceSection(self._head, common.bit_count(), groups[0].number + groups[1].number, tuple(groups))

    def _answers_of(self, side: Side, model: str, run: RunScores) -> list[AnswerShown]:
        found = self._answers.get((side, model))
        if found is None:
            found = self._answers[side, model] = list(self._made(side, model, run))
        return found

    def _made(self, side: Side, model: str, run: RunScores) -> Iterator[AnswerShown]:
        marks = {
            outcome: OutcomeMark(side, self._names[model], outcome.value.replace(" ", "-"), word)
            for outcome, word in WORDS.items()
        }
        for key, head in zip(self._prompts.ids, self._heads, strict=True):
            result = run.outcomes.get(key)
            yield _answer(result, head, marks, model) if result else self._nothing


def _answer(result: PromptResult, head: PromptHead, marks: dict[Outcome, OutcomeMark], model: str) -> AnswerShown:
    text, start = result.answer, ""
    if text is not None and len(text) > SHORT:
        start = text[:SHORT].rstrip()
    cut = text is not None and len(text) > LONG
    path = path_of(result) if head.picture else ""
    shown = text[:LONG] if text is not None else None
    weight = 220 + _bytes(shown or "") + _bytes(start) + (len(path) + 90 if path else 0)
    return AnswerShown(
        mark=marks[result.decided],
        href=f"{head.href}#{model}",
        text=shown,
        start=start,
        cut=cut,
        seconds=short(result.seconds, 2) if result.seconds is not None else "",
        note=result.note,
        path=path,
        view=head.picture.view if head.picture else "",
        weight=weight if text is not None or path or result.note else 0,
    )


def _bearable(answered: Iterable[Answered], weight: float) -> tuple[Answered, ...]:
    """Return those of these, from the first on, that are shown whole: none that has nothing to show."""
    shown: list[Answered] = []
    for one in answered:
        weighs = one[0].weight + one[1].weight + one[2].weight
        weight -= weighs
        if weight < 0 or not weighs or len(shown) == CARDS:
            break
        shown.append(one)
    return tuple(shown)


def prompt_heads(suite: EvalSuite, hrefs: Iterable[str], pictures: Mapping[str, ShownPicture]) -> list[PromptHead]:
    """Return what stands of a suite's prompts on the pages of pairs; `hrefs` lead to the prompts' own pages."""
    titles = {key: title(key, prompt) for key, prompt in suite.prompts.items()}
    often = Counter(titles.values())
    return [
        PromptHead(
            title=titles[key],
            name=words(key) if often[titles[key]] > 1 else "",
            href=href,
            expected=prompt.expected,
            picture=pictures.get(key),
            weight=_weight(prompt, picture=key in pictures),
        )
        for (key, prompt), href in zip(suite.prompts.items(), hrefs, strict=True)
    ]


def title(key: str, prompt: Prompt) -> str:
    """Return what a prompt is called in a list: its question on one line, cut where it is long, or its id in words."""
    if not prompt.question:
        return words(key)
    text = " ".join(prompt.question.split())
    return text if len(text) <= TITLE else f"{text[: TITLE - 1].rstrip()}…"


def words(key: str) -> str:
    """Return an id in words: glass-rim-crack is Glass rim crack."""
    return key.replace("-", " ").capitalize()


def _weight(prompt: Prompt, *, picture: bool) -> int:
    if not (prompt.question or prompt.expected or picture):
        return 0
    return 450 + _bytes((prompt.question or "")[:TITLE]) + sum(map(_bytes, prompt.expected))


def _bytes(text: str) -> int:
    """Return how many bytes a text takes in HTML."""
    return len(text.encode()) + 4 * sum(map(text.count, "&<>'\""))
