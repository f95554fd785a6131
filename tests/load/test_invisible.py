"""Characters that nobody sees are named, and every word can be shown without them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.load.invisible import INVISIBLE, invisible, seen


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("tasks", "", "tasks"),
        ("\u00a0tasks", "a no-break space (U+00A0)", "tasks"),
        ("a\u00a0\u200bb", "a no-break space (U+00A0)", "a b"),
        ("a\u3000b", "an ideographic space (U+3000)", "a b"),
        ("li\u00adcence", "a soft hyphen (U+00AD)", "licence"),
    ],
)
def test_the_first_is_named(text: str, name: str, rest: str) -> None:
    assert (invisible(text), seen(text)) == (name, rest)


@given(st.text())
def test_none_is_left(text: str) -> None:
    assert not INVISIBLE.search(seen(text))
    assert bool(invisible(text)) is bool(INVISIBLE.search(text))


def test_each_of_them_has_a_name() -> None:
    every = [chr(code) for code in range(0x10000) if INVISIBLE.fullmatch(chr(code))]
    assert len(every) == 33
    assert all(unicodedata.name(character, "") for character in every)
