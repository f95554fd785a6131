"""Which problems a change has to do with: nothing that it broke is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.sites import change, found, site, write
from visavis.checking.concern import parted
from visavis.load.problems import Problem

CONCERNS = [
    ("data/models/one.yaml", "data/models/one.yaml", "missing-key"),
    ("data/site.yaml", "data/models/one.yaml", "unknown-entry"),
    ("data/site.json", "data/evals/vision/one.yaml", "wrong-result"),
    ("data/models/one.yaml", "data/evals/vision/one.json", "unknown-model"),
    ("data/models/one.yaml", "data/models/two.json", "name-taken"),
    ("data/models/one.yaml", "data/models", "missing-file"),
    ("data/models/one.yaml", "data/site.yaml", "unused-entry"),
    ("static/logos/acme.svg", "data/site.yaml", "bad-logo"),
    ("data/evals/vision/suite.yaml", "data/evals/vision/one.yaml", "unknown-category"),
    ("data/evals/vision/suite.yaml", "data/evals/depth/suite.yaml", "name-taken"),
    ("data/evals/vision/images/a/b.png", "data/evals/vision/suite.yaml", "bad-image"),
    ("data/evals/vision/images/b.png", "data/evals/vision/one.yaml", "mark-outside"),
    ("data/evals/vision/one.yaml", "data/evals/vision/suite.yaml", "no-runs"),
    ("data/evals/vision/one.yaml", "data/evals/vision/one.json", "duplicate-file"),
]
DOES_NOT = [
    ("data/models/one.yaml", "data/models/two.json", "missing-key"),
    ("data/models/one.yaml", "data/evals/vision/two.yaml", "wrong-result"),
    ("data/evals/vision/one.yaml", "data/evals/vision/two.yaml", "wrong-result"),
    ("data/evals/vision/one.yaml", "data/site.yaml", "unused-entry"),
    ("data/evals/vision/suite.yaml", "data/evals/depth/one.yaml", "wrong-result"),
    ("static/logos/acme.svg", "data/models/one.yaml", "missing-key"),
    ("README.md", "data/site.yaml", "missing-key"),
    ("site.yaml", "data/models/one.yaml", "unknown-entry"),
]


def problem(path: str, rule: str) -> Problem:
    return Problem(path, 1, 1, rule, "", "", "", "")


@pytest.mark.parametrize(("path", "place", "rule"), CONCERNS)
def test_a_change_concerns(path: str, place: str, rule: str) -> None:
    one = problem(place, rule)
    assert parted([one], ["README.md", path]) == ([one], [])


@pytest.mark.parametrize(("path", "place", "rule"), DOES_NOT)
def test_a_change_does_not_concern(path: str, place: str, rule: str) -> None:
    one = problem(place, rule)
    assert parted([one], [path]) == ([], [one])


def test_nothing_changed_concerns_nothing() -> None:
    one = problem("data/site.yaml", "missing-key")
    assert parted([one], []) == ([], [one])


BREAKS = [
    ("data/site.yaml", "{ocr: {label: OCR}}", "{vqa: {label: VQA}}"),
    ("data/site.yaml", "{acme: {label: Acme}}", "{}"),
    ("data/models/one.yaml", "aliases: [Uno]", "aliases: [two]"),
    ("data/models/one.yaml", "tasks: {ocr: yes}\n", ""),
    ("data/models/two.json", '"Two"', '"One"'),
    ("data/evals/vision/suite.yaml", "name: Vision", "name: Depth"),
    ("data/evals/vision/suite.yaml", "  p-3: {category: vqa}\n", ""),
    ("data/evals/vision/suite.yaml", "metric: pass-fail", "metric: {kind: numeric, better: higher}"),
    ("data/evals/depth/suite.yaml", "maximum: 100", "maximum: 10"),
    ("data/evals/depth/one.yaml", "all: 71.5", "all: 171.5"),
]


@pytest.mark.parametrize(("path", "old", "new"), BREAKS)
def test_every_problem_that_a_change_made_is_told(tmp_path: Path, path: str, old: str, new: str) -> None:
    root = site(tmp_path)
    assert found(root) == ()
    change(root, path, old, new)
    broken = found(root)
    assert broken != ()
    assert parted(broken, [path]) == (list(broken), [])


@pytest.mark.parametrize(
    "path",
    [
        "data/site.yaml",
        "data/models/one.yaml",
        "data/models/two.json",
        "data/evals/vision/suite.yaml",
        "data/evals/depth/one.yaml",
    ],
)
def test_every_problem_that_a_deleted_file_made_is_told(tmp_path: Path, path: str) -> None:
    root = site(tmp_path)
    (root / path).unlink()
    broken = found(root)
    assert broken != ()
    assert parted(broken, [path]) == (list(broken), [])


def test_a_problem_of_old_in_another_file_is_not(tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, "data/evals/depth/one.yaml", "all: 71.5", "all: 171.5")
    write(root, "data/models/two.json", "{}\n")
    here, there = parted(found(root), ["data/models/two.json"])
    assert [one.path for one in here] == ["data/models/two.json"]
    assert {one.rule for one in there} == {"out-of-range"}
