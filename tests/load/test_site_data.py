"""A site's folder to its checked data."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from visavis.load.problems import ProblemsFound
from visavis.load.schema import Empty, Support
from visavis.load.site_data import read_site_data

from .sites import SITE, change, data, found, messages, site, write


def test_a_site_without_problems_is_read_with_its_keys_sorted(tmp_path: Path) -> None:
    read, warnings = read_site_data(site(tmp_path))
    assert warnings == []
    assert list(read.models) == ["one", "two"]
    assert list(read.suites) == ["depth", "vision"]
    assert {suite: list(runs) for suite, runs in read.runs.items()} == {"depth": ["one"], "vision": ["one", "two"]}


def test_extra_properties_have_the_type_that_site_yaml_declares(tmp_path: Path) -> None:
    read = data(site(tmp_path))
    values = {key: value.value for key, value in read.models["one"].properties.items()}
    assert values == {"size": Decimal("12.50"), "note": "010", "open-data": Support.YES}
    assert type(values["note"]) is str
    assert read.models["two"].properties["size"].empty is Empty.UNKNOWN


def test_the_problems_of_all_files_come_sorted_in_one_run(tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, "data/site.yaml", "title: T\n", "")
    change(root, "data/models/one.yaml", "name: One\n", "")
    change(root, "data/evals/vision/two.yaml", "origin: measured\n", "origin: guessed\n")
    write(root, "data/models/two.json", "{")
    problems = found(root)
    assert [(problem.path, problem.line, problem.rule) for problem in problems] == [
        ("data/evals/vision/two.yaml", 3, "bad-choice"),
        ("data/models/one.yaml", 1, "missing-key"),
        ("data/models/two.json", 1, "bad-syntax"),
        ("data/site.yaml", 1, "missing-key"),
    ]


@pytest.mark.parametrize("path", sorted(SITE))
def test_a_broken_file_has_no_consequences_in_the_others(tmp_path: Path, path: str) -> None:
    root = site(tmp_path)
    write(root, path, "[")
    assert {problem.path for problem in found(root)} == {path}


@pytest.mark.parametrize("path", sorted(SITE))
def test_a_file_with_an_unknown_key_has_no_consequences_in_the_others(tmp_path: Path, path: str) -> None:
    root = site(tmp_path)
    text = SITE[path]
    write(root, path, text.replace("{", '{"unknown": 1, ', 1) if path.endswith("json") else f"unknown: 1\n{text}")
    assert [(problem.path, problem.rule) for problem in found(root)] == [(path, "unknown-key")]


def test_errors_come_with_the_warnings(tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, "data/models/two.json", ', "source": "https://example.org/two"', "")
    change(root, "data/evals/vision/two.yaml", "passed: 0", "passed: 3")
    with pytest.raises(ProblemsFound, match="2 problems in the data") as caught:
        read_site_data(root)
    assert [problem.severity for problem in caught.value.problems] == ["error", "warning"]


def test_warnings_alone_do_not_keep_a_site_from_being_read(tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, "data/models/two.json", ', "source": "https://example.org/two"', "")
    change(root, "data/site.yaml", "ocr: {label: OCR}", "ocr: {label: OCR}, depth: {label: Depth}")
    (root / "data/evals/depth/one.yaml").unlink()
    read, warnings = read_site_data(root)
    assert read.runs["depth"] == {}
    assert [problem.severity for problem in warnings] == ["warning"] * 3
    assert (
        messages(root)
        == """\
data/evals/depth/suite.yaml:1:1: warning[no-runs]
  found     no run
  expected  a run of at least one model
  fix       add a run such as data/evals/depth/<model>.yaml
data/models/two.json:1:1: warning[unsourced]
  found     no source
  expected  where its values were taken from
  fix       add source: with a web address
data/site.yaml:3:28: warning[unused-entry] tasks.depth
  found     depth
  expected  a model card that uses it
  fix       use it, or take it away"""
    )


def test_a_source_of_one_value_is_source_enough(tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, "data/models/one.yaml", "source: https://example.org/one\n", "")
    change(root, "data/models/one.yaml", "ocr: yes", "ocr: {value: yes, source: https://example.org/ocr}")
    assert found(root) == ()


def test_a_site_of_one_model_without_suites_is_a_site(tmp_path: Path) -> None:
    write(tmp_path, "data/site.yaml", "title: T\ntagline: t\n")
    write(tmp_path, "data/models/one.yaml", "name: One\nsource: https://example.org\n")
    assert list(data(tmp_path).models) == ["one"]
