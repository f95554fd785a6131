"""Where a site's folders are: its data, and its templates and static files over the theme's.

The theme travels inside the installed package; in a checkout of visavis it is the checkout's own templates/ and
static/. A site's own file of the same path takes the place of the theme's.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from visavis.load.problems import Problem, ProblemsFound


def theme() -> Path:
    """Return the folder that holds the theme's templates/ and static/."""
    package = Path(__file__).resolve().parent
    bundled = package / "theme"
    return bundled if bundled.is_dir() else package.parent.parent


@dataclass(frozen=True, slots=True)
class Site:
    """A site by its root, the folder that holds data/."""

    root: Path

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The folders templates are looked up in, the site's own first."""
        return self._layers("templates")

    @property
    def static_folders(self) -> tuple[Path, ...]:
        """The folders static files lie in, the site's own first."""
        return self._layers("static")

    @property
    def inputs(self) -> dict[str, tuple[Path, ...]]:
        """The folders of everything that a page is made from, the program itself included, by what they hold."""
        code = Path(__file__).resolve().parent
        data = (self.root / "data",)
        return {"data": data, "templates": self.template_folders, "static": self.static_folders, "code": (code,)}

    def static_files(self) -> dict[str, Path]:
        """Return every static file by its path under static/, sorted; the site's own take precedence.

        Dot-files are left out. Raises ProblemsFound for links that lead out of the folder they lie in.
        """
        found: dict[str, Path] = {}
        for folder in reversed(self.static_folders):
            for path in sorted(_files(folder)):
                found[path.relative_to(folder).as_posix()] = path
        return dict(sorted(found.items()))

    @staticmethod
    def text(files: dict[str, Path], name: str) -> str:
        """Return the text of a static file. Raises ProblemsFound where it is missing or not UTF-8."""
        try:
            return files[name].read_text("utf-8")
        except KeyError:
            found, expected, fix = (
                "no such file",
                "a file that the style sheet imports",
                "add it, or take the import away",
            )
        except UnicodeDecodeError:
            found, expected, fix = "bytes that are not UTF-8", "a text file in UTF-8", "save it in UTF-8"
        raise ProblemsFound([Problem(f"static/{name}", 1, 1, "static-file", "", found, expected, fix)])

    def _layers(self, name: str) -> tuple[Path, ...]:
        own, themes = self.root / name, theme() / name
        if own.is_dir() and not own.samefile(themes):
            return own, themes
        return (themes,)


def _files(folder: Path) -> list[Path]:
    files: list[Path] = []
    problems: list[Problem] = []
    real = folder.resolve()
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        entries = [Path(place) / name for name in [*folders, *names]]
        leaving = [path for path in entries if path.is_symlink() and not path.resolve().is_relative_to(real)]
        problems += [_leaving(folder, path) for path in leaving]
        files += [path for name in names if not name.startswith(".") and (path := Path(place) / name).is_file()]
    if problems:
        raise ProblemsFound(problems)
    return files


def _leaving(folder: Path, path: Path) -> Problem:
    where = path.relative_to(folder.parent).as_posix()
    found, expected = "a link that leads out of its folder", f"a file inside {folder.name}/"
    return Problem(where, 1, 1, "link-outside", "", found, expected, "copy the file here instead")
