"""What stands out, as the home page shows it."""

from __future__ import annotations

from typing import NamedTuple

from visavis.compare.facts import Fact, Row
from visavis.compare.highlights import biggest_gaps, closest_calls, latest_results, newest_models
from visavis.compare.pairs import Pair, PairChoice, pair
from visavis.compare.rounding import written_date
from visavis.compare.subjects import Catalogue
from visavis.pages import urls
from visavis.pages.boards import NAMED
from visavis.pages.counts import versus
from visavis.pages.frame import Frame, Link
from visavis.pages.parts import model_summary
from visavis.pages.shown import ShownVerdict, shown_verdict

MOST = 4
"""So many stand in each list."""


class ShownCall(NamedTuple):
    """Two models that cannot be told apart on a suite, by the link to their comparison: who passed more comes first.

    `level` says that both passed as many.
    """

    link: Link
    suite: Link
    level: bool
    verdict: ShownVerdict


class ShownGap(NamedTuple):
    """A row of a suite with what the best and the last model have there, by the link to their comparison."""

    link: Link
    suite: Link
    row: Row
    best: Fact
    last: Fact


class NewModel(NamedTuple):
    """A model with what it is in a few words."""

    link: Link
    summary: tuple[str, ...]


class LatestRuns(NamedTuple):
    """The latest runs of a suite: `dated` of its `models` were run on the date, which are linked where they are few."""

    suite: Link
    date: str
    dated: int
    models: int
    named: tuple[Link, ...]


class Highlights(NamedTuple):
    """What stands out, at most `MOST` of each."""

    calls: tuple[ShownCall, ...]
    gaps: tuple[ShownGap, ...]
    newest: tuple[NewModel, ...]
    latest: tuple[LatestRuns, ...]


def outstanding_pairs(catalogue: Catalogue, partners: PairChoice) -> set[Pair]:
    """Return the pairs with a page that the home page names: those that stand out, and the best two of each suite."""
    calls = [call.of for call in closest_calls(catalogue, MOST)]
    gaps = [pair(gap.best, gap.last) for gap in biggest_gaps(catalogue, MOST)]
    boards = (catalogue.boards[key].entries[:2] for key in catalogue.suites)
    firsts = [pair(*(entry.model for entry in best)) for best in boards if len(best) == 2]
    return {of for of in (*calls, *gaps, *firsts) if partners.has(*of)}


def highlights(catalogue: Catalogue, partners: PairChoice, page: Frame) -> Highlights:
    """Return what stands out, with links as from pages of this frame."""
    names = {key: subject.name for key, subject in catalogue.subjects.items()}

    def comparison(one: str, other: str) -> Link:
        of = pair(one, other)
        path = page.addresses.comparison(of) if partners.has(*of) else f"{urls.COMPARE}?models={of.left},{of.right}"
        return Link(page.to(path), versus(names[one], names[other]))

    def model(key: str) -> Link:
        return Link(page.to(page.addresses.model(key)), names[key])

    def suite(key: str) -> Link:
        return Link(page.to(page.addresses.suite(key)), catalogue.suites[key].suite.name)

    calls = []
    for key, of, verdict in closest_calls(catalogue, MOST):
        first, other = (of.right, of.left) if verdict.leads == "right" else of
        shown = shown_verdict(verdict)
        calls.append(ShownCall(comparison(first, other), suite(key), verdict.leads is None, shown))
    return Highlights(
        calls=tuple(calls),
        gaps=tuple(
            ShownGap(comparison(gap.best, gap.last), suite(gap.suite), gap.row, gap.best_fact, gap.last_fact)
            for gap in biggest_gaps(catalogue, MOST)
        ),
        newest=tuple(
            NewModel(model(subject.key), model_summary(subject)) for subject in newest_models(catalogue, MOST)
        ),
        latest=tuple(
            LatestRuns(
                suite(one.suite),
                written_date(one.date),
                len(one.models),
                len(catalogue.suites[one.suite].runs),
                tuple(map(model, one.models)) if len(one.models) <= NAMED else (),
            )
            for one in latest_results(catalogue, MOST)
        ),
    )
