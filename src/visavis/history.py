"""When files under data/ were last changed, as the repository that they lie in says, in one walk over its history.

Without git, outside a repository, and for a file that was changed since, nothing is known. In a shallow clone, what
came before its oldest commits is not known either: files that they seem to add count as unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from visavis.git import GitMissing, GitSays, git
from visavis.load.problems import visible

_SAFE = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=UTF-8")
"""No program that a repository's own settings name is run for it."""
_COMMIT = "\x1e"


class Commit(NamedTuple):
    """A commit: its name, and its day as YYYY-MM-DD, in the time zone of its author."""

    name: str
    day: str


class Committed(NamedTuple):
    """A commit with its time, as RFC 3339 has it, and what it says of itself in a line, made printable.

    `files` are those under data/ that it changed, each with a letter of git: A for one that it added.
    """

    commit: Commit
    time: str
    subject: str
    files: dict[str, str]


class Days(NamedTuple):
    """The day of the last change, as YYYY-MM-DD: of a model, its card or a run of it; of a suite, its runs too.

    By key. What has a file whose last change is not known is left out.
    """

    models: dict[str, str]
    suites: dict[str, str]


class Change(NamedTuple):
    """What a commit did to the data: its name, its time as RFC 3339 has it, and keys, in the order of their files.

    `models` are those that it added, `suites` those whose own file it changed; `added` and `changed` are runs, by
    suite: the keys of their models.
    """

    commit: str
    time: str
    models: tuple[str, ...]
    suites: tuple[str, ...]
    added: dict[str, tuple[str, ...]]
    changed: dict[str, tuple[str, ...]]


def last_commit(root: Path) -> Commit | None:
    """Return the commit that says what lies under `root/data`: the last one that changed it.

    None where something there was changed since, and where there is no git or no repository.
    """
    try:
        if git(root, *_SAFE, "status", "--porcelain", "--untracked-files=all", "--", "data"):
            return None
        last = git(root, *_SAFE, "log", "-1", "--format=%H %ad", "--date=short", "--", "data").strip()
    except (OSError, GitMissing, GitSays):
        return None
    return Commit(*last.split(" ")) if last else None


def last_days(root: Path) -> Days:
    """Return on which days the models and suites under `root/data` were last changed."""
    found: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for path, commit in last_changes(root).items():
        model, suite = about(path)
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


def place_in_repository(root: Path) -> str:
    """Return the path of a folder below the top of the repository around it, which ends in a slash, or nothing."""
    real = root.resolve()
    top = next((folder for folder in (real, *real.parents) if (folder / ".git").exists()), real)
    return "".join(f"{part}/" for part in real.relative_to(top).parts)


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


def about(path: str) -> tuple[str | None, str | None]:
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


def committed(root: Path) -> tuple[Committed, ...]:
    """Return every commit that changed files under `root/data`, the newest first.

    Empty where there is no git or no repository. Merges are left out, as what they bring has commits of its own, and so
    are the oldest commits of a shallow clone, which seem to add all that came before them.
    """
    try:
        return _committed(root.resolve(), revision(root), None)
    except (OSError, GitMissing, GitSays):
        return ()


@lru_cache(maxsize=4)
def _committed(root: Path, at: str | None, most: int | None) -> tuple[Committed, ...]:  # noqa: ARG001 (it follows from at)
    """Return the same of the last so many commits; a walk serves all who ask while the repository stands at one."""
    prefix, oldest = git(root, "rev-parse", "--show-prefix").strip(), _oldest(root)
    kinds = ("--name-status", "--no-renames", "--no-merges", "--diff-filter=AMT")
    limit = () if most is None else (f"--max-count={most}",)
    log = git(root, *_SAFE, "log", "-z", f"--format={_COMMIT}%H %aI %s", *limit, *kinds, "--", "data")
    return tuple(change for change in _read(log, prefix) if change.commit.name not in oldest)


def _read(log: str, prefix: str) -> Iterator[Committed]:
    """Yield the commits of a log: each is a head, which begins as no letter and no path does, and then its files."""
    head, names = "", list[str]()
    for part in [*log.split("\0"), _COMMIT]:
        if not part.startswith(_COMMIT):
            names.append(part.removeprefix("\n"))
            continue
        if head:
            name, time, subject = head.split(" ", 2)
            names = [name for name in names if name]
            letters, paths = names[::2], [path.removeprefix(prefix) for path in names[1::2]]
            yield Committed(Commit(name, time[:10]), time, visible(subject), dict(zip(paths, letters, strict=True)))
        head, names = part.removeprefix(_COMMIT), []


def last_changes(root: Path) -> dict[str, Commit | None]:
    """Return the last change of each file under `root/data`, by its path below `root`; None where it is not known.

    Empty where there is no git or no repository.
    """
    shown = ("--porcelain", "-z", "--no-renames", "--untracked-files=all")
    try:
        prefix = git(root, "rev-parse", "--show-prefix").strip()
        files = {*git(root, "ls-files", "-z", "--", "data").split("\0")} - {""}
        status = git(root, *_SAFE, "status", *shown, "--", "data")
    except (OSError, GitMissing, GitSays):
        return {}
    changed = {entry[3:].removeprefix(prefix) for entry in status.split("\0") if entry}
    return dict.fromkeys(files | changed) | dict(_newest(committed(root), files - changed))


def latest_changes(root: Path, most: int) -> tuple[Change, ...]:
    """Return what the last so many commits did to models and runs under `root/data`, the newest first.

    Merges are left out: what they bring came with other commits. Empty where there is no git or no repository.
    """
    try:
        found = _committed(root.resolve(), revision(root), most)
    except (OSError, GitMissing, GitSays):
        return ()
    return tuple(change for change in map(_change, found) if any(change[2:]))


def _change(of: Committed) -> Change:
    """Return what a commit did."""
    models, suites = dict[str, None](), dict[str, None]()
    runs: dict[str, dict[str, dict[str, None]]] = {"A": {}, "M": {}}
    for path, letter in of.files.items():
        model, suite = about(path)
        if model is not None and suite is not None and letter in runs:
            runs[letter].setdefault(suite, {})[model] = None
        elif model is not None and suite is None and letter == "A":
            models[model] = None
        elif suite is not None and model is None and letter == "M":
            suites[suite] = None
    added, changed = ({suite: tuple(keys) for suite, keys in runs[letter].items()} for letter in "AM")
    return Change(of.commit.name, of.time, tuple(models), tuple(suites), added, changed)


def _newest(found: Iterable[Committed], wanted: set[str]) -> Iterator[tuple[str, Commit]]:
    """Yield each of the wanted files once, with the newest commit that changed it."""
    for change in found:
        yield from ((name, change.commit) for name in wanted.intersection(change.files))
        wanted -= change.files.keys()


def _oldest(root: Path) -> frozenset[str]:
    """Return the commits at which a shallow clone ends; none of a whole one."""
    shallow = root / git(root, "rev-parse", "--git-path", "shallow").strip()
    return frozenset(shallow.read_text("ascii").split()) if shallow.is_file() else frozenset()
