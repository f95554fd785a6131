"""Names and labels that stand in curly quotes: YAML takes those for part of the text, as word processors write them.

A text that has straight quotes around the curly ones means them, and so does whatever is written in JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from visavis.load.document import Document
from visavis.load.gathered import Gathered
from visavis.load.positions import Loc
from visavis.load.problems import Problem
from visavis.load.remembered import Remembered
from visavis.load.schema import EvalSuite, ModelCard, SiteConfig

_OPENING, _CLOSING = "“”„‘’‚«»", "“”‘’«»"
_QUOTED = re.compile(rf"[{_OPENING}]([^{_OPENING}]+)[{_CLOSING}]")
_VOCABULARIES = ("tasks", "features", "modalities", "organisations", "extra_properties")


def quote_warnings(gathered: Gathered, remembered: Remembered) -> Iterator[Problem]:
    """Yield a warning for each name and label of settings, cards and suites that stands in curly quotes."""
    kinds: tuple[tuple[Iterable[Any], Any], ...] = (
        ([gathered.config] if gathered.config else [], _of_site),
        (gathered.models.values(), _of_card),
        (gathered.suites.values(), _of_suite),
    )
    for files, texts in kinds:
        for file in files:
            if file.value:
                yield from remembered("curly-quotes", (file.value,), partial(_quoted, file.document, file.value, texts))


def _of_site(config: SiteConfig) -> Iterator[tuple[Loc, str]]:
    yield ("title",), config.title
    yield ("tagline",), config.tagline
    for place, band in enumerate(config.bands):
        yield ("bands", place, "label"), band.label
        yield ("bands", place, "word"), band.word
    for vocabulary in _VOCABULARIES:
        for key, entry in getattr(config, vocabulary).items():
            yield (vocabulary, key, "label"), entry.label


def _of_card(card: ModelCard) -> Iterator[tuple[Loc, str]]:
    yield ("name",), card.name
    for place, alias in enumerate(card.aliases):
        yield ("aliases", place), alias


def _of_suite(suite: EvalSuite) -> Iterator[tuple[Loc, str]]:
    yield ("name",), suite.name
    for key, category in suite.categories.items():
        yield ("categories", key, "label"), category.label


def _quoted(document: Document, value: Any, texts: Any) -> list[Problem]:
    problems = []
    for loc, text in texts(value):
        if (found := _QUOTED.fullmatch(text)) and _bare(document, loc):
            fix = f"write {found[1].strip()}; where the curly quotes belong to it, put straight ones around them"
            expected = "straight quotes, or none: curly ones would be shown"
            problems.append(document.problem(loc, "curly-quotes", text, expected, fix, severity="warning"))
    return problems


def _bare(document: Document, loc: Loc) -> bool:
    """Return whether a text begins with its curly quote: no straight one stands before it, and no sign of a block."""
    line, column = document.position(loc)
    return document.line(line)[column - 1 : column] in tuple(_OPENING)
