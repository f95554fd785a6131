"""When files were last changed, as git says."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from visavis.history import (
    Change,
    Days,
    committed,
    last_changes,
    last_commit,
    last_days,
    latest_changes,
    place_in_repository,
    revision,
)
from visavis.outputs.changes import ModelHistory


class Repository:
    """A repository whose commits are made on days of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2025-01-01") -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
        moment = f"{day}T23:30:00-05:00"
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        env = {**dates, "PATH": os.environ["PATH"], "HOME": str(self.folder)}
        done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, encoding="utf-8", check=True)
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8")

    def commit(self, day: str) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", day=day)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return one with two models, of which one was run, and two commits."""
    made = Repository(tmp_path / "repository")
    made.write("site/data/models/a.yaml", "name: A")
    made.write("site/data/models/b.yaml", "name: B")
    made.write("site/data/evals/vision/suite.yaml", "name: V")
    made.write("site/data/evals/vision/a.json", "{}")
    made.write("elsewhere.txt", "x")
    made.commit("2024-03-01")
    made.write("site/data/models/b.yaml", "name: Bb")
    made.commit("2025-06-07")
    return made


def test_each_file_has_its_last_commit_by_the_day_of_its_author(repository: Repository) -> None:
    first, second = repository.git("rev-parse", "HEAD~1"), repository.git("rev-parse", "HEAD")
    assert last_changes(repository.folder / "site") == {
        "data/models/a.yaml": (first, "2024-03-01"),
        "data/models/b.yaml": (second, "2025-06-07"),
        "data/evals/vision/suite.yaml": (first, "2024-03-01"),
        "data/evals/vision/a.json": (first, "2024-03-01"),
    }


def test_a_model_changes_with_its_card_and_its_runs_and_a_suite_with_its_runs(repository: Repository) -> None:
    repository.write("site/data/evals/vision/a.json", '{"x": 1}')
    repository.commit("2025-08-09")
    assert last_days(repository.folder / "site") == Days(
        {"a": "2025-08-09", "b": "2025-06-07"}, {"vision": "2025-08-09"}
    )


def test_pictures_of_a_suite_count_as_its_own(repository: Repository) -> None:
    repository.write("site/data/evals/vision/images/one.png", "x")
    repository.commit("2025-09-09")
    assert last_days(repository.folder / "site") == Days(
        {"a": "2024-03-01", "b": "2025-06-07"}, {"vision": "2025-09-09"}
    )


def test_what_was_changed_since_has_no_day(repository: Repository) -> None:
    repository.write("site/data/models/a.yaml", "name: Aa")
    repository.write("site/data/models/ü c.yaml", "name: C")
    found = last_changes(repository.folder / "site")
    assert found["data/models/a.yaml"] is None
    assert found["data/models/ü c.yaml"] is None
    assert last_days(repository.folder / "site").models == {"b": "2025-06-07"}


def test_what_a_shallow_clone_leaves_out_has_no_day(repository: Repository, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(clone))
    assert last_days(clone / "site") == Days({}, {})
    assert last_days(repository.folder / "site").models.keys() == {"a", "b"}


def test_two_clones_say_the_same(repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "-q", str(repository.folder), str(tmp_path / "other"))
    assert last_days(tmp_path / "other" / "site") == last_days(repository.folder / "site")
    assert revision(tmp_path / "other" / "site") == revision(repository.folder / "site")


def test_outside_a_repository_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert last_changes(tmp_path) == {}
    assert revision(tmp_path) is None


def test_without_git_nothing_is_known(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert last_changes(repository.folder / "site") == {}


def test_the_revision_is_found_however_git_keeps_it(repository: Repository, tmp_path: Path) -> None:
    head, site = repository.git("rev-parse", "HEAD"), repository.folder / "site"
    assert revision(site) == head
    repository.git("pack-refs", "--all")
    assert revision(site) == head
    repository.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "tree"))
    assert revision(tmp_path / "tree" / "site") == head
    repository.git("checkout", "-q", "--detach")
    assert revision(site) == head
    shutil.rmtree(repository.folder / ".git")
    assert revision(site) is None


def test_a_repository_without_a_commit_has_its_branch_for_a_revision(tmp_path: Path) -> None:
    made = Repository(tmp_path / "new")
    made.write("data/models/a.yaml", "name: A")
    assert revision(made.folder) == "refs/heads/main"
    assert last_changes(made.folder) == {"data/models/a.yaml": None}


