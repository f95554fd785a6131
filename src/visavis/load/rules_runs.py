"""The rules between a run and its suite: categories, prompts, and results that agree with one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from visavis.load.document import Document
from visavis.load.positions import Loc
from visavis.load.problems import Problem
from visavis.load.rules_suites import unknown_category
from visavis.load.schema import EvalRun, EvalSuite, Metric, Numeric, Outcome, Tally
from visavis.load.words import did_you_mean, listed


def run_problems(document: Document, run: EvalRun) -> Iterator[Problem]:
    """Yield the problems of a run that can be seen without its suite."""
    if not run.results and not run.outcomes:
        expected = "results by category, or outcomes by prompt"
        yield document.problem((), "no-results", "neither results nor outcomes", expected, "add results:")
    for category, result in run.results.items():
        if isinstance(result, Tally) and result.passed > result.total:
            expected = f"at most total, which is {result.total}"
            loc = ("results", category, "passed")
            yield document.problem(loc, "passed-over-total", str(result.passed), expected, "correct passed or total")
    if run.average_response_time is None:
        return
    seconds = [result.seconds for result in run.outcomes.values() if result.seconds is not None]
    if seconds and len(seconds) == len(run.outcomes):
        yield from _average(document, run.average_response_time, sum(seconds, Decimal(0)) / len(seconds))


def run_in_suite_problems(document: Document, run: EvalRun, suite: EvalSuite) -> Iterator[Problem]:
    """Yield the problems of a run that its suite shows."""
    for category in run.results:
        if category not in suite.categories:
            yield unknown_category(document, ("results", category), category, list(suite.categories), key=True)
    yield from _kinds(document, run, suite)
    yield from _outcomes(document, run, suite)
    if run.results and suite.prompts and all(prompt.category in suite.categories for prompt in suite.prompts.values()):
        yield from _agreement(document, run, suite)
        yield from _totals(document, run, suite)


def _totals(document: Document, run: EvalRun, suite: EvalSuite) -> Iterator[Problem]:
    asked = Counter(prompt.category for prompt in suite.prompts.values())
    for category, result in run.results.items():
        if not isinstance(result, Tally) or isinstance(_metric(suite, category), Numeric):
            continue
        if category in suite.categories and result.total > asked[category]:
            loc, found = ("results", category, "total"), str(result.total)
            expected = f"at most {asked[category]}, the prompts that the suite lists there"
            yield document.problem(loc, "total-over-prompts", found, expected, "correct total")


def _average(document: Document, written: Decimal, mean: Decimal) -> Iterator[Problem]:
    """Compare at the digits written; a mean half way between two numbers may be rounded to either."""
    digits = -int(written.as_tuple().exponent)
    if abs(mean - written) > Decimal(1).scaleb(-digits) / 2:
        expected = f"{mean:.{max(digits, 0)}f}, the mean of the seconds of its outcomes"
        yield document.problem(
            ("average_response_time",), "disagrees-with-outcomes", str(written), expected, "take the line away"
        )


def _metric(suite: EvalSuite, category: str) -> Metric:
    """Return the metric of a category, which may be unknown: its own, or the suite's."""
    own = suite.categories[category].metric if category in suite.categories else None
    return own if isinstance(own, Numeric) else suite.metric


def _kinds(document: Document, run: EvalRun, suite: EvalSuite) -> Iterator[Problem]:
    """Yield the results that do not suit the metric, or lie outside of its range."""
    for category, result in run.results.items():
        loc: Loc = ("results", category)
        metric = _metric(suite, category)
        if isinstance(result, Tally):
            if isinstance(metric, Numeric):
                found = f"{{passed: {result.passed}, total: {result.total}}}"
                of = "suite" if isinstance(suite.metric, Numeric) else "category's metric"
                expected = f"a number, for the {of} is numeric"
                yield document.problem(loc, "wrong-result", found, expected, "write a number")
        elif not isinstance(metric, Numeric):
            expected = "{passed: …, total: …}, for the suite is pass-fail"
            fix = "write how many were passed, of how many"
            yield document.problem(loc, "wrong-result", str(result), expected, fix)
        elif metric.minimum is not None and result < metric.minimum:
            expected = f"at least {metric.minimum}, the metric's minimum"
            yield document.problem(loc, "out-of-range", str(result), expected, "correct the number")
        elif metric.maximum is not None and result > metric.maximum:
            expected = f"at most {metric.maximum}, the metric's maximum"
            yield document.problem(loc, "out-of-range", str(result), expected, "correct the number")


def _outcomes(document: Document, run: EvalRun, suite: EvalSuite) -> Iterator[Problem]:
    if not run.outcomes:
        return
    if isinstance(suite.metric, Numeric) or not suite.prompts:
        reason = "is numeric" if isinstance(suite.metric, Numeric) else "lists no prompts"
        expected, fix = f"results by category, for the suite {reason}", "write results:"
        yield document.problem(("outcomes",), "unexpected-outcomes", "outcomes by prompt", expected, fix, key=True)
        return
    prompts = list(suite.prompts)
    for key in run.outcomes:
        if key not in suite.prompts:
            fix = did_you_mean(key, prompts, f"correct it, or add {key} to the suite's prompts")
            yield document.problem(("outcomes", key), "unknown-prompt", key, listed(prompts), fix, key=True)


def _agreement(document: Document, run: EvalRun, suite: EvalSuite) -> Iterator[Problem]:
    """Yield the categories whose results are not what the outcomes add up to, where a run gives both.

    Categories with a result that has no outcome, which is a problem by itself, are passed over.
    """
    known = {key: result for key, result in run.outcomes.items() if key in suite.prompts}
    counted_by_hand = {
        key: result
        for key, result in run.results.items()
        if isinstance(result, Tally) and not isinstance(_metric(suite, key), Numeric)
    }
    if not known or not counted_by_hand:
        return
    total = Counter(suite.prompts[key].category for key in known)
    passed = Counter(suite.prompts[key].category for key, one in known.items() if one.outcome is Outcome.PASS)
    undecided = {suite.prompts[key].category for key, one in known.items() if one.outcome is None}
    rule, fix = "disagrees-with-outcomes", "correct it, or take results away: outcomes are enough"
    for category, result in counted_by_hand.items():
        if category not in suite.categories or category in undecided:
            continue
        for name, found, counted in (("passed", result.passed, passed), ("total", result.total, total)):
            if found != counted[category]:
                expected = f"{counted[category]}, as outcomes say"
                yield document.problem(("results", category, name), rule, str(found), expected, fix)
    for category in total.keys() - run.results.keys() - undecided:
        expected = f"{category}: {{passed: {passed[category]}, total: {total[category]}}}, as outcomes say"
        yield document.problem(("results",), rule, f"no {category}", expected, fix, key=True)
