"""Records of what visavis put in a place: they come back as they were written, and nothing else is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.publishing.record import FORMAT, RecordDamaged, _digest, read, why_refused, written

NAMES = st.text(st.characters(min_codepoint=33, exclude_characters="/\\?#", exclude_categories=["C", "Z"]), min_size=1)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join).filter(lambda path: not why_refused(path))
TOKENS = st.lists(st.text("0123456789abcdef-", min_size=1), min_size=1, max_size=2).map(tuple)


@given(st.dictionaries(PATHS, TOKENS))
def test_a_record_comes_back_as_it_was_written(owned: dict[str, tuple[str, ...]]) -> None:
    assert read(written(owned)) == owned


def test_a_record_is_lines_of_tokens_and_paths() -> None:
    text = written({"b/c.html": ("2", "3"), "a.html": ("1",)}).decode()
    assert text.split("\n")[1:] == ["1\ta.html", "2 3\tb/c.html", ""]


@given(st.binary(max_size=60))
def test_other_bytes_are_no_record(content: bytes) -> None:
    with pytest.raises(RecordDamaged):
        read(content)


def test_a_record_that_is_cut_short_or_changed_is_damaged() -> None:
    content = written({"a.html": ("1",), "b.html": ("2",)})
    for wrong in (content[:-1], content.replace(b"a.html", b"c.html"), content + b"3\td.html\n", b""):
        with pytest.raises(RecordDamaged, match="it is not as visavis wrote it"):
            read(wrong)


@pytest.mark.parametrize(
    "path",
    [
        *("../etc/passwd", "/etc/passwd", "a/../../b", "a//b", ".", "a/.", "", ".git/config", "a/.GIT/x", "a/.git ./x"),
        *("GIT~1/config", "a\\..\\b", "a\x00b", "a\x1bb", "a\u202eb", "a?b", "a#b", ".visavis-published"),
    ],
)
def test_a_record_that_leads_elsewhere_is_damaged_however_well_it_is_signed(path: str) -> None:
    body = f"1\t{path}\n"
    with pytest.raises(RecordDamaged, match="it names"):
        read(f"{FORMAT} {_digest(body)}\n{body}".encode())


@pytest.mark.parametrize("path", ["a.html", "compare/a-vs-b.html", ".nojekyll", ".well-known/x y.txt", "ü.html", "..a"])
def test_plain_paths_are_taken(path: str) -> None:
    assert why_refused(path) is None
