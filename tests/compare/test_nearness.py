"""Who is comparable, and who is nearest to whom: against the definition, written out pair by pair."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.making import MAP, MILLISECONDS, card, run, site, suite
from visavis.compare.facts import Kind
from visavis.compare.nearness import Nearness, bits, comparable, places
from visavis.compare.subjects import Catalogue

TASKS = {"t0": "T0", "t1": "T1", "t2": "T2", "t3": "T3"}
METRICS: dict[str, dict[str, Any]] = {"shares": {"metric": "pass-fail"}, "map": {"metric": MAP, "headline": "x"}}
METRICS |= {"speed": {"metric": MILLISECONDS, "headline": "x"}, "plain": {"metric": MAP}}
METRICS |= {"size": {"metric": {"kind": "numeric", "unit": "px", "better": "neither"}, "headline": "x"}}


@st.composite
def sites(draw: st.DrawFn) -> Catalogue:
    """Draw a site of few models with equal values, runs without a headline, and gaps of every kind."""
    keys = draw(st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=10))
    support = st.dictionaries(st.sampled_from(list(TASKS)), st.sampled_from(["yes", "yes", "no", "unknown"]))

    def drawn(key: str) -> Any:
        fields = {
            "tasks": draw(support),
            "parameters": draw(st.sampled_from([None, "1B", "1B", "7B", "unknown"])),
            "release_date": draw(st.sampled_from([None, "2024", "2025-03", "2025-03-01"])),
        }
        return card(draw(st.sampled_from([f"x {key}", f"X {key}"])), **{k: v for k, v in fields.items() if v})

    runs: dict[str, dict[str, Any]] = {}
    for name, fields in METRICS.items():
        among = draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
        value = st.integers(0, 4)
        runs[name] = {
            key: run({"x": (draw(value), 4)}) if fields["metric"] == "pass-fail" else run({draw(XY): draw(value)})
            for key in among
        }
    suites = {name: suite("x", "y", **fields, name=name) for name, fields in METRICS.items()}
    return site({key: drawn(key) for key in keys}, suites, runs, tasks=TASKS)


XY = st.sampled_from("xxy")


def done(of: Catalogue, key: str) -> set[str]:
    return {row.key for row, fact in zip(of.tasks, of.subjects[key].tasks, strict=True) if fact.kind is Kind.YES}


def alike(of: Catalogue, one: str, other: str) -> bool:
    shared = of.subjects[one].runs.keys() & of.subjects[other].runs.keys()
    return bool(shared or done(of, one) & done(of, other))


def naive(of: Catalogue, model: str) -> list[str]:
    """Return all that are comparable with a model, nearest first, as the documentation says it."""

    def size(key: str) -> tuple[Any, ...]:
        of_card = of.subjects[key].card
        total = of_card.parameters.known.total.amount if of_card.parameters and of_card.parameters.known else None
        date = of_card.release_date.known if of_card.release_date else None
        first = (1, 0) if total is None else (0, total)
        return first, (1, ()) if date is None else (0, date.order), of_card.name.casefold(), key

    by_size = sorted(of.subjects, key=size)
    boards = [[entry.model for entry in of.boards[name].entries] for name in ("shares", "map", "speed")]

    def distance(other: str) -> tuple[Any, ...]:
        apart = [abs(board.index(model) - board.index(other)) for board in boards if {model, other} <= {*board}]
        if apart:
            return 0, min(apart), 0, other
        in_common = len(done(of, model) & done(of, other))
        return 1, -in_common, abs(by_size.index(model) - by_size.index(other)), other

    return sorted((other for other in of.subjects if other != model and alike(of, model, other)), key=distance)


@given(sites(), st.integers(1, 10))
@settings(deadline=None)
def test_the_nearest_are_those_that_the_definition_names(of: Catalogue, most: int):
    nearness = Nearness(of)
    found = {
        nearness.keys[model]: [nearness.keys[other] for other in others]
        for model, others in enumerate(nearness.nearest(most))
    }
    assert found == {key: naive(of, key)[:most] for key in of.subjects}


@given(sites(), st.integers(1, 10))
@settings(deadline=None)
def test_a_pair_is_first_near_where_the_nearer_side_of_it_has_it(of: Catalogue, most: int):
    orders = {key: naive(of, key)[:most] for key in of.subjects}
    expected: dict[tuple[str, str], int] = {}
    for key, others in orders.items():
        for number, other in enumerate(others, start=1):
            both = (min(key, other), max(key, other))
            expected[both] = min(number, expected.get(both, number))
    assert Nearness(of).first_near(most) == expected


@given(sites())
@settings(deadline=None)
def test_comparable_models_have_a_suite_or_a_task_in_common(of: Catalogue):
    keys = sorted(of.subjects)
    sets = [{keys[place] for place in places(found)} for found in comparable(of, keys)]
    expected = [{other for other in keys if alike(of, key, other)} for key in keys]
    assert sets == expected


@given(st.sets(st.integers(0, 200)))
def test_a_set_gives_back_its_places_in_order(found: set[int]):
    assert bits(found, 201) == sum(1 << place for place in found)
    assert list(places(bits(found, 201))) == sorted(found)


def nearest(of: Catalogue, model: str, most: int) -> str:
    nearness = Nearness(of)
    return "".join(nearness.keys[other] for other in nearness.nearest(most)[nearness.keys.index(model)])


def test_neighbours_on_a_leaderboard_come_before_everybody_else():
    """The twin by tasks and size, t, comes after z, who is last on the only leaderboard."""
    twin = {"tasks": {"t0": "yes", "t1": "yes"}, "parameters": "7B"}
    models = {"m": card("M", **twin), "t": card("T", **twin), "a": card("A"), "z": card("Z")}
    runs = {key: run({"x": value}) for key, value in {"m": 9, "a": 8, "z": 0}.items()}
    made = site(models, {"s": suite("x", metric=MAP, headline="x")}, {"s": runs}, tasks=TASKS)
    assert nearest(made, "m", 9) == "azt"


@pytest.mark.parametrize(("most", "expected"), [(1, "b"), (2, "bc"), (3, "bcd"), (9, "bcd")])
def test_without_results_tasks_in_common_count_before_size(most: int, expected: str):
    """b does both tasks, c and d one; c is next to m in size; e does none and is never near."""
    models = {
        "m": card("M", tasks={"t0": "yes", "t1": "yes"}, parameters="7B"),
        "b": card("B", tasks={"t0": "yes", "t1": "yes"}, parameters="900B"),
        "c": card("C", tasks={"t0": "yes", "t1": "no"}, parameters="8B"),
        "d": card("D", tasks={"t1": "yes"}, parameters="70B"),
        "e": card("E", tasks={"t2": "yes"}, parameters="7B"),
    }
    assert nearest(site(models, tasks=TASKS), "m", most) == expected


def test_models_on_a_suite_that_ranks_nobody_are_near_all_the_same():
    made = site(
        {key: card(key) for key in "abc"},
        {"s": suite("x", metric=MAP)},
        {"s": {"a": run({"x": 1}), "c": run({"x": 2})}},
    )
    assert nearest(made, "a", 5) == "c"
    assert nearest(made, "b", 5) == ""
