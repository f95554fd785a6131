"""What was checked before is not checked again, and comes to the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from visavis.load import sharing
from visavis.load.scalars import Plain
from visavis.load.schema import EvalRun

KEYS = st.sampled_from(["a", "b-1", "null", "Not a key", "a-vs-b"])
TEXTS = st.sampled_from(["pass", "fail", "no answer", "maybe", "1.5", "-1", ""])
RESULTS: list[Any] = [{Plain("outcome"): Plain(word)} for word in ("pass", "fail", "maybe")]
RESULTS += [{Plain("outcome"): Plain("pass"), Plain("seconds"): Plain("1.5")}, {Plain("answer"): "12"}, {}]
OUTCOMES = st.dictionaries(KEYS.map(Plain) | KEYS, TEXTS.map(Plain) | TEXTS | st.sampled_from(RESULTS), max_size=4)


def read(outcomes: dict[str, Any]) -> object:
    """Return a run with these outcomes as plain values, or every reason why it is none, each with its place."""
    try:
        run = EvalRun.model_validate(
            {"date": "2026-05-01", "source": "https://example.org/", "origin": "measured", "outcomes": outcomes}
        )
    except ValidationError as error:
        return [(one["loc"], one["type"]) for one in error.errors()]
    return [(type(key), key, result) for key, result in run.outcomes.items()]


@given(st.lists(OUTCOMES, max_size=8))
def test_a_run_is_read_as_if_it_were_the_first(every: list[dict[str, Any]]):
    sharing.forget()
    again = [read(outcomes) for outcomes in every * 2]
    alone = []
    for outcomes in every:
        sharing.forget()
        alone.append(read(outcomes))
    assert again == alone * 2


def test_results_that_were_met_are_the_same_object():
    sharing.forget()
    outcomes = {Plain("a"): RESULTS[0], Plain("b"): RESULTS[1]}
    first, second = (
        EvalRun.model_validate({"date": "2026", "source": "https://example.org/", "origin": "measured", "outcomes": of})
        for of in (outcomes, {Plain("a"): RESULTS[1], Plain("b"): RESULTS[0]})
    )
    assert (second.outcomes["a"], second.outcomes["b"]) == (first.outcomes["b"], first.outcomes["a"])
    assert second.outcomes["a"] is first.outcomes["b"]
