"""Which files belong to the data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from .sites import SITE, found, messages, site, write


def test_a_folder_without_data_says_what_to_make(tmp_path: Path) -> None:
    assert (
        messages(tmp_path)
        == """\
data:1:1: error[missing-file]
  found     no such folder
  expected  the folder with the data
  fix       go to the folder of the site, or make one with visavis init"""
    )


def test_an_empty_data_folder_says_everything_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert (
        messages(tmp_path)
        == """\
data/models:1:1: error[missing-file]
  found     no models
  expected  at least one model
  fix       write a file for each model, such as data/models/gemma.yaml
data/site.yaml:1:1: error[missing-file]
  found     no such file
  expected  the site's settings
  fix       write it, with at least title: and tagline:"""
    )


def test_files_and_folders_that_do_not_belong_are_named(tmp_path: Path) -> None:
    root = site(tmp_path)
    write(root, "data/notes.txt", "")
    write(root, "data/photos/a.png", "")
    write(root, "data/models/readme.txt", "")
    write(root, "data/evals/list.yaml", "a: 1\n")
    write(root, "data/evals/vision/old/one.yaml", "")
    assert (
        messages(root)
        == """\
data/evals/list.yaml:1:1: error[unknown-file]
  found     a file that does not belong here
  expected  a folder for each suite
  fix       take it away, or correct its name
data/evals/vision/old:1:1: error[unknown-file]
  found     a folder that does not belong here
  expected  suite.yaml, images, and a file for each model that was run
  fix       take it away, or correct its name
data/models/readme.txt:1:1: error[unknown-file]
  found     a file that does not belong here
  expected  a file for each model, such as gemma.yaml
  fix       take it away, or correct its name
data/notes.txt:1:1: error[unknown-file]
  found     a file that does not belong here
  expected  site.yaml, models and evals
  fix       take it away, or correct its name
data/photos:1:1: error[unknown-file]
  found     a folder that does not belong here
  expected  site.yaml, models and evals
  fix       take it away, or correct its name"""
    )


def test_the_name_that_a_file_or_folder_may_have_meant_to_have_is_said(tmp_path: Path) -> None:
    root = site(tmp_path)
    write(root, "data/model/three.yaml", "name: Three\n")
    write(root, "data/evals/vision/image/a.png", "")
    (root / "data/site.yaml").rename(root / "data/sites.yaml")
    assert (
        messages(root)
        == """\
data/evals/vision/image:1:1: error[unknown-file]
  found     a folder that does not belong here
  expected  suite.yaml, images, and a file for each model that was run
  fix       did you mean images?
data/model:1:1: error[unknown-file]
  found     a folder that does not belong here
  expected  site.yaml, models and evals
  fix       did you mean models?
data/site.yaml:1:1: error[missing-file]
  found     no such file
  expected  the site's settings
  fix       write it, with at least title: and tagline:
data/sites.yaml:1:1: error[unknown-file]
  found     a file that does not belong here
  expected  site.yaml, models and evals
  fix       did you mean site.yaml?"""
    )


def test_readme_files_and_dot_files_are_passed_over(tmp_path: Path) -> None:
    root = site(tmp_path)
    for folder in ("data", "data/models", "data/evals", "data/evals/vision"):
        write(root, f"{folder}/README.md", "words")
        write(root, f"{folder}/.hidden", "words")
    assert found(root) == ()


def test_a_second_file_of_the_same_key_is_refused(tmp_path: Path) -> None:
    root = site(tmp_path)
    write(root, "data/models/one.json", "{}")
    write(root, "data/site.yml", "a: 1\n")
    assert [(problem.path, problem.rule) for problem in found(root)] == [
        ("data/models/one.json", "missing-key"),
        ("data/models/one.yaml", "duplicate-file"),
        ("data/site.yml", "duplicate-file"),
    ]
    assert messages(root).endswith("""\
