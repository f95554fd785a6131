"""Runs in the form of Every Eval Ever, by the schemas that it publishes."""

from __future__ import annotations

import json
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.compare.making import MAP, card, run, site, suite
from tests.helpers import GOLDEN, ROOT
from tests.pages.making import golden
from visavis.build import build
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.site_data import read_site_data
from visavis.pages import urls
from visavis.pages.every_eval_ever import EveryEvalEver
from visavis.render.data import encoded
from visavis.site import Site

RECORD, SAMPLE = (
    Draft7Validator(json.loads((Path(__file__).parent / f"every_eval_ever/{name}.schema.json").read_text("utf-8")))
    for name in ("eval", "instance_level_eval")
)


def read(value: Any) -> Any:
    return json.loads(encoded(value))


@pytest.mark.parametrize("root", [GOLDEN, ROOT], ids=["golden", "own"])
def test_every_record_fits_the_schemas(root: Path):
    of = catalogue(read_site_data(root, making=False)[0])
    records = EveryEvalEver(of)
    found = 0
    for key, table in of.suites.items():
        for model in table.runs:
            samples = records.samples(key, model)
            made = read(records.aggregate(key, model, len(samples), "0" * 64))
            RECORD.validate(made)
            results = {one["evaluation_result_id"] for one in made["evaluation_results"]}
            assert len(results) == len(made["evaluation_results"])
            for sample in read({"samples": samples})["samples"]:
                SAMPLE.validate(sample)
                assert sample["evaluation_id"] == made["evaluation_id"]
                assert sample["evaluation_result_id"] in results
                found += 1
    assert found > 10


def test_a_share_is_in_percent_with_its_interval():
    made = read(EveryEvalEver(golden()).aggregate("reading", "alpha"))
    assert made["evaluation_id"] == "reading/acme/alpha/1747094400"
    assert made["model_info"] == {
        "name": "Alpha 12B",
        "id": "acme/alpha",
        "developer": "Acme & Söhne",
        "additional_details": {
            "deployment_type": "unknown",
            "model_availability": "open_weights",
            "parameters": "12B",
            "licence": "Apache-2.0",
        },
    }
    overall = made["evaluation_results"][0]
    assert overall["evaluation_name"] == "reading.overall"
    assert overall["score_details"] == {
        "score": 66.666667,
        "details": {"passed": "4", "total": "6"},
        "uncertainty": {
            "confidence_interval": {"lower": 30, "upper": 90.3, "confidence_level": 0.95, "method": "Wilson"},
            "num_samples": 6,
        },
    }
    config = overall["metric_config"]
    assert (config["metric_unit"], config["min_score"], config["max_score"]) == ("percent", 0, 100)
    assert not config["lower_is_better"]


def test_numbers_have_the_limits_that_the_suite_states():
    of = site({"a": card("A")}, {"s": suite("x", metric=MAP)}, {"s": {"a": run({"x": Decimal("36.54")})}})
    (result,) = read(EveryEvalEver(of).aggregate("s", "a"))["evaluation_results"]
    assert result["score_details"] == {"score": 36.5}
    assert (result["metric_config"]["min_score"], result["metric_config"]["max_score"]) == (None, None)


def test_who_measured_is_told():
    records = EveryEvalEver(golden())
    told = {model: records.aggregate("reading", model)["source_metadata"] for model in ("alpha", "beta")}
    assert {model: of["evaluator_relationship"] for model, of in told.items()} == {
        "alpha": "third_party",
        "beta": "first_party",
    }


def test_every_outcome_becomes_right_or_wrong_and_says_which():
    of = golden()
    samples = {one["sample_id"]: one for one in EveryEvalEver(of).samples("street-signs", "beta")}
    outcomes = of.suites["street-signs"].runs["beta"].outcomes
    assert samples.keys() == outcomes.keys()
    for key, result in outcomes.items():
        one = samples[key]
        assert one["metadata"]["outcome"] == result.decided.value
        assert one["evaluation"]["is_correct"] is (result.decided == "pass")
        assert ("error" in one) is (result.decided == "error")


def exported(of: Catalogue) -> list[str]:
    records = EveryEvalEver(of)
    return [path for key, table in of.suites.items() for model in table.runs for path in records.paths(key, model)]


def test_paths_are_ours_and_stay_the_same():
    found = exported(golden())
    assert found == exported(golden())
    assert len(set(found)) == len(found)
    assert all(urls.is_page(path) for path in found)


def test_a_site_has_the_records_that_it_asks_for(site: Path, tmp_path: Path):
    build(Site(site), tmp_path / "out", jobs=1)
    assert not (tmp_path / "out" / urls.EVERY_EVAL_EVER).exists()
    config = site / "data/site.yaml"
    text = config.read_text("utf-8")
    assert "exports: [comparisons]" in text
    config.write_text(text.replace("exports: [comparisons]", "exports: [every-eval-ever]"), "utf-8")
    build(Site(site), tmp_path / "out", jobs=1)
    folder = tmp_path / "out" / urls.EVERY_EVAL_EVER
    found = {path.relative_to(tmp_path / "out").as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found <= {*exported(golden())}
    for path in folder.rglob("*.json"):
        record = json.loads(path.read_text("utf-8"))
        if detailed := record.get("detailed_evaluation_results"):
            samples = (folder / detailed["file_path"]).read_bytes()
            assert sha256(samples).hexdigest() == detailed["checksum"]
            assert samples.count(b"\n") == detailed["total_rows"]
