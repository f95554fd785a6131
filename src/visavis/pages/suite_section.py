"""A suite on the page of a pair: its rows, and how many prompts either side was asked."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from visavis.compare.rows import ComparedRow, ComparedSuite
from visavis.compare.scores import RunScores
from visavis.language import Language, _, current
from visavis.pages.parts import SuiteHead


class SuiteSection(NamedTuple):
    """A suite on this page. `prompts` is how many were asked, as shown: 67, or 76 and 75.

    `common` is how many of them both were asked, None where they are the same, or where it is not known; `each` says
    that both were asked so many, but not the same.
    """

    head: SuiteHead
    prompts: str
    common: int | None
    each: bool
    runs: tuple[RunScores | None, RunScores | None]
    rows: tuple[ComparedRow, ...]


def suite_section(head: SuiteHead, suite: ComparedSuite) -> SuiteSection:
    """Return a suite as the page of a pair shows it under this head."""
    left, right = suite.left, suite.right
    prompts, common = _prompts(left, right, current()), _common(left, right)
    each = common is not None and prompts.isdigit()
    return SuiteSection(head, prompts, common, each, (left, right), suite.rows)


@lru_cache(2048)
def _prompts(left: RunScores | None, right: RunScores | None, language: Language) -> str:  # noqa: ARG001 (see keeping)
    asked = [str(run.asked) for run in (left, right) if run and run.asked]
    one, *other = dict.fromkeys(asked) or [""]
    return _("{one} and {other}").format(one=one, other=other[0]) if other else one


def _common(left: RunScores | None, right: RunScores | None) -> int | None:
    if not left or not right or left.asked_bits == right.asked_bits or not (left.asked_bits and right.asked_bits):
        return None
    return (left.asked_bits & right.asked_bits).bit_count()
