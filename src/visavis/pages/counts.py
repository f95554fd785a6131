"""Numbers of things, and two names set against each other, in words."""

from __future__ import annotations

from visavis.language import _, ngettext


def models(number: int) -> str:
    """Return so many models in words: 1 model, 1,024 models."""
    return ngettext("{num} model", "{num} models", number)


def suites(number: int) -> str:
    """Return so many eval suites in words."""
    return ngettext("{num} eval suite", "{num} eval suites", number)


def comparisons(number: int) -> str:
    """Return so many comparisons in words."""
    return ngettext("{num} comparison", "{num} comparisons", number)


def versus(left: str, right: str) -> str:
    """Return two names with what stands between them."""
    return _("{left} vs {right}").format(left=left, right=right)
