"""`visavis diff` between folders and git revisions."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.helpers import GOLDEN, tree, write_file
from visavis.changes.report import NOTHING
from visavis.changes.revisions import RevisionRefused, lay_out
from visavis.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a site in a folder of a repository, committed once, and changed by a second commit."""
    git(tmp_path, "init", "-q", "-b", "main")
    site = shutil.copytree(GOLDEN, tmp_path / "a site")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    write_file(site / "data/models/new-one.yaml", b"name: New one\nsource: https://example.org\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "second")
    return site


def test_two_revisions(repository: Path) -> None:
    done = run("HEAD~1", "HEAD", "--site", repository)
    assert done.exit_code == 0
    assert done.stdout.startswith("1 new model, 4 new comparisons\n\nNew models\n  New one (new-one)\n")


def test_a_revision_and_the_site_as_it_is(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    assert run("HEAD").stdout == f"{NOTHING}\n"
    (repository / "data/models/new-one.yaml").unlink()
    assert run("HEAD").stdout.startswith("1 model gone, 4 comparisons gone\n")


def test_two_folders_as_markdown(repository: Path) -> None:
    done = run(GOLDEN, repository, "--format", "markdown")
    assert done.stdout.startswith("1 new model, 4 new comparisons\n\n### New models\n\n- New one \\(new\\-one\\)\n")


def test_neither_the_site_nor_its_repository_is_touched(repository: Path, tmp_path: Path) -> None:
    write_file(repository / "data/models/staged.yaml", b"name: Staged\nsource: https://example.org\n")
    git(repository, "add", ".")
    before = tree(tmp_path)
    assert run("HEAD~1", "HEAD", "--site", repository).exit_code == 0
    assert tree(tmp_path) == before


def test_the_data_of_a_revision_are_laid_out_whole(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    lay_out(repository, "HEAD~1", folder)
    for name in ("data", "static"):
        assert tree(folder / name) == tree(GOLDEN / name)


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:data", ""])
def test_what_is_no_revision_is_refused(repository: Path, tmp_path: Path, revision: str) -> None:
    with pytest.raises(RevisionRefused, match=r"^Git says: "):
        lay_out(repository, revision, tmp_path)


def test_a_name_that_is_neither_is_a_misuse(repository: Path) -> None:
    done = run("nowhere", "--site", repository)
    assert done.exit_code == 2
    says = f"Error: nowhere is neither a folder that holds data/ nor a revision of {repository}. Git says: "
    assert says in done.stderr


def test_a_site_that_lies_here_is_named_by_its_whole_path(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    done = run("nowhere")
    assert f" nor a revision of {repository}. Git says: " in done.stderr


def test_without_git_it_is_said_that_folders_will_do(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    done = run("HEAD", "--site", repository)
    assert done.exit_code == 2
    assert done.stderr.endswith("Git is not on this machine. Give two folders that hold data/.\n")


def test_problems_say_of_which_of_the_two_they_are(repository: Path) -> None:
    write_file(repository / "data/models/new-one.yaml", b"name:\n")
    done = run("HEAD", "--site", repository)
    assert done.exit_code == 1
    assert "data/models/new-one.yaml:1:6: error[no-value] name\n" in done.stderr
    assert done.stderr.endswith(f"1 error. They are in {repository}, so that nothing was compared.\n")
