"""What stands of a prompt on the pages of pairs: made once, the same object on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from visavis.compare.rounding import short
from visavis.load.schema import EvalSuite, NumberRule, Prompt
from visavis.load.scoring import rule_of
from visavis.pages.pictures import ShownPicture

TITLE = 90
"""So many characters of a question stand in a list."""


@dataclass(frozen=True, slots=True, eq=False)
class PromptHead:
    """A prompt on the pages of pairs. `title` is its question, cut where it is long, or its id in words.

    `name` is its id in words where another prompt of the suite has the same title, or else empty.

    `expected` has a number's tolerance with it: 100 ± 5. `weight` is about how many bytes it takes.
    """

    title: str
    name: str
    href: str
    expected: tuple[str, ...]
    picture: ShownPicture | None
    weight: int


def prompt_heads(suite: EvalSuite, hrefs: Iterable[str], pictures: Mapping[str, ShownPicture]) -> list[PromptHead]:
    """Return what stands of a suite's prompts on the pages of pairs; `hrefs` lead to the prompts' own pages."""
    titles = {key: title(key, prompt) for key, prompt in suite.prompts.items()}
    often = Counter(titles.values())
    return [
        PromptHead(
            title=titles[key],
            name=words(key) if often[titles[key]] > 1 else "",
            href=href,
            expected=expected,
            picture=pictures.get(key),
            weight=_weight(prompt, expected, picture=key in pictures),
        )
        for (key, prompt), href in zip(suite.prompts.items(), hrefs, strict=True)
        for expected in (_expected(suite, prompt),)
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


def _expected(suite: EvalSuite, prompt: Prompt) -> tuple[str, ...]:
    rule = rule_of(suite, prompt)
    if not isinstance(rule, NumberRule) or not rule.tolerance:
        return prompt.expected
    return tuple(f"{text} ± {short(rule.tolerance, 12)}" for text in prompt.expected)


def _weight(prompt: Prompt, expected: tuple[str, ...], *, picture: bool) -> int:
    if not (prompt.question or expected or picture):
        return 0
    return 450 + byte_count((prompt.question or "")[:TITLE]) + sum(map(byte_count, expected))


def byte_count(text: str) -> int:
    """Return how many bytes a text takes in HTML."""
    return len(text.encode()) + 4 * sum(map(text.count, "&<>'\""))
