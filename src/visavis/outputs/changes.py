"""What became of the data of each model, as the repository around the site says."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from visavis.history import about, committed
from visavis.pages.model_changes import ModelChange


class ModelHistory:
    """Gives the changes of any model, the newest first; git is asked when it is first called."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __call__(self, key: str) -> tuple[ModelChange, ...]:
        """Return the changes of a model; none where there is no git or no repository."""
        return tuple(self._by_model.get(key, ()))

    @cached_property
    def _by_model(self) -> dict[str, list[ModelChange]]:
        found: dict[str, list[ModelChange]] = {}
        for (commit, day), _, subject, files in committed(self._root):
            parts: dict[str, list[str | None]] = {}
            for model, suite in map(about, files):
                if model is not None:
                    parts.setdefault(model, []).append(suite)
            for model, suites in parts.items():
                runs = tuple(sorted(suite for suite in suites if suite))
                found.setdefault(model, []).append(ModelChange(commit, day, subject, None in suites, runs))
        return found
