"""The data files: what they say of models and runs, by the schemas that are published with them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.compare.making import MAP, MILLISECONDS, WEB, card, run, site, suite
from tests.helpers import GOLDEN, ROOT
from visavis.compare.pairs import partners
from visavis.compare.rows import same_prompts
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.site_data import read_site_data
from visavis.pages.api import ApiFiles
from visavis.pages.api_values import OUTCOMES
from visavis.render.data import encoded

MODEL, INDEX = (
    Draft202012Validator(json.loads((ROOT / f"static/api/{name}.schema.json").read_text("utf-8")))
    for name in ("model", "index")
)


def api(of: Catalogue) -> ApiFiles:
    return ApiFiles(of, partners(of))


def golden() -> ApiFiles:
    data, _ = read_site_data(GOLDEN)
    found = catalogue(data)
    return ApiFiles(found, partners(found))


@pytest.mark.parametrize("schema", [MODEL, INDEX], ids=["model", "index"])
def test_the_schemas_are_schemas(schema: Draft202012Validator):
    Draft202012Validator.check_schema(schema.schema)


@pytest.mark.parametrize("root", [GOLDEN, ROOT], ids=["golden", "own"])
def test_every_data_file_fits_its_schema(root: Any):
    data, _ = read_site_data(root, making=False)
    found = catalogue(data)
    files = ApiFiles(found, partners(found))
    INDEX.validate(json.loads(encoded(files.index())))
    for key in found.subjects:
        MODEL.validate(json.loads(encoded(files.model(key))))


def test_a_model_without_anything_fits_too():
    files = api(site({"a": card("A")}))
    assert files.model("a") == {
        "version": 1,
        "key": "a",
        "name": "A",
        "page": "models/a.html",
        "comparisons": "all",
    }
    MODEL.validate(files.model("a"))
    INDEX.validate(json.loads(encoded(files.index())))


def test_facts_say_kind_value_text_and_where_they_come_from():
    made = golden().model("alpha")
    assert made["properties"]["context_window"] == {
        "kind": "text",
        "text": "131,072",
        "value": 131072,
        "unit": "tokens",
        "source": "https://example.org/alpha/context",
        "as_of": "2025-03",
    }
    from_card = {"source": "https://example.org/alpha/card", "as_of": "2026-06-30"}
    assert made["properties"]["release_date"] == {"kind": "text", "text": "Jun 2026", "value": "2026-06", **from_card}
    assert made["properties"]["parameters"] == {
        "kind": "text",
        "text": "12B",
        "value": {"total": 12 * 10**9},
        **from_card,
    }
    assert made["properties"]["organisation"] == {
        "kind": "text",
        "text": "Acme & Söhne",
        "value": "acme",
        "link": "https://example.org/acme",
        "logo": "static/logos/acme.svg",
        **from_card,
    }
    assert made["tasks"]["detection"] == {"kind": "no", **from_card}


def test_kinds_of_empty_stay_apart():
    beta, gamma = golden().model("beta"), golden().model("gamma")
    assert "context_window" not in beta["properties"]
    assert "ocr" not in beta["tasks"]
    assert gamma["properties"]["context_window"]["kind"] == "not-applicable"
    assert beta["suites"]["speed"]["rows"]["small"] == {"kind": "not-run"}
    assert beta["suites"]["reading"]["rows"]["@median"] == {"kind": "unknown"}


def test_what_is_unknown_by_a_source_is_written():
    made = api(site({"a": card("A", parameters={"value": "unknown", "source": WEB})}))
    assert made.model("a")["properties"] == {"parameters": {"kind": "unknown", "source": WEB}}


def test_shares_have_counts_interval_band_and_prompts():
    rows = golden().model("alpha")["suites"]["reading"]["rows"]
    assert rows["@overall"] == {
        "kind": "score",
        "text": "66.67",
        "value": 200 / 3,
        "unit": "%",
        "passed": 4,
        "total": 6,
        "band": "mid",
        "interval": {"text": "30–90%", "low": 30, "high": 90.3},
        "prompts": "all",
    }


def test_numbers_are_what_they_are_compared_by():
    made = api(
        site(
            {"a": card("A")},
            {"s": suite("x", "y", metric=MAP, categories={"z": {"label": "Z", "metric": MILLISECONDS}})},
            {"s": {"a": run({"x": Decimal("36.54"), "y": Decimal(0), "z": Decimal("1.005")})}},
        )
    )
    assert made.model("a")["suites"]["s"]["rows"] == {
        "x": {"kind": "score", "text": "36.5", "value": 36.5, "unit": "%"},
        "y": {"kind": "score", "text": "0.0", "value": 0, "unit": "%"},
        "z": {"kind": "score", "text": "1.01", "value": 1.01, "unit": "ms"},
    }


def test_outcomes_stand_in_the_order_of_the_prompts():
    files = golden()
    runs = files.model("alpha")["suites"]
    index = {of["key"]: of for of in files.index()["suites"]}
    assert [of["key"] for of in index["reading"]["prompts"]][:2] == ["labels-1", "labels-2"]
    assert runs["reading"]["outcomes"] == "pfppnp"
    assert runs["street-signs"]["outcomes"] == "ppfpp-"
    for key, of in runs.items():
        assert len(of["outcomes"]) == len(index[key]["prompts"])
        assert of["outcomes"].count("p") == of["passed"]
        assert len(of["outcomes"]) - of["outcomes"].count("-") == of["asked"]
    assert files.index()["outcomes"] == {
        "p": "pass",
        "f": "fail",
        "n": "no answer",
        "e": "error",
        "-": "not asked",
    }
    assert len(set(OUTCOMES.values())) == len(OUTCOMES)


def test_prompts_are_equal_exactly_where_scores_can_be_set_against_each_other():
    """As compare/ decides it, of every two scores of a row of which both say what they were taken over."""
    data, _ = read_site_data(GOLDEN)
    found = catalogue(data)
    files = ApiFiles(found, partners(found))
    pairs = 0
    for suite_key, table in found.suites.items():
        for place, row in enumerate(table.rows):
            facts = {key: of.facts[place] for key, of in table.runs.items()}
            written = {key: files.model(key)["suites"][suite_key]["rows"][row.key] for key in facts}
            for one, left in facts.items():
                for other, right in facts.items():
                    if left.prompts and right.prompts:
                        pairs += one != other
                        told = written[one]["prompts"] == written[other]["prompts"]
                        assert told == same_prompts(left, right)
    assert pairs > 0


def test_dates_are_written_for_software_and_for_people():
    run_of = golden().model("alpha")["suites"]["reading"]
    assert (run_of["date"], run_of["date_text"], run_of["origin"]) == ("2025-05-13", "13 May 2025", "measured")


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ("all", {"a": "all", "b": "all", "c": "all"}),
        ([["a", "c"]], {"a": ["c"], "b": [], "c": ["a"]}),
        ("comparable", {"a": [], "b": [], "c": []}),
    ],
)
def test_each_model_says_which_comparisons_have_a_page(pairs: Any, found: dict[str, Any]):
    made = api(site({key: card(key) for key in "abc"}, pairs=pairs))
    assert {key: made.model(key)["comparisons"] for key in "abc"} == found


def test_the_index_says_where_everything_lies_and_in_which_order():
    made = golden().index()
    assert made["comparison"] == "compare/{left}-vs-{right}.html"
    assert made["models"][0] == {
        "key": "alpha",
        "name": "Alpha 12B",
        "page": "models/alpha.html",
        "data": "api/models/alpha.json",
    }
    assert [row["key"] for row in made["suites"][1]["rows"]] == ["map", "small", "latency"]
    assert made["suites"][1]["headline"] == "map"
    assert made["properties"][-1] == {"key": "input-size", "label": "Input size", "unit": "px", "better": "higher"}
    assert [band["lower"] for band in made["bands"]] == [75, 40, 0]


def test_every_suite_of_a_model_has_every_row_of_it():
    files = golden()
    rows = {of["key"]: {row["key"] for row in of["rows"]} for of in files.index()["suites"]}
    for listed in files.index()["models"]:
        for key, of in files.model(listed["key"]).get("suites", {}).items():
            assert of["rows"].keys() == rows[key]
