"""The evidence behind a pair's scores: prompts that both were asked, with what each of them answered.

What stands there of a prompt, and of an answer on one side, is made once and is the same object on every page. A page
shows pictures and answers of as many prompts as its weight bears, those first on which the two disagree, and links to
all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from typing import NamedTuple

from visavis.compare.rows import Side
from visavis.compare.scores import RunScores, SuiteTable
from visavis.language import _, later, ngettext
from visavis.load.schema import Outcome, PromptResult
from visavis.pages.answers import outcome_id, written_seconds
from visavis.pages.marks import path_of
from visavis.pages.parts import SuiteHead
from visavis.pages.prompt_heads import PromptHead, byte_count

WEIGHT = 18_000
"""About so many bytes of pictures and answers stand on a page."""
SHARES, CARDS = (0.35, 0.35, 0.3, 0.0), (6, 6, 3, 0)
"""What of it is for prompts that only the left was right on, only the right, neither, both; and how many are shown."""
LINES = 100
"""So many more prompts are listed on a page."""
SHORT, LONG = 160, 700
"""Longer answers are folded to the first so many characters, and cut after so many more: a page of its own has all."""


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

    `number` is how many there are, `cards` those shown whole, `lines` others that are listed under the words `listed`,
    `more` how many are not.
    """

    kind: str
    number: int
    cards: tuple[Answered, ...]
    lines: tuple[PromptHead, ...]
    listed: str
    more: int


class EvidenceSection(NamedTuple):
    """The evidence of a suite: of the prompts that both were asked, `common` in words, they disagree on `disagreed`."""

    head: SuiteHead
    common: str
    disagreed: int
    groups: tuple[EvidenceGroup, ...]


KINDS = ("only-left", "only-right", "neither", "both")
WORDS = {
    Outcome.PASS: later("Pass"),
    Outcome.FAIL: later("Fail"),
    Outcome.NO_ANSWER: later("No answer"),
    Outcome.ERROR: later("Error"),
}


class SuiteEvidence:
    """Makes what pages of pairs show of the prompts of one suite."""

    def __init__(self, table: SuiteTable, head: SuiteHead, heads: Iterable[PromptHead], names: dict[str, str]) -> None:
        """`heads` stand in the order of the suite's prompts; `names` has the names of models by key."""
        self._prompts, self._head, self._heads, self._names = table.prompts, head, list(heads), names
        self._table, self._places = table, range(len(self._heads))
        self._answers: dict[tuple[Side, str], _Answers] = {}
        self._listed = _Listed()

    def section(self, left: str, right: str, share: float) -> EvidenceSection | None:
        """Return the evidence about two models in so much of a page's weight; None without a prompt in common."""
        run, beside = self._table.runs[left], self._table.runs[right]
        common = run.asked_bits & beside.asked_bits
        if not common:
            return None
        passed, other_passed = run.passed_bits & common, beside.passed_bits & common
        sets = (
            passed & ~other_passed,
            other_passed & ~passed,
            common & ~(passed | other_passed),
            passed & other_passed,
        )
        lefts, rights = self._answers_of("left", left, run), self._answers_of("right", right, beside)
        every, groups, room = self._heads, [], round(LINES * share)
        for kind, bits, part, most in zip(KINDS, sets, SHARES, CARDS, strict=True):
            flags = self._prompts.flags(bits) if bits else b""
            cards: list[Answered] = []
            weight = part * share * WEIGHT
            for place in islice(compress(self._places, flags), most):
                # none whose weight is too much, and none that has nothing to show
                one, other = lefts[place], rights[place]
                weighs = every[place].weight + one.weight + other.weight
                weight -= weighs
                if weight < 0 or not weighs:
                    break
                cards.append((every[place], one, other))
            shown, number = len(cards), bits.bit_count()
            lines = tuple(islice(compress(every, flags), shown, shown + room))
            listed = len(lines)
            room -= listed
            said, more = self._listed[not cards, listed], number - shown - listed
            groups.append(EvidenceGroup(kind, number, tuple(cards), lines, said, more))
        disagreed = groups[0].number + groups[1].number
        return EvidenceSection(self._head, self._listed[True, common.bit_count()], disagreed, tuple(groups))

    def _answers_of(self, side: Side, model: str, run: RunScores) -> _Answers:
        found = self._answers.get((side, model))
        if found is None:
            name = self._names[model]
            found = self._answers[side, model] = _Answers(side, model, name, self._prompts.ids, self._heads, run)
        return found


class _Answers(dict[int, AnswerShown]):
    """What a model answered, by the place of the prompt in its suite, made when it is first shown: few ever are."""

    def __init__(
        self, side: Side, model: str, name: str, ids: Sequence[str], heads: Sequence[PromptHead], run: RunScores
    ) -> None:
        super().__init__()
        self._model, self._ids, self._heads, self._run = model, ids, heads, run
        self._marks = {
            outcome: OutcomeMark(side, name, outcome_id(outcome), _(word)) for outcome, word in WORDS.items()
        }

    def __missing__(self, place: int) -> AnswerShown:
        made = self[place] = _answer(self._run.outcomes[self._ids[place]], self._heads[place], self._marks, self._model)
        return made


def _answer(result: PromptResult, head: PromptHead, marks: dict[Outcome, OutcomeMark], model: str) -> AnswerShown:
    text, start = result.answer, ""
    if text is not None and len(text) > SHORT:
        start = text[:SHORT].rstrip()
    cut = text is not None and len(text) > LONG
    path = path_of(result) if head.picture else ""
    shown = text[:LONG] if text is not None else None
    weight = 220 + byte_count(shown or "") + byte_count(start) + (len(path) + 90 if path else 0)
    return AnswerShown(
        mark=marks[result.decided],
        href=f"{head.href}#{model}",
        text=shown,
        start=start,
        cut=cut,
        seconds=written_seconds(result.seconds) if result.seconds is not None else "",
        note=result.note,
        path=path,
        view=head.picture.view if head.picture else "",
        weight=weight if text is not None or path or result.note else 0,
    )


class _Listed(dict[tuple[bool, int], str]):
    """How many prompts are listed, in words: of all there are, or besides those that are shown whole."""

    def __missing__(self, of: tuple[bool, int]) -> str:
        alone, prompts = of
        if alone:
            return self.setdefault(of, ngettext("{num} prompt", "{num} prompts", prompts))
        return self.setdefault(of, ngettext("{num} more", "{num} more", prompts))
