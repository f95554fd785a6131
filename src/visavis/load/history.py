"""When files under data/ were last changed, as the repository that they lie in says, in one walk over its history.

Without git, outside a repository, and for a file that was changed since, nothing is known. In a shallow clone, what
came before its oldest commits is not known either: files that they seem to add count as unknown.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

_GIT = ("git", "-c", "core.quotePath=off", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "--no-pager")
_COMMIT = "\x1e"


class Commit(NamedTuple):
    """A commit: its name, and its day as YYYY-MM-DD, in the time zone of its author."""

    name: str
    day: str


class Days(NamedTuple):
    """The day of the last change, as YYYY-MM-DD: of a model, its card or a run of it; of a suite, its runs too.

    By key. What has a file whose last change is not known is left out.
    """

    models: dict[str, str]
    suites: dict[str, str]


def last_days(root: Path) -> Days:
    """Return on which days the models and suites under `root/data` were last changed."""
    found: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for path, commit in last_changes(root).items():
        model, suite = _about(path)
        for key, days in zip((model, suite), found, strict=True):
            if key is not None:
                days.setdefault(key, []).append(commit.day if commit else "")
    models, suites = ({key: max(days) for key, days in of.items() if all(days)} for of in found)
    return Days(models, suites)


def revision(root: Path) -> str | None:
    """Return the commit that the repository around a folder stands at, read without git; None where there is none."""
    real = root.resolve()
    for folder in (real, *real.parents):
        try:
            place = folder / ".git"
            if place.is_file():  # of a further working tree: gitdir: where
                place = folder / place.read_text("utf-8").removeprefix("gitdir:").strip()
            head = (place / "HEAD").read_text("utf-8").strip()
            if not head.startswith("ref:"):
                return head
            shared = place / "commondir"
            common = place / shared.read_text("utf-8").strip() if shared.is_file() else place
            return _at(common, head.removeprefix("ref:").strip())
        except (OSError, UnicodeDecodeError):
            continue
    return None


def _at(repository: Path, name: str) -> str:
    """Return the commit that a branch stands at; its name where it has none, or another way to keep it."""
    try:
        return (repository / name).read_text("ascii").strip()
    except OSError:
        try:
            packed = (repository / "packed-refs").read_text("utf-8").splitlines()
        except OSError:
            return name
        return next((line.partition(" ")[0] for line in packed if line.endswith(f" {name}")), name)


def _about(path: str) -> tuple[str | None, str | None]:
    """Return the keys of the model and of the suite that a file under data/ is about."""
    match path.split("/"):
        case ["data", "models", name]:
            return name.partition(".")[0], None
        case ["data", "evals", suite, name]:
            model = name.partition(".")[0]
            return None if model == "suite" else model, suite
        case ["data", "evals", suite, *_]:
            return None, suite
    return None, None


def last_changes(root: Path) -> dict[str, Commit | None]:
    """Return the last change of each file under `root/data`, by its path below `root`; None where it is not known.

    Empty where there is no git or no repository.
    """
    try:
        prefix = _asked(root, "rev-parse", "--show-prefix").strip()
        files = {*_asked(root, "ls-files", "-z", "--", "data").split("\0")} - {""}
        status = _asked(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", "data")
        oldest = _oldest(root)
    except (OSError, subprocess.CalledProcessError):
        return {}
    changed = {entry[3:].removeprefix(prefix) for entry in status.split("\0") if entry}
    return dict.fromkeys(files | changed) | dict(_walk(root, prefix, files - changed, oldest))


def _walk(root: Path, prefix: str, wanted: set[str], oldest: frozenset[str]) -> Iterator[tuple[str, Commit]]:
    """Yield each of the wanted files once, with the newest commit that changed it; stop where all were found."""
    form = f"--format={_COMMIT}%H %ad"
    arguments = ("log", "-z", form, "--date=short", "--name-only", "--no-renames", "--diff-filter=AMT", "--", "data")
    with subprocess.Popen(  # noqa: S603 (fixed arguments)
        [*_GIT, "-C", str(root), *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        for commit, names in _commits(process.stdout):
            found = wanted.intersection(name.removeprefix(prefix) for name in names)
            wanted -= found
            if commit.name not in oldest:
                yield from ((name, commit) for name in found)
            if not wanted:
                process.kill()
                return


def _commits(output: IO[bytes] | None) -> Iterator[tuple[Commit, list[str]]]:
    """Yield the commits that git writes, each with the names of the files that it changed."""
    rest = ""
    while output and (some := output.read(1 << 16)):
        *whole, rest = (rest + some.decode("utf-8", "replace")).split(_COMMIT)
        yield from map(_commit, filter(None, whole))
    if rest:
        yield _commit(rest)


def _commit(text: str) -> tuple[Commit, list[str]]:
    head, *names = text.replace("\n", "\0").split("\0")
    commit, _, day = head.partition(" ")
    return Commit(commit, day), [name for name in names if name]


def _oldest(root: Path) -> frozenset[str]:
    """Return the commits at which a shallow clone ends; none of a whole one."""
    shallow = root / _asked(root, "rev-parse", "--git-path", "shallow").strip()
    return frozenset(shallow.read_text("ascii").split()) if shallow.is_file() else frozenset()


def _asked(root: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 (fixed arguments)
        [*_GIT, "-C", str(root), *arguments], capture_output=True, check=True, env=_environment()
    )
    return done.stdout.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    return {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "TZ": "UTC"}
