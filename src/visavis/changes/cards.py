"""Changes of the facts: models that are new or gone, values that changed, and the site's own settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from visavis.changes.lines import Line, Section, keys, moved, said
from visavis.compare.facts import Fact
from visavis.compare.subjects import Catalogue, Subject
from visavis.load.schema import BUILT_IN_PROPERTIES, ModelCard, SiteConfig


def of_models(old: Catalogue, new: Catalogue) -> Iterator[Section]:
    """Yield the models that are new, gone, and that say something else."""
    added, gone, both = keys(old.subjects, new.subjects)
    yield Section("New models", ("new models", "new model"), tuple(_named(new, added)))
    yield Section("Models gone", ("models gone", "model gone"), tuple(_named(old, gone)))
    lines = tuple(
        Line(new.subjects[key].name, tuple(_facts(old, new, key)))
        for key in both
        if old.subjects[key].card != new.subjects[key].card
    )
    yield Section("Changed cards", ("changed cards", "changed card"), lines)


def of_settings(old: SiteConfig, new: SiteConfig) -> Iterator[Section]:
    """Yield what changed in site.yaml."""
    lines = []
    for field in type(new).model_fields:
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        details: tuple[str, ...] = ()
        if isinstance(before, dict) and isinstance(after, dict):
            added, gone, both = keys(before, after)
            other = [key for key in both if before[key] != after[key]]
            named = (("new", added), ("gone", gone), ("changed", other))
            details = tuple(f"{word}: {', '.join(which)}" for word, which in named if which)
        elif all(isinstance(one, str) for one in (*_words(before), *_words(after))):
            details = (" → ".join(", ".join(_words(one)) or "nothing" for one in (before, after)),)
        lines.append(Line(field, details))
    yield Section("Settings in site.yaml", ("settings", "setting"), tuple(lines))


def _words(value: object) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _named(catalogue: Catalogue, which: Sequence[str]) -> Iterator[Line]:
    for key in which:
        yield Line(f"{catalogue.subjects[key].name} ({key})")


def _facts(old_site: Catalogue, new_site: Catalogue, key: str) -> Iterator[str]:
    """Yield what differs between two cards; of fields whose values show no difference, only the names."""
    old, new = old_site.subjects[key], new_site.subjects[key]
    before, after = _stated(old_site, old), _stated(new_site, new)
    told = set()
    if old.name != new.name:
        told.add("name")
        yield moved("Name", old.name, new.name)
    for place, (label, fact) in after.items():
        if place in before and said(before[place][1]) != said(fact):
            told.add(place[0])
            yield moved(label, said(before[place][1]), said(fact))
    fields = ModelCard.model_fields
    rest = [name for name in fields if name not in told and getattr(old.card, name) != getattr(new.card, name)]
    if rest:
        yield f"Also changed: {', '.join(rest)}"


def _stated(catalogue: Catalogue, subject: Subject) -> dict[tuple[str, str], tuple[str, Fact]]:
    """Return the facts of a model with their rows' labels, by the field of the card they stand in, and key."""
    stated = {}
    for row, fact in zip(catalogue.properties, subject.properties, strict=True):
        stated[row.key if row.key in BUILT_IN_PROPERTIES else "properties", row.key] = (row.label, fact)
    for field, rows, facts in (
        ("tasks", catalogue.tasks, subject.tasks),
        ("features", catalogue.features, subject.features),
    ):
        stated |= {(field, row.key): (row.label, fact) for row, fact in zip(rows, facts, strict=True)}
    return stated
