"""Publishing to a folder: only what changed moves, what others put there stays, and links are not followed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import tree, write_file
from tests.publishing.making import SITE, built, moved, published
from visavis.publishing import folder as folder_module
from visavis.publishing.folder import PART, FolderPlace
from visavis.publishing.local import PublishingRefused
from visavis.publishing.publish import carry_out, look, place_at
from visavis.publishing.record import RECORD, written
from visavis.write import files


@pytest.fixture(params=[True, False], ids=["by descriptor", "by path"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold folders open or, as on Windows, know them by their paths."""
    monkeypatch.setattr(files, "_HELD_OPEN", request.param)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return built(tmp_path / "built", SITE)


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "www"


def held(there: Path) -> dict[str, bytes | str]:
    """Return the files that a place holds, but for the record."""
    return {path: content for path, content in tree(there).items() if path != RECORD and content != "/"}


def times(there: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(there).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in there.rglob("*")
        if path.is_file() and path.name != RECORD
    }


def test_the_first_time_everything_is_copied_with_its_times(out: Path, there: Path) -> None:
    planned = published(out, FolderPlace(there))
    assert moved(planned) == (sorted(SITE), [])
    assert held(there) == SITE
    for path in SITE:
        assert (there / path).stat().st_mtime_ns == (out / path).stat().st_mtime_ns


def test_a_second_time_only_what_changed_is_touched(out: Path, there: Path) -> None:
    published(out, FolderPlace(there))
    before = times(there)
    new = {**SITE, "models/a.html": b"the model A", "models/d.html": b"new"}
    del new["compare/a-vs-c.html"]
    built(out, new)
    planned = published(out, FolderPlace(there))
    assert moved(planned) == (["models/a.html", "models/d.html"], ["compare/a-vs-c.html"])
    assert held(there) == new
    after = times(there)
    assert {path for path in before if before[path] != after.get(path)} == {"models/a.html", "compare/a-vs-c.html"}


def test_nothing_is_touched_where_nothing_changed(out: Path, there: Path) -> None:
    published(out, FolderPlace(there))
    before, record = times(there), (there / RECORD).stat()
    planned = look(out, FolderPlace(there))
    assert not carry_out(planned, lambda *_: None)
    assert times(there) == before
    assert (there / RECORD).stat() == record


def test_equal_files_of_another_build_are_left_alone_with_their_times(out: Path, there: Path, tmp_path: Path) -> None:
    """As after a fresh checkout, where every file of the site is new."""
    published(out, FolderPlace(there))
    before = times(there)
    again = built(tmp_path / "again", {**SITE, "models/a.html": b"THE model a"})
    for path in again.rglob("*"):
        os.utime(path, ns=(1, 10**18))
    assert moved(published(again, FolderPlace(there))) == (["models/a.html"], [])
    after = times(there)
    assert {path for path in before if before[path] != after[path]} == {"models/a.html"}
    built(again, {path: content for path, content in SITE.items() if path != "static/site.css"})
    assert moved(published(again, FolderPlace(there))) == (["models/a.html"], ["static/site.css"])


def test_folders_that_are_left_empty_go_and_others_stay(out: Path, there: Path) -> None:
    built(out, {**SITE, "deep/er/page.html": b"x", "kept/page.html": b"x"})
    published(out, FolderPlace(there))
    write_file(there / "kept/theirs.txt", b"theirs")
    built(out, SITE)
    published(out, FolderPlace(there))
    assert not (there / "deep").exists()
    assert held(there) == {**SITE, "kept/theirs.txt": b"theirs"}


def test_a_folder_of_somebody_else_is_refused_and_may_be_adopted(out: Path, there: Path) -> None:
    theirs = {"CNAME": b"example.org", "index.html": b"theirs", ".well-known/x": b"x", "compare/notes.txt": b"mine"}
    for path, content in theirs.items():
        write_file(there / path, content)
    with pytest.raises(PublishingRefused) as refused:
        published(out, FolderPlace(there))
    assert str(refused.value) == (
        f"{there} holds what visavis did not put there: .well-known/x, CNAME, compare/notes.txt, index.html. With "
        "--adopt the site is put beside it: what has the name of a file of the site is replaced, all else stays."
    )
    assert held(there) == theirs
    published(out, FolderPlace(there), adopt=True)
    assert held(there) == {**theirs, **SITE}
    built(out, {"index.html": b"home"})
    published(out, FolderPlace(there))
    assert held(there) == {**theirs, "index.html": b"home"}


