"""Links to the pages of a suite's prompts, by category: on its own page, and on that of each model it was run on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from visavis.compare.scores import RunScores, SuiteTable
from visavis.language import _
from visavis.pages.answers import outcome_id
from visavis.pages.evidence import WORDS
from visavis.pages.frame import Frame
from visavis.pages.prompt import has_pages
from visavis.pages.prompt_heads import words
from visavis.pages.prompt_order import by_category


class ListedPrompt(NamedTuple):
    """A prompt of a suite: its id in words, and how many of the models asked passed it: 3/4, or nothing."""

    href: str
    text: str
    passed: str


class PromptGroup(NamedTuple):
    """The prompts of one category, in the order of the suite."""

    label: str
    prompts: tuple[ListedPrompt, ...]


class ListedOutcome(NamedTuple):
    """What came of a prompt for one model: `outcome` is pass, fail, no-answer, error or not-run; `word` says it."""

    href: str
    text: str
    outcome: str
    word: str


class OutcomeGroup(NamedTuple):
    """One model's results in a category: `passed` of `asked` prompts."""

    label: str
    passed: int
    asked: int
    outcomes: tuple[ListedOutcome, ...]


def prompt_groups(table: SuiteTable, page: Frame) -> tuple[PromptGroup, ...]:
    """Return the prompts of a suite by category, linked as from pages of this frame; none where they have no pages."""
    if not has_pages(table):
        return ()
    flags = [(table.prompts.flags(run.asked_bits), table.prompts.flags(run.passed_bits)) for run in table.runs.values()]
    asked, passed = ([sum(of) for of in zip(*each, strict=True)] for each in zip(*flags, strict=True))
    counts = {
        key: f"{right}/{all_of}" if all_of else ""
        for key, right, all_of in zip(table.prompts.ids, passed, asked, strict=True)
    }
    return tuple(
        PromptGroup(label, tuple(ListedPrompt(_href(table, key, page), words(key), counts[key]) for key in keys))
        for label, keys in _by_category(table)
    )


def outcome_groups(table: SuiteTable, run: RunScores, model: str, page: Frame) -> tuple[OutcomeGroup, ...]:
    """Return one model's results on a suite by category; none where it is not known which prompts it passed."""
    if not run.outcomes or not has_pages(table):
        return ()
    marks = {outcome: (outcome_id(outcome), _(word)) for outcome, word in WORDS.items()}
    not_run, groups = ("not-run", _("Not run")), list[OutcomeGroup]()
    for label, prompts in _linked(table, page):
        listed = []
        for key, href, text in prompts:
            result = run.outcomes.get(key)
            if result is None:
                listed.append(ListedOutcome(href, text, *not_run))
            else:
                listed.append(ListedOutcome(f"{href}#{model}", text, *marks[result.decided]))
        asked = sum(one.outcome != "not-run" for one in listed)
        groups.append(OutcomeGroup(label, sum(one.outcome == "pass" for one in listed), asked, tuple(listed)))
    return tuple(groups)


@lru_cache(64)  # the same for every model, and of those there are more than of suites
def _linked(table: SuiteTable, page: Frame) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the prompts of a suite by the label of their category: the id of each, its link and its id in words."""
    groups = _by_category(table)
    return [(label, [(key, _href(table, key, page), words(key)) for key in keys]) for label, keys in groups]


def _by_category(table: SuiteTable) -> Iterator[tuple[str, list[str]]]:
    return ((table.suite.categories[key].label, ids) for key, ids in by_category(table.suite).items())


def _href(table: SuiteTable, key: str, page: Frame) -> str:
    return page.to(page.addresses.prompt(table.key, key))
