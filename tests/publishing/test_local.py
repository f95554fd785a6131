"""The files of a built site: what could lead elsewhere is refused before anything is looked at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.publishing.making import SITE, built
from visavis.publishing.local import PublishingRefused, site_files, size_of
from visavis.write.budget import Size


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return built(tmp_path / "site", SITE)


def test_all_files_are_listed_but_the_mark(out: Path) -> None:
    files = site_files(out)
    assert list(files) == sorted(SITE)
    assert {path: file.read() for path, file in files.items()} == SITE


def test_a_folder_that_visavis_did_not_make_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishingRefused, match=r"was not made by visavis: there is no \.visavis in it"):
        site_files(tmp_path)


@pytest.mark.parametrize("target", ["/etc/passwd", "../outside", "models/a.html", "models", "nowhere"])
def test_links_are_refused_wherever_they_lead(out: Path, target: str) -> None:
    (out / "models/evil.html").symlink_to(target)
    with pytest.raises(PublishingRefused) as refused:
        site_files(out)
    text = f"{out}/models/evil.html is a link, and links are not followed. Put a file in its place, or take it away."
    assert str(refused.value) == text


def test_a_file_that_becomes_a_link_after_it_was_listed_is_not_followed(out: Path, tmp_path: Path) -> None:
    files = site_files(out)
    (tmp_path / "secret").write_text("secret", "utf-8")
    (out / "models/a.html").unlink()
    (out / "models/a.html").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match="symbolic links"):
        files["models/a.html"].read()


def test_pipes_are_refused(out: Path) -> None:
    os.mkfifo(out / "pipe")
    with pytest.raises(PublishingRefused, match=r"pipe is neither file nor folder\."):
        site_files(out)


@pytest.mark.parametrize("name", [".git", "a\nb", "a?b.html", "a#b.html", "a\\b", os.fsdecode(b"\xff.html")])
def test_names_that_git_or_addresses_do_not_take_are_refused(out: Path, name: str) -> None:
    (out / "models" / name).write_bytes(b"")
    with pytest.raises(PublishingRefused, match=r"can't be published: .* Rename it or take it away\.$"):
        site_files(out)


def test_the_name_of_the_record_is_refused(out: Path) -> None:
    (out / ".visavis-published").write_bytes(b"")
    with pytest.raises(PublishingRefused, match="has the name under which visavis keeps its record"):
        site_files(out)


def test_a_size_is_what_hosts_measure(out: Path) -> None:
    files = {**SITE, "deep/er/x": b"123456789012"}
    size = size_of(site_files(built(out, files)).values())
    total = sum(map(len, files.values()))
    assert size == Size(files=7, entries=12, files_per_folder=2, file_bytes=12, site_bytes=total)
