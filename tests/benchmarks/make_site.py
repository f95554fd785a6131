"""Make a site of N synthetic models, each run on 67 prompts: `python -m tests.benchmarks.make_site N FOLDER`.

The shape follows the peers' data: about 20 makers, 12 tasks, an overview of some 120 words, five categories. Model k
is the same whatever N is; only the seed decides. With `--answers`, prompts have a question, an image, a rule and what
is expected, and every result an answer and three boxes, from which its outcome follows.
"""

from __future__ import annotations

import json
import random
import struct
import sys
import zlib
from pathlib import Path

CATEGORIES = {"object-counting": 12, "ocr": 15, "spatial-reasoning": 15, "defect-detection": 11, "document-qa": 14}
TASKS = [f"task-{number}" for number in range(1, 13)]
MAKERS = [f"maker-{number}" for number in range(1, 21)]
WORDS = ["model", "vision", "language", "image", "region", "token", "encoder", "training", "answer", "detail", "chart"]
WORDS += ["memory", "server", "research", "release", "caption", "layout", "table", "robust", "compact", "general"]
SIZES = ["450M", "1B", "2B", "3B", "4B", "7B", "8B", "12B", "27B", "72B"]
LICENCES = ["Apache-2.0", "MIT", "CC-BY-NC-4.0", "AGPL-3.0"]


WIDTH, HEIGHT = 640, 480
"""The size of every image, in pixels."""


def make_site(count: int, root: Path, *, answers: bool = False) -> None:
    """Write data/ for this many models under `root`."""
    for folder in ("models", "evals/vision"):
        (root / "data" / folder).mkdir(parents=True, exist_ok=True)
    _write(root / "data/site.yaml", _config())
    _write(root / "data/evals/vision/suite.yaml", _asking_suite(root) if answers else _suite())
    for number in range(count):
        draw = random.Random(f"visavis-{number}")
        _write(root / f"data/models/model-{number:04}.yaml", _card(draw, number))
        run = _answering_run(random.Random(f"answers-{number}")) if answers else _run(draw)
        _write(root / f"data/evals/vision/model-{number:04}.yaml", run)


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


# --- with answers -----------------------------------------------------------------------------------------------------

DIRECTIONS = ["left", "right", "above", "below"]
RULES = {
    "object-counting": "number",
    "ocr": "exact",
    "spatial-reasoning": f"{{kind: choice, choices: [{', '.join(DIRECTIONS)}]}}",
    "defect-detection": "{kind: choice, choices: [yes, no]}",
    "document-qa": "contains",
}


def _expected(category: str, number: int) -> str:
    draw = random.Random(f"expected-{category}-{number}")
    return {
        "object-counting": str(draw.randint(2, 40)),
        "ocr": f"{draw.choice(WORDS).upper()} {draw.randint(1000, 9999)}",
        "spatial-reasoning": draw.choice(DIRECTIONS),
        "defect-detection": draw.choice(["yes", "no"]),
        "document-qa": f"{draw.randint(1, 28)} May {draw.randint(1990, 2026)}",
    }[category]


def _asking_suite(root: Path) -> str:
    images = root / "data/evals/vision/images"
    images.mkdir(exist_ok=True)
    head = _suite().partition("prompts:\n")[0]
    lines = ["images: {credit: Nobody, licence: CC0-1.0}", "prompts:"]
    for shade, (key, total) in enumerate(CATEGORIES.items()):
        for number in range(total):
            name = f"{key}-{number + 1:02}"
            (images / f"{name}.png").write_bytes(_png(40 * shade + number))
            lines += [
                f"  {name}:",
                f"    category: {key}",
                f"    question: Which {WORDS[number % len(WORDS)]} does image {number + 1} show? Answer in one line.",
                f"    image: images/{name}.png",
                f"    expected: {json.dumps(_expected(key, number))}",
                f"    rule: {RULES[key]}",
            ]
    return head + "\n".join(lines) + "\n"


def _answering_run(draw: random.Random) -> str:
    skill = draw.uniform(0.15, 0.97)
    lines = ["date: 2026-05-01", "source: https://example.org/run", "origin: measured", "outcomes:"]
    for key, total in CATEGORIES.items():
        for number in range(total):
            right = _expected(key, number)
            answer = right if draw.random() < skill else _expected(key, draw.randrange(100, 200))
            if key == "document-qa":
                answer = f"{_sentence(draw, 9)} It is dated **{answer}**."
            fields = [f"answer: {json.dumps(answer)}", f"seconds: {draw.randint(300, 9000) / 1000:.3f}"]
            fields.append(f"boxes: [{', '.join(_box(draw) for _ in range(3))}]")
            lines.append(f"  {key}-{number + 1:02}: {{{', '.join(fields)}}}")
    return "\n".join(lines) + "\n"


def _box(draw: random.Random) -> str:
    x, y = draw.randrange(WIDTH - 120), draw.randrange(HEIGHT - 60)
    at = f"{x}, {y}, {draw.randint(10, 120)}, {draw.randint(10, 60)}"
    return f"{{at: [{at}], label: {draw.choice(WORDS)}, confidence: {draw.randint(500, 999) / 1000}}}"


def _png(seed: int) -> bytes:
    """Return a small greyscale picture, its rows ramps."""
    rows = b"".join(b"\0" + bytes((seed + x // 8 + y // 8) % 256 for x in range(WIDTH)) for y in range(HEIGHT))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 6)),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


if __name__ == "__main__":
    make_site(int(sys.argv[1]), Path(sys.argv[2]), answers="--answers" in sys.argv)
