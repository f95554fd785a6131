"""Publishing, step by step: read the site, look at the place, say what changes, refuse what is not safe, move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from visavis.load.problems import visible
from visavis.publishing.branch import BranchPlace
from visavis.publishing.changes import Changes, changes
from visavis.publishing.folder import FolderPlace
from visavis.publishing.local import PublishingRefused, SiteFile, site_files, size_of
from visavis.publishing.places import Found, Place, Progress, final
from visavis.publishing.record import Owned, RecordDamaged, read, written
from visavis.publishing.s3 import SCHEME, S3Place
from visavis.write.budget import Size
from visavis.write.output import work_beside

SOURCES = ("data", "templates", "static")
"""What the folder of a site holds that no site may be published into."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """What is to be published where: all that there is to know before anything is moved."""

    place: Place
    files: Mapping[str, SiteFile]
    found: Found
    owned: Owned
    changes: Changes

    @property
    def size(self) -> Size:
        """How large the site is."""
        return size_of(self.files.values())

    @property
    def first(self) -> bool:
        """Whether visavis has put nothing there yet."""
        return self.found.record is None


def place_at(site: Path, out: Path, to: str, *, branch: str | None = None, remote: str = "origin") -> Place:
    """Return the place that is meant: a `branch` of a remote of the site's repository, a bucket, or else a folder.

    Raises PublishingRefused where there can't be one, or where a folder holds the site's own files.
    """
    if branch is not None:
        return BranchPlace(site, remote, branch)
    if to.startswith(SCHEME):
        return S3Place(to)
    if "://" in to:
        raise PublishingRefused(f"{to} is neither a folder nor an address that starts with {SCHEME}.")
    place = FolderPlace(Path(to))
    own = [site / name for name in SOURCES] + [out, work_beside(out)]
    inside = any(place.root.is_relative_to(folder.resolve()) for folder in own)
    if inside or any(folder.resolve().is_relative_to(place.root) for folder in (site, *own)):
        raise PublishingRefused(f"{to} holds the site's own files. Publish to another folder.")
    return place


def look(out: Path, place: Place) -> Publishing:
    """Return what publishing a built site would do; nothing is moved. Raises PublishingRefused and OSError."""
    files, found = site_files(out), place.found()
    try:
        owned: Owned = {} if found.record is None else read(found.record)
    except RecordDamaged as why:
        text = (
            f"What visavis wrote down in {place.title} can't be relied on: {why}. Restore it, or "
            "delete it and publish with --adopt."
        )
        raise PublishingRefused(text) from None
    return Publishing(place, files, found, owned, changes(files, found.there, owned, place.same, folders=place.folders))


def refuse(of: Publishing, *, adopt: bool) -> None:
    """Raise PublishingRefused where publishing would write over what others made, unless the place is adopted."""
    title, moving = of.place.title, of.changes
    if moving.blocked:
        raise PublishingRefused(f"In {title} these stand in the way of a folder or a file: {_some(moving.blocked)}.")
    if adopt:
        return
    if of.first and of.found.there:
        raise PublishingRefused(
            f"{title} holds what visavis did not put there: {_some(tuple(sorted(of.found.there)))}. With --adopt the "
            "site is put beside it: what has the name of a file of the site is replaced, all else stays."
        )
    if moving.taken:
        what = f"what visavis did not put there: {_some(moving.taken)}"
        raise PublishingRefused(f"In {title} the site would replace {what}. With --adopt it does.")


def carry_out(of: Publishing, progress: Progress) -> bool:
    """Make the changes; return whether there was anything to do. Raises PublishingRefused and OSError."""
    if of.changes.none and of.found.record == written(final(of.changes, of.found, {})):
        return False
    of.place.carry_out(of.changes, of.found, of.owned, progress)
    return True


def _some(paths: tuple[str, ...], most: int = 10) -> str:
    more = f" and {len(paths) - most:,} more" if len(paths) > most else ""
    return ", ".join(map(visible, paths[:most])) + more
