"""Importers write YAML that a person could have written, and that reads back as it was."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from visavis.importers.yaml_out import WIDTH, Inline, Prose, as_yaml, scalar


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("GPT-4.1 nano", "GPT-4.1 nano"),
        ("2025-03", "2025-03"),
        ("yes", "yes"),
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("%", '"%"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("null", '"null"'),
        ('say "no"', 'say "no"'),
        ("-5", '"-5"'),
        ("", '""'),
        ("two\nlines", '"two\\nlines"'),
    ],
)
def test_a_scalar_has_quotes_only_where_yaml_needs_them(value: str, written: str) -> None:
    assert scalar(value) == written
    assert yaml.load(f"key: {written}", Loader=yaml.BaseLoader) == {"key": value}


@pytest.mark.parametrize("value", ["a, b", "a]", "{a", "a?", "D-FINE-S-Objects365+COCO"])
def test_a_scalar_inside_a_line_reads_back_as_it_was(value: str) -> None:
    text = as_yaml({"key": Inline(inner=value)}, heading="h")
    assert yaml.load(text, Loader=yaml.BaseLoader) == {"key": {"inner": value}}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")))
def test_any_text_reads_back_as_it_was(value: str) -> None:
    text = as_yaml({"key": value, "inline": Inline(inner=value)}, heading="h")
    assert yaml.load(text, Loader=yaml.BaseLoader) == {"key": value, "inline": {"inner": value}}


def test_a_file_is_a_heading_and_its_mapping_in_the_order_given() -> None:
    value = {
        "name": "One",
        "# why": "a reason",
        "parameters": Inline(value=Inline(total="109B", active="17B"), source="https://example.org"),
        "links": {"paper": "https://example.org/paper"},
        "aliases": ["Uno", "a, b"],
    }
    assert as_yaml(value, heading="Written by a test.") == (
        "# Written by a test.\n"
        "name: One\n"
        "# a reason\n"
        "parameters: {value: {total: 109B, active: 17B}, source: https://example.org}\n"
        "links:\n"
        "  paper: https://example.org/paper\n"
        'aliases: [Uno, "a, b"]\n'
    )


def test_prose_is_wrapped_and_keeps_its_paragraphs_and_lists() -> None:
    long = "word " * 40
    text = as_yaml({"overview": Prose(f"{long}\n\n- one\n- {long}\n\nend")}, heading="h")
    assert all(len(line) <= WIDTH for line in text.splitlines())
    read = yaml.load(text, Loader=yaml.BaseLoader)["overview"]
    assert [block.splitlines()[0][:5] for block in read.split("\n\n")] == ["word ", "- one", "end"]
    assert "\n  word" in read  # the second line of a list entry hangs under the first
