"""What publishing would change in a place, decided before anything is moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from visavis.publishing.local import SiteFile
from visavis.publishing.record import Owned
from visavis.write.folders import folders_of


@dataclass(frozen=True, slots=True)
class Changes:
    """Files by what becomes of them, each list in the order in which it is carried out.

    `added` are not there yet, `changed` say something else there, `removed` are gone from the site; `unchanged` are
    not moved. `kept` were put there by visavis and changed by somebody else since, so that they stay although the site
    has them no more. `others` are not visavis's, `taken` are those of them that files of the site take the place of.
    `blocked` are paths that can't be written, since a file lies where the site has a folder or the other way round.
    """

    added: tuple[SiteFile, ...]
    changed: tuple[SiteFile, ...]
    removed: tuple[str, ...]
    unchanged: tuple[SiteFile, ...]
    kept: tuple[str, ...]
    others: tuple[str, ...]
    taken: tuple[str, ...]
    blocked: tuple[str, ...]

    def sent(self) -> tuple[SiteFile, ...]:
        """Return all files to be sent, so that no page that is there leads to what is not.

        What pages need comes first, then new pages, then changed ones, and what lists pages comes last.
        """
        parts = [
            (order(file.path)[0], place, file) for place, some in enumerate((self.added, self.changed)) for file in some
        ]
        return tuple(file for *_, file in sorted(parts, key=lambda part: (*part[:2], part[2].path)))

    @property
    def none(self) -> bool:
        """Whether nothing has to be sent or removed."""
        return not (self.added or self.changed or self.removed)


def changes(
    files: Mapping[str, SiteFile],
    there: Mapping[str, str],
    owned: Owned,
    same: Callable[[SiteFile, str], bool],
    *,
    folders: bool = True,
) -> Changes:
    """Return what has to change in a place that holds these paths with these tokens, of which visavis `owned` some.

    `same` says whether a file is what its token stands for. `folders` says whether a place has folders, so that a file
    can be in the way of one.
    """
    unchanged: list[SiteFile] = []
    changed: list[SiteFile] = []
    taken: list[str] = []
    for path, file in files.items():
        if path in there:
            alike = same(file, there[path])
            (unchanged if alike else changed).append(file)
            if path not in owned and not alike:
                taken.append(path)
    gone = [path for path in owned if path in there and path not in files]
    removed = {path for path in gone if there[path] in owned[path]}
    return Changes(
        added=tuple(file for path, file in files.items() if path not in there),
        changed=tuple(changed),
        removed=tuple(sorted(removed, key=order, reverse=True)),
        unchanged=tuple(unchanged),
        kept=tuple(sorted(path for path in gone if path not in removed)),
        others=tuple(sorted(path for path in there if path not in owned and path not in files)),
        taken=tuple(taken),
        blocked=tuple(_blocked(files, there)) if folders else (),
    )


def _blocked(files: Mapping[str, SiteFile], there: Mapping[str, str]) -> list[str]:
    return sorted({*folders_of(files) & there.keys(), *folders_of(there) & files.keys()})


PAGES = (".html", ".html.gz", ".html.br")


def order(path: str) -> tuple[int, str]:
    """Return what files are sorted by: styles, scripts, pictures and data, then pages, then what lists pages."""
    if "/" not in path:
        return 3, path
    if path.endswith(PAGES):
        return (2 if path.rpartition("/")[2].startswith("index.") and path.count("/") == 1 else 1), path
    return 0, path
