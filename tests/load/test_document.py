"""Reading a file: its value, the places in its text, and refusals instead of tracebacks."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.load import data_file, json_text, yaml_text
from visavis.load import document as document_module
from visavis.load.document import Document, read_document
from visavis.load.positions import Finding, Mark, Spot, UnreadableText
from visavis.load.problems import Problem, ProblemsFound, printed
from visavis.load.scalars import Plain
from visavis.load.schema import EvalRun, EvalSuite, ModelCard, SiteConfig
from visavis.load.validate import checked
from visavis.load.yaml_syntax import syntax_finding

CORPUS = Path(__file__).parent.parent / "corpus"


def read(folder: Path, text: str | bytes, name: str = "file.yaml") -> Document:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_document(folder, name)


def refusal(folder: Path, text: str | bytes, name: str = "file.yaml") -> str:
    with pytest.raises(ProblemsFound) as caught:
        read(folder, text, name)
    return "\n".join(printed(problem) for problem in caught.value.problems)


def test_scalars_are_plain_exactly_where_no_quotes_stand(tmp_path: Path) -> None:
    value = read(tmp_path, "a: no\n'b': 'no'\nc: |\n  no\nd: [\"no\", no]\ne:\n").value
    assert value == {"a": "no", "b": "no", "c": "no\n", "d": ["no", "no"], "e": ""}
    kinds = [type(item) for item in (value["a"], value["b"], value["c"], *value["d"], value["e"])]
    assert kinds == [Plain, str, str, str, Plain, Plain]


YAML = """\
name: x
tasks:
  ocr: yes
  depth: {value: no, source: 'https://example.org'}
aliases:
- a
- [b, "c"]
overview: |
  text
empty:
last: é日本
"""


@pytest.mark.parametrize(
    ("loc", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("name",), (1, 7), (1, 1)),
        (("tasks",), (3, 3), (2, 1)),
        (("tasks", "ocr", "value"), (3, 8), (3, 3)),
        (("tasks", "depth", "value"), (4, 18), (4, 11)),
        (("tasks", "depth", "tally", "source"), (4, 30), (4, 22)),
        (("tasks", "missing"), (3, 3), (2, 1)),
        (("aliases", 0), (6, 3), (6, 3)),
        (("aliases", 1, 1), (7, 7), (7, 7)),
        (("aliases", 9), (6, 1), (5, 1)),
        (("overview",), (8, 11), (8, 1)),
        (("empty",), (10, 7), (10, 1)),
        (("last", 0), (11, 7), (11, 1)),
    ],
)
def test_a_way_leads_to_its_value_or_its_key(
    tmp_path: Path, loc: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]
) -> None:
    document = read(tmp_path, YAML)
    assert document.position(loc) == value
    assert document.position(loc, key=True) == key


JSON = """\
{"name": "x", "a\\u0062c": [1, {"d": null}],
\t"e" : {"f": -1.5e3, "日本" :  true}, "g": "\\"]}"
}
"""


@pytest.mark.parametrize(
    ("loc", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("name",), (1, 10), (1, 2)),
        (("abc",), (1, 27), (1, 15)),
        (("abc", 1, "d"), (1, 37), (1, 32)),
        (("e",), (2, 8), (2, 2)),
        (("e", "f"), (2, 14), (2, 9)),
        (("e", "日本"), (2, 30), (2, 22)),
        (("g",), (2, 42), (2, 37)),
    ],
)
def test_json_has_positions_as_well(
    tmp_path: Path, loc: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]
) -> None:
    document = read(tmp_path, JSON, "file.json")
    assert document.position(loc) == value
    assert document.position(loc, key=True) == key


def test_positions_count_behind_a_byte_order_mark_and_carriage_returns(tmp_path: Path) -> None:
    document = read(tmp_path, b"\xef\xbb\xbfa: 1\r\n\r\nb: 2\r\n")
    assert document.position(("a",)) == (1, 4)
    assert document.position(("b",)) == (3, 4)
    assert document.line(3) == "b: 2"
    assert (document.line(0), document.line(99)) == ("", "")


def test_a_way_is_written_in_dots_counting_from_1(tmp_path: Path) -> None:
    document = read(tmp_path, YAML)
    assert document.where(("aliases", 1, 0)) == "aliases.2.1"
    assert document.where(("tasks", "ocr", "value")) == "tasks.ocr"


@pytest.mark.parametrize(
    ("opening", "rule"),
    [("[", "too-deep"), ("{a: ", "too-deep"), ("- ", "too-deep"), ("? ", "bad-key"), ("{", "bad-key")],
)
def test_hostile_nesting_in_yaml_is_refused(tmp_path: Path, opening: str, rule: str) -> None:
    assert f"error[{rule}]" in refusal(tmp_path, opening * 100_000)
    assert "error[" in refusal(tmp_path, "a: " + opening * 100_000)


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_hostile_nesting_in_json_is_refused(tmp_path: Path, opening: str) -> None:
    assert "error[too-deep]" in refusal(tmp_path, opening * 100_000, "file.json")


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    assert (
        refusal(tmp_path, b"a: " + b"x" * document_module.LARGEST)
        == """\
