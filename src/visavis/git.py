"""Git, which is a program of its own: asked what it knows, and fed what it shall keep."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

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
    environment = _environment()
    if index is not None:
        environment["GIT_INDEX_FILE"] = str(index.resolve())
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603
    except OSError:
        raise GitMissing from None
    if done.returncode:
        raise GitSays(_first_line(done.stderr))
    return os.fsdecode(done.stdout)


@contextmanager
def fed(folder: Path, *arguments: str) -> Iterator[IO[bytes]]:
    """Run git in a folder and yield what it reads from; where the block fails, git is ended and keeps nothing.

    Raises GitMissing, and GitSays where git fails, at the end of the block or within it.
    """
    command = ["git", "-C", str(folder), *arguments]
    with TemporaryFile() as told:
        try:
            process = subprocess.Popen(  # noqa: S603
                command, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=told
            )
        except OSError:
            raise GitMissing from None
        with process:
            pipe = process.stdin
            if pipe is None:
                raise RuntimeError("a pipe was asked for")
            try:
                yield pipe
                pipe.close()
            except BrokenPipeError:  # git has ended before, and says why
                pass
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            told.seek(0)
            raise GitSays(_first_line(told.read()))


def _environment() -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    return environment | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def _first_line(text: bytes) -> str:
    return visible(text.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: "))
