"""What stands for the site where it is not open: share images, icons, and the web manifest that names them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.compare.pairs import Pair
from visavis.load.problems import Problem, ProblemsFound
from visavis.outputs.family import Made, Shown
from visavis.pages import urls
from visavis.pages.share_pages import SharePages
from visavis.pages.site_files import web_manifest
from visavis.pages.suite import models_of
from visavis.render.data import encoded
from visavis.render.drawing import Drawer, drawn
from visavis.render.renderer import TEMPLATES, Page
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.workshop import Workshop

SHARE_IMAGES, ICONS = "Share images", "Icons"
"""The kinds of file that these are."""
ICON = "icon.svg"
"""The icon that all others are drawn from, by its path under static/."""
BRAND = 88
"""How many pixels it is wide where it stands on share images: drawn once, twice as large as it is shown."""


class Looks:
    """The family of these files."""

    def __init__(self, shop: Workshop, cache: Path | None) -> None:
        """`cache` is a folder that keeps what was drawn for the next time."""
        self._shop, self._images, self._drawer = shop, shop.images, Drawer(cache)

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield the share images of the site, its models, suites and pairs, then the icons and the manifest."""
        makers = dict(self._makers())
        self._drawer.forget({*makers})
        for path, make in makers.items():
            yield path, Made(SHARE_IMAGES, 50, partial(self._image, path, make))
        for size in urls.ICONS:
            yield urls.icon(size), Made(ICONS, 5, partial(self._icon, size))
        yield urls.MANIFEST, Made(ICONS, 1, self._manifest)

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what these files show."""
        shop, images = self._shop, self._images
        icon = shown.inputs.digest_of(self._icon_file())
        shared = digest(shown.shared, icon)
        if images.site:
            counts = len(shop.catalogue.subjects), len(shop.catalogue.suites), shop.partners.count
            yield urls.SHARE_SITE, digest(shared, counts)
        for key in images.models:
            yield urls.share_model(key), digest(shared, shown.models.get(key), self._pages.standing(key))
        for key in images.suites:
            yield urls.share_suite(key), digest(shared, shown.runs.get(key), models_of(shop.catalogue, key))
        for of in images.pairs:
            yield urls.share_pair(of), digest(shared, *(shown.models.get(key) for key in of))
        for path in (*map(urls.icon, urls.ICONS), urls.MANIFEST):
            yield path, shared

    def _makers(self) -> Iterator[tuple[str, Callable[[], Page]]]:
        if self._images.site:
            yield urls.SHARE_SITE, self._site
        for key in self._images.models:
            yield urls.share_model(key), partial(self._model, key)
        for key in self._images.suites:
            yield urls.share_suite(key), partial(self._suite, key)
        for of in self._images.pairs:
            yield urls.share_pair(of), partial(self._pair, of)

    def _site(self) -> Page:
        return self._pages.site_page()

    def _model(self, key: str) -> Page:
        return self._pages.model_page(key)

    def _suite(self, key: str) -> Page:
        return self._pages.suite_page(key)

    def _pair(self, of: Pair) -> Page:
        return self._pages.pair_page(of)

    def _image(self, path: str, make: Callable[[], Page]) -> bytes:
        page = make()
        try:
            return self._drawer.image(path, self._shop.renderer.render(page).decode())
        except ValueError as error:
            expected, fix = "an SVG that can be drawn", "mend the template"
            problem = Problem(f"templates/{TEMPLATES[type(page)]}", 1, 1, "template", "", str(error), expected, fix)
            raise ProblemsFound([problem]) from error

    @cached_property
    def _pages(self) -> SharePages:
        icon = "data:image/png;base64," + b64encode(self._icon(BRAND)).decode()
        return SharePages(self._shop.catalogue, self._shop.partners, icon)

    def _icon_file(self) -> Path:
        return self._shop.site.static_files()[ICON]

    def _icon(self, size: int) -> bytes:
        try:
            return drawn(self._icon_file().read_text("utf-8"), size)
        except ValueError as error:
            expected, fix = "an SVG that can be drawn", "save it again as plain SVG"
            problem = Problem(f"static/{ICON}", 1, 1, "static-file", "", str(error), expected, fix)
            raise ProblemsFound([problem]) from error

    def _manifest(self) -> bytes:
        return encoded(web_manifest(self._shop.catalogue.config, self._shop.assets.folder))
