"""Pairs: each once, in canonical order, chosen by the site; and the choice, asked in every way it can be."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.making import MAP, card, run, site, suite
from visavis.compare.pairs import Pair, PairChoice, pair, partners, spread
from visavis.compare.subjects import Catalogue

KEYS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3})?", fullmatch=True)


def sited(pairs: Any = "all") -> Catalogue:
    """Return a site of five models, some of which share a suite or a task."""
    tasks = {
        "a": {"ocr": "yes"},
        "b": {"ocr": "no"},
        "c": {"ocr": "yes", "vqa": "no"},
        "d": {"vqa": "unknown"},
        "e": {},
    }
    return site(
        {key: card(key, tasks=of) for key, of in tasks.items()},
        {"one": suite("x"), "two": suite("y")},
        {"one": {"b": run({"x": (1, 2)}), "c": run({"x": (1, 2)})}, "two": {"b": run({"y": (1, 2)})}},
        tasks={"ocr": "OCR", "vqa": "VQA"},
        pairs=pairs,
    )


def rights(of: Catalogue) -> dict[str, str]:
    """Return, for every left key of one letter, the letters it gets a page with."""
    choice = partners(of)
    return {left: "".join(choice.rights(left)) for left in choice.keys}


@given(KEYS, KEYS)
def test_a_pair_is_the_same_whichever_key_comes_first(one: str, other: str):
    assert pair(one, other) == pair(other, one)
    assert sorted(pair(one, other)) == list(pair(one, other)) == sorted([one, other])


@pytest.mark.parametrize(("one", "other"), [("b", "a"), ("a-b", "a"), ("10", "9"), ("a-b", "a1")])
def test_the_order_is_by_code_point(one: str, other: str):
    assert pair(one, other) == Pair(left=min(one, other), right=max(one, other))


@given(st.data())
@settings(deadline=None)
def test_a_choice_says_the_same_however_it_is_asked(data: st.DataObject):
    """By left key, by pair, by either side, by number, and in order; models may be in their own set."""
    keys = sorted(data.draw(st.sets(KEYS, max_size=12)))
    every = [Pair(*both) for both in combinations(keys, 2)]
    chosen = data.draw(st.sets(st.sampled_from(every)) if every else st.just(set()))
    own = data.draw(st.booleans())
    choice = PairChoice(
        keys,
        [
            sum(
                1 << place for place, other in enumerate(keys) if (pair(key, other) in chosen) or (own and key == other)
            )
            for key in keys
        ],
    )
    assert list(choice) == sorted(chosen)
    assert choice.count == len(chosen)
    for key in keys:
        assert choice.rights(key) == tuple(right for left, right in sorted(chosen) if left == key)
        assert choice.partners_of(key) == tuple(other for other in keys if pair(key, other) in chosen)
        assert {other for other in keys if choice.has(key, other)} == set(choice.partners_of(key))
    assert choice.degrees() == [len(choice.partners_of(key)) for key in keys]
    most = data.draw(st.integers(1, 70))
    assert choice.spread(most) == [sorted(chosen)[place] for place in spread(len(chosen), most)]


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_numbers_are_spread_evenly(total: int, most: int):
    found = spread(total, most)
    assert len(found) == min(total, most)
    assert all(0 <= number < total for number in found)
    gaps = [after - before for before, after in pairwise(found)]
    assert max(gaps, default=1) - min(gaps, default=1) <= 1
    assert min(gaps, default=1) > 0


def test_a_few_of_many_are_taken_from_the_middle_of_their_shares():
    assert spread(10, 3) == [1, 5, 8]
    assert spread(3, 10) == [0, 1, 2]


def test_all_means_every_two_models_once():
    assert list(partners(sited())) == [Pair(*both) for both in combinations("abcde", 2)]


@given(st.sets(KEYS, max_size=8))
def test_any_number_of_models_has_each_unordered_pair_once_in_order(keys: set[str]):
    found = list(partners(site({key: card(key) for key in keys})))
    assert found == sorted(found)
    assert all(one < other for one, other in found)
    assert {frozenset(both) for both in found} == {frozenset(both) for both in combinations(keys, 2)}
    assert len(found) == len(keys) * (len(keys) - 1) // 2


def test_comparable_models_share_a_suite_or_a_task_that_both_do():
    # a and c do OCR; b and c were run on the first suite; that b does no OCR, or d's unknown, joins nobody
    assert rights(sited("comparable")) == {"a": "c", "b": "c", "c": "", "d": "", "e": ""}


def test_a_suite_and_a_task_of_the_same_key_join_nobody():
    made = site(
        {"a": card("A", tasks={"ocr": "yes"}), "b": card("B")},
        {"ocr": suite("x")},
        {"ocr": {"b": run({"x": (1, 2)})}},
        tasks={"ocr": "OCR"},
        pairs="comparable",
    )
    assert list(partners(made)) == []


def test_named_pairs_come_once_in_canonical_order_however_they_were_named():
    named = [["e", "a"], ["a", "c"], ["c", "a"], ["d", "c"]]
    assert rights(sited(named)) == {"a": "ce", "b": "", "c": "d", "d": "", "e": ""}
    assert rights(sited({"named": named})) == rights(sited(named))


def test_no_pairs_may_be_named():
    assert list(partners(sited([]))) == []


def test_parts_are_joined():
    assert rights(sited({"comparable": "yes", "named": [["e", "a"], ["a", "c"]]})) == {
        "a": "ce",
        "b": "c",
        "c": "",
        "d": "",
        "e": "",
    }


def ranked(pairs: Any) -> Catalogue:
    """Return a site whose six models stand on one leaderboard in the order f, e, d, c, b, a."""
    runs = {key: run({"x": place}) for place, key in enumerate("abcdef")}
    return site(
        {key: card(key) for key in "abcdef"}, {"s": suite("x", metric=MAP, headline="x")}, {"s": runs}, pairs=pairs
    )


def test_a_pair_has_a_page_where_either_side_is_near_to_the_other():
    """The nearest of a is b alone, and that of b is a, of two equally near ones the first."""
    assert rights(ranked({"nearest": 1})) == {"a": "b", "b": "c", "c": "d", "d": "e", "e": "f", "f": ""}
    assert rights(ranked({"nearest": 2})) == {"a": "bc", "b": "c", "c": "d", "d": "ef", "e": "f", "f": ""}


def test_named_pairs_come_beside_the_nearest():
    assert rights(ranked({"nearest": 1, "named": [["f", "a"]]}))["a"] == "bf"


@pytest.mark.parametrize("most", [5, 6, 1000])
def test_as_many_nearest_as_there_are_others_is_comparable(most: int):
    assert list(partners(ranked({"nearest": most}))) == list(partners(ranked("comparable")))
