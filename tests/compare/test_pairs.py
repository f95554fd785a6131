"""Pairs: each once, in canonical order, chosen by the site."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import card, run, site, suite
from visavis.compare.pairs import Pair, pair, pairs, partners
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


@given(KEYS, KEYS)
def test_a_pair_is_the_same_whichever_key_comes_first(one: str, other: str):
    assert pair(one, other) == pair(other, one)
    assert sorted(pair(one, other)) == list(pair(one, other)) == sorted([one, other])


@pytest.mark.parametrize(("one", "other"), [("b", "a"), ("a-b", "a"), ("10", "9"), ("a-b", "a1")])
def test_the_order_is_by_code_point(one: str, other: str):
    assert pair(one, other) == Pair(left=min(one, other), right=max(one, other))


def test_all_means_every_two_models_once():
    found = list(pairs(partners(sited())))
    assert found == [Pair(*both) for both in combinations("abcde", 2)]


@given(st.sets(KEYS, max_size=8))
def test_any_number_of_models_has_each_unordered_pair_once_in_order(keys: set[str]):
    found = list(pairs(partners(site({key: card(key) for key in keys}))))
    assert found == sorted(found)
    assert all(one < other for one, other in found)
    assert {frozenset(both) for both in found} == {frozenset(both) for both in combinations(keys, 2)}
    assert len(found) == len(keys) * (len(keys) - 1) // 2


def test_comparable_models_share_a_suite_or_a_task_that_both_do():
    # a and c do OCR; b and c were run on the first suite; that b does no OCR, or d's unknown, joins nobody
    assert partners(sited("comparable")) == {"a": ("c",), "b": ("c",), "c": (), "d": (), "e": ()}


def test_a_suite_and_a_task_of_the_same_key_join_nobody():
    made = site(
        {"a": card("A", tasks={"ocr": "yes"}), "b": card("B")},
        {"ocr": suite("x")},
        {"ocr": {"b": run({"x": (1, 2)})}},
        tasks={"ocr": "OCR"},
        pairs="comparable",
    )
    assert list(pairs(partners(made))) == []


def test_named_pairs_come_once_in_canonical_order_however_they_were_named():
    named = [["e", "a"], ["a", "c"], ["c", "a"], ["d", "c"]]
    assert partners(sited(named)) == {"a": ("c", "e"), "b": (), "c": ("d",), "d": (), "e": ()}


def test_no_pairs_may_be_named():
    assert list(pairs(partners(sited([])))) == []
