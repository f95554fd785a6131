"""The data files of suites, runs and comparisons, by the schemas that are published with them."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.compare.making import MAP, card, run, site, suite
from tests.helpers import GOLDEN, ROOT
from visavis.compare.comparison import Comparer
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.site_data import read_site_data
from visavis.pages.api_comparisons import ComparisonValues
from visavis.pages.api_runs import RunValues
from visavis.pages.api_suites import SuiteValues
from visavis.render.data import encoded

SUITE, RUN, COMPARISONS = (
    Draft202012Validator(json.loads((ROOT / f"static/api/{name}.schema.json").read_text("utf-8")))
    for name in ("suite", "run", "comparisons")
)


def golden() -> Catalogue:
    return catalogue(read_site_data(GOLDEN)[0])


def comparisons(of: Catalogue) -> ComparisonValues:
    return ComparisonValues(Comparer(of), partners(of))


def beside(of: Catalogue, left: str, right: str) -> Any:
    """Return what the data say of a pair, as they are read again."""
    return json.loads(encoded(comparisons(of).file(left)))["comparisons"][right]


@pytest.mark.parametrize("schema", [SUITE, RUN, COMPARISONS], ids=["suite", "run", "comparisons"])
def test_the_schemas_are_schemas(schema: Draft202012Validator):
    Draft202012Validator.check_schema(schema.schema)


@pytest.mark.parametrize(("root", "making"), [(GOLDEN, True), (ROOT, False)], ids=["golden", "own"])
def test_every_data_file_fits_its_schema(root: Path, making: bool):
    data, _ = read_site_data(root, making=making)
    found = catalogue(data)
    runs, suites, pairs = RunValues(found), SuiteValues(found, data.pictures), comparisons(found)
    for key, table in found.suites.items():
        SUITE.validate(json.loads(encoded(suites.file(key))))
        for model in table.runs:
            RUN.validate(json.loads(encoded(runs.file(key, model))))
    for key in found.subjects:
        COMPARISONS.validate(json.loads(encoded(pairs.file(key))))


def test_a_suite_says_what_it_asks_and_expects():
    made = SuiteValues(golden(), read_site_data(GOLDEN)[0].pictures).file("street-signs")
    stop = next(prompt for prompt in made["prompts"] if "image" in prompt)
    assert {name: stop[name] for name in ("key", "category", "page")} == {
        "key": stop["key"],
        "category": stop["category"],
        "page": f"evals/street-signs/{stop['key']}.html",
    }
    assert stop["image"].keys() >= {"path", "thumbnail", "width", "height"}
    assert made["runs"][0]["data"] == f"api/runs/street-signs/{made['runs'][0]['model']}.json"


def test_a_suite_lists_its_runs_as_its_leaderboard_does():
    made = SuiteValues(golden()).file("reading")
    assert [(one["model"], one.get("ranks")) for one in made["runs"]] == [("alpha", [1, 1]), ("beta", [2, 2])]


def test_a_numeric_suite_says_what_its_numbers_are():
    share = MAP | {"name": "mAP", "minimum": Decimal(0), "maximum": Decimal("100.5")}
    made = SuiteValues(site({"a": card("A")}, {"s": suite("x", metric=share)}, {"s": {}})).file("s")
    assert made["metric"] == {
        "kind": "numeric",
        "name": "mAP",
        "unit": "%",
        "minimum": 0,
        "maximum": 100.5,
        "better": "higher",
        "precision": 1,
    }
    assert made["runs"] == []


def test_a_run_has_its_answers_in_the_order_of_the_suite():
    of = golden()
    made = RunValues(of).file("street-signs", "alpha")
    ids = of.suites["street-signs"].prompts.ids
    asked = of.suites["street-signs"].runs["alpha"].outcomes
    assert [one["prompt"] for one in made["results"]] == [key for key in ids if key in asked]
    for one in made["results"]:
        assert one["outcome"] == asked[one["prompt"]].decided
        assert one.get("answer") == (asked[one["prompt"]].answer or None)
    assert any("boxes" in one for one in made["results"])


def test_a_paired_verdict_has_the_counts_behind_it():
    assert beside(golden(), "alpha", "beta")["suites"]["street-signs"] == {
        "basis": "paired",
        "verdict": "too close to call",
        "both_right": 0,
        "wins": 3,
        "losses": 0,
        "both_wrong": 1,
        "only_left": 1,
        "only_right": 0,
        "difference": 75,
        "interval": [8.523, 95.441],
        "p": 0.25,
    }


def test_an_unpaired_verdict_has_both_shares():
    made = site(
        {"a": card("A"), "b": card("B")}, {"s": suite("x")}, {"s": {"a": run({"x": (9, 10)}), "b": run({"x": (1, 10)})}}
    )
    found = beside(made, "a", "b")["suites"]["s"]
    assert found.pop("interval")[0] > 0
    assert found == {
        "basis": "unpaired",
        "verdict": "ahead",
        "better": "left",
        "difference": 80,
        "left": [9, 10],
        "right": [1, 10],
    }


def test_of_numbers_it_is_only_said_which_is_better():
    made = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", metric=MAP, headline="x")},
        {"s": {"a": run({"x": Decimal(40)}), "b": run({"x": Decimal(50)})}},
    )
    assert beside(made, "a", "b")["suites"] == {"s": {"basis": "number", "better": "right"}}


def test_what_was_asked_of_different_prompts_has_no_winner():
    made = site(
        {"a": card("A"), "b": card("B")}, {"s": suite("x")}, {"s": {"a": run({"x": (9, 10)}), "b": run({"x": (1, 20)})}}
    )
    assert beside(made, "a", "b")["suites"] == {"s": {"basis": "different"}}


def test_what_differs_most_stands_in_its_order():
    of = golden()
    found = Comparer(of).compare(of.subjects["alpha"], of.subjects["beta"]).differences
    written = beside(of, "alpha", "beta")["differences"]
    assert [(one["kind"], one["side"], one.get("amount", "")) for one in written] == [
        (one.kind, one.side, one.amount) for one in found
    ]
    assert written


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ("all", {"a": ["b", "c"], "b": ["c"], "c": []}),
        ([["a", "c"]], {"a": ["c"], "b": [], "c": []}),
        ("comparable", {"a": [], "b": [], "c": []}),
    ],
)
def test_just_the_pairs_with_a_page_are_there(pairs: Any, found: dict[str, list[str]]):
    made = comparisons(site({key: card(key) for key in "abc"}, pairs=pairs))
    assert {key: list(made.file(key)["comparisons"]) for key in "abc"} == found
