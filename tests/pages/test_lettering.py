"""Words set for share images: they fit, whatever they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from visavis.pages.lettering import CAPITAL, can_draw, lettered, one_line, width

WORDS = st.text(st.sampled_from("abcdefgWMil .-0123456789äé"), min_size=1, max_size=90).filter(str.strip)


def test_letters_of_latin_greek_and_cyrillic_can_be_drawn_and_others_not() -> None:
    assert can_draw("Gemma 3n – “ä” Ω Я ✓ · 95%")
    assert not can_draw("日本語")
    assert not can_draw("Gemma 😀")


def test_a_name_is_set_as_large_as_it_fits_and_its_lines_are_alike_in_width() -> None:
    found = lettered("Claude 3.7 Sonnet", 1072, (112, 84), top=124, bottom=280)
    assert (found.size, [(line.text, line.y) for line in found.lines]) == (112, [("Claude 3.7 Sonnet", 280)])
    found = lettered("AI models face to face, every figure with its source", 1072, (88, 76), top=124, bottom=400)
    assert [line.text for line in found.lines] == ["AI models face to", "face, every figure", "with its source"]


@given(WORDS, st.integers(80, 1200), st.integers(180, 400))
def test_lettering_keeps_to_its_room(text: str, room: int, bottom: int) -> None:
    found = lettered(text, room, (90, 60, 40), top=100, bottom=bottom)
    assert all(width(line.text, found.size) <= room for line in found.lines)
    assert found.lines[-1].y == bottom
    assert found.lines[0].y - CAPITAL * found.size >= 99
    if found.size > 40:
        assert " ".join(line.text for line in found.lines) == " ".join(text.split())


@given(WORDS, st.integers(80, 1200))
def test_one_line_is_cut_where_there_is_no_room(text: str, room: int) -> None:
    found = one_line(text, room, 30)
    assert width(found, 30) <= room
    assert found == text or found.endswith("…")
