"""What is no error, but seldom meant: no source, words that nobody uses, suites without runs, curly quotes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from visavis.load.document import Document
from visavis.load.gathered import Gathered
from visavis.load.problems import Problem
from visavis.load.remembered import Remembered
from visavis.load.rules_quotes import quote_warnings
from visavis.load.schema import ModelCard, SiteConfig, Sourced


def warnings(gathered: Gathered, remembered: Remembered) -> Iterator[Problem]:
    """Yield the warnings about all files.

    Nothing is called unused while a card is broken, or names something that is not declared: it may mean that.
    """
    for model in gathered.models.values():
        if model.value:
            yield from remembered("unsourced", (model.value,), partial(_unsourced, model.document, model.value))
    cards = [model.value for model in gathered.models.values() if model.value]
    if gathered.config and gathered.config.value and cards and len(cards) == len(gathered.model_keys):
        yield from _unused(gathered.config.document, gathered.config.value, cards)
    yield from quote_warnings(gathered, remembered)
    for key, suite in gathered.suites.items():
        if key not in gathered.suites_with_runs:
            document, expected = suite.document, "a run of at least one model"
            fix = f"add a run such as {document.path.rpartition('/')[0]}/<model>.yaml"
            yield document.problem((), "no-runs", "no run", expected, fix, severity="warning")


def _unsourced(document: Document, card: ModelCard) -> list[Problem]:
    values = [getattr(card, name) for name in type(card).model_fields]
    values += [*card.tasks.values(), *card.features.values(), *card.properties.values()]
    if card.source is None and not any(isinstance(value, Sourced) and value.source for value in values):
        expected, fix = "where its values were taken from", "add source: with a web address"
        return [document.problem((), "unsourced", "no source", expected, fix, severity="warning")]
    return []


def _unused(document: Document, config: SiteConfig, cards: list[ModelCard]) -> Iterator[Problem]:
    used: dict[str, set[object]] = {
        "tasks": {key for card in cards for key in card.tasks},
        "features": {key for card in cards for key in card.features},
        "modalities": {card.modality.known for card in cards if card.modality},
        "organisations": {card.organisation.known for card in cards if card.organisation},
        "extra_properties": {key for card in cards for key in card.properties},
    }
    for vocabulary, keys in used.items():
        declared = getattr(config, vocabulary)
        misspelt = keys - {*declared, None}
        for key in declared:
            if key not in keys and not misspelt:
                loc, expected, fix = (vocabulary, key), "a model card that uses it", "use it, or take it away"
                yield document.problem(loc, "unused-entry", key, expected, fix, key=True, severity="warning")
