"""Make a site that shows the peers' pages: `python -m tests.benchmarks.peers_site N FOLDER`.

The peers are the generators that ../shared/bench measures, a tool beside the project. Its models are made by its own
`make_data.py` and written here as a site of visavis: vocabulary, cards, one suite of 67 prompts with outcomes and
seconds. The theme in `peers_theme/` lies over visavis's own and shows what the peers' templates show.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from tests.helpers import ROOT

PEERS = ROOT.parent / "shared" / "bench"
"""Where the peers' tools lie, if they are there."""
THEME = Path(__file__).parent / "peers_theme"
WEB = "https://example.org"
SPDX = {"Apache-2.0", "MIT", "CC-BY-NC-4.0"}
KEYS = {
    "Developer": "organisation",
    "Release date": "released",
    "Parameters": "parameters",
    "Context window": "context",
    "License": "licence",
    "Architecture": "architecture",
    "Input modality": "modality",
}
"""The key of each of the peers' properties. Dates and context windows are texts of the site's own, shown as written."""
OWN = ("released", "context", "architecture")
MEAN = "average-response-time"


def make_site(count: int, root: Path) -> None:
    """Write a site of this many models under `root`: data/ and templates/."""
    tool = make_data()
    for folder in ("models", "evals/prompts"):
        (root / "data" / folder).mkdir(parents=True, exist_ok=True)
    _write(root / "data/site.yaml", _config(tool))
    for number in range(count):
        model, prompts = tool.make_model(number)
        if number == 0:
            _write(root / "data/evals/prompts/suite.yaml", _suite(tool, prompts))
        _write(root / f"data/models/{model['slug']}.yaml", _card(tool, model))
        _write(root / f"data/evals/prompts/{model['slug']}.yaml", _run(model, prompts))
    shutil.copytree(THEME / "templates", root / "templates", dirs_exist_ok=True)


@cache
def make_data() -> Any:
    """Return the peers' module that makes models. Raises FileNotFoundError where it is not beside the project."""
    spec = spec_from_file_location("peers_make_data", PEERS / "make_data.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _config(tool: Any) -> str:
    lines = ["title: Model Compare", "tagline: Every model against every other.", f"address: {WEB}/"]
    # nothing that the peers do not make: no page as Markdown, no image for those who share a link, no card, no badge
    lines += ["pages_as: folders", "markdown: none", "share_images: none", "embeds: none", "badges: none", "bands:"]
    for band, lower in (("good", 75), ("mid", 40), ("bad", 0)):
        lines.append(f"  - {{id: {band}, label: '{band}', word: {band}, from: {lower}}}")
    for name, labels in (("tasks", tool.TASKS), ("organisations", tool.VENDORS), ("modalities", tool.MODALITY)):
        lines += [f"{name}:", *_labelled(tool, labels)]
    labels_of = {key: label for label, key in KEYS.items()}
    lines += ["extra_properties:", *(f"  {key}: {{label: {labels_of[key]}}}" for key in OWN), "properties:"]
    lines += [f"  - {{key: {key}, label: {label}}}" for label, key in KEYS.items()]
    return "\n".join(lines) + "\n"


def _labelled(tool: Any, labels: Sequence[str]) -> Iterator[str]:
    return (f"  {tool.slugify(label)}: {{label: {json.dumps(label)}}}" for label in labels)


def _suite(tool: Any, prompts: list[dict[str, Any]]) -> str:
    lines = ["name: Prompts", "description: The prompts of the peers' data.", f"source: {WEB}/prompts"]
    lines += ["metric: pass-fail", "categories:"]
    lines += _labelled(tool, [name for name, _ in tool.CATEGORIES])
    seconds = "{kind: numeric, unit: s, better: lower, precision: 2}"  # the mean, which visavis itself shows no more
    lines += [f"  {MEAN}: {{label: Average response time, metric: {seconds}}}", "prompts:"]
    lines += [f"  {prompt['id']}: {{category: {tool.slugify(prompt['category'])}}}" for prompt in prompts]
    return "\n".join(lines) + "\n"


def _card(tool: Any, model: dict[str, Any]) -> str:
    found = {KEYS[label]: value for label, value in model["properties"].items()}
    licence = found["licence"]
    if licence not in SPDX:
        licence = f"{{name: {licence}, link: {WEB}/licence}}"
    lines = [
        f"name: {json.dumps(model['name'])}",
        f"source: {WEB}/cards/{model['slug']}",
        f"organisation: {tool.slugify(found['organisation'])}",
        f"modality: {tool.slugify(found['modality'])}",
        f"parameters: {found['parameters']}",
        f"licence: {licence}",
        "properties:",
        *(f"  {key}: {json.dumps(found[key])}" for key in OWN),
        "tasks:",
        *(f"  {tool.slugify(label)}: {'yes' if able else 'no'}" for label, able in model["tasks"].items()),
        "overview: |",
        *(f"  {line}" if line else "" for line in model["description"].splitlines()),
    ]
    return "\n".join(lines) + "\n"


def _run(model: dict[str, Any], prompts: list[dict[str, Any]]) -> str:
    lines = ["date: 2026-05-01", f"source: {WEB}/runs", "origin: measured"]
    lines += [f"results: {{{MEAN}: {model['avg_response_s']}}}", "outcomes:"]
    for prompt in prompts:
        outcome, seconds = "pass" if prompt["passed"] else "fail", Decimal(prompt["response_time_ms"]) / 1000
        lines.append(f"  {prompt['id']}: {{outcome: {outcome}, seconds: {seconds}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    make_site(int(sys.argv[1]), Path(sys.argv[2]))
