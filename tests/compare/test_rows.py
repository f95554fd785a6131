"""Rows: two facts side by side, whichever side they stand on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import bands
from visavis.compare.facts import NOT_APPLICABLE, NOT_RUN, UNKNOWN, Fact, Kind, Row
from visavis.compare.rows import ComparedRow, ComparedRows, State, compared_row, same_prompts
from visavis.compare.scores import CategoryScore, score_fact

YES, NO = Fact(Kind.YES, key="yes"), Fact(Kind.NO, key="no")
HIGHER, LOWER, NEITHER = (Row(better, better, better) for better in ("higher", "lower", "neither"))
MIRRORED = {"left": "right", "right": "left", None: None}


def number(value: float) -> Fact:
    """Return the fact that states a number."""
    return Fact(Kind.TEXT, str(value), Decimal(str(value)), float(value))


def share(passed: int, total: int) -> Fact:
    """Return the fact that states a score, of which only the sums are known."""
    return score_fact(CategoryScore(passed, total), bands())


def asked(passed: int, prompts: str) -> Fact:
    """Return the fact that states a score over these prompts, each a letter."""
    return score_fact(CategoryScore(passed, len(prompts), frozenset(prompts)), bands())


def seconds(value: float, prompts: str = "") -> Fact:
    """Return the fact that states a time over these prompts, each a letter; without any, a mean of unknown ones."""
    return replace(number(value), prompts=frozenset(prompts) or None)


SUMS = st.integers(1, 60).flatmap(lambda total: st.integers(0, total).map(lambda passed: share(passed, total)))
SHARES = SUMS | st.sampled_from(["a", "b", "ab", "bc", "abc"]).flatmap(
    lambda prompts: st.integers(0, len(prompts)).map(lambda passed: asked(passed, prompts))
)
FACTS = (
    st.sampled_from([UNKNOWN, NOT_RUN, NOT_APPLICABLE, YES, NO])
    | st.sampled_from("ab").map(lambda text: Fact(Kind.TEXT, text, text))
    | st.integers(-3, 3).map(number)
    | SHARES
    | st.builds(seconds, st.integers(0, 3), st.sampled_from(["", "x", "y", "xy"]))
)
ROWS = st.builds(
    Row, st.just("k"), st.just("l"), st.sampled_from(["higher", "lower", "neither"]), optional=st.booleans()
)


def seen(row: ComparedRow) -> tuple[object, ...]:
    """Return all that a compared row says, by identity of row and facts."""
    return id(row.row), id(row.left), id(row.right), row.state, row.better


@given(ROWS, FACTS, FACTS)
def test_swapping_the_sides_mirrors_what_is_said(row: Row, left: Fact, right: Fact):
    one, other = compared_row(row, left, right), compared_row(row, right, left)
    assert one.state is other.state
    assert one.better == MIRRORED[other.better]
    assert one.cells == other.cells[::-1]


@given(ROWS, FACTS, FACTS)
def test_a_side_is_better_only_where_both_state_different_numbers(row: Row, left: Fact, right: Fact):
    found = compared_row(row, left, right)
    if found.better is not None:
        assert found.state is State.DIFFERS
        assert row.better != "neither"
        assert same_prompts(left, right)
        assert left.total == right.total
        assert left.order is not None
        assert right.order is not None
        larger = "left" if left.order > right.order else "right"
        assert found.better == (larger if row.better == "higher" else MIRRORED[larger])


@given(ROWS, FACTS)
def test_a_fact_is_the_same_as_itself(row: Row, fact: Fact):
    found = compared_row(row, fact, fact)
    assert (found.state, found.better) == (State.SAME, None)


@pytest.mark.parametrize("known", [YES, NO, NOT_APPLICABLE, number(0), share(0, 3), Fact(Kind.TEXT, "a", "a")])
@pytest.mark.parametrize("nothing", [UNKNOWN, NOT_RUN])
def test_known_beside_unknown_is_a_gap_and_not_a_difference(known: Fact, nothing: Fact):
    assert compared_row(HIGHER, known, nothing).state is State.GAP
    assert compared_row(HIGHER, known, nothing).better is None


@pytest.mark.parametrize(
    ("row", "left", "right", "state", "better"),
    [
        (HIGHER, number(2), number(1), "differs", "left"),
        (HIGHER, number(1), number(2), "differs", "right"),
        (LOWER, number(2), number(1), "differs", "right"),
        (LOWER, number(1), number(2), "differs", "left"),
        (NEITHER, number(1), number(2), "differs", None),
        (HIGHER, number(1), number(1), "same", None),
        (HIGHER, share(1, 3), share(2, 6), "same", None),
        (HIGHER, share(0, 3), share(1, 3), "differs", "right"),
        (HIGHER, share(0, 3), share(1, 300), "differs", None),
        (HIGHER, asked(2, "abc"), asked(1, "abc"), "differs", "left"),
        (HIGHER, asked(1, "abc"), asked(2, "abc"), "differs", "right"),
        (LOWER, asked(1, "abc"), asked(2, "abc"), "differs", "left"),
        (HIGHER, asked(1, "abc"), asked(2, "abd"), "differs", None),
        (HIGHER, asked(1, "abc"), asked(2, "ab"), "differs", None),
        (HIGHER, asked(1, "abc"), share(2, 3), "differs", "right"),
        (HIGHER, asked(1, "abc"), share(2, 4), "differs", None),
        (HIGHER, asked(1, "ab"), asked(2, "abcd"), "same", None),
        (LOWER, seconds(60, "ab"), seconds(3, "ab"), "differs", "right"),
        (LOWER, seconds(60, "a"), seconds(3, "b"), "differs", None),
        (LOWER, seconds(60, "ab"), seconds(3, "a"), "differs", None),
        (LOWER, seconds(60, "a"), seconds(3), "differs", None),
        (LOWER, seconds(3), seconds(60), "differs", "left"),
        (HIGHER, number(0), NOT_APPLICABLE, "differs", None),
        (HIGHER, YES, NO, "differs", None),
        (HIGHER, NO, NOT_APPLICABLE, "differs", None),
        (HIGHER, UNKNOWN, UNKNOWN, "same", None),
        (HIGHER, NOT_RUN, NOT_RUN, "same", None),
        (HIGHER, NOT_APPLICABLE, NOT_APPLICABLE, "same", None),
    ],
)
def test_how_two_facts_relate(row: Row, left: Fact, right: Fact, state: str, better: str | None):
    found = compared_row(row, left, right)
    assert (found.state, found.better) == (state, better)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (asked(0, "ab"), asked(2, "ab"), True),
        (asked(0, "ab"), asked(0, "ac"), False),
        (asked(0, "ab"), asked(0, "abc"), False),
        (asked(0, "ab"), share(1, 2), True),
        (asked(0, "ab"), share(1, 3), False),
        (share(0, 2), share(1, 2), True),
        (share(0, 2), share(0, 3), False),
        (number(1), number(2), True),
        (seconds(1, "ab"), seconds(2, "ab"), True),
        (seconds(1, "ab"), seconds(1, "ac"), False),
        (seconds(1, "ab"), seconds(1), False),
        (seconds(1), seconds(2), True),
    ],
)
def test_prompts_are_the_same_by_their_ids_or_where_these_are_not_known_by_their_number(
    left: Fact, right: Fact, same: bool
):
    assert same_prompts(left, right) is same_prompts(right, left) is same


def test_unknown_and_not_run_are_not_told_apart_as_a_difference():
    assert compared_row(HIGHER, UNKNOWN, NOT_RUN).state is State.GAP


def test_parameters_with_equal_totals_and_other_active_ones_differ_but_neither_is_better():
    dense, sparse = Fact(Kind.TEXT, "109B", (109, None), 109.0), Fact(Kind.TEXT, "109B", (109, 17), 109.0)
    found = compared_row(HIGHER, dense, sparse)
    assert (found.state, found.better) == (State.DIFFERS, None)


def test_cells_say_which_one_is_better():
    left, right = number(2), number(1)
    assert compared_row(HIGHER, left, right).cells == ((left, True), (right, False))
    assert compared_row(LOWER, left, right).cells == ((left, False), (right, True))
    assert compared_row(NEITHER, left, right).cells == ((left, False), (right, False))


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        (UNKNOWN, UNKNOWN, False),
        (NOT_RUN, UNKNOWN, False),
        (YES, UNKNOWN, True),
        (UNKNOWN, NO, True),
        (NOT_APPLICABLE, UNKNOWN, True),
        (NOT_APPLICABLE, NOT_APPLICABLE, True),
    ],
)
def test_an_optional_row_is_left_out_where_neither_side_says_anything(left: Fact, right: Fact, shown: bool):
    optional, fixed = Row("a", "A", optional=True), Row("b", "B")
    found = ComparedRows()([optional, fixed], [left, left], [right, right])
    assert [row.row for row in found] == ([optional, fixed] if shown else [fixed])


def test_a_row_is_made_once_for_each_pair_of_facts_and_again_for_the_other_order():
    rows = ComparedRows()
    one, other = number(1), number(2)
    first = rows([HIGHER], [one], [other])
    assert rows([HIGHER], [one], [other])[0] is first[0]
    assert rows([LOWER], [one], [other])[0] is not first[0]
    assert rows([HIGHER], [other], [one])[0].better == "left"


def test_rows_and_facts_of_different_number_are_a_mistake_of_ours():
    with pytest.raises(ValueError, match="1 facts of the right model, 2"):
        ComparedRows()([HIGHER, LOWER], [YES, NO], [YES])


class FewRows(ComparedRows):
    """Starts afresh after every other row."""

    MOST, LOOKS = 2, 1


@given(st.lists(st.tuples(st.sampled_from([HIGHER, LOWER, NEITHER]), FACTS, FACTS), max_size=12))
def test_kept_rows_say_what_new_ones_say_also_after_it_started_afresh(cells: list[tuple[Row, Fact, Fact]]):
    kept, few = ComparedRows(), FewRows()
    for row, left, right in cells * 2:
        new = [seen(compared_row(row, left, right))]
        assert [seen(found) for found in kept([row], [left], [right])] == new
        assert [seen(found) for found in few([row], [left], [right])] == new


def test_what_is_kept_stays_within_its_limit():
    few, fact = FewRows(), number(0)
    for value in range(20):
        few([HIGHER], [number(value)], [fact])
        assert sum(map(len, few._against.values())) <= FewRows.MOST + 1