def test_the_latest_commits_say_what_they_did_to_models_and_runs(repository: Repository) -> None:
    repository.write("site/data/evals/vision/suite.yaml", "name: Vv")
    repository.write("site/data/evals/vision/a.json", "{ }")
    repository.write("site/data/evals/vision/b/2025.json", "{}")
    third = repository.commit("2025-07-01")
    first, second = repository.git("rev-list", "HEAD~1").split()[::-1]
    time = "T23:30:00-05:00"
    changes = (
        Change(third, f"2025-07-01{time}", (), ("vision",), {}, {"vision": ("a",)}),
        Change(first, f"2024-03-01{time}", ("a", "b"), (), {"vision": ("a",)}, {}),
    )
    assert second not in {change.commit for change in changes}
    assert latest_changes(repository.folder / "site", 10) == changes
    assert latest_changes(repository.folder / "site", 1) == changes[:1]


def test_without_a_repository_nothing_is_the_latest(tmp_path: Path) -> None:
    assert latest_changes(tmp_path, 10) == ()


def test_the_data_stands_at_its_last_commit_until_it_is_changed(repository: Repository) -> None:
    site = repository.folder / "site"
    repository.write("elsewhere.txt", "y")
    repository.commit("2025-09-09")
    last = repository.git("log", "-1", "--format=%H", "--", "site/data")
    found = last_commit(site)
    assert found is not None
    assert (found.name, len(found.day)) == (last, 10)
    repository.write("site/data/models/new.yaml", "name: New")
    assert last_commit(site) is None


def test_outside_a_repository_no_commit_is_known_and_a_folder_is_its_own_top(tmp_path: Path) -> None:
    assert last_commit(tmp_path) is None
    assert place_in_repository(tmp_path) == ""


def test_a_folder_has_its_place_in_the_repository(repository: Repository) -> None:
    assert place_in_repository(repository.folder) == ""
    assert place_in_repository(repository.folder / "site") == "site/"


def test_every_commit_is_told_with_its_subject_and_its_files(repository: Repository) -> None:
    repository.write("site/data/models/a.yaml", "name: Aa")
    repository.write("site/data/models/b.yaml", "name: Bbb")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "Correct \x1eboth\x07 <b>", "-m", "And more.", day="2025-08-01")
    found = committed(repository.folder / "site")
    assert [(change.commit.day, change.subject, change.files) for change in found] == [
        ("2025-08-01", "Correct \\x1eboth\\x07 <b>", {"data/models/a.yaml": "M", "data/models/b.yaml": "M"}),
        ("2025-06-07", "x", {"data/models/b.yaml": "M"}),
        (
            "2024-03-01",
            "x",
            {
                "data/evals/vision/a.json": "A",
                "data/evals/vision/suite.yaml": "A",
                "data/models/a.yaml": "A",
                "data/models/b.yaml": "A",
            },
        ),
    ]


def test_a_commit_that_only_takes_files_away_and_an_empty_message_are_read(repository: Repository) -> None:
    (repository.folder / "site/data/models/a.yaml").unlink()
    repository.git("commit", "-qam", "Take it away", day="2025-08-02")
    repository.write("site/data/models/b.yaml", "name: B4")
    repository.git("commit", "-qa", "--allow-empty-message", "-m", "", day="2025-08-03")
    first = committed(repository.folder / "site")[0]
    assert (first.subject, first.files) == ("", {"data/models/b.yaml": "M"})


def test_what_a_shallow_clone_ends_with_is_no_change(repository: Repository, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(clone))
    assert committed(clone / "site") == ()
    assert committed(tmp_path) == ()


def test_a_model_has_the_changes_of_its_card_and_its_runs(repository: Repository) -> None:
    repository.write("site/data/evals/vision/a.json", '{"x": 1}')
    last = repository.commit("2025-08-09")
    of = ModelHistory(repository.folder / "site")
    assert of("a")[0] == (last, "2025-08-09", "x", False, ("vision",))
    assert [one[1:] for one in of("a")[1:]] == [("2024-03-01", "x", True, ("vision",))]
    assert [one[1:] for one in of("b")] == [("2025-06-07", "x", True, ()), ("2024-03-01", "x", True, ())]
    assert of("c") == ()
