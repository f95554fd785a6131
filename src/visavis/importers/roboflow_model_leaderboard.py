"""Import Roboflow's Computer Vision Model Leaderboard of July 2025: 65 object detectors on COCO.

    python -m visavis.importers.roboflow_model_leaderboard samples/roboflow-model-leaderboard data

Reads `aggregate_results.json`. Writes the numeric suite, a run for each detector and a card for each detector.
Fractions are written in percent, rounded to two decimals. Parameter counts are exact upstream and are written in
millions, from 10M on with one decimal, below with two.

What a detector is, does and may be used for is said by its own code repository, which is the source of its card; the
parameters and the image size are upstream's, and say so.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

from visavis.importers.cards import as_card, merged, reviewed
from visavis.importers.yaml_out import Inline, Prose, write

SUITE = "coco-detection"
REPOSITORY = "https://github.com/roboflow/model-leaderboard"
COMMIT = "0e3b439893871c740c3f10e75a9176bb324b66d3"
RESULTS = f"{REPOSITORY}/blob/{COMMIT}/static/aggregate_results.json"
HEADING = "Written by visavis.importers.roboflow_model_leaderboard from upstream's published results, and reviewed."
LICENCES = {"APGL-3.0": "AGPL-3.0", "AGPL-3.0": "AGPL-3.0", "GPL-3.0": "GPL-3.0", "Apache-2.0": "Apache-2.0"}
"""Upstream's licences as SPDX spells them; one is misspelt upstream."""

METRICS = {
    "map-50-95": ("mAP 50–95", ("map50_95",)),
    "map-50": ("mAP 50", ("map50",)),
    "map-75": ("mAP 75", ("map75",)),
    "map-50-95-small": ("mAP 50–95, small objects", ("small_objects", "map50_95")),
    "map-50-95-medium": ("mAP 50–95, medium objects", ("medium_objects", "map50_95")),
    "map-50-95-large": ("mAP 50–95, large objects", ("large_objects", "map50_95")),
    "f1-50": ("F1 50", ("f1_50",)),
    "f1-75": ("F1 75", ("f1_75",)),
}
"""By category: its label, and where upstream keeps its number."""

PERCENT = {"kind": "numeric", "unit": "%", "minimum": "0", "maximum": "100"}
UNRANKED = ("f1-50", "f1-75")
"""The categories of which no value is the better one; the reviewed table says why."""


