"""The rules within a suite: its categories, prompts, metric and headline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from visavis.load.document import Document
from visavis.load.gathered import Checked, folded, repeats
from visavis.load.problems import Problem
from visavis.load.schema import EvalSuite, Numeric, PassFail
from visavis.load.words import did_you_mean, listed


def suite_problems(document: Document, suite: EvalSuite) -> Iterator[Problem]:
    """Yield every problem within one suite."""
    categories = list(suite.categories)
    labels = [(("categories", key, "label"), category.label) for key, category in suite.categories.items()]
    yield from repeats(document, labels, "a label")
    for key, prompt in suite.prompts.items():
        loc = ("prompts", key, "category")
        if prompt.category not in suite.categories:
            yield unknown_category(document, loc, prompt.category, categories)
        elif isinstance(suite.categories[prompt.category].metric, Numeric):
            expected = "a category that is passed or failed; this one has a number of its own"
            yield document.problem(loc, "numeric-category", prompt.category, expected, "choose another category")
    yield from _headline(document, suite)
    numeric = isinstance(suite.metric, Numeric)
    for key, category in suite.categories.items():
        if isinstance(category.metric, PassFail):
            expected = "a numeric metric, as the suite's" if numeric else "no metric, for it is the suite's"
            yield document.problem(
                ("categories", key, "metric"), "wrong-metric", category.metric.kind, expected, "take it away", key=True
            )


def unknown_category(
    document: Document, loc: tuple[str | int, ...], word: str, categories: list[str], *, key: bool = False
) -> Problem:
    """Return the problem with a category that the suite does not have."""
    fix = did_you_mean(word, categories, f"correct it, or add {word} to the suite's categories")
    return document.problem(loc, "unknown-category", word, listed(categories), fix, key=key)


def suite_name_problems(suites: Mapping[str, Checked[EvalSuite]]) -> Iterator[Problem]:
    """Yield a problem for every suite whose name another suite has already."""
    first: dict[str, str] = {}
    for key, suite in suites.items():
        if suite.value and (owner := first.setdefault(folded(suite.value.name), key)) != key:
            expected, fix = f"a name that no other suite has, as {owner} does", "change it here, or there"
            yield suite.document.problem(("name",), "name-taken", suite.value.name, expected, fix)


def _headline(document: Document, suite: EvalSuite) -> Iterator[Problem]:
    if suite.headline is None:
        return
    if not isinstance(suite.metric, Numeric):
        expected, fix = "none, for all prompts of a pass-fail suite count together", "take the line away"
        yield document.problem(("headline",), "wrong-headline", suite.headline, expected, fix, key=True)
    elif suite.headline not in suite.categories:
        yield unknown_category(document, ("headline",), suite.headline, list(suite.categories))
