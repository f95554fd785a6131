"""What a run comes to: passed of total per category and overall, numbers, and response times.

Aggregates are computed from the outcomes where a run has them. A prompt that was asked counts, whatever came of it:
no answer and an error are not passes. A prompt that was not asked is not run and does not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import compress

from visavis.compare.asked import Asked, Prompts
from visavis.compare.bands import ScoreBand, band_of
from visavis.compare.facts import NOT_RUN, Fact, Interned, Kind, Row, Spread
from visavis.compare.results import Results, results
from visavis.compare.rounding import drawn, fixed, round_half_up, short, written_date
from visavis.compare.statistics import wilson
from visavis.compare.times import time_rows, times
from visavis.language import _
from visavis.load.remembered import Remembered
from visavis.load.scalars import PartialDate
from visavis.load.schema import Category, EvalRun, EvalSuite, Numeric, Outcome, PromptResult, Tally

OVERALL = "@overall"  # the key of a computed row, as those of times are; no category can have one, for none holds an @


@dataclass(frozen=True, slots=True, eq=False)
class CategoryScore:
    """Passed of total; `total` is at least 1. `prompts` are the ids of those asked, None where they are not known.

    `split` holds the totals of the categories, by key, behind an overall score.
    """

    passed: int
    total: int
    prompts: frozenset[str] | None = None
    split: tuple[tuple[str, int], ...] = ()

    @property
    def percent(self) -> Fraction:
        """The exact share passed, in percent."""
        return Fraction(100 * self.passed, self.total)


@dataclass(frozen=True, slots=True, eq=False)
class RunScores:
    """One model on one suite. `facts` stand in the order of the suite's rows; `asked` is 0 in numeric suites.

    `outcomes` are the results by prompt, none where only sums are known; `asked_bits` and `passed_bits` are the sets of
    prompts asked and passed, as bits of the suite's `prompts`.
    """

    facts: tuple[Fact, ...]
    overall: CategoryScore | Decimal | None
    categories: dict[str, CategoryScore | Decimal]
    asked: int
    passed: int
    outcomes: Mapping[str, PromptResult]
    asked_bits: int
    passed_bits: int
    no_answers: int
    errors: int
    dated: PartialDate
    date: str
    source: str
    origin: str
    note: str | None
    machine: str | None
    software: str | None


@dataclass(frozen=True, slots=True, eq=False)
class SuiteTable:
    """A suite as tables show it: its rows, and what every model that was run on it came to.

    `headline` is the place of the row that stands for the whole, None in a numeric suite that names none.
    """

    key: str
    suite: EvalSuite
    rows: tuple[Row, ...]
    runs: dict[str, RunScores]
    headline: int | None
    prompts: Prompts

    @property
    def same_prompts(self) -> bool:
        """Whether any two of its runs were asked the same prompts: what `rows.same_prompts` asks of a pair, of all."""
        facts = [run.facts[self.headline] for run in self.runs.values()] if self.headline is not None else []
        known = {fact.prompts for fact in facts} - {None}
        return len(known) < 2 and len({(fact.total, fact.split) for fact in facts}) < 2

    @property
    def numeric(self) -> bool:
        """Whether its results are numbers and not passes and fails."""
        return isinstance(self.suite.metric, Numeric)


def suite_table(
    key: str,
    suite: EvalSuite,
    runs: dict[str, EvalRun],
    bands: Sequence[ScoreBand],
    interned: Interned,
    remembered: Remembered | None = None,
) -> SuiteTable:
    """Compute a suite's rows (overall, response times, categories) and every run's scores, but what is remembered.

    What is remembered was computed with the same bands and interned facts.
    """
    remembered = remembered or Remembered()
    prompts = remembered("prompts", (suite, interned), lambda: Prompts(suite, interned))
    said = {model: remembered("results", (run,), partial(results, run)) for model, run in runs.items()}
    time = time_rows(of.timed for of in said.values())
    rows = remembered(
        "rows", (suite, interned), lambda: tuple(_rows(key, suite, time)), key, *[row.key for row in time]
    )

    def scores(model: str) -> RunScores:
        return run_scores(suite, rows, runs[model], said[model], prompts, bands, interned)

    headline = 0 if suite.headline or not isinstance(suite.metric, Numeric) else None
    made = {model: remembered("scores", (run, rows, prompts), partial(scores, model)) for model, run in runs.items()}
    of = (rows, prompts, *made.values())
    return remembered("table", of, lambda: SuiteTable(key, suite, rows, made, headline, prompts), key, *made)


def _rows(of: str, suite: EvalSuite, timed: Sequence[Row]) -> list[Row]:
    categories = suite.categories.items()
    rows = [_category_row(suite, key, category) for key, category in categories if key != suite.headline]
    if suite.headline:
        rows.insert(0, _category_row(suite, suite.headline, suite.categories[suite.headline]))
    if not isinstance(suite.metric, Numeric):
        rows.insert(0, Row(OVERALL, _("Overall Score"), "higher"))
    place = 1 if suite.headline or not isinstance(suite.metric, Numeric) else 0
    rows[place:place] = timed
    return [replace(row, anchor=f"score_{of}_{row.key.replace('@', '_')}") for row in rows]


def _category_row(suite: EvalSuite, key: str, category: Category) -> Row:
    metric = category.metric or suite.metric
    better = metric.better if isinstance(metric, Numeric) else "higher"
    return Row(key, category.label, better, category.description)


def run_scores(
    suite: EvalSuite,
    rows: Sequence[Row],
    run: EvalRun,
    said: Results,
    prompts: Prompts,
    bands: Sequence[ScoreBand],
    interned: Interned,
) -> RunScores:
    """Compute one run."""
    asked, took = prompts.asked(tuple(run.outcomes)), times(said.timed, rows, interned)
    passed_bits = prompts.bits(compress(run.outcomes, [outcome is Outcome.PASS for outcome in said.outcomes]))
    scores = _authored(run) | _tallied(asked, passed_bits)
    tallies = {key: score for key, score in scores.items() if isinstance(score, CategoryScore)}
    total, passed = sum(score.total for score in tallies.values()), sum(score.passed for score in tallies.values())
    overall: CategoryScore | Decimal | None = None
    if tallies:
        split = tuple(sorted((key, score.total) for key, score in tallies.items()))
        overall = CategoryScore(passed, total, asked.ids, split)
    elif suite.headline:
        value = scores.get(suite.headline)
        overall = value if isinstance(value, Decimal) else None
    return RunScores(
        facts=tuple([took.get(row.key) or _fact(suite, row, scores, overall, bands, interned) for row in rows]),
        overall=overall,
        categories=scores,
        asked=total,
        passed=passed,
        outcomes=run.outcomes,
        asked_bits=asked.bits,
        passed_bits=passed_bits,
        no_answers=said.outcomes.count(Outcome.NO_ANSWER),
        errors=said.outcomes.count(Outcome.ERROR),
        dated=run.date,
        date=written_date(run.date),
        source=run.source,
        origin=run.origin,
        note=run.note,
        machine=run.machine,
        software=run.software,
    )


def _tallied(asked: Asked, passed: int) -> dict[str, CategoryScore | Decimal]:
    return {
        key: CategoryScore((passed & bits).bit_count(), len(ids), ids) for key, (ids, bits) in asked.categories.items()
    }


def _authored(run: EvalRun) -> dict[str, CategoryScore | Decimal]:
    return {
        key: CategoryScore(result.passed, result.total) if isinstance(result, Tally) else result
        for key, result in run.results.items()
    }


def _fact(
    suite: EvalSuite,
    row: Row,
    scores: dict[str, CategoryScore | Decimal],
    overall: CategoryScore | Decimal | None,
    bands: Sequence[ScoreBand],
    interned: Interned,
) -> Fact:
    score = overall if row.key == OVERALL else scores.get(row.key)
    if score is None:
        return NOT_RUN
    if isinstance(score, CategoryScore):
        share, whole = score, row.key == OVERALL
        origin = (whole, share.passed, share.total, share.split, share.prompts)
        return interned.once(origin, lambda: score_fact(share, bands, overall=whole))
    metric = suite.categories[row.key].metric or suite.metric
    if not isinstance(metric, Numeric):  # validate.py refuses a number in a pass/fail suite
        raise TypeError(f"a number in the pass/fail category {row.key}")
    return interned(number_fact(score, metric))


def score_fact(score: CategoryScore, bands: Sequence[ScoreBand], *, overall: bool = False) -> Fact:
    """Write passed of total: the overall score with two decimals, a category's with at most one."""
    percent = score.percent
    text = fixed(percent, 2) if overall else short(percent, 1)
    count = f"{score.passed}/{score.total}"
    order = 100 * score.passed / score.total
    band = band_of(percent, bands)
    spread = _spread(score)
    return Fact(Kind.SCORE, text, order, order, "%", count, score.total, score.split, score.prompts, band, spread)


def _spread(score: CategoryScore) -> Spread:
    """Return the 95 % interval of a share, Wilson's, as it is written and drawn."""
    interval = wilson(score.passed, score.total)
    low, high = (Decimal(repr(100 * limit)) for limit in interval)
    whole = _("{low}–{high}%").format(low=fixed(low, 0), high=fixed(high, 0))
    return Spread(whole, *(drawn(value, 1) for value in (low, high, high - low, score.percent)))


def number_fact(value: Decimal, metric: Numeric) -> Fact:
    """Write a number with its unit at the metric's precision, by which it is compared too."""
    key = round_half_up(value, metric.precision)
    return Fact(Kind.SCORE, fixed(value, metric.precision), key, float(key), unit=metric.unit or "")
