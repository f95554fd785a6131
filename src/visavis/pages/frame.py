"""What surrounds every page: the site's names and the links of its header and footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from visavis.compare.subjects import Catalogue
from visavis.pages import urls


class Link(NamedTuple):
    """A link as shown: where it leads, relative to the page it stands on, and its text."""

    href: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The same for every page of one depth.

    `root` leads from such a page to the output folder, `assets` to the folder of the style sheet, scripts and logos;
    each is empty or ends in a slash.
    """

    root: str
    assets: str
    title: str
    tagline: str
    home: str
    stylesheet: str
    methodology: str
    models: str
    evals: str
    picker: str
    repository: str | None
    addresses: urls.Addresses

    def to(self, path: str) -> str:
        """Return the relative link to a path of the output folder."""
        return self.root + path

    def canonical(self, path: str) -> str | None:
        """Return the full address of a path, where the site has one."""
        return self.addresses.canonical(path)


def frame(catalogue: Catalogue, path: str) -> Frame:
    """Return the frame of the pages that lie as deep as `path`.

    The page for a wrong address is shown at any depth: its links start from the root of its host instead.
    """
    config = catalogue.config
    addresses = urls.addresses(config)
    root = urls.base_path(config.address) if path == urls.NOT_FOUND else urls.root_from(path)
    home, assets = root + urls.HOME, f"{root}{catalogue.assets}/"
    return Frame(
        root=root,
        assets=assets,
        title=config.title,
        tagline=config.tagline,
        home=home,
        stylesheet=assets + urls.STYLESHEET,
        methodology=root + addresses.methodology,
        models=root + urls.MODELS,
        evals=home + "#evals",
        picker=root + urls.COMPARE,
        repository=config.repository,
        addresses=addresses,
    )