def test_a_file_that_somebody_put_in_the_way_later_is_refused(out: Path, there: Path) -> None:
    published(out, FolderPlace(there))
    write_file(there / "models/d.html", b"theirs")
    built(out, {**SITE, "models/d.html": b"ours"})
    with pytest.raises(PublishingRefused, match=r"would replace what visavis did not put there: models/d\.html\."):
        published(out, FolderPlace(there))
    assert (there / "models/d.html").read_bytes() == b"theirs"


def test_a_page_that_somebody_edited_is_mended_while_wanted_and_left_when_not(out: Path, there: Path) -> None:
    published(out, FolderPlace(there))
    for path in ("models/a.html", "compare/a-vs-c.html"):
        (there / path).write_bytes(b"edited by hand")
    built(out, {path: content for path, content in SITE.items() if path != "compare/a-vs-c.html"})
    planned = published(out, FolderPlace(there))
    assert (moved(planned), planned.changes.kept) == ((["models/a.html"], []), ("compare/a-vs-c.html",))
    assert (there / "compare/a-vs-c.html").read_bytes() == b"edited by hand"
    assert published(out, FolderPlace(there)).changes.others == ("compare/a-vs-c.html",)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Return a folder that links may lead to; nothing in it may ever change."""
    write_file(tmp_path / "elsewhere/a.html", b"precious")
    write_file(tmp_path / "elsewhere/a-vs-c.html", b"precious")
    return tmp_path / "elsewhere"


class TestLinksInThePlace:
    def test_a_folder_that_became_a_link_is_refused(self, out: Path, there: Path, elsewhere: Path) -> None:
        published(out, FolderPlace(there))
        shutil.rmtree(there / "models")
        (there / "models").symlink_to(elsewhere)
        with pytest.raises(PublishingRefused, match="these stand in the way of a folder or a file: models"):
            published(out, FolderPlace(there), adopt=True)
        assert tree(elsewhere) == {"a.html": b"precious", "a-vs-c.html": b"precious"}

    def test_nothing_is_deleted_through_a_link(self, out: Path, there: Path, elsewhere: Path) -> None:
        published(out, FolderPlace(there))
        shutil.rmtree(there / "compare")
        (there / "compare").symlink_to(elsewhere)
        built(out, {path: content for path, content in SITE.items() if not path.startswith("compare/")})
        planned = published(out, FolderPlace(there))
        assert (moved(planned), planned.changes.others) == (([], []), ("compare",))
        assert tree(elsewhere) == {"a.html": b"precious", "a-vs-c.html": b"precious"}

    def test_a_folder_that_becomes_a_link_after_it_was_looked_at_is_not_followed(
        self, out: Path, there: Path, elsewhere: Path
    ) -> None:
        published(out, FolderPlace(there))
        built(out, {**SITE, "models/a.html": b"the model A"})
        planned = look(out, FolderPlace(there))
        shutil.rmtree(there / "models")
        (there / "models").symlink_to(elsewhere)
        with pytest.raises(PublishingRefused, match="models is a link or a file where the site has a folder"):
            carry_out(planned, lambda *_: None)
        assert tree(elsewhere) == {"a.html": b"precious", "a-vs-c.html": b"precious"}

    def test_a_page_that_became_a_link_is_replaced_and_what_it_led_to_is_not(
        self, out: Path, there: Path, elsewhere: Path
    ) -> None:
        published(out, FolderPlace(there))
        (there / "models/a.html").unlink()
        (there / "models/a.html").symlink_to(elsewhere / "a.html")
        published(out, FolderPlace(there))
        assert held(there) == SITE
        assert tree(elsewhere)["a.html"] == b"precious"

    def test_a_record_that_is_a_link_is_not_read(self, out: Path, there: Path, elsewhere: Path) -> None:
        there.mkdir(parents=True)
        (there / RECORD).symlink_to(elsewhere / "a.html")
        with pytest.raises(PublishingRefused, match="is no plain file"):
            look(out, FolderPlace(there))

    def test_the_place_itself_may_be_a_link_for_it_was_named(self, out: Path, there: Path, tmp_path: Path) -> None:
        there.mkdir(parents=True)
        (tmp_path / "current").symlink_to(there)
        published(out, FolderPlace(tmp_path / "current"))
        assert held(there) == SITE


def test_a_record_that_names_files_elsewhere_is_refused(out: Path, there: Path, tmp_path: Path) -> None:
    write_file(tmp_path / "srv/precious", b"precious")
    token = FolderPlace(there)
    write_file(there / RECORD, written({"../precious": ("file-8-1",)}))
    with pytest.raises(PublishingRefused) as refused:
        published(out, token, adopt=True)
    assert str(refused.value) == (
        f"What visavis wrote down in {there} can't be relied on: it names '../precious'. Restore it, or delete it and "
        "publish with --adopt."
    )
    assert (tmp_path / "srv/precious").read_bytes() == b"precious"


class Stopped(Exception):  # noqa: N818
    """As if the process were killed here."""


def stops(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop publishing before the first write, then before the second, and so on, each time once."""
    real, step = files.Folder.create, 0
    while True:
        left = step

        def create(self: files.Folder, name: str, content: bytes) -> None:
            nonlocal left
            left -= 1
            if left == -1:
                real(self, name, content[: len(content) // 2])
                raise Stopped
            real(self, name, content)

        monkeypatch.setattr(files.Folder, "create", create)
        yield
        monkeypatch.setattr(files.Folder, "create", real)
        step += 1


def test_wherever_it_is_stopped_every_file_is_whole_and_the_next_run_completes_it(
    out: Path, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {**SITE, "models/gone.html": b"gone", "old/gone.css": b"gone"}
    new = {**SITE, "index.html": b"new home", "models/a.html": b"new a", "models/d.html": b"d", "static/new.css": b"n"}
    whole = {(path, content) for files in (old, new) for path, content in files.items()}
    for count, _ in enumerate(stops(monkeypatch)):
        shutil.rmtree(there, ignore_errors=True)
        with pytest.MonkeyPatch.context() as undisturbed:
            undisturbed.setattr(files.Folder, "create", REAL)
            published(built(out, old), FolderPlace(there))
        built(out, new)
        try:
            published(out, FolderPlace(there))
        except Stopped:
            done = False
        else:
            done = True
        found = {path: content for path, content in held(there).items() if path != PART}
        assert set(found.items()) <= whole
        if found.get("index.html") == b"new home":  # what leads to pages comes last
            assert found["models/d.html"] == b"d"
        if found["models/a.html"] == b"new a":
            assert found["static/new.css"] == b"n"
        if done:
            assert count > 5
            break
        monkeypatch.setattr(files.Folder, "create", REAL)
        planned = published(built(out, SITE), FolderPlace(there))
        assert (planned.changes.kept, planned.changes.others) == ((), ())
        assert held(there) == SITE


REAL = files.Folder.create


def test_two_at_a_time_are_refused(out: Path, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not files._HELD_OPEN:
        pytest.skip("folders are locked by their descriptors")
    planned = look(out, FolderPlace(there))

    def meanwhile(*_: int) -> None:
        with pytest.raises(PublishingRefused, match="Something else is being published"):
            carry_out(planned, lambda *_: None)

    carry_out(planned, meanwhile)
    assert held(there) == SITE


@pytest.mark.parametrize("to", [".", "data", "data/x", "built", "built/compare", ".built.visavis", "static/x", ".."])
def test_the_sites_own_folders_are_refused(tmp_path: Path, to: str) -> None:
    site = tmp_path / "a" / "site"
    site.mkdir(parents=True)
    with pytest.raises(PublishingRefused, match=r"holds the site's own files\. Publish to another folder\.$"):
        place_at(site, site / "built", str(site / to))


def test_a_folder_beside_the_sites_own_is_taken(tmp_path: Path) -> None:
    assert isinstance(place_at(tmp_path, tmp_path / "site", str(tmp_path / "docs")), FolderPlace)


def test_a_file_is_no_place(tmp_path: Path, out: Path) -> None:
    write_file(tmp_path / "file", b"")
    with pytest.raises(PublishingRefused, match=r"file is not a folder\.$"):
        look(out, FolderPlace(tmp_path / "file"))


def test_a_token_says_size_and_time() -> None:
    assert folder_module._token(255, 16) == "file-ff-10"
