"""Which models are chosen beside a model, and why."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.making import MAP, card, run, site, suite
from tests.compare.test_nearness import alike, sites
from visavis.compare.related import MOST, Related, Why, family_of, related
from visavis.compare.subjects import Catalogue

BOARD = suite("map", name="Board", metric=MAP, headline="map")
MAKERS = {"acme": "Acme", "other": "Other"}


def boarded(models: dict[str, Any], scores: dict[str, float], **fields: Any) -> Catalogue:
    """Return a site of these models, with these scores on one board."""
    runs = {"board": {key: run({"map": score}) for key, score in scores.items()}}
    return site(models, {"board": BOARD}, runs, organisations=MAKERS, **fields)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("D-FINE-L", "D-FINE"),
        ("D-FINE-L (Objects365+COCO)", "D-FINE"),
        ("YOLOv8n", "YOLO"),
        ("YOLO11n", "YOLO"),
        ("RT-DETRv2-M*", "RT-DETR"),
        ("Gemma 4 12B", "Gemma"),
        ("Aya Vision 8B", "Aya"),
        ("GPT-4.1 mini", "GPT"),
        ("Qwen2.5-VL 7B", "Qwen"),
        ("o4-mini", ""),
        ("7B", ""),
        ("", ""),
        ("日本語モデル 2", "日本語モデル"),
    ],
)
def test_a_family_is_what_a_name_starts_with(name: str, family: str):
    assert family_of(name) == family


@given(st.text())
def test_a_family_is_found_in_any_name(name: str):
    found = family_of(name)
    assert name.find(found) >= 0
    assert not re.search(r"\d", found)


def test_score_family_size_and_maker_are_asked_in_turn():
    made = boarded(
        {
            "a": card("Aba 1", parameters="10B", organisation="acme"),
            "family": card("Aba 2", parameters="99B", organisation="acme"),
            "maker": card("Zed", organisation="acme"),
            "score": card("One"),
            "size": card("Two", parameters="12B"),
            "farther": card("Six", parameters="14B"),
        },
        {"a": 50, "score": 49, "family": 10, "maker": 9, "size": 8, "farther": 7},
    )
    assert related(made)["a"] == (
        Related("score", Why.SCORE, "Board", 1),
        Related("family", Why.FAMILY, "Aba"),
        Related("size", Why.SIZE, "12B"),
        Related("maker", Why.MAKER, "Acme"),
    )


def test_whoever_answers_is_asked_again_until_there_are_enough():
    made = boarded(
        {key: card(key.upper()) for key in "abcdef"}, {key: 60 - place for place, key in enumerate("abcdef")}
    )
    assert related(made)["a"] == tuple(Related(key, Why.SCORE, "Board", place) for place, key in enumerate("bcde", 1))


@pytest.mark.parametrize(("parameters", "near"), [("15B", False), ("14.9B", True), ("6.7B", True), ("6.6B", False)])
def test_a_size_is_near_within_half_as_much_again(parameters: str, near: bool):
    tasks = {"t": "yes"}
    models = {"a": card("A", parameters="10B", tasks=tasks), "b": card("B", parameters=parameters, tasks=tasks)}
    why = Related("b", Why.SIZE, parameters) if near else Related("b", Why.TASK, "T", 1)
    assert related(site(models, tasks={"t": "T"}))["a"] == (why,)


def test_a_family_is_not_shared_with_another_maker():
    tasks = {"t": "yes", "u": "yes"}
    models = {
        "a": card("Aba 1", organisation="acme", tasks=tasks),
        "b": card("Aba 2", organisation="other", tasks=tasks),
        "c": card("Aba 3", tasks={"t": "yes"}),
    }
    made = site(models, organisations=MAKERS, tasks={"t": "T", "u": "U"})
    assert related(made)["a"] == (Related("c", Why.FAMILY, "Aba"), Related("b", Why.TASK, "T", 2))


def test_a_suite_in_common_goes_before_a_task_in_common_and_nothing_in_common_is_not_related():
    made = boarded(
        {
            "a": card("Aba 1", parameters="10B", tasks={"t": "yes"}),
            "task": card("Aba 2", parameters="10B", tasks={"t": "yes"}),
            "suite": card("Aba 3", parameters="80B"),
            "nothing": card("Aba 4", parameters="10B"),
        },
        {"a": 50, "suite": 1},
        tasks={"t": "T"},
    )
    # the one on the board is taken by its score, so the family's second answers
    assert related(made)["a"] == (Related("suite", Why.SCORE, "Board", 1), Related("task", Why.FAMILY, "Aba"))
    assert related(made)["nothing"] == ()


def test_a_suite_that_ranks_nobody_is_in_common_too():
    bare = suite("map", name="Bare", metric=MAP)
    made = site({"a": card("A"), "b": card("B")}, {"s": bare}, {"s": {key: run({"map": 1}) for key in "ab"}})
    assert related(made)["a"] == (Related("b", Why.SUITE, "Bare"),)


@given(sites())
@settings(deadline=None)
def test_the_chosen_are_comparable_others_and_none_is_chosen_twice(of: Catalogue):
    chosen = related(of)
    assert chosen.keys() == of.subjects.keys()
    for key, found in chosen.items():
        others = [one.model for one in found]
        comparable = [other for other in of.subjects if other != key and alike(of, key, other)]
        assert len({*others}) == len(others) == min(MOST, len(comparable))
        assert {*others} <= {*comparable}
        for one in found:
            shared = of.subjects[key].runs.keys() & of.subjects[one.model].runs.keys()
            assert one.why not in (Why.SCORE, Why.SUITE) or shared
            assert (one.number > 0) == (one.why in (Why.SCORE, Why.TASK))
            assert one.about
