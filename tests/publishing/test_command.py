"""`visavis publish`: every word it prints, what it refuses, and its exit codes."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers import differing, tree
from tests.test_cli import run
from visavis.publishing.record import RECORD
from visavis.write import budget

pytestmark = pytest.mark.usefixtures("warm")


def rename(site: Path, name: str) -> None:
    """Give the model alpha another name."""
    path = site / "data/models/alpha.yaml"
    path.write_text(re.sub("(?m)^name: .*$", f"name: {name}", path.read_text("utf-8")), "utf-8")


def served(there: Path) -> dict[str, bytes | str]:
    return {path: content for path, content in tree(there).items() if path != RECORD}


def expected(site: Path) -> dict[str, bytes | str]:
    return {path: content for path, content in tree(site / "site").items() if path != ".visavis"}


def test_a_dry_run_says_what_would_change_and_sends_nothing(site: Path, tmp_path: Path) -> None:
    there = tmp_path / "www"
    done = run("publish", site, "--to", there, "--dry-run")
    count = sum(content != "/" for content in expected(site).values())
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.search(
        rf"^To {there}:\n  new +{count}, [\d.]+ kB: \.nojekyll, 404\.html, .* and {count - 8} more\n"
        r"  changed +0\n  removed +0\n  unchanged +0\nNothing was sent: this is what would change\.\n\Z",
        done.stdout,
        re.MULTILINE,
    )
    assert not there.exists()


def test_it_builds_and_publishes_and_a_second_time_sends_what_changed(site: Path, tmp_path: Path) -> None:
    there = tmp_path / "www"
    done = run("publish", site, "--to", there)
    count = sum(content != "/" for content in expected(site).values())
    assert re.search(rf"\nPublished in [\d.]+ s: {count} files sent \([\d.]+ kB\), 0 files removed\n\Z", done.stdout)
    assert differing(served(there), expected(site)) == []
    done = run("publish", site, "--to", there)
    assert done.exit_code == 0
    assert done.stdout.endswith(f"  unchanged {count:>9}\nNothing to do: it is up to date there.\n")
    rename(site, "Alpha the second")
    before = served(there)
    done = run("publish", site, "--to", there)
    changed = differing(before, served(there))
    assert 0 < len(changed) < count
    assert re.search(rf"\n  changed +{len(changed)}, [\d.]+ kB: ", done.stdout)
    assert differing(served(there), expected(site)) == []


def test_what_others_put_there_is_named_and_left(site: Path, tmp_path: Path) -> None:
    there = tmp_path / "www"
    run("publish", site, "--to", there)
    (there / "CNAME").write_text("example.org", "utf-8")
    (there / "models/alpha.html").write_text("edited", "utf-8")
    (site / "data/models/alpha.yaml").unlink()
    for path in site.glob("data/evals/*/alpha.yaml"):
        path.unlink()
    done = run("publish", site, "--to", there)
    assert "\nLeft there, for somebody changed it since: models/alpha.html\n" in done.stdout
    assert "\nLeft there, not put there by visavis: CNAME\n" in done.stdout
    assert (there / "models/alpha.html").read_text("utf-8") == "edited"


def test_your_own_files_in_the_output_are_published_too(site: Path, tmp_path: Path) -> None:
    run("build", site)
    (site / "site/CNAME").write_text("example.org", "utf-8")
    done = run("publish", site, "--to", tmp_path / "www")
    assert done.stdout.startswith("Left in place, not made by visavis: CNAME\n")
    assert (tmp_path / "www/CNAME").read_text("utf-8") == "example.org"


def test_data_with_problems_are_not_published(site: Path, tmp_path: Path) -> None:
    run("publish", site, "--to", tmp_path / "www")
    before = tree(tmp_path / "www")
    path = site / "data/site.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Golden", "title: [Golden]"), "utf-8")
    done = run("publish", site, "--to", tmp_path / "www")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("\n1 error. Nothing was published.\n")
    assert differing(tree(tmp_path / "www"), before) == []


def test_links_in_the_output_are_refused(site: Path, tmp_path: Path) -> None:
    run("build", site)
    (site / "site/evil").symlink_to("/etc/passwd")
    done = run("publish", site, "--to", tmp_path / "www")
    assert done.exit_code == 2
    why = "is a link, and links are not followed. Put a file in its place, or take it away."
    assert done.stderr == f"Not published. {site / 'site/evil'} {why}\n"
    assert not (tmp_path / "www").exists()


def test_a_site_beyond_the_limits_of_its_host_is_refused(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = [replace(host, limits={"files": 10, "site_bytes": 1_000_000_000}) for host in budget.hosts()]
    monkeypatch.setattr(budget, "hosts", lambda: tuple(small))
    done = run("publish", site, "--to", tmp_path / "www", "--host", "cloudflare-pages-free")
    assert done.exit_code == 2
    assert re.fullmatch(
        r"Not published\. Cloudflare Pages, Free would not take it: 10 files: \d+ too many\. visavis build --plan says "
        r"what would make it fit\.\n",
        done.stderr,
    )
    assert not (tmp_path / "www").exists()


def test_a_folder_that_cannot_be_written_ends_with_2_and_a_sentence(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = run("publish", site, "--to", tmp_path / "file" / "www")
    assert done.exit_code == 2
    where = tmp_path / "file"
    assert done.stderr.startswith(f"Stopped at {where}")
    assert done.stderr.endswith(": Not a directory. The site there works; publish again to complete it.\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Missing option '--to'."),
        (["--to", "branch"], "--to branch wants the name of the branch, such as --to branch gh-pages."),
        (["--to", "branch", "--dry-run"], "--to branch wants the name of the branch, such as --to branch gh-pages."),
        (["--to", "x", "--host", "nobody"], "nobody is no host known. Known are github-pages, gitlab-pages, "),
    ],
)
def test_misuse_ends_with_2(arguments: list[str], says: str) -> None:
    done = run("publish", *arguments)
    assert done.exit_code == 2
    assert says in done.stderr


@pytest.mark.parametrize("words", [["--to", "branch", "gh-pages"], ["--to=branch", "gh-pages"]])
def test_a_branch_is_published_from_either_side_of_the_site(site: Path, tmp_path: Path, words: list[str]) -> None:
    def git(*arguments: object) -> str:
        command = ["git", "-c", "init.defaultBranch=main", *map(str, arguments)]
        env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=env).stdout

    remote = tmp_path / "remote.git"
    git("init", "--bare", remote)
    git("init", site)
    for name, value in (("user.name", "A"), ("user.email", "a@example.org"), ("remote.origin.url", remote)):
        git("-C", site, "config", name, value)
    done = run("publish", *words, site)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "\nTo the branch gh-pages of origin:\n" in done.stdout
    names = set(git("-C", remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines())
    assert names == {path for path, content in expected(site).items() if content != "/"} | {RECORD}
    again = run("publish", site, *words)
    assert again.stdout.endswith("Nothing to do: it is up to date there.\n")