data/site.yml:1:1: error[duplicate-file]
  found     a second file beside site.yaml
  expected  one file
  fix       take one of the two away""")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "data/models/Gemma 4.yaml",
            """\
data/models/Gemma 4.yaml:1:1: error[bad-key]
  found     Gemma 4
  expected  lower-case letters, digits and single hyphens, without -vs-
  fix       rename it to gemma-4""",
        ),
        (
            "data/evals/a-vs-b/suite.yaml",
            """\
data/evals/a-vs-b:1:1: error[bad-key]
  found     a-vs-b
  expected  lower-case letters, digits and single hyphens, without -vs-
  fix       rename it to a-b""",
        ),
        (
            "data/models/index.yaml",
            """\
data/models/index.yaml:1:1: error[bad-key]
  found     index
  expected  a key that is not a reserved file name
  fix       choose another name""",
        ),
        (
            "data/evals/vision/\x1b[2J.yaml",
            """\
data/evals/vision/\\x1b[2J.yaml:1:1: error[bad-key]
  found     \\x1b[2J
  expected  text without control characters
  fix       take it away""",
        ),
    ],
)
def test_the_names_of_files_are_keys(tmp_path: Path, path: str, expected: str) -> None:
    root = site(tmp_path)
    write(root, path, "name: x\n")
    assert messages(root) == expected


def test_a_suite_folder_without_suite_file_is_refused_and_its_runs_are_still_checked(tmp_path: Path) -> None:
    root = site(tmp_path)
    write(root, "data/evals/new/one.yaml", SITE["data/evals/vision/two.yaml"].replace("passed: 0", "passed: 3"))
    assert (
        messages(root)
        == """\
data/evals/new/one.yaml:5:17: error[passed-over-total] results.ocr.passed
  found     3
  expected  at most total, which is 2
  fix       correct passed or total
data/evals/new/suite.yaml:1:1: error[missing-file]
  found     no such file
  expected  what the suite is
  fix       write it, or take the folder away"""
    )


def test_a_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "data/site.yaml", SITE["data/site.yaml"])
    write(tmp_path, "data/models", "")
    assert (
        messages(tmp_path)
        == """\
data/models:1:1: error[unknown-file]
  found     a file
  expected  a folder
  fix       make it a folder"""
    )


def test_links_that_lead_out_of_the_site_are_refused(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    outside = site(tmp_path / "outside")
    (root / "data/models/two.json").unlink()
    (root / "data/models/two.json").symlink_to(outside / "data/models/two.json")
    for path in ("data/evals/depth/suite.yaml", "data/evals/depth/one.yaml"):
        (root / path).unlink()
    (root / "data/evals/depth").rmdir()
    (root / "data/evals/depth").symlink_to(outside / "data/evals/depth", target_is_directory=True)
    assert (
        messages(root)
        == """\
data/evals/depth:1:1: error[outside-site]
  found     a link that leads out of the site's folder
  expected  a file inside it
  fix       copy the file here in place of the link
data/models/two.json:1:1: error[outside-site]
  found     a link that leads out of the site's folder
  expected  a file inside it
  fix       copy the file here in place of the link"""
    )


def test_a_data_folder_outside_of_the_site_is_refused_without_consequences(tmp_path: Path) -> None:
    site(tmp_path / "outside")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/data").symlink_to(tmp_path / "outside/data", target_is_directory=True)
    assert [(problem.path, problem.rule) for problem in found(tmp_path / "site")] == [("data", "outside-site")]


def test_a_link_inside_the_site_is_followed(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "data/models/two.json").rename(root / "two.json")
    (root / "data/models/two.json").symlink_to(root / "two.json")
    assert found(root) == ()


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    listing = os.scandir

    def denied(path: Path) -> Any:
        if Path(path).name == "models":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(os, "scandir", denied)
    assert (
        messages(root)
        == """\
data/models:1:1: error[unreadable-file]
  found     a folder that cannot be read
  expected  a readable folder
  fix       correct its permissions"""
    )
