"""What the results of a run say, read from them in one go: there are many, and they lie far apart in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from visavis.compare.times import Timed, timed
from visavis.load.schema import EvalRun, Outcome


class Results(NamedTuple):
    """The outcome of each prompt of a run, in their order, and how long its answers took."""

    outcomes: Sequence[Outcome | None]
    timed: Timed


def results(run: EvalRun) -> Results:
    """Return what the results of a run say."""
    return Results([result.outcome for result in run.outcomes.values()], timed(run))
