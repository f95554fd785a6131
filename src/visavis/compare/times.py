"""How long answers took: the median and the 95th percentile where there are seconds for prompts, or else the mean.

A mean hides the few slow answers that a user remembers and is moved by each of them, so it stands only where nothing
else is known of a run, and then beside the other runs' means, named as what it is.

Each time knows the prompts it was taken over, so that two are set against each other only where these are the same; of
a mean that somebody wrote down they are not known. Below `LEAST` timed prompts there is no 95th percentile: it would be
little else than the slowest answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import partial

from visavis.compare.facts import UNKNOWN, Fact, Interned, Kind, Row
from visavis.compare.rounding import fixed, mean, round_half_up
from visavis.compare.statistics import quantile
from visavis.language import _, later
from visavis.load.remembered import Remembered
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


def time_rows(runs: Iterable[EvalRun], remembered: Remembered) -> list[Row]:
    """Return the rows of seconds that a suite with these runs has."""
    listed = list(runs)
    measured = [remembered("timed", (run,), partial(_timed, run)) for run in listed]
    rows = []
    if any(measured):
        rows.append(Row(MEDIAN, _("Median Response Time"), "lower", _("Half of the answers came sooner."), unit="s"))
    if any(timed >= LEAST for timed in measured):
        rows.append(
            Row(SLOW, _("95th Percentile Response Time"), "lower", _("95% of the answers came sooner."), unit="s")
        )
    if any(run.average_response_time is not None and not of for run, of in zip(listed, measured, strict=True)):
        rows.append(Row(MEAN, _("Mean Response Time"), "lower", unit="s"))
    return rows


def times(run: EvalRun, rows: Iterable[Row], interned: Interned) -> dict[str, Fact]:
    """Return a run's seconds by the keys of those of these rows that show seconds."""
    timed, prompts = _seconds(run), None
    found: dict[str, Decimal | None] = {MEAN: run.average_response_time}
    if timed:
        seconds, prompts = sorted(timed.values()), interned.prompts(timed)
        slow = quantile(seconds, MOST) if len(seconds) >= LEAST else None
        found = {MEDIAN: quantile(seconds, HALF), SLOW: slow, MEAN: mean(seconds)}
    return {row.key: _fact(found.get(row.key), prompts, interned) for row in rows if row.key in TIMES}


def _timed(run: EvalRun) -> int:
    """Return for how many prompts there are seconds."""
    return len(_seconds(run))


def _seconds(run: EvalRun) -> dict[str, Decimal]:
    return {key: result.seconds for key, result in run.outcomes.items() if result.seconds is not None}


def _fact(seconds: Decimal | None, prompts: frozenset[str] | None, interned: Interned) -> Fact:
    if seconds is None:
        return UNKNOWN
    key = round_half_up(seconds, 2)
    make = partial(Fact, Kind.SCORE, fixed(key, 2), key, float(key), unit="s", prompts=prompts)
    return interned.once((MEDIAN, key, prompts), make)
