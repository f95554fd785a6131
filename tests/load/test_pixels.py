"""Marks on images: the fast way in gives what the schema gives."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from visavis.load.pixels import plain_mark
from visavis.load.scalars import Plain
from visavis.load.schema import Box, ImageMark, Point, Polygon

NUMBERS = st.one_of(
    st.sampled_from(["0", "1", "12", "-3", "4.50", "0.5", "1e3", "x", "", "~", "01", "9" * 20, "0.1234567"]).map(Plain),
    st.integers(-5, 10**9),
    st.decimals(-5, 100, places=2),
    st.sampled_from([Decimal("1E+3"), Decimal("1e-7"), None, True, "1", 0.5]),
)
PLACES = st.lists(NUMBERS, min_size=1, max_size=5) | st.lists(st.lists(NUMBERS, max_size=3), max_size=4)
LABELS = st.sampled_from(
    [Plain("a b"), "a b", " a ", "", Plain("~"), "~", Plain("null"), None, 12, "é", "a\nb", "x" * 501]
)
DATA = st.fixed_dictionaries({"at": PLACES}, optional={"label": LABELS, "confidence": NUMBERS, "lable": LABELS})


def read(cls: type[ImageMark], data: object) -> object:
    try:
        mark = cls.model_validate(data)
    except ValidationError as error:
        return error.errors(include_url=False)
    return repr(mark), mark.model_fields_set


@pytest.mark.parametrize("cls", [Box, Polygon, Point])
@given(data=DATA)
def test_both_ways_in_agree(cls: type[ImageMark], data: dict[str, object]) -> None:
    fast = read(cls, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("visavis.load.schema.plain_mark", lambda *_: None)
        assert read(cls, data) == fast


def test_a_plain_mark_is_read_the_fast_way() -> None:
    data = {"at": [Plain("1"), Plain("2.5"), 3, Decimal("4.0")], "label": " No. ", "confidence": Plain("0.93")}
    made = plain_mark(Box, data)
    assert made == Box(at=(1, 2.5, 3, 4.0), label="No.", confidence=0.93)
    assert repr(made) == "Box(at=(1, 2.5, 3, 4.0), label='No.', confidence=0.93)"
