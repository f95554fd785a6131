"""JSON: the same bytes for the same value, whatever the order it was made in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.render.data import encoded

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_keys_are_sorted_and_text_stands_as_it_is():
    assert encoded({"b": [1, 0.5, None], "a": "日本語 <b>"}) == '{"a":"日本語 <b>","b":[1,0.5,null]}\n'.encode()


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), VALUES.filter(lambda value: _utf_8(value))))
def test_what_is_written_reads_back_as_it_was(value: dict[str, object]):
    assert json.loads(encoded(value)) == value
    assert encoded(dict(reversed(value.items()))) == encoded(value)


def _utf_8(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_hold_is_refused(number: float):
    with pytest.raises(ValueError, match="not JSON compliant"):
        encoded({"x": number})
