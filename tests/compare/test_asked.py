"""Prompts as bits: the first prompt has the highest, and sets are what they are for prompts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import suite
from visavis.compare.asked import Prompts
from visavis.compare.facts import Interned
from visavis.load.schema import EvalSuite

SUITE = suite("x", "y", "z", prompts={"b": {"category": "x"}, "a": {"category": "y"}, "c": {"category": "x"}})
NONE = suite("x")


def prompts(of: EvalSuite = SUITE) -> Prompts:
    """Return the prompts of a suite."""
    return Prompts(of, Interned())


def test_bits_stand_in_the_order_of_the_prompts():
    made = prompts()
    assert made.ids == ("b", "a", "c")
    assert made.bit == {"b": 0b100, "a": 0b010, "c": 0b001}
    assert made.masks == {"x": 0b101, "y": 0b010}


def test_what_was_asked_is_known_by_category():
    asked = prompts().asked(("c", "b"))
    assert (asked.ids, asked.bits) == (frozenset({"b", "c"}), 0b101)
    assert asked.categories == {"x": (frozenset({"b", "c"}), 0b101)}
    both = prompts().asked(("a", "b"))
    assert both.categories == {"x": (frozenset({"b"}), 0b100), "y": (frozenset({"a"}), 0b010)}


@pytest.mark.parametrize("of", [SUITE, NONE])
def test_without_outcomes_nothing_is_known_of_what_was_asked(of: EvalSuite):
    asked = prompts(of).asked(())
    assert (asked.ids, asked.bits, asked.categories) == (None, 0, {})


def test_runs_that_were_asked_the_same_share_what_it_is():
    made = prompts()
    assert made.asked(("a", "b")) is made.asked(("a", "b"))
    assert made.asked(("a", "b")).ids is made.asked(("b", "a")).ids


def test_a_set_of_prompts_has_the_bits_of_those_in_it():
    assert (prompts().bits([]), prompts().bits(["a"]), prompts().bits(["c", "a"])) == (0, 0b010, 0b011)


def test_sets_are_written_as_flags_and_as_ids_in_order():
    made = prompts()
    assert made.flags(0b011) == b"\0\1\1"
    assert made.flags(0) == b"\0\0\0"
    assert list(made.chosen(0b101)) == ["b", "c"]
    assert (prompts(NONE).flags(0), list(prompts(NONE).chosen(0))) == (b"", [])


@given(st.integers(1, 90).flatmap(lambda many: st.tuples(st.just(many), st.sets(st.integers(0, many - 1)))))
def test_what_is_chosen_by_the_bits_of_some_prompts_is_those_prompts(some: tuple[int, set[int]]):
    many, places = some
    made = prompts(suite("x", prompts={f"p{place}": {"category": "x"} for place in range(many)}))
    ids = [f"p{place}" for place in sorted(places)]
    bits = made.asked(tuple(reversed(ids))).bits
    assert list(made.chosen(bits)) == ids
    assert bits.bit_count() == sum(made.flags(bits)) == len(ids)
    assert len(made.flags(bits)) == many
