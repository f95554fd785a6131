"""Compressed copies: what they hold, and which files have them."""

from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.write.compressed import ENDINGS, compressed, has_copies, with_copies, without_ending

PAGE = "<p>ä & ö</p>\n" * 500


@given(st.binary())
def test_a_copy_holds_the_bytes_of_its_file_and_is_always_the_same(content: bytes):
    assert gzip.decompress(compressed(content, ".gz")) == content
    assert brotli.decompress(compressed(content, ".br")) == content
    for ending in ENDINGS.values():
        assert compressed(content, ending) == compressed(content, ending)


def test_a_gzip_copy_holds_neither_time_nor_name():
    head = compressed(PAGE.encode(), ".gz")[:10]
    assert head[3] == 0  # no name
    assert head[4:8] == bytes(4)  # no time


def test_copies_are_much_smaller():
    content = PAGE.encode()
    assert all(len(compressed(content, ending)) * 20 < len(content) for ending in ENDINGS.values())


@pytest.mark.parametrize(
    ("path", "copied"),
    [
        ("index.html", True),
        ("static/site.css", True),
        ("a.svg", True),
        ("api/models.csv", True),
        ("a.woff2", False),
        ("a.png", False),
        ("x", False),
    ],
)
def test_texts_have_copies_and_what_is_compressed_already_has_none(path: str, *, copied: bool):
    assert has_copies(path) is copied
    assert list(with_copies([path], [".gz", ".br"])) == ([path, f"{path}.gz", f"{path}.br"] if copied else [path])


@pytest.mark.parametrize(
    ("name", "original"),
    [("a.html.gz", "a.html"), ("a.html.br", "a.html"), ("a.html", "a.html"), ("a.tar.gz", "a.tar.gz"), ("gz", "gz")],
)
def test_a_copy_is_told_by_its_ending(name: str, original: str):
    assert without_ending(name) == original
