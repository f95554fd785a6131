"""Leaderboards: equal scores share a rank."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import MAP, MILLISECONDS, run, suite, table
from visavis.compare.facts import Better
from visavis.compare.ranking import Ranked, leaderboard, ranks
from visavis.compare.scores import SuiteTable

NAMES = {"a": "Zeta", "b": "alpha", "c": "Beta", "d": "alpha"}


def placed(of: SuiteTable) -> tuple[list[tuple[int, bool, str]], list[str]]:
    """Return a leaderboard as rank, whether it is shared, and key; and the keys without a rank."""
    board, without = leaderboard(of, NAMES)
    return [(entry.rank, entry.shared, entry.model) for entry in board], without


@pytest.mark.parametrize(
    ("values", "better", "wanted"),
    [
        ([3, 3, 1], "higher", [1, 1, 3]),
        ([1, 3, 3], "higher", [3, 1, 1]),
        ([3, 3, 1], "lower", [2, 2, 1]),
        ([5], "higher", [1]),
        ([], "higher", []),
        ([2, 2, 2], "lower", [1, 1, 1]),
        ([0, -1, 4], "lower", [2, 1, 3]),
    ],
)
def test_equal_values_share_a_rank_and_the_next_counts_them_all(values: list[float], better: Better, wanted: list[int]):
    assert ranks(values, better) == wanted


@given(st.lists(st.integers(-5, 5) | st.floats(-10, 10)), st.sampled_from(["higher", "lower"]))
def test_a_rank_is_one_more_than_the_number_of_better_values(values: list[float], better: Better):
    wanted = [1 + sum(other > value if better == "higher" else other < value for other in values) for value in values]
    assert ranks(values, better) == wanted


def test_a_board_stands_best_first_and_equal_ranks_by_name_then_key():
    shares = {"a": (2, 3), "b": (2, 3), "c": (3, 3), "d": (4, 6)}
    made = table(suite("x"), {model: run({"x": share}) for model, share in shares.items()})
    assert placed(made) == ([(1, False, "c"), (2, True, "b"), (2, True, "d"), (2, True, "a")], [])


def test_scores_that_only_show_alike_do_not_share_a_rank():
    made = table(suite("x"), {"a": run({"x": (99999, 100000)}), "b": run({"x": (100000, 100001)})})
    assert made.runs["a"].facts[0].text == made.runs["b"].facts[0].text == "100.00"
    assert placed(made)[0] == [(1, False, "b"), (2, False, "a")]


def test_lower_numbers_lead_where_lower_is_better():
    made = table(suite("x", metric=MILLISECONDS, headline="x"), {"a": run({"x": 12}), "b": run({"x": Decimal("1.5")})})
    assert placed(made)[0] == [(1, False, "b"), (2, False, "a")]


def test_numbers_equal_at_their_precision_share_a_rank():
    numbers = {"a": run({"x": Decimal("36.54")}), "b": run({"x": Decimal("36.5")}), "c": run({"x": Decimal("36.45")})}
    made = table(suite("x", metric=MAP, headline="x"), numbers)
    assert placed(made)[0] == [(1, True, "b"), (1, True, "c"), (1, True, "a")]


def test_models_without_a_headline_have_no_rank_and_stand_by_name():
    made = table(
        suite("x", "y", metric=MAP, headline="x"),
        {"a": run({"y": 1}), "b": run({"x": 0}), "c": run({"y": 1}), "d": run({"y": 2})},
    )
    assert placed(made) == ([(1, False, "b")], ["d", "c", "a"])


def test_a_suite_without_a_headline_ranks_nobody():
    made = table(suite("x", metric=MAP), {"a": run({"x": 1}), "c": run({"x": 2})})
    assert placed(made) == ([], ["c", "a"])


def test_all_share_the_first_rank_where_neither_direction_is_better():
    made = table(
        suite("x", metric={**MAP, "better": "neither"}, headline="x"), {"a": run({"x": 1}), "c": run({"x": 2})}
    )
    assert placed(made) == ([(1, True, "c"), (1, True, "a")], [])


def test_an_entry_has_the_run_it_stands_for():
    made = table(suite("x"), {"a": run({"x": (1, 2)})})
    entry = leaderboard(made, NAMES)[0][0]
    assert isinstance(entry, Ranked)
    assert entry.run is made.runs["a"]
