"""The output folder: all of it or nothing, and never anybody else's files."""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
import time
from pathlib import Path

import pytest

from tests.helpers import tree, write_file
from visavis.write import output
from visavis.write.manifest import Manifest
from visavis.write.output import NOTE, Output, OutputRefused
from visavis.write.pair_pages import PairPages
from visavis.write.sweep import MARK

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right of their own there")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the root of a site with its folders."""
    for name in ("data", "templates", "static"):
        (tmp_path / "home" / name).mkdir(parents=True)
    return tmp_path / "home"


def nobody() -> None:
    raise AssertionError("no other build is at work")


def publish(root: Path, text: str = "new", out: str = "site") -> Output:
    """Publish a folder with one file that says this, and a manifest that names it."""
    made = Output(root / out, root)
    with made.locked(nobody):
        made.set_aside_spare()
        write_file(made.spare / "index.html", text.encode())
        write_file(made.spare / MARK, NOTE)
        made.note(made.spare, Manifest(PairPages("compare/{left}-vs-{right}.html", (), ()), inputs=text))
        made.publish()
    return made


def expected(text: str) -> dict[str, bytes | str]:
    return {MARK: NOTE, "index.html": text.encode()}


def inside(made: Output) -> list[str]:
    """Return what lies in the working folder, but for the manifests."""
    return sorted(path.name for path in made.work.iterdir() if not path.name.startswith("tree-"))


def test_a_first_output_is_put_in_place_whole(root: Path) -> None:
    made = publish(root, "new", "deep/er/site")
    assert tree(root / "deep/er/site") == expected("new")
    assert sorted(path.name for path in (root / "deep/er").iterdir()) == [".site.visavis", "site"]
    assert inside(made) == ["inputs", "lock"]


def test_an_empty_folder_is_taken(root: Path) -> None:
    (root / "site").mkdir()
    made = publish(root)
    assert tree(root / "site") == expected("new")
    assert inside(made) == ["inputs", "lock"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_two_trees_take_turns_and_what_is_known_follows_them(
    root: Path, monkeypatch: pytest.MonkeyPatch, *, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(output, "exchange", lambda *_: False)
    publish(root, "old")
    made = publish(root, "new")
    assert (tree(made.folder), tree(made.spare)) == (expected("new"), expected("old"))
    known = made.known(made.folder), made.known(made.spare)
    assert [manifest and manifest.inputs for manifest in known] == ["new", "old"]
    assert inside(made) == ["inputs", "lock", "spare"]
    assert len(list(made.work.glob("tree-*"))) == 2


def test_a_site_that_was_moved_aside_when_its_build_died_is_put_back(root: Path) -> None:
    made = publish(root, "old")
    made.folder.rename(made.work / "aside")
    with made.locked(nobody):
        assert tree(root / "site") == expected("old")
    assert inside(made) == ["inputs", "lock"]


def test_a_moved_aside_site_that_was_already_replaced_becomes_the_spare(root: Path) -> None:
    publish(root, "old")
    made = publish(root, "new")
    made.spare.rename(made.work / "aside")
    with made.locked(nobody):
        assert (tree(made.folder), tree(made.spare)) == (expected("new"), expected("old"))
    assert inside(made) == ["inputs", "lock", "spare"]


def test_without_exchange_a_second_move_that_fails_puts_the_previous_site_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(root, "old")
    rename = Path.rename

    def fail_for_spare(self: Path, target: Path) -> Path:
        if self.name == "spare":
            raise PermissionError(errno.EACCES, "in use", str(self))
        return rename(self, target)

    monkeypatch.setattr(output, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", fail_for_spare)
    with pytest.raises(PermissionError):
        publish(root, "new")
    assert tree(root / "site") == expected("old")


def test_a_manifest_of_another_folder_or_a_broken_one_says_nothing(root: Path, tmp_path: Path) -> None:
    made = publish(root)
    (path,) = made.work.glob("tree-*")
    assert made.known(made.folder) is not None
    assert made.known(tmp_path) is None
    assert made.known(tmp_path / "nowhere") is None
    whole = path.read_bytes()
    for broken in (b"", whole[:-1], whole.replace(b"new", b"old"), b"\xff" + whole, whole + b" "):
        path.write_bytes(broken)
        assert made.known(made.folder) is None


# --- one build at a time ----------------------------------------------------------------------------------------------


def _hold(out: Path, root: Path, ready: Path, end: Path) -> None:
    with Output(out, root).locked(nobody):
        ready.touch()
        while not end.exists():
            time.sleep(0.001)
        write_file(out.with_name("first-ended"), b"")


def test_a_second_build_says_that_it_waits_and_begins_when_the_first_has_ended(root: Path) -> None:
    ready, end = root / "ready", root / "end"
    first = multiprocessing.get_context("spawn").Process(target=_hold, args=(root / "site", root, ready, end))
    first.start()
    while not ready.exists():
        time.sleep(0.001)
    with Output(root / "site", root).locked(end.touch):
        assert (root / "first-ended").exists()
    first.join()


@pytest.mark.skipif(os.name != "posix", reason="only there, processes are forked")
def test_a_lock_is_held_until_the_last_forked_worker_has_ended(root: Path) -> None:
    """A build may be killed while a worker of it still writes."""
    read, write = os.pipe()
    first = Output(root / "site", root).locked(nobody)
    first.__enter__()
    if not (child := os.fork()):
        os.close(write)
        os.read(read, 1)
        os._exit(0)
    first.__exit__(None, None, None)  # as the system does for a process that is killed
    with Output(root / "site", root).locked(lambda: os.close(write)) as _:
        pass
    assert os.waitpid(child, 0)[1] == 0


# --- whose folder it is -----------------------------------------------------------------------------------------------


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
