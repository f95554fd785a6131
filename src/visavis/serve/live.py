"""A site in memory that keeps up with its files. The last state without problems stays until they are mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from mimetypes import guess_type
from pathlib import Path

from visavis.assets import Assets
from visavis.checked import check
from visavis.load.held import Held
from visavis.load.problems import Problem, ProblemsFound
from visavis.load.schema import SiteConfig
from visavis.load.site_data import without_collection
from visavis.pages import urls
from visavis.render.renderer import Renderer
from visavis.serve.kept import Look, folder, look
from visavis.serve.made import Made
from visavis.site import Site
from visavis.workshop import Workshop

MOST_KEPT = 500
"""So many pages are kept once made, until a file changes."""
RENDERED = 100
"""So many times the site is read again before all that was rendered is let go of."""
ASSETS = urls.assets("live")
"""The folder of the static files: always this one, so that pages stay as they are where only a style sheet changes."""


class LiveSite:
    """A site by its folder. Call `load` first, and nothing from two threads at once.

    `problems` are those of the data or the style sheet as they are on disk now; while there are any, pages are those
    of the state before. `waiting` says that there may be more. `pages` and `style` count the states of what pages, and
    the style sheet alone, are made from. `cache` is the folder that keeps what was read.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.workshop: Workshop | None = None
        self.problems: tuple[Problem, ...] = ()
        self.warnings: tuple[Problem, ...] = ()
        self.waiting = False
        self.pages = self.style = 0
        self._seen: Look = {}
        self._held = Held()
        self._renderers = 0
        self._made_for: tuple[object, ...] = ()
        self.cache = folder(site)
        self._style_sheet: bytes | None = None
        self._made: dict[str, Made] = {}
        self._static: dict[str, Path] = {}

    def load(self, jobs: int = 1) -> None:
        """Read the site; `jobs` is the number of processes that may, more than one only where no other thread runs."""
        self._seen = self._seen or look(self.site)
        remembered = self._held.remembered
        try:
            data, warnings = check(self.site, strict=False, jobs=jobs, cache=self.cache, held=self._held)
            kept = self._renderers_for(data.config)
            workshop = Workshop(self.site, data, remembered, kept, few=True, assets=ASSETS, cache=self.cache)
            if self._held.only is None:
                self._static = workshop.assets.copied
                self._restyle(workshop)
        except ProblemsFound as found:
            self.problems, self.waiting = found.problems, found.waiting
            return
        remembered.end_round()
        self.workshop, self.warnings = workshop, tuple(warnings)
        self.problems, self.waiting = (), False
        self._made.clear()
        self.pages += 1

    def update(self, changed: Iterable[Path]) -> None:
        """Take up what became of files or whole folders; where only style sheets changed, pages stay as they are."""
        changed = list(changed)
        if all(path.is_dir() for path in changed):
            seen, self._seen = self._seen, look(self.site)
            if seen == self._seen:
                return
        if any(_below(path, self._resolved(self.site.template_folders)) for path in changed):
            self._renderers = 0
        sheets = [folder / "css" for folder in self._resolved(self.site.static_folders)]
        if self.workshop and not self.problems and all(_below(path, sheets) for path in changed):
            try:
                self._restyle(self.workshop)
            except ProblemsFound as found:
                self.problems = found.problems
            return
        self._held.only = self._only(changed)
        with without_collection():
            self.load()

    def _only(self, changed: Iterable[Path]) -> frozenset[str] | None:
        """Return the paths of these files where all are data that was read before and is still there."""
        data, found = (self.site.root / "data").resolve(), set[str]()
        for path in changed:
            name = f"data/{path.relative_to(data).as_posix()}" if path.is_relative_to(data) else ""
            if name not in self._held or path.is_symlink() or not path.is_file():
                return None
            found.add(name)
        return frozenset(found) if self.workshop and not self.problems else None

    @staticmethod
    def _resolved(folders: Iterable[Path]) -> list[Path]:
        return [folder.resolve() for folder in folders]

    def _renderers_for(self, config: SiteConfig) -> list[Renderer]:
        """Return the renderers as they are, while they render the same templates for as deep pages, or none.

        They keep what they rendered of models that are no more: after so many rounds they start afresh.
        """
        made_for = (self.site.template_folders, config.pages_as, config.languages)
        if made_for != self._made_for or self._renderers == 0:
            self._made_for, self._renderers = made_for, RENDERED
            return []
        self._renderers -= 1
        return [edition.renderer for edition in self.workshop.editions] if self.workshop else []

    def _restyle(self, workshop: Workshop) -> None:
        """Take up the style sheet as it is now. Raises ProblemsFound where that cannot be."""
        sheet = workshop.assets.style_sheet()
        if sheet != self._style_sheet:
            self.style += self._style_sheet is not None
            self._style_sheet = sheet
            self._made.pop(workshop.assets.sheet, None)

    @property
    def base(self) -> str:
        """The path that the site is published under on its host, as / or /models/."""
        return urls.base_path(self.workshop.catalogue.config.address) if self.workshop else "/"

    def made(self, path: str) -> Made | None:
        """Return what stands at a path of the output, made now or kept; None where nothing does.

        Raises ProblemsFound where a template is wrong, and where the site has not been read without problems yet.
        """
        if self.workshop is None:
            raise ProblemsFound(self.problems, waiting=self.waiting)
        if path not in self._made:
            make = self._maker(self.workshop, path)
            content = make() if make else self.workshop.single(path)
            if content is None:
                return None
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            self._made[path] = Made(guess_type(path)[0] or "application/octet-stream", content)
        return self._made[path]

    def missing(self) -> Made:
        """Return the page for addresses that lead nowhere. Raises as `made` does."""
        found = self.made(urls.NOT_FOUND)
        return (
            Made("text/plain", b"There is nothing here.", found=False) if found is None else found._replace(found=False)
        )

    def _maker(self, workshop: Workshop, path: str) -> Callable[[], bytes] | None:
        """Return what makes a file that is not always made; None where there is none at this path."""
        if comparison := workshop.comparison_at(path):
            return comparison
        if path in self._static:
            return partial(Assets.content, self._static[path])
        if single := workshop.single_at(path):
            return single
        if path in workshop.made:
            return workshop.made[path].make
        rendition = workshop.pictures().get(path)
        return rendition.content if rendition else None


def _below(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
