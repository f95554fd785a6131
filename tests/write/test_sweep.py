"""What was touched in a tree since it was made."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.helpers import write_file
from visavis.write import sweep
from visavis.write.manifest import Manifest
from visavis.write.pair_pages import PairPages
from visavis.write.sweep import Sweep, Swept, clock, intact, strangers

RIGHTS = {"a": ["b", "c"], "b": ["c"], "c": []}
FLAT, NESTED = "compare/{left}-vs-{right}.html", "compare/{left}-vs-{right}/index.html"


@pytest.fixture(params=[FLAT, NESTED], ids=["files", "folders"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Manifest:
    """Return the manifest of a tree at tmp_path/tree."""
    pairs = PairPages.of(request.param, RIGHTS, RIGHTS.__getitem__)
    for left, rights in RIGHTS.items():
        for right in rights:
            write_file(tmp_path / "tree/compare" / pairs.name(left, right), b"page")
    for name in ("index.html", "models/a.html", "static/deep/x"):
        write_file(tmp_path / "tree" / name, b"file")
    files = dict.fromkeys(("index.html", "models/a.html", "static/deep/x"), "1")
    return Manifest(pairs=pairs, files=files, stamp=clock(tmp_path, clock(tmp_path)))


@pytest.fixture(params=[20_000, -1], ids=["here", "forked"], autouse=True)
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "FEW", request.param)


def swept(folder: Path, manifest: Manifest) -> Swept:
    with Sweep(folder / "tree", manifest, 7, 2) as started:
        return started.result()


def test_an_untouched_tree_is_clean(tmp_path: Path, made: Manifest) -> None:
    assert swept(tmp_path, made) == Swept(7)
    assert swept(tmp_path, made).clean
    assert intact(tmp_path / "tree", made)
    assert strangers(tmp_path / "tree", made) == set()


def test_what_was_touched_is_named(tmp_path: Path, made: Manifest) -> None:
    tree, name = tmp_path / "tree", made.pairs.name
    with (tree / "compare" / name("a", "c")).open("r+b") as file:
        file.write(b"P")
    (tree / "compare" / name("b", "c")).unlink()
    os.utime(tree / "index.html", ns=(1, 1))
    (tree / "models/a.html").unlink()
    (tree / "models/a.html").mkdir()
    found = swept(tmp_path, made)
    assert (found.pairs, found.files) == ({"a": {"c"}, "b": {"c"}}, {"index.html", "models/a.html"})
    assert not found.clean
    assert not intact(tree, made)


def test_what_is_not_ours_is_named_and_stays_known(tmp_path: Path, made: Manifest) -> None:
    tree = tmp_path / "tree"
    names = ["CNAME", "compare/b-vs-a.html", "compare/notes", "models/b.html", "notes/deep/x", "static/deep/y"]
    if made.pairs.nested:
        names.append("compare/a-vs-b/x")
    for name in names:
        write_file(tree / name, b"mine")
    foreign = tuple(sorted([*names[:4], "notes", *names[5:]]))
    assert swept(tmp_path, made) == Swept(7, foreign=foreign)
    assert strangers(tree, made) == set(foreign)
    later = Manifest(pairs=made.pairs, files=made.files, foreign=foreign, stamp=clock(tmp_path, clock(tmp_path)))
    assert swept(tmp_path, later) == Swept(7, foreign=foreign)
    (tree / "compare/notes").unlink()
    (tree / "CNAME").unlink()
    assert swept(tmp_path, later).foreign == tuple(name for name in foreign if name not in ("compare/notes", "CNAME"))


@pytest.mark.parametrize("folder", ["compare", "static/deep"])
def test_all_below_a_folder_that_became_a_link_is_touched(tmp_path: Path, made: Manifest, folder: str) -> None:
    (tmp_path / "tree" / folder).rename(tmp_path / "elsewhere")
    (tmp_path / "tree" / folder).symlink_to(tmp_path / "elsewhere")
    found = swept(tmp_path, made)
    assert not intact(tmp_path / "tree", made)
    if folder == "compare":
        assert found.pairs == {"a": {"b", "c"}, "b": {"c"}}
    else:
        assert found.files == {"static/deep/x"}


def test_a_missing_folder_is_all_touched(tmp_path: Path, made: Manifest) -> None:
    (tmp_path / "tree/compare").rename(tmp_path / "elsewhere")
    assert swept(tmp_path, made).pairs == {"a": {"b", "c"}, "b": {"c"}}
    assert not intact(tmp_path / "tree", made)


@pytest.mark.skipif(os.name != "posix", reason="only there, processes are forked")
def test_a_process_that_is_ended_from_outside_is_told(
    tmp_path: Path, made: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "FEW", -1)
    monkeypatch.setattr(Sweep, "_pairs", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(ChildProcessError, match="ended from outside"):
        swept(tmp_path, made)


def test_no_process_is_left_where_nobody_asks_for_the_result(tmp_path: Path, made: Manifest) -> None:
    with Sweep(tmp_path / "tree", made, 7, 2) as started:
        pids = [pid for pid, _ in started._children]
    assert len(pids) == (2 if sweep.FEW < 0 else 0)
    for pid in pids:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
