"""Words that problems have in common: suggestions for a word that is not known, and lists of the known ones."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

KNOWN_MISSPELLINGS = {
    "license": "licence",
    "organization": "organisation",
    "organizations": "organisations",
    "org": "organisation",
    "vendor": "organisation",
    "maker": "organisation",
    "modalitys": "modalities",
    "params": "parameters",
    "size": "parameters",
    "context": "context_window",
    "context_length": "context_window",
    "released": "release_date",
    "released_on": "release_date",
    "title": "name",
    "model": "name",
    "latency": "average_response_time",
    "scores": "results",
    "url": "link",
    "website": "homepage",
    "base_url": "address",
    "min": "minimum",
    "max": "maximum",
    "correct": "passed",
    "count": "total",
    "lower": "from",
}
"""Keys that people write by habit, and ours."""


def did_you_mean(word: str, known: Sequence[str], otherwise: str) -> str:
    """Return a fix that names the known word nearest to this one, or the other fix where none is near."""
    meant = KNOWN_MISSPELLINGS.get(word.lower(), "")
    if meant not in known:
        folded = {name.casefold(): name for name in known}
        near = difflib.get_close_matches(word.casefold().replace(" ", "-"), list(folded), n=1, cutoff=0.6)
        meant = folded[near[0]] if near else ""
    return f"did you mean {meant}?" if meant else otherwise


def listed(words: Sequence[str], limit: int = 12) -> str:
    """Return words as a sentence lists them, the last after `or`; a long list is cut."""
    if len(words) > limit:
        return f"{', '.join(words[:limit])} or {len(words) - limit} more"
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
