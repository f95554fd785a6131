"""Edits of data files: what is changed is changed, and every other character stays as its author wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import GOLDEN, ROOT
from visavis.load.document import document_of
from visavis.migrating.editing import Values, edited, put_number, relaid, rename

EVERY = [
    path
    for folder in (ROOT / "data", GOLDEN / "data", ROOT / "tests/corpus/valid")
    for path in sorted(folder.rglob("*"))
    if path.suffix in (".yaml", ".json") and path.stat().st_size < 60_000
]

CARD = """\
# The facts.

name:   "One"   # as its maker writes it
organization: acme   # its maker
license:
    name: Own terms
    link: https://example.org
tasks: { ocr: yes, captioning: no }   # both tried
aliases:
    -   Uno
    - 'Ein:s'
properties: {size: 010, note: 12.50, when: 2025-03-31, none: ~}
overview: |
  Text: of
    several lines.

# the end
"""


def british(values: Values) -> None:
    rename(values, "organization", "organisation")
    rename(values, "license", "licence")


def test_an_edit_changes_its_own_lines_and_no_others() -> None:
    after = CARD.replace("organization: acme", "organisation: acme").replace("license:", "licence:")
    assert edited("card.yaml", CARD, british) == after


def test_windows_line_ends_stay() -> None:
    crlf = CARD.replace("\n", "\r\n")
    assert edited("card.yaml", crlf, british) == edited("card.yaml", CARD, british).replace("\n", "\r\n")


def test_json_keeps_its_layout_and_its_numbers() -> None:
    text = '{"name": "Zwei ö",\n   "license": "MIT", "size": 1.50,\n  "many": [1,\n  2e3]}\n'
    after = edited("card.json", text, british)
    value = document_of("card.json", after.encode()).value
    assert {key: str(item) for key, item in value.items() if key != "many"} == {
        "name": "Zwei ö",
        "licence": "MIT",
        "size": "1.50",
    }
    assert '"size": 1.50' in after
    assert "2e3" in after
    pretty = '{\n  "name": "Zwei",\n  "license": "MIT",\n  "sizes": [\n    1.50\n  ]\n}\n'
    assert edited("card.json", pretty, british) == pretty.replace("license", "licence")


@pytest.mark.parametrize(
    ("path", "text", "after"),
    [
        ("s.yaml", "# head\n\ntitle: T\n", "# head\n\nformat: 2\ntitle: T\n"),
        ("s.yaml", "title: T\nformat: 1   # now\n", "title: T\nformat: 2   # now\n"),
        ("s.json", '{\n  "title": "T"\n}\n', '{\n  "format": 2,\n  "title": "T"\n}\n'),
        ("s.json", '{\n  "format": 1\n}\n', '{\n  "format": 2\n}\n'),
    ],
)
def test_a_number_is_put_at_the_top_or_in_its_place(path: str, text: str, after: str) -> None:
    assert edited(path, text, lambda values: put_number(values, "format", "2")) == after


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_of_every_file_that_we_have_only_the_line_put_in_differs(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    assert edited(path.name, text, lambda values: None) == text
    before = document_of(path.name, text.encode()).value

    def put(values: Values) -> None:
        put_number(values, "zz-new", "7")

    after = edited(path.name, text, put)
    found = document_of(path.name, after.encode()).value
    assert {key: value for key, value in found.items() if key != "zz-new"} == before
    if path.suffix == ".yaml" and "---" not in text:
        ending = "\r\n" if "\r\n" in text else "\n"
        assert after.replace(f"zz-new: 7{ending}", "", 1) == text


LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n"]), min_size=1, max_size=8).map("".join)


@given(LINES, LINES)
def test_where_the_author_laid_out_lines_as_the_library_does_its_own_text_results(before: str, after: str) -> None:
    assert relaid(before, before, after) == after


@given(LINES, LINES)
def test_where_nothing_changed_the_authors_text_results(original: str, before: str) -> None:
    assert relaid(original, before, before) == original
