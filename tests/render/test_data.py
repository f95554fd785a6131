"""JSON: the same bytes for the same value, whatever the order it was made in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.render.data import encoded

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
