"""When files under data/ were last changed, as the repository that they lie in says, in one walk over its history.

Without git, outside a repository, and for a file that was changed since, nothing is known. In a shallow clone, what
came before its oldest commits is not known either: files that they seem to add count as unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from visavis.git import GitMissing, GitSays, git

_SAFE = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
"""No program that a repository's own settings name is run for it."""
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
    form = f"--format={_COMMIT}%H %ad"
    kinds = ("--name-only", "--no-renames", "--diff-filter=AMT")
    shown = ("--porcelain", "-z", "--no-renames", "--untracked-files=all")
    try:
        prefix = git(root, "rev-parse", "--show-prefix").strip()
        files = {*git(root, "ls-files", "-z", "--", "data").split("\0")} - {""}
        status = git(root, *_SAFE, "status", *shown, "--", "data")
        oldest = _oldest(root)
        log = git(root, *_SAFE, "log", "-z", form, "--date=short", *kinds, "--", "data") if files else ""
    except (OSError, GitMissing, GitSays):
        return {}
    changed = {entry[3:].removeprefix(prefix) for entry in status.split("\0") if entry}
    return dict.fromkeys(files | changed) | dict(_newest(log, prefix, files - changed, oldest))


def _newest(log: str, prefix: str, wanted: set[str], oldest: frozenset[str]) -> Iterator[tuple[str, Commit]]:
    """Yield each of the wanted files once, with the newest commit of a log that changed it."""
    for commit, names in map(_commit, filter(None, log.split(_COMMIT))):
        found = wanted.intersection(name.removeprefix(prefix) for name in names)
        wanted -= found
        if commit.name not in oldest:
            yield from ((name, commit) for name in found)


def _commit(text: str) -> tuple[Commit, list[str]]:
    head, *names = text.replace("\n", "\0").split("\0")
    commit, _, day = head.partition(" ")
    return Commit(commit, day), [name for name in names if name]


def _oldest(root: Path) -> frozenset[str]:
    """Return the commits at which a shallow clone ends; none of a whole one."""
    shallow = root / git(root, "rev-parse", "--git-path", "shallow").strip()
    return frozenset(shallow.read_text("ascii").split()) if shallow.is_file() else frozenset()
