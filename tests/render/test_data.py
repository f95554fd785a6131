"""JSON: the same bytes for the same value, whatever the order it was made in; CSV that no spreadsheet computes."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.render.data import Separated, encoded, separated

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_sorted_and_text_stands_as_it_is():
    assert encoded({"b": [1, 0.5, None], "a": "日本語 <b>"}) == '{"a":"日本語 <b>","b":[1,0.5,null]}\n'.encode()


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_what_is_written_reads_back_as_it_was(value: dict[str, object]):
    assert json.loads(encoded(value)) == value
    assert encoded(dict(reversed(value.items()))) == encoded(value)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_hold_is_refused(number: float):
    with pytest.raises(ValueError, match="not JSON compliant"):
        encoded({"x": number})


TEXT = st.text(st.characters(codec="utf-8"))
CELLS = TEXT | st.integers() | st.floats(allow_nan=False, allow_infinity=False)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.lists(st.lists(CELLS, min_size=1)))
def test_a_table_is_read_back_as_it_was_but_for_apostrophes(rows: list[list[str | int | float]]):
    assert [[cell.removeprefix("'") for cell in row] for row in read(separated(rows))] == [
        [str(cell).removeprefix("'") for cell in row] for row in rows
    ]


PART = st.tuples(TEXT, TEXT) | st.tuples(TEXT)
Part = tuple[str, ...]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.lists(PART), st.lists(st.lists(PART, min_size=1)))))
def test_parts_and_rows_give_the_table_of_all_their_cells(blocks: list[tuple[str, list[Part], list[list[Part]]]]):
    def cells(part: Part) -> list[str | int | float]:
        return [*part, len(part)]

    def parts(section: str, row: Part) -> list[Part]:
        return [(section,), row]

    written = Separated(cells, parts)
    rows = [row for section, some, lines in blocks for row in (*(parts(section, one) for one in some), *lines)]
    whole = [[cell for part in row for cell in cells(part)] for row in rows]
    assert written(blocks) == written(blocks) == separated(whole)


@given(st.sampled_from(("", " ", "\u00a0", "\n")), st.sampled_from("=+-@\t\r\n＝＋－＠"), TEXT)
def test_no_text_is_computed(before: str, start: str, text: str):
    (row,) = read(separated([[before + start + text]]))
    assert row[0][0] not in "=+-@\t\r\n＝＋－＠"
    assert row[0].startswith("'") or (start.isspace() and row[0].lstrip()[:1] not in tuple("=+-@＝＋－＠"))
    assert row[0].removeprefix("'") == before + start + text


def test_a_table_is_quoted_as_rfc_4180_says():
    made = separated([("Model", "Score"), ('Beta "3B", x', -1.5), ("=1+1", 2)])
    assert made == '\ufeff"Model","Score"\r\n"Beta ""3B"", x",-1.5\r\n"\'=1+1",2\r\n'.encode()
