"""What a check found, and what the forms of it for programs have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from visavis.load.problems import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """The problems a check found, sorted, and `elsewhere`, how many it found in files that were not asked about.

    `waiting` says that there may be more, as in ProblemsFound. `strict` makes warnings count as errors. `folder` leads
    from the top of the repository to the site: empty, or a path that ends with a slash.
    """

    problems: tuple[Problem, ...]
    waiting: bool = False
    strict: bool = False
    elsewhere: int = 0
    folder: str = ""

    @property
    def errors(self) -> int:
        """How many of the problems are errors by themselves."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def failed(self) -> bool:
        """Whether the check ends with 1."""
        return bool(self.problems) if self.strict else self.errors > 0


def folder_in_repository(site: Path, environment: Mapping[str, str]) -> str:
    """Return the way from the top of the repository that holds a site to the site, for `Report.folder`.

    The top is what GitHub Actions calls the workspace, where the site lies in it, or the nearest folder with a `.git`.
    Where there is neither, the site is its own top.
    """
    root = site.resolve()
    workspace = environment.get("GITHUB_WORKSPACE")
    top = Path(workspace).resolve() if workspace else None
    if top is None or not root.is_relative_to(top):
        top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    way = root.relative_to(top).as_posix()
    return "" if way == "." else f"{way}/"


def sentences(problem: Problem) -> list[str]:
    """Return what is wrong at a place and how to mend it, a sentence for each line of the printed form."""
    where = f"{problem.where}: " if problem.where else ""
    return [f"{where}found {problem.found}", f"expected {problem.expected}", f"fix: {problem.fix}"]


def encodable(text: str) -> str:
    """Return a text that UTF-8 can hold: what a file name has that is no UTF-8 becomes an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
