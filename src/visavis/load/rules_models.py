"""The rules between model cards and `data/site.yaml`, and among model cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from visavis.load.document import Document
from visavis.load.gathered import Checked, folded
from visavis.load.positions import Loc
from visavis.load.problems import Problem
from visavis.load.scalars import Line, Number
from visavis.load.schema import ExtraProperty, ModelCard, SiteConfig, Sourced, SupportWord, Term
from visavis.load.validate import problem_of
from visavis.load.words import did_you_mean, listed

_TYPES = {"text": Line, "number": Number, "yes-no": SupportWord}


@cache
def _adapter(declared: str) -> TypeAdapter[Any]:
    return TypeAdapter(_TYPES[declared])


def vocabulary_problems(document: Document, card: ModelCard, config: SiteConfig) -> Iterator[Problem]:
    """Yield a problem for every key of a card that `data/site.yaml` does not declare."""
    if card.organisation and card.organisation.known not in (None, *config.organisations):
        yield _undeclared(
            document, ("organisation", "value"), str(card.organisation.value), "organisations", config.organisations
        )
    if card.modality and card.modality.known not in (None, *config.modalities):
        yield _undeclared(document, ("modality", "value"), str(card.modality.value), "modalities", config.modalities)
    vocabularies: tuple[tuple[str, Mapping[str, object], Mapping[str, Term | ExtraProperty], str], ...] = (
        ("tasks", card.tasks, config.tasks, "tasks"),
        ("features", card.features, config.features, "features"),
        ("properties", card.properties, config.extra_properties, "extra_properties"),
    )
    for name, used, declared, vocabulary in vocabularies:
        for key in used:
            if key not in declared:
                yield _undeclared(document, (name, key), key, vocabulary, declared, key=True)


def typed_card(document: Document, card: ModelCard, config: SiteConfig) -> tuple[ModelCard, list[Problem]]:
    """Return the card with its extra properties read as the types declared: text, number (Decimal) or yes-no."""
    if not card.properties:
        return card, []
    problems: list[Problem] = []
    properties: dict[str, Sourced[Any]] = {}
    for key, sourced in card.properties.items():
        declared = config.extra_properties.get(key)
        if declared is None or sourced.empty:
            properties[key] = sourced
            continue
        try:
            value = _adapter(declared.type).validate_python(sourced.value)
        except ValidationError as error:
            loc: Loc = ("properties", key, "value")
            problems += [problem_of(document, loc, details) for details in error.errors(include_url=False)]
        else:
            properties[key] = sourced.model_copy(update={"value": value})
    return card.model_copy(update={"properties": properties}), problems


def name_problems(models: Mapping[str, Checked[ModelCard]], model_keys: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for every name or alias that belongs to another model already, or to the same one twice.

    Names, aliases and keys are compared without regard to case and to forms of the same letter; a name or alias may
    be the model's own key.
    """
    taken: dict[str, tuple[str, Loc]] = {folded(key): (key, ()) for key in sorted(model_keys)}
    cards = [(key, model.document, model.value) for key, model in sorted(models.items()) if model.value]
    names: list[tuple[str, Document, Loc, str]] = []
    for key, document, card in cards:
        names.append((key, document, ("name",), card.name))
    for key, document, card in cards:
        names += [(key, document, ("aliases", index), alias) for index, alias in enumerate(card.aliases)]
    for key, document, loc, name in names:
        owner, claim = taken.setdefault(folded(name), (key, loc))
        if owner == key and claim in ((), loc):
            taken[folded(name)] = (key, loc)
        elif owner == key:
            expected = f"each name once; it stands on line {document.position(claim)[0]} already"
            yield document.problem(loc, "name-taken", name, expected, "take one of the two away")
        else:
            expected, fix = f"a name that no other model has, as {owner} does", "change it here, or there"
            yield document.problem(loc, "name-taken", name, expected, fix)


def _undeclared(
    document: Document, loc: Loc, word: str, vocabulary: str, declared: Mapping[str, object], *, key: bool = False
) -> Problem:
    known = list(declared)
    one = f"a key of {vocabulary} in data/site.yaml"
    expected = f"{one}: {listed(known)}" if known else f"{one}, which has none yet"
    fix = did_you_mean(word, known, f"correct it, or add {word} to {vocabulary} in data/site.yaml")
    return document.problem(loc, "unknown-entry", word, expected, fix, key=key)
