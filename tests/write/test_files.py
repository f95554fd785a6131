"""Files of one folder: written whole, never through a name that another folder has, shared where that can be."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from visavis.write import files
from visavis.write.files import Folder, discard, make_folders

posix = pytest.mark.skipif(os.name != "posix", reason="links of POSIX systems")


@pytest.fixture(params=[True, False], ids=["by descriptor", "by path"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    """Return an open folder, held open or, as on Windows, known by its path."""
    monkeypatch.setattr(files, "_HELD_OPEN", request.param)
    with Folder(tmp_path) as opened:
        yield opened


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory, folder: Folder) -> Iterator[Folder]:
    """Return another open folder, which holds an old page."""
    path = tmp_path_factory.mktemp("other")
    (path / "page").write_bytes(b"other")
    os.utime(path / "page", ns=(1_000_000_000, 2_000_000_000))
    with Folder(path) as opened:
        yield opened


def test_a_disk_that_fills_within_a_page_is_told_by_the_next_write(
    tmp_path: Path, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the file is closed all the same."""
    closed: list[int] = []

    def some_then_none(file: int, content: bytes) -> int:
        if len(content) < 9:
            raise OSError(errno.ENOSPC, "No space left on device")
        return os.write(file, content[:4])

    def close(file: int) -> None:
        closed.append(file)
        os.close(file)

    monkeypatch.setattr(files, "os", SimpleNamespace(**{**vars(os), "write": some_then_none, "close": close}))
    with pytest.raises(OSError, match="No space left on device"):
        folder.create("page", b"0123456789")
    assert (tmp_path / "page").read_bytes() == b"0123"
    assert len(closed) == 1


@pytest.mark.parametrize("content", [b"", b"a\r\nb\n\x1a\xff"])
def test_a_new_file_holds_the_bytes_as_they_are(tmp_path: Path, folder: Folder, content: bytes) -> None:
    folder.create("page", content)
    assert (tmp_path / "page").read_bytes() == content


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path, folder: Folder) -> None:
    (tmp_path / "page").write_bytes(b"old")
    with pytest.raises(FileExistsError) as failed:
        folder.create("page", b"new")
    assert failed.value.filename == str(tmp_path / "page")
    assert (tmp_path / "page").read_bytes() == b"old"
    with pytest.raises(FileNotFoundError):
        folder.create("gone/page", b"new")


@posix
def test_a_new_file_is_not_written_through_a_link(tmp_path: Path, folder: Folder) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        folder.create("link", b"new")
    assert not (tmp_path / "elsewhere").exists()


def make(kind: str, path: Path) -> None:
    """Make something in the place of a page, and another file that must stay as it is."""
    path.with_name("elsewhere").write_bytes(b"old")
    match kind:
        case "a shorter file":
            path.write_bytes(b"o")
        case "a longer file":
            path.write_bytes(b"older and longer")
        case "a file that may not be written":
            path.write_bytes(b"old")
            path.chmod(0o444)
        case "a link":
            path.symlink_to("elsewhere")
        case "a pipe":
            os.mkfifo(path)
        case "a second name":
            path.hardlink_to(path.with_name("elsewhere"))


OWN = ("a shorter file", "a longer file", "a file that may not be written")
kinds = pytest.mark.parametrize("kind", ["nothing", *OWN, "a link", "a pipe", "a second name"])


@posix
@kinds
def test_a_page_takes_the_place_of_what_was_there_and_changes_nothing_else(
    tmp_path: Path, folder: Folder, kind: str
) -> None:
    make(kind, tmp_path / "page")
    folder.put("page", b"new")
    assert (tmp_path / "page").read_bytes() == b"new"
    assert not (tmp_path / "page").is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == b"old"
    assert folder.holds("page", b"new")


def test_a_page_of_the_folders_own_is_overwritten_where_it_lies(tmp_path: Path, folder: Folder) -> None:
    folder.create("page", b"old and longer")
    number = (tmp_path / "page").stat().st_ino
    folder.put("page", b"new")
    assert ((tmp_path / "page").read_bytes(), (tmp_path / "page").stat().st_ino) == (b"new", number)


def test_a_folder_is_no_page(tmp_path: Path, folder: Folder) -> None:
    (tmp_path / "page").mkdir()
    with pytest.raises(OSError) as failed:
        folder.put("page", b"new")
    assert failed.value.filename == str(tmp_path / "page")
    assert not folder.holds("page", b"")


@posix
def test_only_a_plain_file_holds_a_page(tmp_path: Path, folder: Folder) -> None:
    (tmp_path / "file").write_bytes(b"page")
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    held = {name: folder.holds(name, b"page") for name in ("file", "link", "pipe", "nothing")}
    assert held == {"file": True, "link": False, "pipe": False, "nothing": False}
    assert not folder.holds("file", b"pag")
    assert not folder.holds("file", b"Page")


@posix
@kinds
def test_a_page_is_shared_with_its_time_and_a_file_of_ones_own_overwritten(
    tmp_path: Path, folder: Folder, other: Folder, kind: str
) -> None:
    make(kind, tmp_path / "page")
    folder.take("page", other)
    found = (tmp_path / "page").stat()
    assert ((tmp_path / "page").read_bytes(), found.st_mtime_ns) == (b"other", 2_000_000_000)
    wanted = Path(other.path, "page").stat()
    assert found.st_mode == wanted.st_mode
    if os.geteuid() == 0 or kind != "a file that may not be written":
        assert (found.st_ino == wanted.st_ino) == (kind not in OWN)
    assert (tmp_path / "elsewhere").read_bytes() == b"old"
    folder.take("page", other)
    assert (tmp_path / "page").read_bytes() == b"other"


@pytest.mark.parametrize("error", [OSError(errno.EPERM, "no"), OSError(errno.EMLINK, "no"), NotImplementedError()])
def test_where_files_cannot_have_two_names_they_are_copied(
    tmp_path: Path, folder: Folder, other: Folder, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(files, "os", SimpleNamespace(**{**vars(os), "link": refuse}))
    for _ in range(2):
        folder.take("page", other)
        found = (tmp_path / "page").stat()
        assert ((tmp_path / "page").read_bytes(), found.st_mtime_ns) == (b"other", 2_000_000_000)
        assert found.st_nlink == 1


def test_a_full_disk_is_told_while_a_page_is_shared(
    folder: Folder, other: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "os", SimpleNamespace(**{**vars(os), "link": refuse}))
    with pytest.raises(OSError, match="No space left on device"):
        folder.take("page", other)


def test_what_is_not_there_can_be_removed(tmp_path: Path, folder: Folder) -> None:
    folder.remove("nothing")
    folder.remove_folder("nothing")
    discard(tmp_path / "nothing")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").touch()
    folder.remove_folder("full")
    assert (tmp_path / "full/file").exists()
    discard(tmp_path / "full")
    assert not (tmp_path / "full").exists()


@posix
def test_folders_are_made_in_the_place_of_links_and_files(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("elsewhere")
    (tmp_path / "file").touch()
    (tmp_path / "there").mkdir()
    make_folders(tmp_path, {"link", "file", "there", "new", "new/inner"})
    assert all((tmp_path / name).is_dir() for name in ("link", "file", "there", "new/inner"))
    assert not (tmp_path / "link").is_symlink()


def test_no_folder_is_opened_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(OSError):
        Folder(tmp_path / "link")
