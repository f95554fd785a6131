"""What a build reads: known by content, and by stat where that is safe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers import ROOT
from visavis.write import inputs
from visavis.write.inputs import LIBRARIES, Inputs, model_of

LATER = 2**62
"""A time at which every file has long rested."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("models/a.yaml", "models/b.json", "evals/s/suite.yaml", "evals/s/a.yaml", "site.yaml"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    (tmp_path / "static").mkdir()
    (tmp_path / "static/icon.svg").write_bytes(b"icon")
    return tmp_path


def look(root: Path, clock: int = LATER) -> Inputs:
    return Inputs({"data": [root / "data"], "static": [root / "static"]}, root / "digests", clock)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("data/0/models/a.yaml", "a"),
        ("data/0/evals/s/a.yaml", "a"),
        ("data/0/evals/s/suite.yaml", None),
        ("data/0/models/suite.yaml", "suite"),
        ("data/0/site.yaml", None),
        ("data/0/models", None),
        ("templates/0/models/a.html", None),
    ],
)
def test_an_input_is_about_a_model_by_its_path(name: str, key: str | None) -> None:
    assert model_of(name) == key


def test_a_change_is_told_of_the_model_it_is_about(root: Path) -> None:
    before = look(root)
    (root / "data/evals/s/a.yaml").write_text("other", "utf-8")
    after = look(root)
    assert before.models().keys() == after.models().keys() == {"a", "b"}
    assert [key for key in "ab" if before.models()[key] != after.models()[key]] == ["a"]
    assert (before.rest() == after.rest(), before.fingerprint == after.fingerprint) == (True, False)
    (root / "data/evals/s/suite.yaml").write_text("other", "utf-8")
    assert look(root).models() == after.models()
    assert look(root).rest() != after.rest()


def test_a_change_is_told_of_the_suite_that_it_is_a_run_of(root: Path) -> None:
    (root / "data/evals/t").mkdir()
    for name in ("t/b.yaml", "t/a.yaml", "t/suite.yaml"):
        (root / "data/evals" / name).write_text(name, "utf-8")
    before = look(root).runs()
    assert before.keys() == {"s", "t"}
    for changed in ("models/a.yaml", "evals/t/suite.yaml", "site.yaml"):
        (root / "data" / changed).write_text("other", "utf-8")
    assert look(root).runs() == before
    (root / "data/evals/t/b.yaml").write_text("other", "utf-8")
    after = look(root).runs()
    assert (after["s"] == before["s"], after["t"] == before["t"]) == (True, False)
    (root / "data/evals/t/b.yaml").unlink()
    assert look(root).runs()["t"] not in (before["t"], after["t"])


def test_static_files_change_the_whole_but_no_page(root: Path) -> None:
    before = look(root)
    (root / "static/icon.svg").write_bytes(b"other")
    after = look(root)
    assert (before.rest(), before.models()) == (after.rest(), after.models())
    assert before.fingerprint != after.fingerprint
    assert before.digest_of(root / "static/icon.svg") != after.digest_of(root / "static/icon.svg") != ""
    assert after.digest_of(root / "static/other.svg") == ""


def test_what_no_build_reads_is_left_out(root: Path) -> None:
    before = look(root)
    (root / "data/.swap").touch()
    (root / "static/.hidden").touch()
    (root / "data/__pycache__").mkdir()
    assert look(root).fingerprint == before.fingerprint
    (root / "data/evals/empty").mkdir()
    assert look(root).fingerprint != before.fingerprint


def test_a_file_that_rests_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = look(root)
    read: list[str] = []
    content = inputs._content

    def reading(path: str, stat: inputs.Stat) -> str:
        if stat:
            read.append(Path(path).name)
        return content(path, stat)

    monkeypatch.setattr(inputs, "_content", reading)
    assert look(root).fingerprint == before.fingerprint
    assert read == []
    (root / "data/site.yaml").touch()
    assert look(root).fingerprint == before.fingerprint
    assert read == ["site.yaml"]


def test_a_file_that_was_just_written_is_read_again(root: Path) -> None:
    """It can be changed within the same tick of the clock: then its size and times are those it had."""
    path = root / "data/site.yaml"
    now = max(file.stat().st_ctime_ns for file in root.rglob("*"))
    before = look(root, clock=now)
    kept = path.stat()
    path.write_text("SITE.yaml", "utf-8")
    os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert look(root, clock=now).fingerprint != before.fingerprint


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"data/0/site.yaml": 1}', b"\xff"])
def test_a_broken_memory_is_none(root: Path, broken: bytes) -> None:
    before = look(root)
    (root / "digests").write_bytes(broken)
    assert look(root).fingerprint == before.fingerprint


def test_what_changes_while_a_build_reads_is_named(root: Path) -> None:
    found = look(root)
    assert found.changed() == set()
    (root / "data/models/a.yaml").write_text("other", "utf-8")
    (root / "data/models/b.json").unlink()
    (root / "data/models/c.yaml").touch()
    assert {name for name in found.changed() if "." in name} == {
        f"data/0/models/{one}" for one in ("a.yaml", "b.json", "c.yaml")
    }


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX systems")
def test_odd_files_neither_stop_nor_hang_it(root: Path) -> None:
    (root / "data/loop").symlink_to(root / "data")
    (root / "data/nowhere").symlink_to("missing")
    os.mkfifo(root / "data/pipe")
    assert look(root).fingerprint == ""


def test_every_library_that_makes_pages_is_among_the_inputs() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8").split("dependencies = [")[1].split("]")[0]
    named = {line.split('"')[1].partition(">")[0] for line in text.strip().splitlines()}
    others = {"click", "rich", "ruamel.yaml", "starlette", "uvicorn", "watchfiles"}
    assert named - others <= {*LIBRARIES}
