"""The prompts of a suite as every list of them stands: by category, in the order of the suite's file."""

from __future__ import annotations

from visavis.load.schema import EvalSuite


def by_category(suite: EvalSuite) -> dict[str, list[str]]:
    """Return the ids of the prompts of each category that has any, by the key of the category."""
    found: dict[str, list[str]] = {key: [] for key in suite.categories}
    for key, prompt in suite.prompts.items():
        found[prompt.category].append(key)
    return {key: ids for key, ids in found.items() if ids}
