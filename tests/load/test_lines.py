"""On which lines of its file a value stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.load.lines import lines_below, lines_of

CARD = """\
# A model.
name: Alpha
parameters: {value: 12B, source: "https://example.org"}
tasks:
  ocr: yes
  captioning:
    value: no
"""
RUN = """\
date: 2025
outcomes:
  # by hand
  first: pass

  second:
    answer: |
      results:
        labels: 3
results:
  labels: {passed: 1, total: 2}
average_response_time: 2
"""


def written(tmp_path: Path, text: str, name: str = "a.yaml") -> Path:
    (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_way_leads_to_the_line_of_its_key(tmp_path: Path):
    line = lines_of(written(tmp_path, CARD), "a.yaml")
    assert [line("name"), line("parameters"), line("tasks", "ocr"), line("tasks", "captioning")] == [2, 3, 5, 6]


def test_what_is_not_written_leads_to_the_nearest_around_it(tmp_path: Path):
    line = lines_below(written(tmp_path, CARD))("a.yaml")
    assert [line("licence"), line("tasks", "detection"), line("properties", "size")] == [2, 4, 2]


def test_the_results_by_prompt_are_passed_over_and_no_line_is_lost(tmp_path: Path):
    line = lines_of(written(tmp_path, RUN), "a.yaml")
    assert [line("outcomes"), line("results", "labels"), line("average_response_time")] == [2, 11, 12]


def test_a_json_file_has_lines_too(tmp_path: Path):
    text = '{\n  "date": "2025",\n  "results": {\n    "labels": 1\n  }\n}\n'
    assert lines_of(written(tmp_path, text, "a.json"), "a.json")("results", "labels") == 4


@pytest.mark.parametrize("text", ["a: [", "\0", "outcomes: {\n a: pass\n"])
def test_every_line_of_a_file_that_cant_be_read_is_its_first(tmp_path: Path, text: str):
    assert lines_of(written(tmp_path, text), "a.yaml")("results", "labels") == 1


def test_a_file_that_is_gone_has_a_first_line(tmp_path: Path):
    assert lines_of(tmp_path, "a.yaml")("name") == 1


@given(st.lists(st.sampled_from(["  a: pass\n", "\n", "  # said\n", "  b:\n    answer: x\n"]), min_size=1))
def test_whatever_results_stand_before_it_a_line_is_found(tmp_path_factory: pytest.TempPathFactory, lines: list[str]):
    before = "date: 2025\noutcomes:\n" + "".join(dict.fromkeys(lines))
    folder = written(tmp_path_factory.mktemp("run"), f"{before}results:\n  labels: 1\n")
    assert lines_of(folder, "a.yaml")("results", "labels") == before.count("\n") + 2
