"""The files that a site's data stand in: what tells their content from any other, and where lines are corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from visavis.compare.rounding import written_date
from visavis.load.lines import Lines
from visavis.load.scalars import PartialDate
from visavis.load.schema import SiteConfig

DIGITS = 10
"""So many hexadecimal digits tell a revision."""


class _Sorted(NamedTuple):
    """Paths of files by what they are about: those of a model and of a suite, of its card alone and of one run."""

    models: dict[str, list[str]]
    suites: dict[str, list[str]]
    cards: dict[str, str]
    runs: dict[tuple[str, str], str]


@lru_cache(maxsize=2)
def _sorted(paths: tuple[str, ...]) -> _Sorted:
    found = _Sorted({}, {}, {}, {})
    for path in paths:
        _, *folders, name = path.split("/")
        key = name.partition(".")[0]
        match folders:
            case ["models"]:
                found.cards[key] = path
                found.models.setdefault(key, []).append(path)
            case ["evals", suite]:
                found.suites.setdefault(suite, []).append(path)
                if key != "suite":
                    found.runs[suite, key] = path
                    found.models.setdefault(key, []).append(path)
    return found


class Records:
    """What is known of the files of a site, found by what they are about.

    A revision is ten hexadecimal digits that follow from the content of files alone, wherever they lie.
    """

    def __init__(
        self,
        config: SiteConfig,
        files: Mapping[str, bytes] | None = None,
        lines: Callable[[str], Lines] = lambda _: lambda *_: 1,
        folder: str = "",
    ) -> None:
        """`files` has the digest of each file by its path, sorted; `folder` is where the site lies in its repository.

        `lines` gives what tells the lines of a file.
        """
        self._files, self._lines = files or {}, lines
        self._sorted = _sorted(tuple(self._files))
        self.place = _place(config, folder)
        self._commits = _commits(config.repository)

    def card(self, model: str) -> str | None:
        """Return the path of a model's card; None where it is not known."""
        return self._sorted.cards.get(model)

    def run(self, suite: str, model: str) -> str | None:
        """Return the path of a run; None where it is not known."""
        return self._sorted.runs.get((suite, model))

    def model(self, key: str) -> str:
        """Return the revision of a model: of its card and its runs."""
        return self._revision(self._sorted.models.get(key, ()))

    def suite(self, key: str) -> str:
        """Return the revision of a suite: of itself and its runs."""
        return self._revision(self._sorted.suites.get(key, ()))

    def everything(self) -> str:
        """Return the revision of all data."""
        return self._revision(self._files)

    def correct(self, path: str | None, line: int = 1) -> str | None:
        """Return the address of a line in the repository; None where either is not known."""
        return None if path is None or self.place is None else f"{self.place}{path}#L{line}"

    def commit(self, name: str) -> str | None:
        """Return the address of a commit of the repository; None where it is not known."""
        return None if self._commits is None else f"{self._commits}{name}"

    def lines(self, path: str | None) -> Callable[..., str | None]:
        """Return what gives the address of the line that a way of keys leads to; the file is read for it once."""
        if path is None or self.place is None:
            return lambda *_: None
        return partial(self._correct, path, self._lines(path))

    def _correct(self, path: str, line: Lines, *way: str) -> str | None:
        return self.correct(path, line(*way))

    def _revision(self, paths: Iterable[str]) -> str:
        made = blake2b(digest_size=DIGITS // 2)
        listed = [*paths]
        for path in listed:
            made.update(f"{path}\0".encode() + self._files[path])
        return made.hexdigest() if listed else ""


def shown_day(day: str) -> str:
    """Return a day, given as YYYY-MM-DD, as it is shown: 31 Mar 2025."""
    return written_date(PartialDate(*map(int, day.split("-"))))


def _place(config: SiteConfig, folder: str) -> str | None:
    """Return the address that the site's files lie below, which ends in a slash; None where it is not known."""
    below = config.corrections
    if below is None and (pages := _pages(config.repository)):
        below = f"{pages}/blob/HEAD"
    return None if below is None else f"{below.rstrip('/')}/{quote(folder)}"


def _commits(repository: str | None) -> str | None:
    """Return the address that a commit's name stands behind; None where it is not known."""
    pages = _pages(repository)
    return pages and f"{pages}/commit/"


def _pages(repository: str | None) -> str | None:
    """Return the address that a host has its pages about a repository below; None of a host that we do not know."""
    host = urlsplit(repository or "").hostname or ""
    known = host == "github.com" or host.startswith("gitlab.")
    if repository is None or not known:
        return None
    return repository.rstrip("/").removesuffix(".git") + ("" if host == "github.com" else "/-")
