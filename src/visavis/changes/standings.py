"""Changes between two models: pages that are new or gone, and verdicts that flip."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from visavis.changes.lines import Line, Section, keys, moved
from visavis.changes.results import Site
from visavis.compare.comparison import Comparer, Lead, lead_of
from visavis.compare.pairs import Pair, PairChoice
from visavis.compare.subjects import Catalogue

_DECIDING = ("metric", "headline", "categories", "prompts", "rule")
"""The fields of a suite that verdicts depend on."""


def of_pages(catalogues: tuple[Catalogue, Catalogue], old: PairChoice, new: PairChoice) -> Iterator[Section]:
    """Yield the comparisons that are new and gone."""
    before, after = set(old), set(new)
    for title, counted, catalogue, pairs in (
        ("New comparisons", ("new comparisons", "new comparison"), catalogues[1], after - before),
        ("Comparisons gone", ("comparisons gone", "comparison gone"), catalogues[0], before - after),
    ):
        yield Section(title, counted, tuple(Line(_names(catalogue, pair)) for pair in sorted(pairs)), most=5)


class Flip(NamedTuple):
    """How two models stood in a suite, and how they stand now, in words."""

    suite: str
    pair: Pair
    was: str
    now: str


def of_verdicts(old: Site, new: Site, choice: PairChoice) -> Iterator[Section]:
    """Yield by suite which pairs, of those with a page, are now told otherwise who is ahead."""
    found: dict[str, list[Line]] = {suite: [] for suite in keys(old[1].suites, new[1].suites)[2]}
    for flip in flips(old, new, choice):
        found[flip.suite].append(Line(moved(_names(new[1], flip.pair), flip.was, flip.now)))
    for suite, lines in found.items():
        name = new[1].suites[suite].suite.name
        yield Section(f"Verdicts on {name}", (f"other verdicts on {name}", f"other verdict on {name}"), tuple(lines))


def flips(old: Site, new: Site, choice: PairChoice) -> Iterator[Flip]:
    """Yield the pairs, of those with a page, that are now told otherwise who is ahead, suite by suite.

    Only pairs are looked at of which a run changed, or all of a suite that asks something else.
    """
    before, after = Comparer(old[1]), Comparer(new[1])
    for suite in keys(old[1].suites, new[1].suites)[2]:
        one, other = old[1].suites[suite], new[1].suites[suite]
        both = sorted(one.runs.keys() & other.runs.keys())
        all_of_them = any(getattr(one.suite, name) != getattr(other.suite, name) for name in _DECIDING)
        changed = {key for key in both if all_of_them or old[0].runs[suite][key] != new[0].runs[suite][key]}
        for pair in _pairs(both, changed):
            if not choice.has(*pair):
                continue
            sides = pair.left, pair.right
            was = _told(old[1], pair, lead_of(before.suite(one, *(one.runs[side] for side in sides))))
            now = _told(new[1], pair, lead_of(after.suite(other, *(other.runs[side] for side in sides))))
            if was != now:
                yield Flip(suite, pair, was, now)


def _pairs(both: list[str], changed: set[str]) -> Iterator[Pair]:
    """Yield the pairs of sorted keys of which one changed at least, in order."""
    later = sorted(changed)
    for place, left in enumerate(both):
        for right in both[place + 1 :] if left in changed else [key for key in later if key > left]:
            yield Pair(left, right)


def _names(catalogue: Catalogue, pair: Pair) -> str:
    return " and ".join(catalogue.subjects[key].name for key in pair)


def _told(catalogue: Catalogue, pair: Pair, lead: Lead | None) -> str:
    """Return in words how two models stand in a suite."""
    if lead is None:
        return "nothing said"
    if lead.basis == "different":
        return "not comparable"
    if lead.better is None:
        return str(lead.verdict.word) if lead.verdict else "equal"
    name = catalogue.subjects[getattr(pair, lead.better)].name
    return f"{name} {lead.verdict.word if lead.verdict else 'better'}"
