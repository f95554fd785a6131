"""What changed in a git repository, as git itself says."""

from __future__ import annotations

from pathlib import Path

from visavis.git import GitMissing, GitSays, git


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
    try:
        return git(site, *arguments)
    except GitMissing:
        raise GitRefused("Git is not on this machine. Name the files that changed.") from None
    except GitSays as said:
        if not refuses:
            return ""
        raise GitRefused(
            f"Git cannot tell what changed: {said}. Name the files that changed, or another revision."
        ) from None
