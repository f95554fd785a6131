"""However the files are read, by one process or several, now or before: the same data, the same problems."""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.load import cache as cache_module
from visavis.load import data_file, reading, site_data
from visavis.load.cache import NAME
from visavis.load.document import ChangedMeanwhile
from visavis.load.kept_file import keep
from visavis.load.packing import packed
from visavis.load.problems import ProblemsFound
from visavis.load.reading import Found, Wanted, read_file
from visavis.load.site_data import read_site_data

from .sites import SITE, change, site, write

Outcome = tuple[str, object]


@pytest.fixture(autouse=True)
def _processes_pay_at_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "FEW", 0)
        patch.setattr(reading, "_CHUNK", 3)
        yield


def outcome(root: Path, *, jobs: int = 1, cache: Path | None = None) -> Outcome:
    """Return the data and warnings of a site, or its problems; numbers with all their digits."""
    try:
        data, warnings = read_site_data(root, jobs=jobs, cache=cache)
    except ProblemsFound as found:
        return "problems", found.problems
    return "data", (repr(data), warnings)


def with_all_texts_kept(root: Path) -> Outcome:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_data, "_read", changed_meanwhile)
        return outcome(root)


def changed_meanwhile(*_: object) -> None:
    raise ChangedMeanwhile


def in_every_way(root: Path, cache: Path) -> list[Outcome]:
    return [
        outcome(root),
        with_all_texts_kept(root),
        outcome(root, jobs=2),
        outcome(root, cache=cache),
        outcome(root, cache=cache),
        outcome(root, jobs=2, cache=cache),
    ]


