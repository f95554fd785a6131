"""The examples of `visavis explain`, made into sites: the small site that they lie over, and what no text shows."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from visavis.build import build
from visavis.checking.explanations import Example
from visavis.load.problems import Problem, ProblemsFound
from visavis.load.rule_names import RULES
from visavis.load.site_data import read_site_data
from visavis.site import Site

CARD, PICTURE = "data/models/example-12b.yaml", "data/evals/example-evals/images/bolts.png"
SUITE = "data/evals/example-evals/suite.yaml"
NAMED = "name: Example 12B\nsource: https://example.org/12b\n"
BASE = {
    "data/site.yaml": "title: Example\ntagline: Models side by side.\n",
    CARD: NAMED,
    "data/models/example-moe.yaml": "name: Example MoE\nsource: https://example.org/moe\n",
    SUITE: """\
name: Example Evals
description: Questions about images.
source: https://example.org/evals
metric: pass-fail
rule: exact
categories:
  counting: {label: Counting}
  reading: {label: Reading}
prompts:
  count-bolts: {category: counting, question: "How many bolts?", expected: "12"}
  read-label: {category: reading, question: "What does the label say?", expected: Acme}
""",
    "data/evals/example-evals/example-12b.yaml": """\
date: 2026
source: https://example.org/results
origin: measured
outcomes:
  count-bolts: pass
""",
}
OF_THE_THEME = {"link-outside", "static-file", "template"}
"""Rules that a build finds broken, not a check."""


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """Return a picture of one colour."""
    file = io.BytesIO()
    Image.new("1", (width, height)).convert("L" if kind == "JPEG" else "1").save(file, kind)
    return file.getvalue()


def write(root: Path, path: str, content: str | bytes) -> None:
    """Write a file of a site."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content.encode() if isinstance(content, str) else content)


def _pictured(content: bytes, name: str = "bolts.png") -> Callable[[Path], None]:
    def lay(root: Path) -> None:
        (root / PICTURE).unlink()
        write(root, f"data/evals/example-evals/images/{name}", content)
        suite = (root / SUITE).read_text("utf-8")
        write(root, SUITE, suite.replace('question: "How many bolts?",', f"image: images/{name}, rule: exact,"))

    return lay


def _link_outside(root: Path) -> None:
    write(root.parent, "elsewhere.yaml", NAMED)
    (root / CARD).unlink()
    (root / CARD).symlink_to(root.parent / "elsewhere.yaml")


def _logo_outside(root: Path) -> None:
    write(root.parent, "acme.svg", "<svg/>")
    (root / "static/logos").mkdir(parents=True)
    (root / "static/logos/acme.svg").symlink_to(root.parent / "acme.svg")


def _pipe(root: Path) -> None:
    (root / CARD).unlink()
    os.mkfifo(root / CARD)


def _unreadable(root: Path) -> None:
    (root / CARD).chmod(0)


def _card(content: str | bytes) -> Callable[[Path], None]:
    return lambda root: write(root, CARD, content)


LATIN = "name: Modèle\nsource: https://example.org/12b\n"
SENTENCES: dict[str, tuple[Callable[[Path], None], Callable[[Path], None]]] = {
    "not-a-file": (_pipe, _card(NAMED)),
    "not-utf-8": (_card(LATIN.encode("latin-1")), _card(LATIN)),
    "outside-site": (_link_outside, _card(NAMED)),
    "too-large": (_card(NAMED + "# much\n" * (9 * 2**20 // 7)), _card(NAMED)),
    "unreadable-file": (_unreadable, _card(NAMED)),
    "picture-kind": (_pictured(picture(64, 48, "JPEG")), _pictured(picture(64, 48, "JPEG"), "bolts.jpg")),
    "picture-shape": (_pictured(picture(20_200, 200)), _pictured(picture(20_000, 200))),
    "picture-too-large": (_pictured(picture(8_001, 8_000)), _pictured(picture(800, 800))),
    "picture-unreadable": (_pictured(picture(640, 480)[: len(picture(640, 480)) // 2]), _pictured(picture(640, 480))),
    "link-outside": (_logo_outside, lambda root: write(root, "static/logos/acme.svg", "<svg/>")),
}
"""What the sentences of examples say, wrong and right."""


def lay(root: Path, rule: str, example: Example, *, wrong: bool) -> Path:
    """Write the small site into a folder, and an example over it; return the folder."""
    for path, text in BASE.items():
        write(root, path, text)
    write(root, PICTURE, picture(640, 480))
    if isinstance(example, str):
        SENTENCES[rule][0 if wrong else 1](root)
    else:
        for path, text in example.items():
            write(root, path, text)
    return root


def found(root: Path, rule: str) -> tuple[Problem, ...]:
    """Return every problem of a site, warnings as well, and those of its theme where the rule is of one."""
    assert rule in RULES
    try:
        if rule in OF_THE_THEME:
            return build(Site(root), root.parent / "out", jobs=1).warnings
        return tuple(read_site_data(root)[1])
    except ProblemsFound as problems:
        return problems.problems
