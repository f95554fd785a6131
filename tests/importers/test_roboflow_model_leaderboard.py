"""The model leaderboard's detectors: 65 of them, in percent, with their oddities named."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.own_site import own_data

from visavis.importers import roboflow_model_leaderboard as leaderboard
from visavis.importers.cards import reviewed
from visavis.load.schema import Numeric


def row(name: str, **metadata: Any) -> dict[str, Any]:
    sizes = {"map50_95": 0.3, "map50": 0.4, "map75": 0.5}
    return {
        "metadata": {
            "model": name,
            "license": "APGL-3.0",
            "github_url": "https://example.org/code",
            "paper_url": "",
            "run_parameters": {"imgsz": 640, "iou": 0.7, "max_det": 100, "conf": 0.001, "verbose": False},
            "param_count": 43668288,
            "run_date": "2025-06-26T13:56:08.266086+00:00",
            **metadata,
        },
        "map50_95": 0.5183048345058661,
        "map50": 0.6831661894630989,
        "map75": 0.5645121209250553,
        "small_objects": sizes,
        "medium_objects": sizes,
        "large_objects": sizes,
        "f1_50": 0.0560731,
        "f1_75": 1.0,
    }


@pytest.mark.parametrize(
    ("count", "written"), [(43668288, "43.7M"), (49972332, "50.0M"), (10_000_000, "10.0M"), (3151904, "3.15M")]
)
def test_parameters_are_written_in_millions(count: int, written: str) -> None:
    assert leaderboard.parameters(count) == written


@pytest.mark.parametrize(("fraction", "written"), [(0.5183048345, "51.83"), (1.0, "100.00"), (0.0, "0.00")])
def test_fractions_are_written_in_percent(fraction: float, written: str) -> None:
    assert leaderboard.percent(fraction) == written


@pytest.mark.parametrize(
    ("upstream", "name", "key"),
    [
        ("yolov8l", "YOLOv8l", "yolov8l"),
        ("yolo11n", "YOLO11n", "yolo11n"),
        ("yolov12x.pt", "YOLOv12x", "yolov12x"),
        ("RT-DETRv1 r50vd", "RT-DETRv1 r50vd", "rt-detrv1-r50vd"),
        ("RT-DETRv2-M*", "RT-DETRv2-M*", "rt-detrv2-m-star"),
        ("DEIM-RT-DETRv2-M*", "DEIM-RT-DETRv2-M*", "deim-rt-detrv2-m-star"),
        ("D-FINE-S-Objects365+COCO", "D-FINE-S (Objects365+COCO)", "d-fine-s-objects365-coco"),
    ],
)
def test_names_are_written_as_people_write_them(upstream: str, name: str, key: str) -> None:
    families = reviewed("roboflow-model-leaderboard.yaml")["families"]
    spelled = leaderboard.spelled(upstream, leaderboard.family_of(upstream, families))
    assert (spelled, leaderboard.key_of(spelled)) == (name, key)


def test_a_run_has_every_metric_its_day_and_its_settings() -> None:
    assert leaderboard.run(row("yolov8l"), "Odd.") == {
        "date": "2025-06-26",
        "source": leaderboard.RESULTS,
        "origin": "measured",
        "note": "Run with images of 640 px, confidence threshold 0.001, IoU threshold 0.7 for non-maximum suppression, "
        "at most 100 boxes an image. Odd.",
        "results": {
            "map-50-95": "51.83",
            "map-50": "68.32",
            "map-75": "56.45",
            "map-50-95-small": "30.00",
            "map-50-95-medium": "30.00",
            "map-50-95-large": "30.00",
            "f1-50": "5.61",
            "f1-75": "100.00",
        },
    }


def test_settings_are_read_under_either_of_upstreams_names() -> None:
    other = {"resolution": 560, "num_queries": 300, "num_select": 300, "threshold": 0}
    assert leaderboard.settings(other) == (
        "560",
        "Run with images of 560 px, confidence threshold 0, at most 300 boxes an image.",
    )
    assert leaderboard.settings({"imgsz": 640, "conf": 0.001}) == (
        "640",
        "Run with images of 640 px, confidence threshold 0.001.",
    )


def test_a_card_joins_upstream_the_family_and_the_detector() -> None:
    table = {
        "shared": {"category": "open"},
        "detectors": {"yolov8l": {"left_out": {"parameters": "doubtful."}}},
    }
    family = {
        "prefix": "yolov8",
        "spelled": "YOLOv8",
        "sizes": {"l": "the largest but one"},
        "card": {"overview": "{name} is {size}."},
    }
    card = leaderboard.card(row("yolov8l"), family, table)
    assert card["overview"] == "YOLOv8l is the largest but one."
    assert card["licence"] == "AGPL-3.0"
    assert card["links"] == {"code": "https://example.org/code"}
    assert card["# parameters"] == "parameters: doubtful."
    assert "parameters" not in card
    assert "aliases" not in card


def test_a_card_cites_the_detectors_code_and_the_leaderboard_only_for_what_it_counted() -> None:
    table = {"shared": {"tasks": {"object-detection": "yes"}}, "detectors": {}}
    counted = {"source": leaderboard.RESULTS, "as_of": "2025-06-26"}
    card = leaderboard.card(row("yolov8l"), {"prefix": "yolov8", "spelled": "YOLOv8"}, table)
    assert card["source"] == "https://example.org/code"
    assert "as_of" not in card
    assert card["parameters"] == {"value": "43.7M", **counted}
    assert card["properties"] == {"input-resolution": {"value": "640", **counted}}
    own_code = {"prefix": "yolov8", "spelled": "YOLOv8", "card": {"links": {"code": "https://example.org/own"}}}
    assert leaderboard.card(row("yolov8l"), own_code, table)["source"] == "https://example.org/own"


def test_no_value_of_f1_is_the_better_one_and_the_categories_say_why() -> None:
    categories = own_data()[0].suites["coco-detection"].categories
    unranked = {key: one for key, one in categories.items() if one.metric}
    assert list(unranked) == ["f1-50", "f1-75"]
    for one in unranked.values():
        assert isinstance(one.metric, Numeric)
        assert one.metric.better == "neither"
        assert one.description
        assert one.description.endswith("so no value is called better.")


def test_running_again_writes_the_committed_bytes(
    tmp_path: Path, samples: Path, differing: Callable[[Path], list[str]]
) -> None:
    leaderboard.main(samples / "roboflow-model-leaderboard", tmp_path)
    assert len(list(tmp_path.rglob("*.yaml"))) == 1 + 65 + 65
    assert differing(tmp_path) == []


def test_every_headline_is_upstreams_to_half_a_hundredth(samples: Path) -> None:
    upstream = json.loads((samples / "roboflow-model-leaderboard" / "aggregate_results.json").read_text())
    runs = own_data()[0].runs["coco-detection"]
    families = reviewed("roboflow-model-leaderboard.yaml")["families"]
    for one in upstream:
        name = one["metadata"]["model"]
        key = leaderboard.key_of(leaderboard.spelled(name, leaderboard.family_of(name, families)))
        value = runs[key].results["map-50-95"]
        assert isinstance(value, Decimal)
        assert abs(value - Decimal(one["map50_95"]) * 100) <= Decimal("0.005")


def test_the_committed_data_has_65_detectors_and_no_misspelt_licence() -> None:
    data = own_data()[0]
    detectors = data.runs["coco-detection"]
    assert len(detectors) == 65
    licences = {
        card.licence.known.name for key in detectors if (card := data.models[key]).licence and card.licence.known
    }
    assert licences == {"AGPL-3.0", "GPL-3.0", "Apache-2.0"}


def test_roboflows_own_detectors_are_self_reported_on_roboflows_leaderboard() -> None:
    runs = own_data()[0].runs["coco-detection"]
    assert {key for key, run in runs.items() if run.origin == "self-reported"} == {"rf-detr-b", "rf-detr-l"}


def test_the_repeated_row_is_named_and_keeps_no_parameters() -> None:
    data = own_data()[0]
    runs = data.runs["coco-detection"]
    repeated = runs["deim-d-fine-n"]
    assert repeated.results == runs["deim-d-fine-s"].results
    assert repeated.note
    assert "so these are results of DEIM-D-FINE-S" in repeated.note
    assert data.models["deim-d-fine-n"].parameters is None


def test_a_whole_import_writes_the_suite_a_run_and_a_card(tmp_path: Path) -> None:
    (tmp_path / "aggregate_results.json").write_text(json.dumps([row("yolov8l")]))
    leaderboard.main(tmp_path, tmp_path / "data")
    written = {str(path.relative_to(tmp_path / "data")): path.read_text() for path in tmp_path.rglob("*.yaml")}
    assert sorted(written) == [
        "evals/coco-detection/suite.yaml",
        "evals/coco-detection/yolov8l.yaml",
        "models/yolov8l.yaml",
    ]
    assert "headline: map-50-95\n" in written["evals/coco-detection/suite.yaml"]
    assert "  map-50-95: 51.83\n" in written["evals/coco-detection/yolov8l.yaml"]
    assert "parameters: {value: 43.7M, source: " in written["models/yolov8l.yaml"]
