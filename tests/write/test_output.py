"""The output folder: all of it or nothing, and never anybody else's files."""

from __future__ import annotations

import ctypes
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.helpers import tree
from visavis.write import output
from visavis.write.output import MARK, Output, OutputRefused, exchange, write_file

NOTE = b"This folder was made by visavis, which replaces it with every build.\n"
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right of their own there")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the root of a site with its folders."""
    for name in ("data", "templates", "static"):
        (tmp_path / "home" / name).mkdir(parents=True)
    return tmp_path / "home"


def publish(root: Path, text: str = "new", out: str = "site") -> Output:
    made = Output(root / out, root)
    with made.staged() as folder:
        write_file(folder / "index.html", text.encode())
        write_file(folder / "compare" / "a-vs-b.html", text.encode())
    return made


def expected(text: str) -> dict[str, bytes | str]:
    return {MARK: NOTE, "compare": "/", "compare/a-vs-b.html": text.encode(), "index.html": text.encode()}


def beside(root: Path) -> list[str]:
    """Return what lies beside the output, for instance a staging folder left behind."""
    return sorted(path.name for path in root.iterdir() if path.name not in ("data", "templates", "static"))


def ended_pid() -> int:
    """Return the number of a process that has just ended."""
    return int(subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True).stdout)


def test_a_first_output_is_written_whole(root: Path) -> None:
    made = publish(root, "new", "deep/er/site")
    assert tree(root / "deep/er/site") == expected("new")
    assert made.foreign == ()
    assert beside(root / "deep/er") == ["site"]


