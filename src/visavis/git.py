"""Git, which is a program of its own, and is only asked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from visavis.load.problems import visible

# what git sets for hooks holds for its own folder, not for the one asked about
_OF_HOOKS = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"}


class GitMissing(Exception):  # noqa: N818 (misuse, not a fault of the program)
    """Git is not on this machine."""


class GitSays(Exception):  # noqa: N818 (misuse, not a fault of the program)
    """Git could not do what it was asked; the message is its own first line, made printable."""


def git(folder: Path, *arguments: str, index: Path | None = None) -> str:
    """Return what git prints when run in a folder; `index` takes the place of the repository's own.

    Raises GitMissing, and GitSays where git fails.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    if index is not None:
        environment["GIT_INDEX_FILE"] = str(index.resolve())
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603
    except OSError:
        raise GitMissing from None
    if done.returncode:
        raise GitSays(visible(done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")))
    return os.fsdecode(done.stdout)
