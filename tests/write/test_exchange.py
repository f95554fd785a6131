"""Two folders change places, where the system can."""

from __future__ import annotations

import ctypes
import errno
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.helpers import tree, write_file
from visavis.write.exchange import exchange


def test_two_folders_change_places(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "1", b"one")
    write_file(tmp_path / "b" / "2", b"two")
    if exchange(tmp_path / "a", tmp_path / "b"):
        assert tree(tmp_path) == {"a": "/", "a/2": b"two", "b": "/", "b/1": b"one"}
    else:
        assert tree(tmp_path) == {"a": "/", "a/1": b"one", "b": "/", "b/2": b"two"}


@pytest.mark.skipif(sys.platform == "win32", reason="no C library to ask")
def test_folders_that_cannot_be_exchanged_stay(tmp_path: Path) -> None:
    assert exchange(tmp_path / "a", tmp_path / "b") is False


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_systems_without_the_call_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())
    assert exchange(tmp_path / "a", tmp_path / "b") is False


@pytest.mark.parametrize(("platform", "call"), [("linux", "renameat2"), ("darwin", "renamex_np")])
def test_a_system_that_can_exchange_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, call: str
) -> None:
    calls: list[Callable[..., int]] = []

    def succeed(*arguments: object) -> int:
        calls.append(succeed)
        return 0

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(**{call: succeed}))
    assert exchange(tmp_path / "a", tmp_path / "b") is True
    assert len(calls) == 1


def test_an_exchange_that_is_forbidden_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = SimpleNamespace(renameat2=lambda *_: -1, renamex_np=lambda *_: -1)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: library)
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EPERM)
    with pytest.raises(PermissionError) as forbidden:
        exchange(tmp_path / "a", tmp_path / "b")
    assert forbidden.value.filename == str(tmp_path / "b")
