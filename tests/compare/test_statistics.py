"""Intervals, tests and quantiles: against scipy, statsmodels, NumPy, published examples and their own rules."""

from __future__ import annotations

import gc
import random
import statistics as standard
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal, getcontext, localcontext
from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, norm
from statsmodels.stats import multitest
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from visavis.compare.statistics import (
    KEPT,
    Z80,
    Z95,
    Interval,
    holm,
    mcnemar_exact,
    newcombe_paired,
    newcombe_unpaired,
    quantile,
    wilson,
)

SIZES = [1, 2, 3, 7, 20, 67, 400, 5000]
SHARES = st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
COUNT = st.integers(0, 5) | st.integers(0, 80) | st.integers(0, 2000)
TABLES = st.tuples(COUNT, COUNT, COUNT, COUNT).filter(any)
VALUES = st.lists(st.floats(0, 1) | st.sampled_from([0.0, 0.01, 0.04, 0.5, 1.0]), max_size=40)
ROUNDING = 1e-15
"""What floats may miss of a limit that is exact in mathematics."""


def shares(count: int) -> tuple[list[int], list[int]]:
    """Return passed and totals of every small table, of the edges of large ones, and of so many random ones."""
    drawn = random.Random(4)
    pairs = [(passed, total) for total in range(1, 40) for passed in range(total + 1)]
    pairs += [(passed, total) for total in SIZES for passed in {0, 1, total // 2, total - 1, total}]
    pairs += [(drawn.randint(0, total), total) for total in drawn.choices(range(40, 5001), k=count)]
    return [passed for passed, _ in pairs], [total for _, total in pairs]


def tables(count: int) -> list[tuple[int, int, int, int]]:
    """Return every table of at most six prompts, and so many random ones of up to 5000, many with empty cells."""
    drawn = random.Random(4)
    small = range(7)
    found = [(a, b, c, d) for a in small for b in small for c in small for d in small if 0 < a + b + c + d < 7]
    for _ in range(count):
        total, cells = drawn.choice([8, 20, 67, 100, 5000]), [0, 0, 0, 0]
        weights = [drawn.choice([0, 1, 1, 5, 20]) for _ in cells]
        for place in drawn.choices(range(4), weights if any(weights) else None, k=total):
            cells[place] += 1
        found.append((cells[0], cells[1], cells[2], cells[3]))
    return found


def test_the_constants_are_those_of_the_normal_distribution():
    assert pytest.approx(norm.ppf(0.975), rel=1e-15) == Z95
    assert pytest.approx(norm.ppf(0.9), rel=1e-15) == Z80


# Wilson


@pytest.mark.parametrize(("z", "alpha"), [(Z95, 0.05), (Z80, 0.2)])
def test_wilson_is_that_of_statsmodels(z: float, alpha: float):
    passed, totals = shares(4000)
    lower, upper = proportion_confint(np.array(passed), np.array(totals), alpha, "wilson")
    found = [wilson(*share, z) for share in zip(passed, totals, strict=True)]
    assert [one.lower for one in found] == pytest.approx(lower, rel=1e-12, abs=1e-15)
    assert [one.upper for one in found] == pytest.approx(upper, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("total", [1, 2, 10, 67, 5000, 10**6])
def test_wilson_ends_exactly_at_0_for_none_and_at_1_for_all(total: int):
    assert wilson(0, total).lower == 0
    assert wilson(total, total).upper == 1
    assert wilson(0, total).upper == pytest.approx(Z95**2 / (total + Z95**2))  # what its formula comes to
    assert wilson(total, total).lower == pytest.approx(total / (total + Z95**2))


@pytest.mark.parametrize(("passed", "total"), [(0, 0), (-1, 5), (6, 5), (1, -1)])
def test_what_is_no_proportion_has_no_interval(passed: int, total: int):
    with pytest.raises(ValueError, match=f"^{passed} of {total} is no proportion$"):
        wilson(passed, total)


@given(SHARES)
def test_wilson_holds_the_share_and_stays_within_0_and_1(share: tuple[int, int]):
    found = wilson(*share)
    assert 0 <= found.lower <= share[0] / share[1] <= found.upper <= 1
    assert found.lower < found.upper


@given(SHARES)
def test_wilson_of_the_failures_is_that_of_the_passes_turned_round(share: tuple[int, int]):
    passed, total = share
    found, turned = wilson(passed, total), wilson(total - passed, total)
    assert (found.lower, found.upper) == pytest.approx((1 - turned.upper, 1 - turned.lower), abs=1e-14)


@given(SHARES.filter(lambda share: share[0] < share[1]))
def test_one_more_pass_moves_both_limits_up(share: tuple[int, int]):
    fewer, more = wilson(*share), wilson(share[0] + 1, share[1])
    assert fewer.lower < more.lower
    assert fewer.upper < more.upper


@given(SHARES)
def test_more_prompts_of_the_same_share_and_less_confidence_narrow_the_interval(share: tuple[int, int]):
    found, doubled, surer = wilson(*share), wilson(2 * share[0], 2 * share[1]), wilson(*share, Z80)
    assert doubled.upper - doubled.lower < found.upper - found.lower
    assert found.lower <= surer.lower <= surer.upper <= found.upper
    assert surer.upper - surer.lower < found.upper - found.lower


# McNemar


def exact_p(wins: int, losses: int) -> Fraction:
    """Return the sum of the chances of all results at least as unlikely, by the definition of a two-sided p-value."""
    total = wins + losses
    return Fraction(sum(comb(total, k) for k in range(total + 1) if comb(total, k) <= comb(total, wins)), 2**total)


@pytest.mark.parametrize("wins", range(31))
def test_mcnemar_is_the_exact_chance_rounded_once(wins: int):
    for losses in range(31):
        assert mcnemar_exact(wins, losses) == float(exact_p(wins, losses))


def test_mcnemar_is_that_of_scipy_and_statsmodels():
    for both_right, wins, losses, both_wrong in tables(600):
        found = mcnemar_exact(wins, losses)
        assert found == pytest.approx(mcnemar([[both_right, wins], [losses, both_wrong]], exact=True).pvalue, rel=1e-9)
        if wins + losses:
            assert found == pytest.approx(binomtest(wins, wins + losses, 0.5).pvalue, rel=1e-9)


def test_mcnemar_is_the_doubled_binomial_tail_for_thousands_of_counts():
    drawn = random.Random(4)
    pairs = [(wins, losses) for wins in range(70) for losses in range(70)]
    pairs += [(drawn.randint(0, 2500), drawn.randint(0, 2500)) for _ in range(200)]
    found = [mcnemar_exact(*pair) for pair in pairs]
    fewer, total = np.array([min(pair) for pair in pairs]), np.array([sum(pair) for pair in pairs])
    assert found == pytest.approx(np.minimum(2 * binom.cdf(fewer, total, 0.5), 1), rel=1e-9)


@pytest.mark.parametrize(
    ("wins", "losses", "p"),
    [
        (0, 0, 1.0),
        (1, 0, 1.0),
        (1, 1, 1.0),
        (2, 0, 0.5),
        (2500, 2500, 1.0),
        (2501, 2499, 1 - comb(5000, 2500) / 2**5000),
        (1000, 0, 2.0**-999),
        (5000, 0, 0.0),  # 2**-4999, which no float can hold
    ],
)
def test_mcnemar_at_its_edges(wins: int, losses: int, p: float):
    assert mcnemar_exact(wins, losses) == pytest.approx(p, rel=1e-14, abs=0)


def test_a_count_below_0_has_no_test():
    with pytest.raises(ValueError, match=r"^3 wins and -1 losses: counts are never negative$"):
        mcnemar_exact(3, -1)


@given(COUNT, COUNT)
def test_mcnemar_lies_within_0_and_1_and_does_not_ask_who_is_left(wins: int, losses: int):
    assert 0 <= mcnemar_exact(wins, losses) <= 1
    assert mcnemar_exact(wins, losses) == mcnemar_exact(losses, wins)


@given(st.integers(0, 400), st.integers(0, 400))
def test_one_more_win_of_the_side_ahead_never_makes_it_less_sure(losses: int, more: int):
    assert mcnemar_exact(losses + more + 1, losses) <= mcnemar_exact(losses + more, losses)


# Newcombe


def slow_paired(both_right: int, wins: int, losses: int, both_wrong: int) -> tuple[float, float]:
    """Transcribe method 10 of Newcombe's paper on paired data, letters and all, in decimals of 50 digits."""
    with localcontext(prec=50):
        e, f, g, h = (Decimal(cell) for cell in (both_right, wins, losses, both_wrong))
        n, z = e + f + g + h, Decimal("1.95996398454005423552459443052055152795555007786955")

        def score(x: Decimal) -> tuple[Decimal, Decimal]:
            p = x / n
            root = z * (z * z + 4 * n * p * (1 - p)).sqrt()
            return (2 * n * p + z * z - root) / (2 * (n + z * z)), (2 * n * p + z * z + root) / (2 * (n + z * z))

        (l2, u2), (l3, u3) = score(e + f), score(e + g)
        theta, p2, p3 = (f - g) / n, (e + f) / n, (e + g) / n
        bottom = (e + f) * (g + h) * (e + g) * (f + h)
        if bottom == 0:
            phi = Decimal(0)
        elif e * h > f * g:
            phi = max(e * h - f * g - n / 2, Decimal(0)) / bottom.sqrt()
        else:
            phi = (e * h - f * g) / bottom.sqrt()
        delta = (p2 - l2) ** 2 - 2 * phi * (p2 - l2) * (u3 - p3) + (u3 - p3) ** 2
        epsilon = (u2 - p2) ** 2 - 2 * phi * (u2 - p2) * (p3 - l3) + (p3 - l3) ** 2
        return float(theta - delta.sqrt()), float(theta + epsilon.sqrt())


def test_the_paired_interval_is_that_of_a_slow_transcription_of_the_paper():
    for table in tables(3000):
        assert newcombe_paired(*table) == pytest.approx(slow_paired(*table), abs=1e-13), table


@pytest.mark.parametrize(
    ("table", "interval"),
    [
        ((20, 12, 2, 16), (0.0562, 0.3292)),  # Newcombe 1998, example (a)
        ((1, 1, 7, 12), (-0.507, -0.026)),  # Fagerland, Lydersen and Laake 2014, airway hyper-responsiveness
        ((59, 6, 16, 80), (-0.1186, -0.0046)),  # the R package contingencytables, complete response
    ],
)
def test_the_paired_interval_of_published_examples(table: tuple[int, int, int, int], interval: tuple[float, float]):
    places = 3 if table[0] == 1 else 4
    assert tuple(round(limit, places) for limit in newcombe_paired(*table)) == interval


@pytest.mark.parametrize("total", SIZES)
def test_the_paired_interval_at_its_edges(total: int):
    alone = wilson(0, total).upper
    assert newcombe_paired(total, 0, 0, 0) == pytest.approx((-alone, alone))
    assert newcombe_paired(0, 0, 0, total) == pytest.approx((-alone, alone))
    assert newcombe_paired(0, total, 0, 0).upper == 1
    assert newcombe_paired(0, 0, total, 0).lower == -1


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (1, -1, 2, 0), (-1, 1, 1, 1)])
def test_what_is_no_paired_table_has_no_interval(table: tuple[int, int, int, int]):
    with pytest.raises(ValueError) as found:
        newcombe_paired(*table)
    assert str(found.value) == f"{table} are no counts of a paired table"


@given(TABLES)
def test_the_paired_interval_holds_the_difference_and_stays_within_minus_1_and_1(table: tuple[int, int, int, int]):
    found = newcombe_paired(*table)
    assert -1 <= found.lower <= (table[1] - table[2]) / sum(table) <= found.upper <= 1
    assert found.lower < found.upper


@given(TABLES)
def test_swapping_the_sides_mirrors_the_paired_interval_to_the_last_bit(table: tuple[int, int, int, int]):
    both_right, wins, losses, both_wrong = table
    found, swapped = newcombe_paired(*table), newcombe_paired(both_right, losses, wins, both_wrong)
    assert (swapped.lower, swapped.upper) == (-found.upper, -found.lower)


@given(TABLES)
def test_right_and_wrong_turned_round_mirror_the_paired_interval(table: tuple[int, int, int, int]):
    found, turned = newcombe_paired(*table), newcombe_paired(*reversed(table))
    assert (-turned.upper, -turned.lower) == pytest.approx((found.lower, found.upper), abs=1e-13)


def test_the_unpaired_interval_is_that_of_statsmodels():
    passed, totals = shares(1500)
    drawn = random.Random(4)
    others = drawn.sample(range(len(passed)), len(passed))
    right, right_totals = [passed[place] for place in others], [totals[place] for place in others]
    lower, upper = confint_proportions_2indep(
        np.array(passed), np.array(totals), np.array(right), np.array(right_totals), method="newcomb", compare="diff"
    )
    found = [newcombe_unpaired(*both) for both in zip(passed, totals, right, right_totals, strict=True)]
    assert [one.lower for one in found] == pytest.approx(lower, abs=1e-12)
    assert [one.upper for one in found] == pytest.approx(upper, abs=1e-12)


@pytest.mark.parametrize(
    ("table", "interval"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((0, 10, 0, 10), (-0.2775, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0000)),
        ((10, 10, 0, 10), (0.6075, 1.0000)),
    ],
)
def test_the_unpaired_interval_of_all_examples_in_newcombes_paper(
    table: tuple[int, int, int, int], interval: tuple[float, float]
):
    assert tuple(round(limit, 4) for limit in newcombe_unpaired(*table)) == interval


@given(SHARES, SHARES, st.sampled_from([Z95, Z80]))
def test_the_unpaired_interval_holds_the_difference_and_mirrors_to_the_last_bit(
    left: tuple[int, int], right: tuple[int, int], z: float
):
    found, swapped = newcombe_unpaired(*left, *right, z), newcombe_unpaired(*right, *left, z)
    difference = left[0] / left[1] - right[0] / right[1]
    assert -1 <= found.lower <= difference + ROUNDING
    assert difference - ROUNDING <= found.upper <= 1
    assert (swapped.lower, swapped.upper) == (-found.upper, -found.lower)


@given(SHARES, SHARES)
def test_the_80_percent_interval_lies_within_the_95_percent_interval(left: tuple[int, int], right: tuple[int, int]):
    wide, narrow = newcombe_unpaired(*left, *right), newcombe_unpaired(*left, *right, Z80)
    assert wide.lower <= narrow.lower < narrow.upper <= wide.upper


@pytest.mark.parametrize("table", [(0, 0, 1, 2), (1, 2, 0, 0), (3, 2, 1, 2), (1, 2, -1, 2)])
def test_a_side_without_a_proportion_has_no_difference(table: tuple[int, int, int, int]):
    with pytest.raises(ValueError, match=r" is no proportion$"):
        newcombe_unpaired(*table)


def test_answers_are_kept_up_to_a_limit():
    for function in (wilson, mcnemar_exact, newcombe_paired, newcombe_unpaired):
        assert function.cache_info().maxsize == KEPT
    assert wilson(3, 7) is wilson(3, 7)
    assert wilson(3, 7) == Interval(*wilson(3, 7))


# Holm


def adjusted(values: list[float]) -> list[float]:
    """Return the adjusted value of each."""
    found = holm(Counter(values))
    return [found[value] for value in values]


def test_holm_is_that_of_statsmodels(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gc, "collect", lambda: 0)  # which statsmodels calls each time, for 50 ms
    drawn = random.Random(4)
    for _ in range(3000):
        few = [drawn.random() ** 3 for _ in range(3)]
        values = [drawn.choice([drawn.random() ** 4, *few]) for _ in range(drawn.choice([1, 2, 10, 60, 171]))]
        wanted = multitest.multipletests(values, method="holm")[1]
        assert adjusted(values) == pytest.approx(wanted, rel=1e-12, abs=0)


def test_holm_of_an_example_by_hand():
    """Sorted 0.005, 0.01, 0.03, 0.04: times 4, 3, 2, 1 is 0.02, 0.03, 0.06, 0.04, which must not fall."""
    assert adjusted([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm({0.5: 2}) == {0.5: 1}
    assert holm({0.03: 1}) == {0.03: 0.03}
    assert holm({}) == {}


@given(VALUES)
def test_holm_never_makes_a_value_smaller_nor_larger_than_1_nor_changes_the_order(values: list[float]):
    found = adjusted(values)
    assert all(value <= larger <= 1 for value, larger in zip(values, found, strict=True))
    ordered = sorted(zip(values, found, strict=True))
    assert [larger for _, larger in ordered] == sorted(found)
    assert adjusted(values[::-1]) == found[::-1]


# Quantiles

SECONDS = st.lists(st.decimals("0", "999.999", places=3), min_size=1, max_size=80)


@given(SECONDS, st.decimals("0", "1", places=3))
def test_a_quantile_is_that_of_numpy(seconds: list[Decimal], share: Decimal):
    expected = np.quantile([float(value) for value in seconds], float(share), method="linear")
    assert float(quantile(seconds, share)) == pytest.approx(float(expected), rel=1e-9, abs=1e-9)


@given(SECONDS)
def test_the_median_and_the_95th_percentile_are_exact(seconds: list[Decimal]):
    exact = [Fraction(value) for value in seconds]
    assert Fraction(quantile(seconds, Decimal("0.5"))) == standard.median(exact)
    if len(seconds) > 1:
        percentiles = standard.quantiles(exact, n=100, method="inclusive")
        assert Fraction(quantile(seconds, Decimal("0.95"))) == percentiles[94]


@given(SECONDS, st.decimals("0", "1", places=3))
def test_a_quantile_lies_between_the_least_and_the_most_in_any_order(seconds: list[Decimal], share: Decimal):
    found = quantile(seconds, share)
    assert min(seconds) == quantile(seconds, Decimal(0)) <= found <= quantile(seconds, Decimal(1)) == max(seconds)
    assert quantile(reversed(seconds), share) == found


def test_a_quantile_does_not_depend_on_how_the_caller_counts():
    with localcontext(prec=2, rounding=ROUND_HALF_UP):
        assert quantile([Decimal("1.2345"), Decimal("2.3456")], Decimal("0.5")) == Decimal("1.79005")
        assert getcontext().prec == 2


@pytest.mark.parametrize(("values", "share"), [([], "0.5"), (["1"], "-0.1"), (["1", "2"], "1.1")])
def test_there_is_no_quantile_of_nothing_nor_beyond_all(values: list[str], share: str):
    with pytest.raises(ValueError, match=f"^no quantile {share} of {len(values)} values$"):
        quantile(map(Decimal, values), Decimal(share))
