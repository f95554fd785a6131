"""Make a site of N synthetic models, each run on 67 prompts: `python -m tests.benchmarks.make_site N FOLDER`.

The shape follows the peers' data: about 20 makers, 12 tasks, an overview of some 120 words, five categories. Model k
is the same whatever N is; only the seed decides.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

CATEGORIES = {"object-counting": 12, "ocr": 15, "spatial-reasoning": 15, "defect-detection": 11, "document-qa": 14}
TASKS = [f"task-{number}" for number in range(1, 13)]
MAKERS = [f"maker-{number}" for number in range(1, 21)]
WORDS = ["model", "vision", "language", "image", "region", "token", "encoder", "training", "answer", "detail", "chart"]
WORDS += ["memory", "server", "research", "release", "caption", "layout", "table", "robust", "compact", "general"]
SIZES = ["450M", "1B", "2B", "3B", "4B", "7B", "8B", "12B", "27B", "72B"]
LICENCES = ["Apache-2.0", "MIT", "CC-BY-NC-4.0", "AGPL-3.0"]


def make_site(count: int, root: Path) -> None:
    """Write data/ for this many models under `root`."""
    for folder in ("models", "evals/vision"):
        (root / "data" / folder).mkdir(parents=True, exist_ok=True)
    _write(root / "data/site.yaml", _config())
    _write(root / "data/evals/vision/suite.yaml", _suite())
    for number in range(count):
        draw = random.Random(f"visavis-{number}")
        _write(root / f"data/models/model-{number:04}.yaml", _card(draw, number))
        _write(root / f"data/evals/vision/model-{number:04}.yaml", _run(draw))


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _vocabulary(name: str, keys: list[str]) -> str:
    return f"{name}:\n" + "".join(f"  {key}: {{label: {key.replace('-', ' ').capitalize()}}}\n" for key in keys)


def _config() -> str:
    head = "title: Synthetic\ntagline: Made up to measure the speed of a build.\n"
    lists = [("tasks", TASKS), ("features", ["multimodal-vision"]), ("modalities", ["multimodal"])]
    lists.append(("organisations", MAKERS))
    return head + "".join(_vocabulary(name, keys) for name, keys in lists)


def _suite() -> str:
    prompts = [(f"{key}-{number + 1:02}", key) for key, total in CATEGORIES.items() for number in range(total)]
    lines = ["name: Vision", "description: Made up.", "source: https://example.org/vision", "metric: pass-fail"]
    lines += ["categories:"]
    lines += [f"  {key}: {{label: {key.replace('-', ' ').capitalize()}}}" for key in CATEGORIES]
    lines += ["prompts:", *(f"  {prompt}: {{category: {key}}}" for prompt, key in prompts)]
    return "\n".join(lines) + "\n"


def _sentence(draw: random.Random, length: int) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(length)).capitalize() + "."


def _card(draw: random.Random, number: int) -> str:
    name, size = f"Model {number} {draw.choice(SIZES)}", draw.choice(SIZES)
    paragraphs = [f"**{name}** {_sentence(draw, 14).lower()} {_sentence(draw, 15)} {_sentence(draw, 13)}"]
    paragraphs.append(
        f"It *{draw.choice(WORDS)}* {_sentence(draw, 16).lower()} See [its card](https://example.org/{number})."
    )
    paragraphs.append("\n".join(f"- {_sentence(draw, 9)}" for _ in range(3)))
    paragraphs.append(_sentence(draw, 17) + " " + _sentence(draw, 9))
    overview = "\n\n".join(paragraphs).replace("\n", "\n  ").replace("  \n", "\n")
    lines = [
        f"name: {json.dumps(name)}",
        f"organisation: {draw.choice(MAKERS)}",
        f"category: {draw.choice(['open', 'closed'])}",
        "modality: multimodal",
        f"release_date: 20{draw.randint(22, 26)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
        f"context_window: {draw.choice([8, 32, 128, 256, 1000])}000",
        f"parameters: {size}",
        f"licence: {draw.choice(LICENCES)}",
        "tasks:",
        *(f"  {task}: {draw.choice(['yes', 'yes', 'no'])}" for task in TASKS),
        "features: {multimodal-vision: yes}",
        f"source: https://example.org/card/{number}",
        f"overview: |\n  {overview}",
    ]
    return "\n".join(lines) + "\n"


def _run(draw: random.Random) -> str:
    skill = draw.uniform(0.15, 0.97)
    lines = ["date: 2026-05-01", "source: https://example.org/run", "origin: measured", "outcomes:"]
    for key, total in CATEGORIES.items():
        for number in range(total):
            outcome = "pass" if draw.random() < skill else "fail"
            seconds = draw.randint(300, 9000) / 1000
            lines.append(f"  {key}-{number + 1:02}: {{outcome: {outcome}, seconds: {seconds:.3f}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    make_site(int(sys.argv[1]), Path(sys.argv[2]))
