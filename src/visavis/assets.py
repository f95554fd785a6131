"""The style sheet, scripts and pictures that pages share: in a folder named by all that is in it, to be kept for ever.

One digest stands for the whole folder, not one for each file: scripts name one another, and style sheets their fonts,
by relative addresses, and go on doing so. Where one of them changes, so do all pages that name the folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from visavis.pages import urls
from visavis.render.scripts import script
from visavis.render.stylesheet import bundle
from visavis.site import Site, theme


class Assets:
    """What is published of a site's static files. Raises ProblemsFound for links that lead out of static/."""

    def __init__(self, site: Site, folder: str | None = None) -> None:
        """`folder` is the one they are published in; None for one that is named by what is in it."""
        self._site, self._folder = site, folder

    @cached_property
    def folder(self) -> str:
        """The folder of the output that they lie in. Raises ProblemsFound where a style sheet is missing or wrong."""
        if self._folder is not None:
            return self._folder
        found = blake2b(self.style_sheet(), digest_size=5)
        for name, file in self._own():
            content = self.content(file)
            found.update(f"{name} {len(content)}\n".encode())
            found.update(content)
        return urls.assets(found.hexdigest())

    @property
    def sheet(self) -> str:
        """The path of the one style sheet that all pages share."""
        return f"{self.folder}/{urls.STYLESHEET}"

    @cached_property
    def _files(self) -> dict[str, Path]:
        return self._site.static_files()

    def _own(self) -> Iterator[tuple[str, Path]]:
        """Yield the files that lie in the folder beside the style sheet, each by its path in it."""
        return (one for one in self._files.items() if not (one[0].startswith("css/") or urls.is_schema(one[0])))

    @cached_property
    def copied(self) -> dict[str, Path]:
        """The files that are published one by one, by their path in the output; `content` has what is in them.

        The schemas of data files lie beside these: their addresses are written in other people's programs.
        """
        schemas = {name: path for name, path in self._files.items() if urls.is_schema(name)}
        return schemas | {f"{self.folder}/{name}": path for name, path in self._own()}

    @staticmethod
    def content(file: Path) -> bytes:
        """Return what is published of a static file: of the theme's scripts the code alone, of any other every byte."""
        if file.suffix == ".js" and file.is_relative_to(theme()):
            return script(file.read_text("utf-8")).encode()
        return file.read_bytes()

    def style_sheet(self) -> bytes:
        """Return the style sheet as it is now. Raises ProblemsFound where a part of it is missing or wrong."""
        files = self._site.static_files()
        return bundle(
            self._site.text(files, "css/index.css"), lambda name: self._site.text(files, f"css/{name}")
        ).encode()
