"""The picker's index: what the script that finds models by their names knows of every model, and where pages lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from visavis.compare.pairs import Pair
from visavis.compare.subjects import Catalogue
from visavis.pages import urls


class PickedModel(NamedTuple):
    """A model as the picker knows it: `organisation` and `near` are places in the index's lists."""

    key: str
    name: str
    organisation: int | None
    near: tuple[int, ...]
    aliases: tuple[str, ...]


class PickerIndex(NamedTuple):
    """api/picker.json but for the dialog. Addresses are paths with {key}, or {left} and {right}, in the keys' place.

    `comparison` is where the page of a pair in canonical order lies, None where only some pairs have one; `otherwise`
    leads on from any two models. Models stand in the order of their names.
    """

    model: str
    comparison: str | None
    otherwise: str
    organisations: tuple[str, ...]
    models: tuple[PickedModel, ...]


def picker_index(catalogue: Catalogue, related: Mapping[str, Sequence[str]]) -> PickerIndex:
    """Return the picker's index of a site; `related` are the keys of the models that are offered beside each."""
    subjects = catalogue.by_name()
    makers = {key: subject.key_facts.organisation.text for key, subject in catalogue.subjects.items()}
    organisations = {name: place for place, name in enumerate(sorted({*filter(None, makers.values())}))}
    place = {subject.key: number for number, subject in enumerate(subjects)}
    addresses = urls.addresses(catalogue.config)
    every = catalogue.config.pairs == "all"
    return PickerIndex(
        model=addresses.model("{key}"),
        comparison=addresses.comparison(Pair("{left}", "{right}")) if every else None,
        otherwise=f"{urls.COMPARE}?models={{left}},{{right}}",
        organisations=tuple(organisations),
        models=tuple(
            PickedModel(
                key=subject.key,
                name=subject.name,
                organisation=organisations.get(makers[subject.key]),
                near=tuple(place[other] for other in related[subject.key]),
                aliases=tuple(subject.card.aliases),
            )
            for subject in subjects
        ),
    )
