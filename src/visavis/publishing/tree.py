"""Folders below a folder, opened one within the other: a link in the place of one is never followed."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from visavis.publishing.local import PublishingRefused
from visavis.write.files import Folder


class Tree:
    """The folder at `root` and those below it, of which the last one asked for is kept open, with all above it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __enter__(self) -> Self:
        self.top = Folder(self.root)
        self._below: list[tuple[str, Folder]] = []
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with ExitStack() as stack:
            for folder in (self.top, *(folder for _, folder in self._below)):
                stack.push(folder.__exit__)

    def folder(self, path: str, *, make: bool = False) -> Folder:
        """Return a folder by its path, which is empty for the top. Raises PublishingRefused where a link is in the way.

        `make` says whether missing folders are made; else OSError is raised.
        """
        names = path.split("/") if path else []
        same = 0
        for name, (known, _) in zip(names, self._below, strict=False):
            if name != known:
                break
            same += 1
        while len(self._below) > same:
            self._below.pop()[1].__exit__(None, None, None)
        for name in names[same:]:
            above = self._below[-1][1] if self._below else self.top
            self._below.append((name, _opened(above, name, make=make)))
        return self._below[-1][1] if self._below else self.top

    def remove(self, path: str) -> None:
        """Delete a file, and the folders that it leaves empty."""
        folder, _, name = path.rpartition("/")
        self.folder(folder).remove(name)
        while folder:
            above, _, name = folder.rpartition("/")
            self.folder(above).remove_folder(name)  # one that holds anything stays
            folder = above


def _opened(above: Folder, name: str, *, make: bool) -> Folder:
    if make:
        with suppress(FileExistsError):
            os.mkdir(name if above.at is not None else f"{above.path}/{name}", dir_fd=above.at)
    try:
        return Folder(name, above)
    except NotADirectoryError:
        text = f"{above.path}/{name} is a link or a file where the site has a folder. Take it away."
        raise PublishingRefused(text) from None
    except OSError as error:
        if os.path.islink(f"{above.path}/{name}"):  # noqa: PTH114
            text = f"{above.path}/{name} is a link where the site has a folder, and links are not followed."
            raise PublishingRefused(text) from None
        raise error
