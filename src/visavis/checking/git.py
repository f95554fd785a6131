"""What changed in a git repository, as git itself says; git is a program of its own, and is only asked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from visavis.load.problems import visible

# what git sets for hooks holds for its own folder, not for the site's
_OF_HOOKS = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"}


class GitRefused(Exception):  # noqa: N818 -- misuse, not a fault of the program
    """Git is not there, or has no answer; the text says why in a sentence."""


def changed_files(site: Path, since: str = "HEAD") -> set[str]:
    """Return the files under a site's folder that changed since a revision, by their paths from there.

    Compared are what lies in the folder and the last commit that `since` and HEAD have in common. Files that are
    deleted or not added yet are among them; ignored ones are not. Raises GitRefused.
    """
    _asked(site, "rev-parse", "--git-dir")
    if since == "HEAD" and not _asked(site, "rev-parse", "--verify", "--quiet", "HEAD", refuses=False):
        base = _asked(site, "hash-object", "-t", "tree", "--stdin").strip()  # nothing is committed yet: all is new
    else:
        revision = _asked(site, "rev-parse", "--verify", "--end-of-options", f"{since}^{{commit}}").strip()
        base = _asked(site, "merge-base", revision, "HEAD", refuses=False).strip() or revision
    tracked = _asked(site, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    new = _asked(site, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return {path for path in (tracked + new).split("\0") if path}


def _asked(site: Path, *arguments: str, refuses: bool = True) -> str:
    """Return what git prints; nothing where it fails and may."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(site), *arguments]
    try:
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603
    except OSError:
        raise GitRefused("Git is not on this machine. Name the files that changed.") from None
    if done.returncode and refuses:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
        raise GitRefused(
            f"Git cannot tell what changed: {visible(said)}. Name the files that changed, or another revision."
        )
    return "" if done.returncode else os.fsdecode(done.stdout)