def percent(fraction: float) -> str:
    """Return a fraction in percent, rounded to two decimals, half to even."""
    return str((Decimal(str(fraction)) * 100).quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def parameters(count: int) -> str:
    """Return a number of parameters in millions: 43.7M, 3.15M."""
    millions = Decimal(count) / 10**6
    step = Decimal("0.1") if millions >= 10 else Decimal("0.01")
    return f"{millions.quantize(step, ROUND_HALF_EVEN)}M"


def spelled(upstream: str, family: Mapping[str, Any]) -> str:
    """Return a detector's name as people write it: `yolov12n.pt` is YOLOv12n."""
    name = family["spelled"] + upstream.removesuffix(".pt")[len(family["prefix"]) :]
    return re.sub(r"-(Objects365\+COCO)$", r" (\1)", name)


def key_of(name: str) -> str:
    """Return a detector's key; the star that upstream ends two names with is written out."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("*", "-star")).strip("-")


def family_of(upstream: str, families: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the family with the longest prefix of this name."""
    matching = [family for family in families if upstream.startswith(family["prefix"])]
    return max(matching, key=lambda family: len(family["prefix"]))


def settings(run_parameters: Mapping[str, Any]) -> tuple[str, str]:
    """Return the image size in pixels, and how the detector was run in a sentence."""
    size = run_parameters.get("imgsz", run_parameters.get("resolution"))
    confidence = run_parameters.get("conf", run_parameters.get("threshold"))
    parts = [f"images of {size} px", f"confidence threshold {confidence}"]
    if "iou" in run_parameters:
        parts.append(f"IoU threshold {run_parameters['iou']} for non-maximum suppression")
    boxes = run_parameters.get("max_det", run_parameters.get("num_select"))
    if boxes is not None:
        parts.append(f"at most {boxes} boxes an image")
    return str(size), "Run with " + ", ".join(parts) + "."


def run(row: Mapping[str, Any], remark: str | None = None, origin: str = "measured") -> dict[str, object]:
    """Return a run: every metric in percent, dated to the day, with the settings of the run.

    The origin is self-reported for Roboflow's own detectors, since Roboflow keeps the leaderboard.
    """
    metadata = row["metadata"]
    note = settings(metadata["run_parameters"])[1]
    results: dict[str, object] = {}
    for category, (_, path) in METRICS.items():
        value: Any = row
        for step in path:
            value = value[step]
        results[category] = percent(value)
    return {
        "date": metadata["run_date"][:10],
        "source": RESULTS,
        "origin": origin,
        "note": f"{note} {remark}" if remark else note,
        "results": results,
    }


def card(row: Mapping[str, Any], family: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a card: upstream's facts, then the family's, then the detector's own; its source is its code."""
    metadata = row["metadata"]
    upstream = metadata["model"]
    name = spelled(upstream, family)
    own = table["detectors"].get(upstream, {})
    links = {"paper": metadata["paper_url"], "code": metadata["github_url"]}
    counted = {"source": RESULTS, "as_of": metadata["run_date"][:10]}
    derived = {
        "name": name,
        "aliases": [] if upstream.removesuffix(".pt").lower() == name.lower() else [upstream],
        "parameters": {"value": parameters(metadata["param_count"]), **counted},
        "licence": LICENCES[metadata["license"]],
        "links": {key: value for key, value in links.items() if value},
        "properties": {"input-resolution": {"value": settings(metadata["run_parameters"])[0], **counted}},
    }
    facts = merged(derived, table["shared"], family.get("card", {}), own.get("card", {}))
    facts.setdefault("source", facts["links"]["code"])
    size = family.get("sizes", {}).get(upstream.removesuffix(".pt")[len(family["prefix"]) :], "")
    if "overview" in facts:
        facts["overview"] = facts["overview"].format(name=name, size=size)
    why = own.get("left_out", {})
    return as_card({field: value for field, value in facts.items() if value and field not in why}, why)


def suite(description: str, why_unranked: str) -> dict[str, object]:
    """Return the suite: one category for each metric, the first of them the headline."""
    categories: dict[str, object] = {key: Inline(label=label) for key, (label, _) in METRICS.items()}
    unranked = Inline(**PERCENT, better="neither", precision="1")
    for key in UNRANKED:
        categories[key] = {"label": METRICS[key][0], "description": why_unranked, "metric": unranked}
    return {
        "name": "COCO Detection",
        "version": "2025-07",
        "description": Prose(description),
        "source": REPOSITORY,
        "metric": Inline(**PERCENT, better="higher", precision="1"),
        "headline": next(iter(METRICS)),
        "categories": categories,
    }


def main(source: Path, data: Path) -> None:
    """Write the suite, the runs and the cards under `data`."""
    rows = json.loads((source / "aggregate_results.json").read_text(encoding="utf-8"))
    table = reviewed("roboflow-model-leaderboard.yaml")
    write(data / "evals" / SUITE / "suite.yaml", suite(table["description"], table["why_unranked"]), heading=HEADING)
    for row in rows:
        upstream = row["metadata"]["model"]
        family = family_of(upstream, table["families"])
        key = key_of(spelled(upstream, family))
        remark = table["detectors"].get(upstream, {}).get("remark", family.get("remark"))
        made = run(row, remark, family.get("origin", "measured"))
        write(data / "evals" / SUITE / f"{key}.yaml", made, heading=HEADING)
        write(data / "models" / f"{key}.yaml", card(row, family, table), heading=HEADING)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