def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that names every file that is read and checked from now on."""
    names: list[str] = []

    def noted(root: Path, wanted: Wanted, *documents: object) -> Found:
        names.append(wanted.path)
        return read_file(root, wanted)

    monkeypatch.setattr(reading, "read_file", noted)
    return names


WRONG = ["unknown: 1", "name: One", "- x", "tasks: {vqa: yes}", "results: {ocr: {passed: 9, total: 2}}", "[", "a: 'b"]
CHANGES = st.tuples(st.sampled_from(sorted(SITE)), st.integers(0, 12), st.sampled_from([None, *WRONG]))


@settings(max_examples=10, deadline=None)  # each reads a site a dozen times, with processes too
@given(st.lists(CHANGES, max_size=3))
def test_every_way_of_reading_comes_to_the_same(changes: list[tuple[str, int, str | None]]) -> None:
    with TemporaryDirectory() as folder:
        root = site(Path(folder, "site"))
        for path, number, line in changes:
            lines = (root / path).read_text("utf-8").splitlines()
            lines[number : number + 1] = [line] if line else []
            write(root, path, "\n".join(lines) + "\n")
        outcomes = in_every_way(root, Path(folder, "cache"))
        assert all(one == outcomes[0] for one in outcomes)
        write(root, "data/site.yaml", SITE["data/site.yaml"].replace("ocr", "reading"))
        outcomes = in_every_way(root, Path(folder, "cache"))
        assert all(one == outcomes[0] for one in outcomes)


def test_only_what_changed_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache = site(tmp_path / "site"), tmp_path / "cache"
    outcome(root, cache=cache)
    names = read_anew(monkeypatch)
    outcome(root, cache=cache)
    assert names == []
    change(root, "data/models/one.yaml", "name: One", "name: Won")
    (root / "data/models/two.json").rename(root / "data/models/three.json")
    (root / "data/evals/vision/two.yaml").rename(root / "data/evals/vision/three.yaml")
    assert "Won" in repr(outcome(root, cache=cache))
    assert names == ["data/evals/vision/three.yaml", "data/models/one.yaml", "data/models/three.json"]
    names.clear()
    outcome(root, cache=cache)
    assert names == []


def test_a_file_with_problems_is_read_anew_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache = site(tmp_path / "site"), tmp_path / "cache"
    write(root, "data/models/one.yaml", "name: One\nunknown: 1\n")
    first = outcome(root, cache=cache)
    names = read_anew(monkeypatch)
    assert outcome(root, cache=cache) == first
    assert names == ["data/models/one.yaml"]


def test_a_change_within_the_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    """The size, times and inode stay as they were; only the content is another."""
    root, cache = site(tmp_path / "site"), tmp_path / "cache"
    path = root / "data/models/one.yaml"
    outcome(root, cache=cache)
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("Uno", "Eno"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "Eno" in repr(outcome(root, cache=cache))


def test_the_content_of_a_file_that_was_long_the_same_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = site(tmp_path / "site"), tmp_path / "cache"
    monkeypatch.setattr(data_file, "SETTLED", -(10**12))
    first = outcome(root, cache=cache)
    monkeypatch.setattr(cache_module, "file_bytes", changed_meanwhile)
    assert outcome(root, cache=cache) == first


def damaged(cut: int | None = None, flip: int | None = None) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        data = bytearray(file.read_bytes()[:cut])
        if flip is not None:
            data[flip] ^= 1
        file.write_bytes(data)

    return damage


def hostile(file: Path) -> None:
    keep(file, cache_module._version() + pickle.dumps((print, {"a": re.compile("a")})))


def odd(file: Path) -> None:
    keep(file, cache_module._version() + pickle.dumps((dict.fromkeys(SITE, ("model", None, b"", 7, 7)), [b"x"])))


def folder_in_its_place(file: Path) -> None:
    file.unlink()
    file.mkdir()


def link_in_its_place(file: Path) -> None:
    file.rename(file.with_name("else"))
    file.symlink_to("else")


DAMAGES = {
    "empty": damaged(cut=0),
    "cut in its head": damaged(cut=30),
    "cut in its body": damaged(cut=-1),
    "a bit of its checksum": damaged(flip=25),
    "a bit of its version": damaged(flip=60),
    "a bit of its body": damaged(flip=-10),
    "hostile": hostile,
    "odd": odd,
    "a folder": folder_in_its_place,
    "a link": link_in_its_place,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None]
) -> None:
    root, cache = site(tmp_path / "site"), tmp_path / "cache"
    first = outcome(root, cache=cache)
    damage(cache / NAME)
    names = read_anew(monkeypatch)
    assert outcome(root, cache=cache) == first
    assert sorted(names) == sorted(SITE)
    names.clear()
    assert outcome(root, cache=cache) == first
    assert names == [] or (cache / NAME).is_dir()


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    (tmp_path / "file").write_text("")
    assert outcome(root, cache=tmp_path / "file") == outcome(root)
    assert outcome(root, cache=tmp_path / "file" / "folder") == outcome(root)


def test_a_cache_of_another_owner_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache = site(tmp_path / "site"), tmp_path / "cache"
    outcome(root, cache=cache)
    monkeypatch.setattr(os, "geteuid", lambda: -1, raising=False)
    names = read_anew(monkeypatch)
    outcome(root, cache=cache)
    assert sorted(names) == sorted(SITE)


def test_a_cache_of_another_version_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache = site(tmp_path / "site"), tmp_path / "cache"
    outcome(root, cache=cache)
    monkeypatch.setattr(cache_module, "_version", lambda: b"x" * 32)
    names = read_anew(monkeypatch)
    outcome(root, cache=cache)
    assert sorted(names) == sorted(SITE)


def test_the_cache_does_not_grow_with_the_number_of_changes(tmp_path: Path) -> None:
    root, cache = site(tmp_path / "site"), tmp_path / "cache"
    outcome(root, cache=cache)
    size, old = (cache / NAME).stat().st_size, "One"
    for number in range(70):
        change(root, "data/models/one.yaml", f"name: {old}", f"name: {number}")
        old = str(number)
        assert outcome(root, cache=cache) == outcome(root)
        assert sorted(path.name for path in cache.iterdir()) == [NAME]
    assert (cache / NAME).stat().st_size < 4 * size


def test_of_a_file_that_changes_again_the_others_are_not_packed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = site(tmp_path / "site"), tmp_path / "cache"
    outcome(root, cache=cache)
    change(root, "data/models/one.yaml", "name: One", "name: Two")
    outcome(root, cache=cache)
    done: list[tuple[dict[str, tuple[object, ...]], list[bytes]]] = []
    pack = packed

    def noted(value: Any) -> bytes:
        done.append(value)
        return pack(value)

    cache_module._version()
    monkeypatch.setattr(cache_module, "packed", noted)
    change(root, "data/models/one.yaml", "name: Two", "name: Three")
    outcome(root, cache=cache)
    [(entries, segments)] = done  # the file itself: what stands in it was packed by what read it, or long ago
    assert sorted(entries) == sorted(SITE)
    assert {one[3] for one in entries.values()} == {*range(len(segments))}
    assert outcome(root, cache=cache) == outcome(root)


def test_a_file_that_changes_while_it_is_read_has_its_problems_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(tmp_path)
    change(root, "data/models/one.yaml", "tasks: {ocr: yes}", "tasks: {vqa: yes}")
    read = site_data._read

    def changing(*given: object) -> object:
        found = read(*given)  # type: ignore[arg-type]
        change(root, "data/models/one.yaml", "name: One", "# moved\nname: One")
        return found

    monkeypatch.setattr(site_data, "_read", changing)
    found = outcome(root)
    monkeypatch.undo()
    assert found == outcome(root)
    assert found[0] == "problems"


def test_where_workers_die_the_files_are_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    first = outcome(root)
    monkeypatch.setattr(reading, "begin_worker", lambda: os._exit(1))
    assert outcome(root, jobs=2) == first
