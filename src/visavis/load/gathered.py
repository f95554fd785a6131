"""All files of a site, each read and checked by itself, and the findings that every rule across files shares.

A file that is broken is never the reason for a finding in another: where its value is None, rules pass over it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from visavis.load.document import Document
from visavis.load.positions import Loc
from visavis.load.problems import Problem
from visavis.load.schema import EvalRun, EvalSuite, ModelCard, SiteConfig

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Checked(Generic[T_co]):
    """A file that could be read, and its value; the value is None where the file is broken."""

    document: Document
    value: T_co | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All files that could be read, by key, sorted; `runs` by suite, then by model.

    `model_keys` and `suites_with_runs` count the files that could not be read as well.
    """

    config: Checked[SiteConfig] | None
    models: dict[str, Checked[ModelCard]]
    suites: dict[str, Checked[EvalSuite]]
    runs: dict[str, dict[str, Checked[EvalRun]]]
    model_keys: frozenset[str]
    suites_with_runs: frozenset[str]


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return a text as names are compared: NFKC, case folded, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def repeats(document: Document, entries: Iterable[tuple[Loc, str]], what: str) -> list[Problem]:
    """Return a problem for every text that stands a second time among the entries."""
    problems: list[Problem] = []
    first: dict[str, Loc] = {}
    for loc, text in entries:
        if (known := first.setdefault(folded(text), loc)) != loc:
            expected = f"{what} of its own; the first is on line {document.position(known)[0]}"
            problems.append(document.problem(loc, "repeated", text, expected, "change one of the two"))
    return problems
