"""A small site in a folder, for tests that change one thing in it."""

from __future__ import annotations

from pathlib import Path

from visavis.load.problems import Problem, ProblemsFound, printed
from visavis.load.schema import SiteData
from visavis.load.site_data import read_site_data

SITE = {
    "data/site.yaml": """\
title: T
tagline: t
tasks: {ocr: {label: OCR}}
features: {tools: {label: Tools}}
modalities: {text: {label: Text}}
organisations: {acme: {label: Acme}}
extra_properties:
  size: {label: Size, type: number}
  note: {label: Note}
  open-data: {label: Open data, type: yes-no}
""",
    "data/models/one.yaml": """\
name: One
source: https://example.org/one
organisation: acme
modality: text
tasks: {ocr: yes}
features: {tools: no}
aliases: [Uno]
properties: {size: 12.50, note: 010, open-data: yes}
""",
    "data/models/two.json": '{"name": "Two", "source": "https://example.org/two", "properties": {"size": "unknown"}}\n',
    "data/evals/depth/suite.yaml": """\
name: Depth
description: d
source: https://example.org/depth
metric: {kind: numeric, better: higher, minimum: 0, maximum: 100}
headline: all
categories:
  all: {label: All}
  time: {label: Time, metric: {kind: numeric, better: lower, unit: ms}}
""",
    "data/evals/depth/one.yaml": """\
date: 2025
source: https://example.org/run
origin: measured
results:
  all: 71.5
  time: 250
""",
    "data/evals/vision/suite.yaml": """\
name: Vision
description: d
source: https://example.org/vision
metric: pass-fail
categories:
  ocr: {label: Reading}
  vqa: {label: Answering}
prompts:
  p-1: {category: ocr}
  p-2: {category: ocr}
  p-3: {category: vqa}
""",
    "data/evals/vision/one.yaml": """\
date: 2025
source: https://example.org/run
origin: measured
average_response_time: 1.5
results:
  ocr: {passed: 1, total: 2}
  vqa: {passed: 1, total: 1}
outcomes:
  p-1: {outcome: pass, seconds: 1}
  p-2: {outcome: error, seconds: 1.5}
  p-3: {outcome: pass, seconds: 2}
""",
    "data/evals/vision/two.yaml": """\
date: 2025
source: https://example.org/run
origin: measured
results:
  ocr: {passed: 0, total: 2}
""",
}


def site(folder: Path) -> Path:
    """Write the site into a folder and return it."""
    for path, text in SITE.items():
        write(folder, path, text)
    return folder


def write(root: Path, path: str, text: str) -> None:
    """Write one file of a site."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    write(root, path, text.replace(old, new))


def found(root: Path) -> tuple[Problem, ...]:
    """Return every problem of a site, warnings as well."""
    try:
        return tuple(read_site_data(root)[1])
    except ProblemsFound as problems:
        return problems.problems


def messages(root: Path) -> str:
    """Return every problem of a site as printed, without the lines of source."""
    return "\n".join("\n".join(printed(problem).split("\n")[:4]) for problem in found(root))


def data(root: Path) -> SiteData:
    """Return the data of a site without problems."""
    return read_site_data(root)[0]