file.yaml:1:1: error[too-large]
  found     8,388,611 bytes
  expected  at most 8,388,608 bytes
  fix       make several files of it"""
    )


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    for name, found in (("folder.yaml", "a folder"), ("pipe.yaml", "something that is not a file")):
        with pytest.raises(ProblemsFound) as caught:
            read_document(tmp_path, name)
        assert (
            printed(caught.value.problems[0])
            == f"""\
{name}:1:1: error[not-a-file]
  found     {found}
  expected  a file
  fix       take it away"""
        )


def test_a_complaint_of_the_parser_without_a_place_points_at_the_start() -> None:
    finding = syntax_finding(yaml.YAMLError("odd"), "a: 1\n")
    assert finding == Finding(
        Mark(1, 1), "bad-syntax", "", "something that is not YAML", "YAML", "correct this line or the one before it"
    )


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        read_document(tmp_path, "none.yaml")
    assert (
        printed(caught.value.problems[0])
        == """\
none.yaml:1:1: error[missing-file]
  found     no such file
  expected  a file
  fix       create it, or correct its name"""
    )


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(data_file, "open", denied, raising=False)
    assert (
        refusal_of_existing(tmp_path)
        == """\
file.yaml:1:1: error[unreadable-file]
  found     a file that cannot be read (permission denied)
  expected  a file that can be read
  fix       correct its permissions"""
    )


def refusal_of_existing(folder: Path) -> str:
    return refusal(folder, "a: 1\n")


@pytest.mark.parametrize("path", ["../out.yaml", "link.yaml", "folder/out.yaml", "loop.yaml"])
def test_paths_out_of_the_site_are_refused(tmp_path: Path, path: str) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (tmp_path / "out.yaml").write_text("a: 1\n")
    (root / "link.yaml").symlink_to(tmp_path / "out.yaml")
    (root / "folder").symlink_to(tmp_path, target_is_directory=True)
    (root / "loop.yaml").symlink_to(root / "loop.yaml")
    with pytest.raises(ProblemsFound) as caught:
        read_document(root, path)
    if path != "loop.yaml":  # what a loop is called differs between versions of Python
        assert (
            printed(caught.value.problems[0])
            == f"""\
{path}:1:1: error[outside-site]
  found     a link that leads out of the site's folder
  expected  a file inside it
  fix       copy the file here in place of the link"""
        )


@pytest.mark.parametrize("name", sorted(path.name for path in (CORPUS / "valid").glob("*.yaml")))
def test_without_libyaml_valid_files_have_the_same_values(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_document(CORPUS / "valid", name)
    value, position = document.value, spots(document._root)
    monkeypatch.setattr(yaml_text, "_Parser", yaml.SafeLoader)
    document = read_document(CORPUS / "valid", name)
    assert document.value == value
    if name != "text-flow.yaml":  # where an empty value between commas stands, the two parsers see otherwise
        assert spots(document._root) == position


@pytest.mark.parametrize("name", sorted(path.name for path in (CORPUS / "invalid").glob("text-*.yaml")))
def test_without_libyaml_invalid_texts_are_refused_by_the_same_rule(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    twin = (CORPUS / "invalid" / f"{name}.txt").read_text(encoding="utf-8")
    monkeypatch.setattr(yaml_text, "_Parser", yaml.SafeLoader)
    with pytest.raises(ProblemsFound) as caught:
        read_document(CORPUS / "invalid", name)
    rules = [problem.rule for problem in caught.value.problems]
    if name == "text-half-character.yaml":
        assert rules == ["bad-character"]
    else:
        assert rules == [
            line.partition("error[")[2].partition("]")[0] for line in twin.splitlines() if ": error[" in line
        ]
        if rules == ["bad-syntax"]:
            assert "expected  YAML" not in printed(caught.value.problems[0])


def spots(spot: Spot) -> object:
    """Return a tree of spots as plain values."""
    return (spot.value, spot.key, {key: spots(one) for key, one in spot.children.items()}, list(map(spots, spot.items)))


MODELS = (ModelCard, EvalSuite, EvalRun, SiteConfig)
NEAR_YAML = st.text(
    alphabet=st.sampled_from(list("ab1 .:-?[]{}#&*!|>'\"%@`,\n\t~<\\\u00e9日\ufeff\x85\u2028")), max_size=60
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        *ModelCard.model_fields,
        *EvalRun.model_fields,
        *EvalSuite.model_fields,
        *SiteConfig.model_fields,
        "value",
        "total",
    ]
)
NEAR_DATA = st.dictionaries(KEYS, VALUES | st.dictionaries(KEYS, VALUES, max_size=3), max_size=5)


def read_or_refuse(data: bytes, suffix: str) -> None:
    """Read bytes as a file and as every type; assert that nothing but problems comes of it, all inside the text."""
    with TemporaryDirectory() as folder:
        problems: list[Problem] = []
        try:
            document = read(Path(folder), data, f"file{suffix}")
        except ProblemsFound as found:
            problems += found.problems
        else:
            for model in MODELS:
                problems += checked(document, model)[1]
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert not [one for one in printed(problem) if unicodedata.category(one) in ("Cc", "Cs") and one != "\n"]


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(data, ".yaml")
    read_or_refuse(data, ".json")


@settings(max_examples=200, deadline=None)
@given(NEAR_YAML)
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refuse(text.encode(), ".yaml")
    read_or_refuse(text.encode(), ".json")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*"{}[]:, 1\n", '"a"', '"b"', "1.5", "NaN", "null", '"\\ud800"', "9" * 70]), max_size=25)
)
def test_any_tokens_of_json_are_read_or_refused(tokens: list[str]) -> None:
    read_or_refuse(('{"a": 1, "a": ' + "".join(tokens)).encode(), ".json")
    read_or_refuse(('{"a": ' + "".join(tokens) + "}").encode(), ".json")


@settings(max_examples=60, deadline=None)
@given(NEAR_DATA, st.booleans())
def test_any_data_is_a_value_or_refused(value: dict[str, object], ascii_only: bool) -> None:
    import json

    text = json.dumps(value, ensure_ascii=ascii_only)
    read_or_refuse(text.encode("utf-8", "surrogatepass"), ".json")
    read_or_refuse(
        yaml.safe_dump(json.loads(text), allow_unicode=not ascii_only).encode("utf-8", "surrogatepass"), ".yaml"
    )


@settings(max_examples=200, deadline=None)
@given(NEAR_YAML)
def test_the_fast_pass_and_the_scan_agree_on_what_is_refused(text: str) -> None:
    for module in (yaml_text, json_text):
        try:
            value = module.read(text)
        except UnreadableText as unreadable:
            assert unreadable.findings
        else:
            spot, findings = module.scan(text)
            assert findings == []
            assert shape(spot) == shape(value)


def shape(value: object) -> object:
    """Return the keys of mappings and the lengths of lists, of a value or of its spots."""
    if isinstance(value, Spot):
        inside = {key: shape(one) for key, one in value.children.items()}
        return inside or ([shape(one) for one in value.items] or None)
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()} or None
    return [shape(one) for one in value] or None if isinstance(value, list) else None
