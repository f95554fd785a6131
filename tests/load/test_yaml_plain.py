"""The fast reader gives what libyaml gives, or leaves a text alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.helpers import ROOT
from visavis.load import document, yaml_plain, yaml_text
from visavis.load.scalars import Plain

CORPUS = ROOT / "tests" / "corpus" / "valid"
DATA = sorted((ROOT / "data").rglob("*.yaml"))
PIECES = [
    *(
        "a",
        "key",
        "null",
        "1.5",
        "-1",
        "- ",
        "-",
        ":",
        ": ",
        ":\n",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n  ",
        "\n    ",
        "#",
        " # c",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        ", ",
        ",",
        "'",
        '"',
        '"x y"',
        "'q'",
        "|",
        "|-",
        ">",
        "|\n",
        "?",
        "&",
        "*",
        "!",
        "%",
        "@",
        "`",
    ),
    *("~", "---", "...", "é", "\xa0", "=", "<<", "\\", "\t", "https://e.org/x?y#z", "a: b", "a:\n  b: c"),
    *(
        "- x\n",
        "\n- x",
        "\n  - y",
        "{a: b, c: d}",
        "[x, y]",
        "{a: https://x.y}",
        "|\n  text\n",
        "|-\n  t\n\n   u\n",
        "k: ",
    ),
    *(
        "[[1, 2], [3]]",
        "{a: [1, -2.5], b: c}",
        '"x\\"y\\n"',
        "{at: [1, 2], label: 'q'}",
        "]}",
        "[{",
        "}, {",
        "[]",
        '"\\u00e9"',
    ),
]


def shape(value: object) -> object:
    """Return a value with the types of its texts, and its keys in order."""
    if isinstance(value, dict):
        return [(type(key), str(key), shape(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return type(value), str(value)


def by_libyaml(text: str) -> object:
    try:
        return shape(yaml_text._build(yaml_text._Parser(text).get_event))
    except (yaml.YAMLError, yaml_text._Irregular):
        return "refused"


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("a: |\n  x\n # c\nb: c\n")
@example("a:\n- b\n- c\nd: e\n")
@example("a: b\n  c\n")
@example("a: |\n  x\n  \n")
@example("{a: b}\n")
def test_what_it_reads_libyaml_reads_alike(text: str) -> None:
    for written in (text, f"{text}\n", f"k: {text}\n", f"k:\n  j: {text}\n"):
        value = yaml_plain.read(written)
        assert value is None or shape(value) == by_libyaml(written)


@settings(deadline=None)
@given(st.data())
def test_a_file_changed_anywhere_is_read_as_libyaml_reads_it(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    place = data.draw(st.integers(0, len(text)))
    changed = (
        text[:place] + data.draw(st.sampled_from(PIECES)) + text[place + data.draw(st.sampled_from([0, 0, 1, 3])) :]
    )
    value = yaml_plain.read(changed)
    assert value is None or shape(value) == by_libyaml(changed)


TEXTS = [text for path in DATA[::9] if len(text := path.read_text("utf-8")) < 1500]


@pytest.mark.parametrize("path", [*sorted(CORPUS.glob("*.yaml")), *DATA], ids=lambda path: path.name)
def test_files_are_read_alike(path: Path) -> None:
    text = document._decoded(path.name, path.read_bytes())
    value = yaml_plain.read(text)
    assert value is None or shape(value) == by_libyaml(text)


def test_most_files_of_our_own_are_written_plainly() -> None:
    read = [path for path in DATA if yaml_plain.read(path.read_text("utf-8")) is not None]
    assert len(read) > 0.7 * len(DATA)


def test_a_plain_text_keeps_what_stood_in_quotes_apart() -> None:
    text = """\
# a card
name: "10"
size: 10  # written so
tasks:
  ocr: yes

  vqa: {value: 'no', source: https://example.org/a}
empty:
aliases: [A, "B"]
links:
- one
- two
said: "a \\"b\\" c\\n"
boxes: [{at: [1, -2.5, 3, 4], label: "x, y"}, {at: [], of: [[1, 2], [a, 'b']]} ]
overview: |
  First.

    Last.

"""
    assert yaml_plain.read(text) == {
        "name": "10",
        "size": "10",
        "tasks": {"ocr": "yes", "vqa": {"value": "no", "source": "https://example.org/a"}},
        "empty": "",
        "aliases": ["A", "B"],
        "links": ["one", "two"],
        "said": 'a "b" c\n',
        "boxes": [
            {"at": ["1", "-2.5", "3", "4"], "label": "x, y"},
            {"at": [], "of": [["1", "2"], ["a", "b"]]},
        ],
        "overview": "First.\n\n  Last.\n",
    }
    assert shape(yaml_plain.read(text)) == by_libyaml(text)
    assert type((yaml_plain.read(text) or {})["size"]) is Plain


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "a",
            "a: b",
            "a: b\na: c\n",
            "a: {b: c, b: d}\n",
            "  a: b\n",
            "a: b\n  c: d\n",
            "a: b: c\n",
            "a: >\n  b\n",
        ),
        *(
            "a: {b: [1, 2}]\n",
            "a: [[1], [2]\n",
            "a: [[1] [2]]\n",
            "a: [[1], ]\n",
            "a: {b: [1], b: [2]}\n",
            "a: [[1], b: c]\n",
            "a: &b c\n",
            "a: *b\n",
            "a: !b c\n",
            "---\na: b\n",
            "a:\tb\n",
            "- a\n",
            "a: [[b]] c\n",
            'a: "b\\u00e9"\n',
            "{a: b}\n",
        ),
        *(
            "a: b\n c\n",
            "a: |2\n  b\n",
            "a: |+\n  b\n",
            "a: |\n\n  b\n",
            "a: {}\n",
            "a: 'it''s'\n",
            "? a\n: b\n",
            "a: b:\n",
        ),
    ],
)
def test_anything_else_is_left_to_libyaml(text: str) -> None:
    assert yaml_plain.read(text) is None
