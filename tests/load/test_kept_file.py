"""A kept file comes back as it was written, or not at all."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.load.kept_file import keep, keep_as_of, read_kept


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """Folders are made on the way; nothing else stays beside the file."""
    place = tmp_path / "a" / "b"
    assert keep(place, b"one")
    assert keep(place, b"two")
    assert read_kept(place) == b"two"
    assert [path.name for path in place.parent.iterdir()] == ["b"]


def test_what_is_kept_may_depend_on_the_time_of_the_file_system(tmp_path: Path) -> None:
    """The time is that of the file itself, before anything is written to it."""
    (tmp_path / "before").write_bytes(b"")
    assert keep_as_of(tmp_path / "file", lambda now: f"{now}".encode())
    before, now = (tmp_path / "before").stat().st_mtime_ns, int(read_kept(tmp_path / "file") or b"0")
    assert before <= now <= (tmp_path / "file").stat().st_mtime_ns


@given(body=st.binary(max_size=40), data=st.data())
def test_a_damaged_file_counts_as_none(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, data: st.DataObject
) -> None:
    """Wherever a byte differs, or the file is cut off, nothing is read."""
    place = tmp_path_factory.mktemp("kept") / "file"
    keep(place, body)
    whole = place.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = data.draw(
        st.sampled_from((whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole + b"x"))
    )
    place.write_bytes(changed)
    assert read_kept(place) is None


def test_a_link_and_a_folder_count_as_none(tmp_path: Path) -> None:
    """Only a plain file is read: a link may lead to somebody else's."""
    keep(tmp_path / "file", b"one")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "folder").mkdir()
    assert read_kept(tmp_path / "link") is None
    assert read_kept(tmp_path / "folder") is None
    assert read_kept(tmp_path / "nothing") is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_another_user_counts_as_none(tmp_path: Path) -> None:
    """What others wrote is never taken."""
    keep(tmp_path / "file", b"one")
    os.chown(tmp_path / "file", 12345, 12345)
    assert read_kept(tmp_path / "file") is None


def test_what_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    """A place that is a folder, or under a file, stays as it was."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"mine")
    assert not keep(tmp_path / "folder", b"one")
    assert not keep(tmp_path / "file" / "below", b"one")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"mine"