def test_an_empty_folder_is_taken(root: Path) -> None:
    (root / "site").mkdir()
    publish(root)
    assert tree(root / "site") == expected("new")


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_previous_output_is_replaced_wholly(
    root: Path, monkeypatch: pytest.MonkeyPatch, *, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(output, "exchange", lambda *_: False)
    publish(root, "old")
    write_file(root / "site" / "compare" / "gone.html", b"a pair that is no more")
    publish(root, "new")
    assert tree(root / "site") == expected("new")
    assert beside(root) == ["site"]


@pytest.mark.parametrize("can_exchange", [True, False])
@needs_links
def test_what_is_not_ours_is_carried_over_and_named(
    root: Path, monkeypatch: pytest.MonkeyPatch, *, can_exchange: bool
) -> None:
    publish(root, "old")
    if not can_exchange:
        monkeypatch.setattr(output, "exchange", lambda *_: False)
    write_file(root / "site" / "CNAME", b"example.org")
    write_file(root / "site" / ".well-known" / "deep" / "security.txt", b"mail us")
    (root / "site" / ".well-known" / "empty").mkdir()
    (root / "site" / "latest").symlink_to("compare")
    (root / "site" / "dangling").symlink_to("nowhere")
    for text in ("new", "newer"):
        made = publish(root, text)
        assert made.foreign == (".well-known", "CNAME", "dangling", "latest")
        assert tree(root / "site") == expected(text) | {
            ".well-known": "/",
            ".well-known/deep": "/",
            ".well-known/deep/security.txt": b"mail us",
            ".well-known/empty": "/",
            "CNAME": b"example.org",
            "dangling": "-> nowhere",
            "latest": "-> compare",
        }


def test_where_files_cannot_have_two_names_they_are_copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    publish(root, "old")
    write_file(root / "site" / "CNAME", b"example.org")
    monkeypatch.setattr(os, "link", refuse)
    publish(root, "new")
    assert tree(root / "site") == expected("new") | {"CNAME": b"example.org"}


@pytest.mark.parametrize("error", [RuntimeError("a bug"), OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_a_build_that_fails_leaves_the_previous_output_untouched(root: Path, error: BaseException) -> None:
    publish(root, "old")
    with pytest.raises(type(error)), Output(root / "site", root).staged() as folder:
        write_file(folder / "index.html", b"half a site")
        raise error
    assert tree(root / "site") == expected("old")
    assert beside(root) == ["site"]


def test_a_disk_that_fills_while_files_are_carried_over_changes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    publish(root, "old")
    write_file(root / "site" / "CNAME", b"example.org")
    monkeypatch.setattr(output, "_link_or_copy", full)
    with pytest.raises(OSError, match="No space left"):
        publish(root, "new")
    assert tree(root / "site") == expected("old") | {"CNAME": b"example.org"}
    assert beside(root) == ["site"]


def test_what_builds_that_died_left_behind_is_taken_away(root: Path) -> None:
    dead = root / f".site.visavis-{ended_pid()}"
    write_file(dead / "index.html", b"half a site")
    publish(root)
    assert tree(root / "site") == expected("new")
    assert beside(root) == ["site"]


def test_an_output_folder_of_an_odd_name_is_mended_too(root: Path) -> None:
    (root / f".my [s]ite*.visavis-{ended_pid()}").mkdir()
    publish(root, "new", "my [s]ite*")
    assert beside(root) == ["my [s]ite*"]


def test_the_staging_folder_of_a_build_that_still_runs_is_left_to_it(root: Path) -> None:
    running = root / f".site.visavis-{os.getppid()}"
    write_file(running / "index.html", b"half a site")
    publish(root)
    assert beside(root) == [running.name, "site"]


def test_a_process_of_somebody_else_counts_as_running(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError

    running = root / f".site.visavis-{ended_pid()}"
    write_file(running / "index.html", b"half a site")
    monkeypatch.setattr(os, "kill", forbidden)
    publish(root)
    assert beside(root) == [running.name, "site"]


def test_on_windows_no_process_is_asked_because_asking_would_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "os", SimpleNamespace(name="nt"))
    assert output._alive(os.getpid()) is False


def test_a_build_that_died_with_the_same_process_number_is_no_hindrance(root: Path) -> None:
    """In a container, every build may be process 1."""
    write_file(root / f".site.visavis-{os.getpid()}" / "index.html", b"half a site")
    publish(root)
    assert tree(root / "site") == expected("new")
    assert beside(root) == ["site"]


def test_folders_of_similar_names_are_left_alone(root: Path) -> None:
    names = [".other.visavis-1", ".site.visavis-notes", "site-2"]
    for name in names:
        (root / name).mkdir()
    publish(root)
    assert beside(root) == [*names[:2], "site", "site-2"]


def test_a_site_that_was_moved_aside_when_its_build_died_is_put_back(root: Path) -> None:
    publish(root, "old")
    (root / "site").rename(root / ".site.visavis-previous")
    with pytest.raises(RuntimeError), Output(root / "site", root).staged():
        raise RuntimeError("a bug")
    assert tree(root / "site") == expected("old")
    assert beside(root) == ["site"]


def test_a_moved_aside_site_that_was_already_replaced_is_taken_away(root: Path) -> None:
    publish(root, "old")
    publish(root, "older", ".site.visavis-previous")
    publish(root, "new")
    assert tree(root / "site") == expected("new")
    assert beside(root) == ["site"]


def test_without_exchange_a_second_move_that_fails_puts_the_previous_site_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(root, "old")
    rename = Path.rename

    def fail_for_staging(self: Path, target: Path) -> Path:
        if self.name == f".site.visavis-{os.getpid()}":
            raise PermissionError(errno.EACCES, "in use", str(self))
        return rename(self, target)

    monkeypatch.setattr(output, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", fail_for_staging)
    with pytest.raises(PermissionError):
        publish(root, "new")
    assert tree(root / "site") == expected("old")
    assert beside(root) == ["site"]


@pytest.mark.parametrize(
    ("out", "says"),
    [
        (".", "holds the site's own files. Choose another folder with --out."),
        ("..", "holds the site's own files. Choose another folder with --out."),
        ("data", "holds the site's own files. Choose another folder with --out."),
        ("data/models", "holds the site's own files. Choose another folder with --out."),
        ("templates", "holds the site's own files. Choose another folder with --out."),
        ("static/site", "holds the site's own files. Choose another folder with --out."),
        ("notes", "is not empty and was not made by visavis. Empty it, or choose another with --out."),
        ("notes/todo.txt", "is not a folder. Choose another one with --out."),
    ],
)
def test_a_folder_that_visavis_did_not_make_is_refused(root: Path, out: str, says: str) -> None:
    write_file(root / "notes" / "todo.txt", b"mine")
    before = tree(root)
    with pytest.raises(OutputRefused) as refused:
        Output(root / out, root)
    assert str(refused.value) == f"{root / out} {says}"
    assert tree(root) == before


@needs_links
def test_a_link_is_refused_wherever_it_leads(root: Path, tmp_path: Path) -> None:
    (root / "site").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputRefused, match=r"is not a folder\. Choose another one with --out\.$"):
        Output(root / "site", root)
    (root / "into-data").symlink_to(root / "data")
    with pytest.raises(OutputRefused, match=r"holds the site's own files"):
        Output(root / "into-data" / "models", root)


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
