"""Texts that are kept as they were read: never other ones, nor those of another program, and none that is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from visavis.render import kept_prose, prose
from visavis.render.kept_prose import NAME, remember

TEXTS = ["One *word*.", "# A heading\n\nand <script>alert(1)</script>", "über [a](javascript:alert(1))"]


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin and end each test as a process begins: with no text known."""
    monkeypatch.setattr(prose, "_KNOWN", {})
    prose.read.cache_clear()


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that are read from here on, and not taken as they were read before."""
    made: list[str] = []

    def reads(text: str) -> prose.Read:
        made.append(text)
        return prose.read(text)

    monkeypatch.setattr(kept_prose, "read", reads)
    return made


def test_texts_are_read_once_and_shown_as_ever(tmp_path: Path, anew: list[str]) -> None:
    expected = [[str(prose.prose(text, first)) for first in (3, 4)] for text in TEXTS]
    for known in ([], TEXTS):
        anew.clear()
        remember(TEXTS, tmp_path)
        assert anew == [text for text in TEXTS if text not in known]
        assert [[str(prose.prose(text, first)) for first in (3, 4)] for text in TEXTS] == expected
    assert "<script" not in expected[1][0]
    assert "javascript" not in expected[2][0]


def test_only_the_texts_in_use_are_kept(tmp_path: Path, anew: list[str]) -> None:
    remember(TEXTS, tmp_path)
    remember([*TEXTS[1:], "Another."], tmp_path)
    anew.clear()
    remember([TEXTS[0], TEXTS[1], "Another."], tmp_path)
    assert anew == [TEXTS[0]]


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "other"])
def test_what_is_damaged_is_read_again(tmp_path: Path, anew: list[str], damage: str) -> None:
    remember(TEXTS, tmp_path)
    kept = tmp_path / NAME
    content = kept.read_bytes()
    changed = content.replace(b"<em>", b"<b> ")
    assert changed != content
    kept.write_bytes({"cut": content[:-9], "changed": changed, "empty": b"", "other": b"[]"}[damage])
    anew.clear()
    remember(TEXTS, tmp_path)
    assert anew == TEXTS
    assert kept.read_bytes() == content


def test_what_another_program_kept_is_read_again(
    tmp_path: Path, anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(TEXTS, tmp_path)
    anew.clear()
    monkeypatch.setattr(kept_prose, "program", lambda: "another")
    remember(TEXTS, tmp_path)
    assert anew == TEXTS


def test_without_a_folder_to_write_texts_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    remember(TEXTS, tmp_path / "file")
    assert prose.prose(TEXTS[0]) == "<p>One <em>word</em>.</p>"
