"""What is kept while pages are rendered."""

from __future__ import annotations

from enum import StrEnum

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from visavis.render import kept
from visavis.render.kept import Kept, KeptOfMany, Texts, escaped


class Word(StrEnum):
    """A text that is more than a text."""

    AND = "a & b"


@given(st.text() | st.text("&<>'\"ab;#") | st.integers() | st.none() | st.booleans() | st.text().map(Markup))
@example("&amp; <b> \"'\u2028é")
@example(Word.AND)
@example(1.0)
def test_values_are_escaped_as_markupsafe_escapes_them(value: object):
    try:
        wanted = escape(value).encode()
    except UnicodeEncodeError:
        with pytest.raises(UnicodeEncodeError):
            escaped(value)
        return
    assert escaped(value) == wanted
    if type(value) is str:
        assert Texts(escaped)[value] == wanted


def test_a_part_is_rendered_once_for_a_value_and_once_for_several():
    calls: list[object] = []

    def render(*values: object) -> bytes:
        calls.append(values)
        return repr(values).encode()

    one, many = Kept(render), KeptOfMany(render)
    assert [one["a"], one["a"], one["b"]] == [b"('a',)", b"('a',)", b"('b',)"]
    assert [many["a", 1], many["a", 1]] == [b"('a', 1)"] * 2
    assert calls == [("a",), ("b",), ("a", 1)]


def test_what_is_kept_starts_afresh_when_it_is_much(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kept, "MOST", 2)
    monkeypatch.setattr(kept, "MOST_TEXTS", 2)
    numbers, texts = Kept(lambda value: str(value).encode()), Texts(escaped)
    assert [numbers[value] for value in (1, 2, 3, 1)] == [b"1", b"2", b"3", b"1"]
    assert dict(numbers) == {3: b"3", 1: b"1"}
    assert [texts[value] for value in "<b>"] == [b"&lt;", b"b", b"&gt;"]
    assert dict(texts) == {">": b"&gt;"}
