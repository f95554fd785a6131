"""What a build reads, known by content: data, templates, static files and the program itself.

A file whose size, times and number are those of the last build is taken to hold the same; any other is read. A file
that changed a moment before it was looked at could change again without a trace, so it is read again next time, as git
does (Documentation/technical/racy-git).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    *("babel", "beautifulsoup4", "brotli", "fontpkg-inter", "jinja2", "markdown", "markdownify", "markupsafe", "nh3"),
    *("packaging", "pillow", "pydantic", "pydantic-core", "pyyaml", "resvg", "rjsmin"),
)
"""What takes part in making pages, and so belongs to what they were made from."""
SAFE = 2_000_000_000
"""A file that has rested for so many nanoseconds can't change again without another time: FAT's is the coarsest."""

Stat = tuple[int, ...]


def digest(*parts: object) -> str:
    """Return 16 bytes as hex that stand for these values, told apart by their repr."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Inputs:
    """Every input by its name, with the digest of its content; `fingerprint` stands for them all.

    Names start with what they are: data/models/a.yaml, templates/0/base.html, static/1/icon.svg, code/0/build.py.
    `fingerprint` is empty where a file could not be read.
    """

    def __init__(
        self, folders: Mapping[str, Iterable[Path]], cache: Path, clock: int, revision: str | None = None
    ) -> None:
        """Look at all files in these folders; `cache` remembers their digests, `clock` is the time by its disk.

        `revision` is that of the repository which tells when files were changed.
        """
        self._folders = [(f"{kind}/{place}", folder) for kind, of in folders.items() for place, folder in enumerate(of)]
        self._stats = dict(self._walk())
        known = _remembered(cache)
        self.digests: dict[str, str] = {}
        remembered: dict[str, tuple[Stat, str]] = {}
        for name, (path, stat) in self._stats.items():
            kept = known.get(name)
            found = kept[1] if kept and kept[0] == stat else _content(path, stat)
            self.digests[name] = found
            if stat and max(stat[1], stat[2]) < clock - SAFE and found:
                remembered[name] = stat, found
        if remembered != known:
            _remember(cache, remembered)
        self._by_path = {path: self.digests[name] for name, (path, _) in self._stats.items()}
        parts = sorted(self.digests.items())
        self.fingerprint = digest(parts, program(), revision) if all(self.digests.values()) else ""

    def changed(self) -> set[str]:
        """Return the names of what was changed, added or taken away since; what could change unseen counts as read."""
        now = dict(self._walk())
        return {name for name in now.keys() | self._stats.keys() if now.get(name) != self._stats.get(name)}

    def digest_of(self, path: Path) -> str:
        """Return the digest of a file by its path; empty where it is not among the inputs."""
        return self._by_path.get(str(path), "")

    def models(self) -> dict[str, str]:
        """Return, for each model, a digest of its card and its runs."""
        return self._grouped(model_of)

    def runs(self) -> dict[str, str]:
        """Return, for each suite, a digest of its runs."""
        return self._grouped(lambda name: name.split("/")[3] if _is_run(name) else None)

    def runs_of_models(self) -> dict[str, str]:
        """Return, for each model that was run, a digest of its runs."""
        return self._grouped(lambda name: model_of(name) if _is_run(name) else None)

    def _grouped(self, key_of: Callable[[str], str | None]) -> dict[str, str]:
        files: dict[str, list[tuple[str, str]]] = {}
        for name, found in sorted(self.digests.items()):
            if (key := key_of(name)) is not None:
                files.setdefault(key, []).append((name, found))
        return {key: digest(found) for key, found in files.items()}

    def rest(self) -> str:
        """Return a digest of all that is neither about one model nor a static file: settings, templates, program."""
        shared = [
            (name, found)
            for name, found in sorted(self.digests.items())
            if model_of(name) is None and not name.startswith("static/")
        ]
        return digest(shared, program())

    def _walk(self) -> Iterator[tuple[str, tuple[str, Stat]]]:
        for name, folder in self._folders:
            yield from _files(name, str(folder), ())


def model_of(name: str) -> str | None:
    """Return the key of the model that an input is about: its card or one of its runs; None for any other."""
    match name.split("/")[2:] if name.startswith("data/") else []:
        case ["models", file] | ["evals", _, file]:
            key = file.partition(".")[0]
            return None if key == "suite" and name.count("/") == 4 else key
        case _:
            return None


def _is_run(name: str) -> bool:
    return model_of(name) is not None and name.split("/")[2] == "evals"


def program() -> tuple[str, ...]:
    """Return the versions of Python and of the libraries that take part in making pages."""
    found = [sys.version]
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(name)
    return tuple(found)


def _files(name: str, folder: str, above: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, tuple[str, Stat]]]:
    """Yield every file and folder below one, with its stat, which is empty for a folder."""
    kind = name.partition("/")[0]
    try:
        own = os.stat(folder)  # noqa: PTH116 (a Path for each of many folders costs more)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    here = (own.st_dev, own.st_ino)
    yield name, (folder, ())
    for entry in entries if here not in above else ():
        if entry.name == "__pycache__" or (kind in ("data", "static") and entry.name.startswith(".")):
            continue
        if entry.is_dir():
            yield from _files(f"{name}/{entry.name}", entry.path, (*above, here))
        elif kind != "code" or entry.name.endswith((".py", ".po")):
            try:
                stat = entry.stat()
            except OSError:  # a link that leads nowhere
                stat = entry.stat(follow_symlinks=False)
            found = stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_dev, stat.st_mode
            yield f"{name}/{entry.name}", (entry.path, found)


def _content(path: str, stat: Stat) -> str:
    """Return the digest of a file's bytes; empty where it can't be read, and a word for a folder."""
    if not stat:
        return "folder"
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            return blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _remembered(cache: Path) -> dict[str, tuple[Stat, str]]:
    try:
        return {name: (tuple(stat), found) for name, (stat, found) in json.loads(cache.read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _remember(cache: Path, remembered: Mapping[str, tuple[Stat, str]]) -> None:
    new = cache.with_suffix(".new")
    new.write_text(json.dumps(remembered, separators=(",", ":")), "ascii")
    new.replace(cache)
