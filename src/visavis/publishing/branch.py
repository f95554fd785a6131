"""A branch of a git repository, as GitHub Pages and others serve one: a commit of what changed, pushed to the remote.

Nothing is checked out, and no branch of this repository moves: the commit is made by `git fast-import` on the remote's
newest one and kept under `refs/visavis/`. A push moves the remote's branch in one step, or not at all, and is never
forced: where somebody else has pushed meanwhile, it is refused.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import IO

from visavis.git import GitMissing, GitSays, fed, git
from visavis.publishing.changes import Changes
from visavis.publishing.local import PublishingRefused, SiteFile
from visavis.publishing.places import Found, Progress, final
from visavis.publishing.record import RECORD, Owned, written

HOSTS = {"github.com": "GitHub Pages", "gitlab.com": "GitLab Pages"}
"""The hosts whose limits hold for what is pushed to an address with this name in it."""
_PLAIN = "100644"
MESSAGE = "Publish the site"


class BranchPlace:
    """A branch of a remote repository; `repository` is a folder of the one that knows the remote."""

    folders = True

    def __init__(self, repository: Path, remote: str, branch: str) -> None:
        """Take the remote's name or address. Raises PublishingRefused where there is no such repository or branch."""
        self._at, self._remote, self._branch = repository, remote, branch
        for name, what in ((remote, "a remote"), (branch, "a branch")):
            if name.startswith("-"):
                raise PublishingRefused(f"{name} is no name for {what}.")
        self._ask(f"{branch} is no name for a branch", "check-ref-format", f"refs/heads/{branch}")
        self._ask(f"{repository} does not lie in a git repository", "rev-parse", "--git-dir")
        if branch == self._told("symbolic-ref", "--quiet", "--short", "HEAD") and remote == self._pushed_to(branch):
            text = f"{branch} is the branch that is checked out here, and {remote} the place that it is pushed to: the "
            raise PublishingRefused(f"{text}site would take the place of what it is made of. Name another branch.")
        self._kept = f"refs/visavis/published/{branch}"
        self._tip = ""

    def _pushed_to(self, branch: str) -> str:
        """Return the remote that git pushes a branch to by itself (git-config(1), branch.<name>.pushRemote)."""
        settings = f"branch.{branch}.pushRemote", "remote.pushDefault", f"branch.{branch}.remote"
        return next(filter(None, (self._told("config", "--get", one) for one in settings)), "origin")

    def _told(self, *arguments: str) -> str:
        """Return what git says in a line, or nothing where it has no answer."""
        try:
            return git(self._at, *arguments).strip()
        except GitSays:
            return ""

    @property
    def title(self) -> str:
        """The branch and its remote."""
        return _shown(f"the branch {self._branch} of {self._remote}")

    @cached_property
    def host(self) -> str | None:
        """The host that serves a repository at the remote's address."""
        try:
            address = git(self._at, "remote", "get-url", "--push", self._remote).strip()
        except GitSays:
            address = self._remote
        match = re.match(r"^(?:[a-z+]+://)?(?:[^/@]+@)?(github\.com|gitlab\.com)[:/]", address)
        return HOSTS[match[1]] if match else None

    def found(self) -> Found:
        """Fetch the branch, if there is one, and return what its newest commit holds."""
        self._tip = self._fetched()
        if not self._tip:
            return Found({}, None)
        there: dict[str, str] = {}
        for line in self._ask("The branch can't be read", "ls-tree", "-r", "-z", "--full-tree", self._tip).split("\0"):
            if line:
                (mode, _, name), path = (line.partition("\t")[0].split(" "), line.partition("\t")[2])
                there[path] = name if mode == _PLAIN else f"{mode}-{name}"
        record = there.pop(RECORD, None)
        if record is None:
            return Found(there, None)
        return Found(there, os.fsencode(self._ask("The record can't be read", "cat-file", "blob", record)))

    def _fetched(self) -> str:
        """Return the newest commit of the remote's branch, fetched; nothing where the remote has no such branch."""
        reference = f"refs/heads/{self._branch}"
        if not self._ask(f"{self._remote} can't be read", "ls-remote", "--", self._remote, reference):
            self._ask("The commit published last can't be let go", "update-ref", "-d", self._kept)
            return ""
        fetch = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"]
        self._ask(f"{self.title} can't be fetched", *fetch, "--", self._remote, f"+{reference}:{self._kept}")
        return self._ask("The branch can't be read", "rev-parse", "--verify", f"{self._kept}^{{commit}}").strip()

    def same(self, file: SiteFile, token: str) -> bool:
        """Whether git knows the file by this name."""
        return token == self._name(file.read())

    @cached_property
    def _hash(self) -> Callable[[bytes], str]:
        kind = self._ask("The repository can't be read", "rev-parse", "--show-object-format").strip()
        return lambda content: hashlib.new(kind, content, usedforsecurity=False).hexdigest()

    def _name(self, content: bytes) -> str:
        """Return the name that git gives a file of these bytes."""
        return self._hash(b"blob %d\0%b" % (len(content), content))

    def carry_out(self, changes: Changes, found: Found, owned: Owned, progress: Progress) -> None:  # noqa: ARG002
        """Make a commit of the changes, and push it."""
        who = self._ask(
            "Git does not know who you are: set user.name and user.email with git config", "var", "GIT_COMMITTER_IDENT"
        ).strip()
        try:
            with fed(self._at, "fast-import", "--quiet", "--date-format=raw") as pipe:
                self._write(pipe, who, changes, found, progress)
        except GitSays as said:
            raise PublishingRefused(f"No commit could be made. Git says: {said}") from None
        commit = self._ask("The commit can't be read", "rev-parse", "--verify", self._kept).strip()
        refused = f"{self._remote} refused the commit, or {self._branch} was changed there meanwhile: publish again"
        self._ask(refused, "push", "--quiet", "--", self._remote, f"{commit}:refs/heads/{self._branch}")

    def _write(self, pipe: IO[bytes], who: str, changes: Changes, found: Found, progress: Progress) -> None:
        """Write a commit as fast-import reads it (git-fast-import(1))."""
        message = MESSAGE.encode()
        pipe.write(f"commit {self._kept}\ncommitter {who}\ndata {len(message)}\n".encode() + message + b"\n")
        if self._tip:
            pipe.write(f"from {self._tip}\n".encode())
        for path in changes.removed:
            pipe.write(b"D %b\n" % _quoted(path))
        tokens: dict[str, str] = {}
        sent = changes.sent()
        for count, file in enumerate(sent, 1):
            content = file.read()
            tokens[file.path] = self._name(content)
            _put(pipe, file.path, content)
            progress(count, len(sent))
        _put(pipe, RECORD, written(final(changes, found, tokens)))

    def _ask(self, otherwise: str, *arguments: str) -> str:
        """Return what git says. Raises PublishingRefused with this text, and what git says, where it fails."""
        try:
            return git(self._at, *arguments)
        except GitMissing:
            raise PublishingRefused("Git is not on this machine, and a branch is published with it.") from None
        except GitSays as said:
            raise PublishingRefused(_shown(f"{otherwise}. Git says: {said}")) from None


def _shown(text: str) -> str:
    """Return a text without the names and passwords that addresses in it hold: it may stand in a public log."""
    return re.sub(r"(?<=://)[^/@\s]+@", "", text)


def _put(pipe: IO[bytes], path: str, content: bytes) -> None:
    pipe.write(b"M 100644 inline %b\ndata %d\n%b\n" % (_quoted(path), len(content), content))


def _quoted(path: str) -> bytes:
    """Return a path as a C string, which git reads whatever it holds."""
    return b'"%b"' % path.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"')
