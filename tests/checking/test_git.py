"""What changed in git: written, staged, new, renamed and deleted files, since a commit or since branches parted."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from visavis.checking.git import GitRefused, changed_files

WHO = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str) -> None:
    outside = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", *WHO, *arguments], cwd=folder, env={**os.environ, **outside}, check=True, capture_output=True
    )


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "a change")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site in a folder of a repository, with one commit."""
    git(tmp_path, "init", "-b", "main")
    site = tmp_path / "sites" / "one"
    (site / "data").mkdir(parents=True)
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        (site / "data" / name).write_text(f"name: {name}\n", "utf-8")
    (tmp_path / ".gitignore").write_text("*.swp\n", "utf-8")
    commit(tmp_path)
    return site


def test_nothing_changed_is_nothing(site: Path) -> None:
    assert changed_files(site) == set()


def test_written_staged_new_renamed_and_deleted_files_changed(site: Path) -> None:
    (site / "data/a.yaml").write_text("name: other\n", "utf-8")
    (site / "data/b.yaml").rename(site / "data/ü \n.yaml")
    (site / "data/c.yaml").unlink()
    (site / "data/a.yaml.swp").write_text("", "utf-8")
    (site.parent / "elsewhere.yaml").write_text("", "utf-8")
    every = {"data/a.yaml", "data/b.yaml", "data/c.yaml", "data/ü \n.yaml"}
    assert changed_files(site) == every
    git(site, "add", "-A")
    assert changed_files(site) == every


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / "a.yaml").write_text("", "utf-8")
    (tmp_path / "b.yaml").write_text("", "utf-8")
    git(tmp_path, "add", "a.yaml")
    assert changed_files(tmp_path) == {"a.yaml", "b.yaml"}


def test_since_a_branch_counts_only_what_this_one_changed(site: Path) -> None:
    git(site, "switch", "-c", "mine")
    (site / "data/a.yaml").write_text("name: mine\n", "utf-8")
    commit(site)
    git(site, "switch", "main")
    (site / "data/b.yaml").write_text("name: theirs\n", "utf-8")
    commit(site)
    git(site, "switch", "mine")
    (site / "data/new.yaml").write_text("", "utf-8")
    assert changed_files(site, "main") == {"data/a.yaml", "data/new.yaml"}
    assert changed_files(site, "HEAD~1") == {"data/a.yaml", "data/new.yaml"}
    assert changed_files(site) == {"data/new.yaml"}


def test_branches_without_a_common_commit_are_compared_as_they_are(site: Path) -> None:
    git(site, "switch", "--orphan", "other")
    (site / "data").mkdir(parents=True, exist_ok=True)
    (site / "data/a.yaml").write_text("name: a.yaml\n", "utf-8")
    commit(site)
    assert changed_files(site, "main") == {"data/b.yaml", "data/c.yaml"}


def test_what_git_sets_for_hooks_leads_nowhere_else(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
    (site / "data/a.yaml").write_text("name: other\n", "utf-8")
    assert changed_files(site) == {"data/a.yaml"}


def test_a_folder_outside_of_a_repository_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitRefused, match=r"^Git cannot tell what changed: not a git repository .*Name the files"):
        changed_files(tmp_path)


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:data"])
def test_a_revision_that_is_none_is_refused(site: Path, revision: str) -> None:
    with pytest.raises(GitRefused, match=r"^Git cannot tell what changed: .*, or another revision\.$"):
        changed_files(site, revision)
    assert not (site / "x").exists()


def test_a_machine_without_git_is_told_so(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitRefused, match=r"^Git is not on this machine\. Name the files that changed\.$"):
        changed_files(site)
