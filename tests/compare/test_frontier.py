"""The frontier of best trade-offs, against its definition."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.compare.facts import Better
from visavis.compare.frontier import Offer, frontier

NUMBERS = st.integers(0, 6).map(float) | st.floats(-1e6, 1e6)
OFFERS = st.lists(st.builds(Offer, NUMBERS, NUMBERS), max_size=14)
DIRECTIONS: tuple[Better, ...] = ("higher", "lower")


def dominates(one: Offer, other: Offer, better: Better) -> bool:
    """As good in both respects, and better in one."""
    as_good = one.gain >= other.gain if better == "higher" else one.gain <= other.gain
    return one.cost <= other.cost and as_good and one != other


@given(OFFERS, st.sampled_from(DIRECTIONS))
def test_the_frontier_is_what_nothing_dominates(offers: list[Offer], better: Better):
    found = frontier(offers, better)
    left = [place for place, offer in enumerate(offers) if not any(dominates(other, offer, better) for other in offers)]
    assert sorted(place for step in found for place in step) == left


@given(OFFERS, st.sampled_from(DIRECTIONS))
def test_every_step_costs_more_and_is_better_and_is_of_equals_in_their_order(offers: list[Offer], better: Better):
    found = frontier(offers, better)
    for step in found:
        assert {offers[place] for place in step} == {offers[step[0]]}
        assert step == sorted(step)
    for one, next_one in pairwise([offers[step[0]] for step in found]):
        assert one.cost < next_one.cost
        assert one.gain < next_one.gain if better == "higher" else one.gain > next_one.gain


@given(OFFERS)
def test_lower_is_higher_turned_upside_down(offers: list[Offer]):
    turned = [Offer(offer.cost, -offer.gain) for offer in offers]
    assert frontier(turned, "lower") == frontier(offers, "higher")


@pytest.mark.parametrize("better", DIRECTIONS)
def test_of_nothing_there_is_no_frontier(better: Better):
    assert frontier([], better) == []


def test_where_neither_is_better_there_is_no_frontier():
    assert frontier([Offer(1, 2)], "neither") == []


def test_equal_offers_share_a_step_and_one_that_costs_more_for_the_same_is_not_on_it():
    offers = [Offer(2, 50), Offer(1, 50), Offer(1, 50), Offer(1, 40), Offer(3, 60)]
    assert frontier(offers, "higher") == [[1, 2], [4]]
    assert frontier(offers, "lower") == [[3]]
