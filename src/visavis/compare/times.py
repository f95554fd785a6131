"""How long answers took: the median and the 95th percentile where there are seconds for prompts, or else the mean.

A mean hides the few slow answers that a user remembers and is moved by each of them, so it stands only where nothing
else is known of a run, and then beside the other runs' means, named as what it is.

Each time knows the prompts it was taken over, so that two are set against each other only where these are the same; of
a mean that somebody wrote down they are not known. Below `LEAST` timed prompts there is no 95th percentile: it would be
little else than the slowest answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from visavis.compare.facts import UNKNOWN, Fact, Interned, Kind, Row
from visavis.compare.rounding import fixed, mean, round_half_up
from visavis.compare.statistics import quantile
from visavis.language import _, later
from visavis.load.schema import EvalRun

MEDIAN, SLOW, MEAN = "@median", "@slow", "@mean"
"""The keys of rows of seconds: half of the answers came sooner, 95 % of them did, and the mean."""
TYPICAL = {MEDIAN: later("median"), MEAN: later("mean")}
"""Those that one time may stand for a run by, the first that is known, and what each is called in a sentence."""
TIMES = (MEDIAN, SLOW, MEAN)
"""The keys of all rows of seconds, in their order."""

HALF, MOST = Decimal("0.5"), Decimal("0.95")
LEAST = 20
"""The fewest timed prompts that a 95th percentile is given of: one in twenty answers is slower."""


class Timed(NamedTuple):
    """For which prompts of a run there are seconds, none of which is None, and its times by the keys of their rows."""

    prompts: tuple[str, ...]
    times: Mapping[str, Decimal | None]


def timed(run: EvalRun) -> Timed:
    """Return how long the answers of a run took."""
    known = {key: result.seconds for key, result in run.outcomes.items() if result.seconds is not None}
    if not known:
        return Timed((), {MEAN: run.average_response_time})
    seconds = sorted(known.values())
    slow = quantile(seconds, MOST) if len(seconds) >= LEAST else None
    return Timed(tuple(known), {MEDIAN: quantile(seconds, HALF), SLOW: slow, MEAN: mean(seconds)})


def time_rows(runs: Iterable[Timed]) -> list[Row]:
    """Return the rows of seconds that a suite with these runs has."""
    listed = list(runs)
    rows = []
    if any(run.prompts for run in listed):
        rows.append(Row(MEDIAN, _("Median Response Time"), "lower", _("Half of the answers came sooner."), unit="s"))
    if any(len(run.prompts) >= LEAST for run in listed):
        rows.append(
            Row(SLOW, _("95th Percentile Response Time"), "lower", _("95% of the answers came sooner."), unit="s")
        )
    if any(run.times[MEAN] is not None and not run.prompts for run in listed):
        rows.append(Row(MEAN, _("Mean Response Time"), "lower", unit="s"))
    return rows


def times(run: Timed, rows: Iterable[Row], interned: Interned) -> dict[str, Fact]:
    """Return a run's seconds by the keys of those of these rows that show seconds."""
    prompts = interned.prompts(run.prompts) if run.prompts else None
    return {row.key: _fact(run.times.get(row.key), prompts, interned) for row in rows if row.key in TIMES}


def _fact(seconds: Decimal | None, prompts: frozenset[str] | None, interned: Interned) -> Fact:
    if seconds is None:
        return UNKNOWN
    key = round_half_up(seconds, 2)
    make = partial(Fact, Kind.SCORE, fixed(key, 2), key, float(key), unit="s", prompts=prompts)
    return interned.once((MEDIAN, key, prompts), make)
