"""Read facts of a model from models.dev, an open catalogue of models (`catalog.json`, see its SOURCE.txt).

Owns which of its fields say what a card says. Refuses nothing: whether a row is about the model that was run is for
the person who names the row.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

COMMIT = "f3fc692299671838c7c65fd8126bf84d81a2e817"
"""The commit of github.com/anomalyco/models.dev that the catalogue was made from."""

AS_OF = "2026-07-02"
"""The date of that commit."""


def address(row: str) -> str:
    """Return the web address of a row, for instance `models/openai/o1`."""
    return f"https://github.com/anomalyco/models.dev/blob/{COMMIT}/{row}.toml"


@cache
def _catalogue(path: Path) -> dict[str, Any]:
    catalogue: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return catalogue


def facts(catalogue: Path, row: str) -> dict[str, str]:
    """Return what the row says of category, release date, context window, and where it says so.

    A row is named as its file is: `models/<lab>/<model>`, or `providers/<provider>/models/<model>`.
    """
    found = _catalogue(catalogue)
    if row.startswith("models/"):
        entry = found["models"][row.removeprefix("models/")]
    else:
        provider, _, model = row.removeprefix("providers/").partition("/models/")
        entry = found["providers"][provider]["models"][model]
    return {
        "category": "open" if entry["open_weights"] else "closed",
        "modality": "multimodal" if {"text", "image"} <= set(entry["modalities"]["input"]) else "text",
        "release_date": entry["release_date"],
        "context_window": str(entry["limit"]["context"]),
        "source": address(row),
        "as_of": AS_OF,
    }
