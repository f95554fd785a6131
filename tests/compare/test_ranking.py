"""Leaderboards: models that cannot be told apart share ranks; plain scores share one where they are equal."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import MAP, MILLISECONDS, run, suite, table
from visavis.compare.facts import Better
from visavis.compare.rank_ranges import RankRange
from visavis.compare.ranking import Board, Top, leaderboard, ranks
from visavis.compare.scores import SuiteTable
from visavis.load.schema import EvalRun

NAMES = {"a": "Zeta", "b": "alpha", "c": "Beta", "d": "alpha"}
PROMPTS = {f"x{number}": {"category": "x"} for number in range(12)} | {
    f"y{number}": {"category": "y"} for number in range(8)
}


def placed(of: SuiteTable) -> tuple[list[tuple[str, bool, str]], list[str]]:
    """Return a leaderboard as ranks, whether they are shared, and key; and the keys without a rank."""
    board = leaderboard(of, NAMES, of.headline)
    return [(entry.ranks, entry.shared, entry.model) for entry in board.entries], [*board.without]


def answered(**asked: str) -> EvalRun:
    """Return a run by what came of the prompts of a category, in order: + for a pass, - for none, . for not asked."""
    outcomes = {
        f"{category}{number}": "pass" if sign == "+" else "fail"
        for category, signs in asked.items()
        for number, sign in enumerate(signs)
        if sign != "."
    }
    return run(outcomes=outcomes)


def listed(**runs: EvalRun) -> SuiteTable:
    """Return a suite of two categories whose prompts are known, with these runs."""
    return table(suite("x", "y", prompts=PROMPTS), runs)


def on(of: SuiteTable, place: int = 0) -> Board:
    """Return the board of a row: 0 is overall, then come the categories."""
    return leaderboard(of, NAMES, place)


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
    assert placed(made) == ([("1", False, "c"), ("2", True, "b"), ("2", True, "d"), ("2", True, "a")], [])


def test_scores_that_only_show_alike_do_not_share_a_rank():
    made = table(suite("x"), {"a": run({"x": (99999, 100000)}), "b": run({"x": (100000, 100001)})})
    assert made.runs["a"].facts[0].text == made.runs["b"].facts[0].text == "100.00"
    assert placed(made)[0] == [("1", False, "b"), ("2", False, "a")]


def test_lower_numbers_lead_where_lower_is_better():
    made = table(suite("x", metric=MILLISECONDS, headline="x"), {"a": run({"x": 12}), "b": run({"x": Decimal("1.5")})})
    assert placed(made)[0] == [("1", False, "b"), ("2", False, "a")]


def test_numbers_equal_at_their_precision_share_a_rank():
    numbers = {"a": run({"x": Decimal("36.54")}), "b": run({"x": Decimal("36.5")}), "c": run({"x": Decimal("36.45")})}
    made = table(suite("x", metric=MAP, headline="x"), numbers)
    assert placed(made)[0] == [("1", True, "b"), ("1", True, "c"), ("1", True, "a")]


def test_models_without_a_headline_have_no_rank_and_stand_by_name():
    made = table(
        suite("x", "y", metric=MAP, headline="x"),
        {"a": run({"y": 1}), "b": run({"x": 0}), "c": run({"y": 1}), "d": run({"y": 2})},
    )
    assert placed(made) == ([("1", False, "b")], ["d", "c", "a"])


def test_a_suite_without_a_headline_ranks_nobody():
    made = table(suite("x", metric=MAP), {"a": run({"x": 1}), "c": run({"x": 2})})
    assert placed(made) == ([], ["c", "a"])


def test_all_share_the_first_rank_where_neither_direction_is_better():
    made = table(
        suite("x", metric={**MAP, "better": "neither"}, headline="x"), {"a": run({"x": 1}), "c": run({"x": 2})}
    )
    assert placed(made) == ([("1", True, "c"), ("1", True, "a")], [])


def test_an_entry_has_the_run_it_stands_for():
    made = table(suite("x"), {"a": run({"x": (1, 2)})})
    assert on(made).entries[0].run is made.runs["a"]


# --- as far as the data can bear --------------------------------------------------------------------------------------

ALL, NONE, HALF = "+" * 12, "-" * 12, "++++++------"


def test_models_that_cannot_be_told_apart_share_a_range_of_ranks_and_stand_by_score():
    """Twelve to nothing is p = 0.0005, of which three tests make 0.0015; six to nothing is 0.03, and twice that."""
    board = on(listed(a=answered(x=NONE), b=answered(x=HALF), c=answered(x=ALL)))
    assert [(entry.ranks, entry.range, entry.model) for entry in board.entries] == [
        ("1–2", RankRange(1, 2), "c"),
        ("1–3", RankRange(1, 3), "b"),
        ("2–3", RankRange(2, 3), "a"),
    ]
    assert (board.pairs, board.apart, board.least) == (3, 1, 12)
    assert [entry.model for entry in board.firsts] == ["c", "b"]


def test_a_category_is_ranked_by_its_own_prompts():
    made = listed(a=answered(x=NONE, y="+" * 8), b=answered(x=ALL, y="-" * 8))
    assert [(entry.ranks, entry.model) for entry in on(made).entries] == [("1–2", "b"), ("1–2", "a")]
    assert [(entry.ranks, entry.model) for entry in on(made, 1).entries] == [("1", "b"), ("2", "a")]
    assert [(entry.ranks, entry.model) for entry in on(made, 2).entries] == [("1", "a"), ("2", "b")]
    assert [on(made, place).least for place in range(3)] == [0, 12, 8]


def test_equal_scores_that_are_tested_are_not_marked_as_shared():
    made = listed(a=answered(x=HALF), b=answered(x=HALF[::-1]))
    assert placed(made) == ([("1–2", False, "b"), ("1–2", False, "a")], [])


def test_a_run_of_which_only_sums_are_known_can_have_any_rank():
    made = listed(a=answered(x=NONE), b=answered(x=ALL), c=run({"x": (12, 12)}))
    board = on(made)
    assert [(entry.ranks, entry.model) for entry in board.entries] == [("1–2", "b"), ("1–3", "c"), ("2–3", "a")]
    assert (board.pairs, board.apart) == (1, 1)


@pytest.mark.parametrize(
    "runs",
    [
        {"a": run({"x": (0, 12)}), "b": run({"x": (12, 12)})},
        {"a": answered(x=NONE), "b": run({"x": (12, 12)})},
        {"a": answered(y="-" * 8), "b": answered(x=ALL)},
    ],
)
def test_plain_scores_are_ranked_where_no_two_models_have_a_prompt_in_common(runs: dict[str, EvalRun]):
    board = on(listed(**runs))
    assert [(entry.ranks, entry.model) for entry in board.entries] == [("1", "b"), ("2", "a")]
    assert (board.pairs, board.apart, board.least) == (0, 0, 0)


def test_numbers_are_ranked_plainly_beside_passes_and_fails():
    made = table(
        suite("x", prompts={"x0": {"category": "x"}}, categories={"rate": {"label": "Rate", "metric": MILLISECONDS}}),
        {"a": run({"rate": 3}, outcomes={"x0": "pass"}), "b": run({"rate": 2}, outcomes={"x0": "fail"})},
    )
    board = on(made, 2)
    assert board.row is made.rows[2]
    assert [(entry.ranks, entry.model) for entry in board.entries] == [("1", "b"), ("2", "a")]
    assert (board.top, on(made).top) == (Top.BEST, Top.UNDIVIDED)


# --- what can be said of the best -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("runs", "top"),
    [
        ({}, Top.NOBODY),
        ({"a": answered(x=ALL)}, Top.ALONE),
        ({"a": run({"x": (1, 2)}), "b": run({"x": (2, 2)})}, Top.BEST),
        ({"a": run({"x": (2, 2)}), "b": run({"x": (2, 2)})}, Top.LEVEL),
        ({"a": answered(x=ALL), "b": answered(x=NONE)}, Top.AHEAD),
        ({"a": answered(x=ALL), "b": answered(x=HALF)}, Top.AHEAD),
        ({"a": answered(x=ALL), "b": answered(x=NONE), "c": answered(x=NONE)}, Top.AHEAD),
        ({"a": answered(x=ALL), "b": answered(x=HALF), "c": answered(x=NONE)}, Top.SHARED),
        ({"a": answered(x=ALL), "b": answered(x="+" + "-" * 11)}, Top.AHEAD),
        ({"a": answered(x=ALL), "b": answered(x="+" * 8 + "----")}, Top.UNDIVIDED),
        ({"a": answered(x=ALL), "b": answered(x=ALL)}, Top.UNDIVIDED),
    ],
)
def test_what_can_be_said_of_the_best(runs: dict[str, EvalRun], top: Top):
    assert on(listed(**runs)).top is top


def test_one_may_be_unbeaten_without_being_ahead_of_all():
    """The first is ahead of the second on x, the second of the third on y; the third was not asked x."""
    board = on(listed(a=answered(x=ALL), b=answered(x=NONE, y="+" * 8), c=answered(y="-" * 8)))
    assert board.top is Top.UNBEATEN
    assert [(entry.ranks, entry.model) for entry in board.entries] == [("1–2", "a"), ("2", "b"), ("2–3", "c")]
    assert (board.pairs, board.apart, board.least) == (2, 2, 8)


def test_all_may_have_another_ahead_where_prompts_differ():
    prompts = {f"{key}{number}": {"category": "x"} for key in "pqr" for number in range(12)}

    def asked(good: str, bad: str) -> EvalRun:
        passes = {f"{good}{number}": "pass" for number in range(12)}
        return run(outcomes=passes | {f"{bad}{number}": "fail" for number in range(12)})

    made = table(suite("x", prompts=prompts), {"a": asked("p", "r"), "b": asked("q", "p"), "c": asked("r", "q")})
    board = on(made)
    assert (board.top, board.firsts) == (Top.ROUND, ())
    assert [entry.ranks for entry in board.entries] == ["2", "2", "2"]


def test_nothing_is_best_where_neither_direction_is():
    made = table(
        suite("x", metric={**MAP, "better": "neither"}, headline="x"), {"a": run({"x": 1}), "c": run({"x": 2})}
    )
    assert on(made).top is Top.UNRANKED


def test_a_suite_without_a_headline_has_no_best():
    assert leaderboard(table(suite("x", metric=MAP), {"a": run({"x": 1})}), NAMES, None).top is Top.NOBODY
