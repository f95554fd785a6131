"""Publishing to a branch of a real bare repository: one commit of what changed, never forced, others' files kept."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.helpers import write_file
from tests.publishing.making import SITE, built, moved, published
from visavis.publishing.branch import BranchPlace
from visavis.publishing.local import PublishingRefused
from visavis.publishing.publish import carry_out, look
from visavis.publishing.record import RECORD, written


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return os.fsdecode(done.stdout)


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Know nothing of the settings of who runs the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A Person")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")


@pytest.fixture(params=["sha1", "sha256"])
def remote(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--bare", f"--object-format={request.param}", "remote.git")
    return tmp_path / "remote.git"


@pytest.fixture
def repository(remote: Path, tmp_path: Path) -> Path:
    """Return a repository that knows the remote, with a commit of its own on main and the built site beside."""
    folder = tmp_path / "repository"
    kind = git(remote, "rev-parse", "--show-object-format").strip()
    git(tmp_path, "init", "--quiet", "-b", "main", f"--object-format={kind}", str(folder))
    write_file(folder / "data/site.yaml", b"title: A site\n")
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "-m", "Begin")
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "push", "--quiet", "origin", "main")
    built(folder / "site", SITE)
    return folder


def place(repository: Path) -> BranchPlace:
    return BranchPlace(repository, "origin", "gh-pages")


def held(remote: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """Return the files of a branch but for the record."""
    names = git(remote, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")[:-1]
    show = {name: git(remote, "cat-file", "blob", f"{branch}:{name}").encode() for name in names}
    return {name: content for name, content in show.items() if name != RECORD}


def theirs(remote: Path, tmp_path: Path, files: dict[str, bytes | None]) -> None:
    """Commit files to the branch as somebody else does."""
    clone = tmp_path / "theirs"
    if not clone.exists():
        git(tmp_path, "clone", "--quiet", str(remote), str(clone))
        known = git(remote, "branch", "--list", "gh-pages").strip()
        git(clone, "checkout", "--quiet", *(["gh-pages"] if known else ["--orphan", "gh-pages"]))
        if not known:
            git(clone, "rm", "-rfq", "--ignore-unmatch", ".")
    else:
        git(clone, "pull", "--quiet", "origin", "gh-pages")
    for path, content in files.items():
        (clone / path).unlink() if content is None else write_file(clone / path, content)
    git(clone, "add", "-A")
    git(clone, "commit", "--quiet", "-m", "Theirs")
    git(clone, "push", "--quiet", "origin", "gh-pages")


def test_the_first_time_the_branch_is_made_of_the_site_alone(repository: Path, remote: Path) -> None:
    planned = published(repository / "site", place(repository))
    assert moved(planned) == (sorted(SITE), [])
    assert held(remote) == SITE
    assert git(remote, "log", "--format=%an <%ae> %s", "gh-pages") == "A Person <a@example.org> Publish the site\n"
    assert git(remote, "fsck", "--strict") == ""


@pytest.mark.parametrize("known", [True, False])
def test_the_branch_that_the_site_is_made_of_is_refused(repository: Path, remote: Path, *, known: bool) -> None:
    """Whether or not the remote has it yet."""
    if not known:
        git(repository, "push", "--quiet", "origin", "main:other")
        git(remote, "symbolic-ref", "HEAD", "refs/heads/other")
        git(repository, "push", "--quiet", "origin", ":main")
    with pytest.raises(PublishingRefused, match="main is the branch that is checked out here, and origin the place"):
        BranchPlace(repository, "origin", "main")


def test_a_branch_of_the_same_name_elsewhere_is_taken(repository: Path, remote: Path, tmp_path: Path) -> None:
    """As for the pages of a person, which lie on the main branch of a repository of their own."""
    kind = git(remote, "rev-parse", "--show-object-format").strip()
    git(tmp_path, "init", "--quiet", "--bare", f"--object-format={kind}", "pages.git")
    published(repository / "site", BranchPlace(repository, str(tmp_path / "pages.git"), "main"))
    assert held(tmp_path / "pages.git", "main") == SITE
    git(repository, "remote", "add", "pages", str(tmp_path / "pages.git"))
    BranchPlace(repository, "pages", "main")
    git(repository, "config", "branch.main.remote", "pages")
    BranchPlace(repository, "origin", "main")


def test_a_second_time_one_commit_holds_only_what_changed(repository: Path, remote: Path) -> None:
    published(repository / "site", place(repository))
    new = {**SITE, "models/a.html": b"the model A", "models/d.html": b"new"}
    del new["compare/a-vs-c.html"]
    built(repository / "site", new)
    planned = published(repository / "site", place(repository))
    assert moved(planned) == (["models/a.html", "models/d.html"], ["compare/a-vs-c.html"])
    assert held(remote) == new
    assert git(remote, "rev-list", "--count", "gh-pages") == "2\n"
    changed = git(remote, "diff", "--name-status", "gh-pages~", "gh-pages").splitlines()
    assert changed == [f"M\t{RECORD}", "D\tcompare/a-vs-c.html", "M\tmodels/a.html", "A\tmodels/d.html"]


def test_no_commit_is_made_where_nothing_changed(repository: Path, remote: Path) -> None:
    published(repository / "site", place(repository))
    before = git(remote, "rev-parse", "gh-pages")
    planned = look(repository / "site", place(repository))
    assert not carry_out(planned, lambda *_: None)
    assert git(remote, "rev-parse", "gh-pages") == before


def test_the_repository_itself_stays_as_it_is(repository: Path) -> None:
    def state() -> tuple[str, ...]:
        status = git(repository, "status", "--porcelain", "--ignored")
        return (
            status,
            git(repository, "branch", "--list"),
            git(repository, "rev-parse", "HEAD"),
            git(repository, "stash", "list"),
        )

    before = state()
    published(repository / "site", place(repository))
    assert state() == before
    assert not (repository / ".git" / "FETCH_HEAD").exists()


def test_another_clone_goes_on_from_what_is_published(repository: Path, remote: Path, tmp_path: Path) -> None:
    published(repository / "site", place(repository))
    git(tmp_path, "clone", "--quiet", "-b", "main", "--single-branch", str(remote), "clone")
    built(tmp_path / "clone" / "site", {**SITE, "index.html": b"new home"})
    assert moved(published(tmp_path / "clone" / "site", place(tmp_path / "clone"))) == (["index.html"], [])
    built(repository / "site", {**SITE, "index.html": b"newer home"})
    assert moved(published(repository / "site", place(repository))) == (["index.html"], [])
    assert held(remote)["index.html"] == b"newer home"
    assert git(remote, "rev-list", "--count", "gh-pages") == "3\n"


def test_what_others_committed_stays(repository: Path, remote: Path, tmp_path: Path) -> None:
    """Such as the CNAME that the settings of GitHub Pages write to the branch."""
    published(repository / "site", place(repository))
    theirs(remote, tmp_path, {"CNAME": b"example.org", "models/a.html": b"edited", "compare/a-vs-c.html": b"edited"})
    new = {path: content for path, content in SITE.items() if path != "compare/a-vs-c.html"}
    built(repository / "site", new)
    planned = published(repository / "site", place(repository))
    assert (planned.changes.others, planned.changes.kept) == (("CNAME",), ("compare/a-vs-c.html",))
    assert held(remote) == {**new, "CNAME": b"example.org", "compare/a-vs-c.html": b"edited"}


def test_a_branch_of_somebody_else_is_refused_and_may_be_adopted(
    repository: Path, remote: Path, tmp_path: Path
) -> None:
    git(repository, "checkout", "--quiet", "-b", "draft")
    with pytest.raises(
        PublishingRefused, match=r"^the branch main of origin holds what visavis did not put there: data/"
    ):
        published(repository / "site", BranchPlace(repository, "origin", "main"))
    theirs(remote, tmp_path, {"index.html": b"theirs", "CNAME": b"example.org"})
    with pytest.raises(PublishingRefused, match=r"holds what visavis did not put there: CNAME, index\.html\."):
        published(repository / "site", place(repository))
    assert held(remote) == {"index.html": b"theirs", "CNAME": b"example.org"}
    published(repository / "site", place(repository), adopt=True)
    assert held(remote) == {**SITE, "CNAME": b"example.org"}


def test_a_push_that_somebody_else_was_quicker_than_is_refused_and_then_done(
    repository: Path, remote: Path, tmp_path: Path
) -> None:
    published(repository / "site", place(repository))
    built(repository / "site", {**SITE, "index.html": b"new home"})
    planned = look(repository / "site", place(repository))
    theirs(remote, tmp_path, {"CNAME": b"example.org"})
    with pytest.raises(PublishingRefused) as refused:
        carry_out(planned, lambda *_: None)
    text = "origin refused the commit, or gh-pages was changed there meanwhile: publish again. Git says: "
    assert str(refused.value).startswith(text)
    assert held(remote) == {**SITE, "CNAME": b"example.org"}
    published(repository / "site", place(repository))
    assert held(remote) == {**SITE, "CNAME": b"example.org", "index.html": b"new home"}


def test_where_it_is_stopped_the_branch_is_as_it_was(repository: Path, remote: Path) -> None:
    published(repository / "site", place(repository))
    built(repository / "site", {**SITE, "index.html": b"new home", "models/d.html": b"d"})

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    planned = look(repository / "site", place(repository))
    with pytest.raises(KeyboardInterrupt):
        carry_out(planned, stop)
    assert held(remote) == SITE
    published(repository / "site", place(repository))
    assert held(remote)["models/d.html"] == b"d"


def test_links_and_programs_in_the_branch_are_no_pages(repository: Path, remote: Path, tmp_path: Path) -> None:
    published(repository / "site", place(repository))
    theirs(remote, tmp_path, {"models/a.html": None})
    clone = tmp_path / "theirs"
    (clone / "models").mkdir(exist_ok=True)
    (clone / "models/a.html").symlink_to("../../../etc/passwd")
    (clone / "index.html").chmod(0o755)
    theirs(remote, tmp_path, {})
    assert moved(published(repository / "site", place(repository))) == (["index.html", "models/a.html"], [])
    modes = {line.split(" ")[0] for line in git(remote, "ls-tree", "-r", "gh-pages").splitlines()}
    assert modes == {"100644"}
    git(clone, "pull", "--quiet", "origin", "gh-pages")
    (clone / "models/a.html").unlink()
    (clone / "models").rmdir()
    (clone / "models").symlink_to("/etc")
    theirs(remote, tmp_path, {})
    with pytest.raises(PublishingRefused, match=r"these stand in the way of a folder or a file: models\.$"):
        published(repository / "site", place(repository), adopt=True)


def test_names_that_would_be_commands_of_fast_import_are_names(repository: Path, remote: Path) -> None:
    odd = {'a "quoted" name.html': b"x", "M 100644 inline y": b"y", '"': b"z", "ü/é.html": b"u"}
    built(repository / "site", {**SITE, **odd})
    published(repository / "site", place(repository))
    assert held(remote) == {**SITE, **odd}
    built(repository / "site", SITE)
    published(repository / "site", place(repository))
    assert held(remote) == SITE


def test_a_record_that_names_files_elsewhere_is_refused(repository: Path, remote: Path, tmp_path: Path) -> None:
    theirs(remote, tmp_path, {RECORD: written({".git/config": ("1",)})})
    with pytest.raises(PublishingRefused, match=r"can't be relied on: it names '\.git/config'\."):
        published(repository / "site", place(repository), adopt=True)


@pytest.mark.parametrize(
    ("remote_name", "branch", "says"),
    [
        ("origin", "-x", "-x is no name for a branch."),
        ("origin", "a..b", "a..b is no name for a branch. Git says: "),
        ("--upload-pack=x", "gh-pages", "--upload-pack=x is no name for a remote."),
    ],
)
def test_names_that_are_options_or_no_names_are_refused(
    repository: Path, remote_name: str, branch: str, says: str
) -> None:
    with pytest.raises(PublishingRefused) as refused:
        BranchPlace(repository, remote_name, branch)
    assert str(refused.value).startswith(says)


def test_a_remote_that_is_not_there_is_refused_in_words_of_git(repository: Path) -> None:
    with pytest.raises(
        PublishingRefused, match=r"^nowhere can't be read\. Git says: 'nowhere' does not appear to be a"
    ):
        look(repository / "site", BranchPlace(repository, "nowhere", "gh-pages"))


def test_passwords_in_addresses_are_never_shown(repository: Path) -> None:
    there = BranchPlace(repository, "http://name:secret@127.0.0.1:9/site.git", "gh-pages")
    assert there.title == "the branch gh-pages of http://127.0.0.1:9/site.git"
    with pytest.raises(PublishingRefused) as refused:
        look(repository / "site", there)
    assert str(refused.value).startswith("http://127.0.0.1:9/site.git can't be read. Git says: ")
    assert "secret" not in str(refused.value)


def test_a_folder_outside_repositories_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishingRefused, match=r"does not lie in a git repository\. Git says: not a git repository"):
        BranchPlace(tmp_path, "origin", "gh-pages")


def test_who_nobody_knows_is_told_how_to_say_it(
    repository: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "config", "user.useConfigOnly", "true")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    with pytest.raises(
        PublishingRefused, match=r"^Git does not know who you are: set user\.name and user\.email with git"
    ):
        published(repository / "site", place(repository))
    assert git(remote, "branch", "--list", "gh-pages") == ""


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("git@github.com:who/site.git", "GitHub Pages"),
        ("https://github.com/who/site", "GitHub Pages"),
        ("https://x-access-token@github.com/who/site", "GitHub Pages"),
        ("https://gitlab.com/who/site.git", "GitLab Pages"),
        ("https://notgithub.com/who/site.git", None),
        ("https://example.org/github.com/site.git", None),
        ("../remote.git", None),
    ],
)
def test_the_host_is_known_by_the_address_of_the_remote(repository: Path, address: str, host: str | None) -> None:
    git(repository, "remote", "set-url", "origin", address)
    assert place(repository).host == host
    assert BranchPlace(repository, address, "gh-pages").host == host
