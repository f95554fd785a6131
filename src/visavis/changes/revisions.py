"""The data of a git revision, laid into a folder, where it is read like any other."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from visavis.git import GitMissing, GitSays, git


class RevisionRefused(Exception):  # noqa: N818 (it names what happened)
    """Git does not have that revision, or is not there; the message says which."""


def lay_out(site: Path, revision: str, folder: Path) -> None:
    """Write the data/ and static/ that a site had at a revision into a folder; its repository is not touched.

    `site` is a folder inside a repository, whether or not it has data now. Raises RevisionRefused.
    """
    ask = partial(git, site, index=folder / "index")
    try:
        commit = ask("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").strip()
        there = ask("ls-tree", "-z", "--name-only", commit).split("\0")
        for name in ("data", *({"static"} & set(there))):
            ask("read-tree", f"--prefix={name}/", f"{commit}:./{name}")
        ask(f"--work-tree={folder}", "checkout-index", "--all", f"--prefix={folder}{os.sep}")
    except GitMissing:
        raise RevisionRefused("Git is not on this machine. Give two folders that hold data/.") from None
    except GitSays as said:
        raise RevisionRefused(f"Git says: {said}") from None
