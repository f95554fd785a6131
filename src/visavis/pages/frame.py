"""What surrounds every page: the site's names and the links of its header and footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from visavis import __version__
from visavis.compare.subjects import Catalogue
from visavis.language import _, current
from visavis.load.schema import SiteConfig
from visavis.pages import urls
from visavis.pages.lettering import can_draw
from visavis.pages.snippets import sentence


class Link(NamedTuple):
    """A link as shown: where it leads, relative to the page it stands on, and its text."""

    href: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class ShareImage:
    """The image that is shown where somebody shares a link, by its full `address`; `alt` says what is on it."""

    address: str
    alt: str


class Translation(NamedTuple):
    """The same page in a language: its `tag`, the `name` it calls itself, the link `href` there, empty to the page
    itself, and the full `address`, where the site has one."""

    tag: str
    name: str
    href: str
    address: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The same for every page of one depth, in the language with the tag `lang`, whose lines run as `dir` says.

    `root` leads from such a page to the folder of its language, `top` to the output folder, `assets` to the folder of
    the style sheet, scripts and logos; each is empty or ends in a slash. `languages` says where pages lie in each of
    those that the site is there in, if there are several. `image` is for pages that have none of their own, None where
    the site has no share images; `manifest` leads to what browsers show of a site that is kept among programs, `icons`
    to the icons by their width in px. `markdown` says whether pages beside comparisons are published as Markdown too.
    `tasks_heading` stands above the tasks of models. `tool` is the version of visavis that made it.
    """

    lang: str
    dir: str
    root: str
    top: str
    assets: str
    title: str
    tagline: str
    tasks_heading: str
    home: str
    stylesheet: str
    methodology: str
    models: str
    evals: str
    picker: str
    repository: str | None
    image: ShareImage | None
    manifest: str
    icons: dict[int, str]
    markdown: bool
    tool: str
    addresses: urls.Addresses
    languages: tuple[urls.Addresses, ...] = ()

    @property
    def about(self) -> str:
        """The tagline as a sentence."""
        return sentence(self.tagline)

    def to(self, path: str) -> str:
        """Return the relative link to a path of the output folder."""
        return self.root + path

    def shared(self, path: str) -> str:
        """Return the relative link to a file that is the same in all languages, by its path in the output folder."""
        return self.top + path

    def translations(self, path: str) -> tuple[Translation, ...]:
        """Return the page at a path in all languages, the first of the site first; none where there is but one."""
        own, found = self.addresses.folder, []
        for to in self.languages:
            href = self.top + to.folder + path if to.folder != own else ""
            found.append(Translation(to.tag, to.name, href, to.canonical(path)))
        return tuple(found)

    def twin(self, path: str) -> str | None:
        """Return the link from a page to the same as Markdown, which lies beside it; None where there is none."""
        return urls.twin(path.rpartition("/")[2]) if self.markdown else None

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
    top = root + urls.root_from(addresses.folder)
    home, assets = root + urls.HOME, f"{top}{catalogue.assets}/"
    written = current()
    editions = urls.editions(config)
    return Frame(
        lang=written.tag,
        dir=written.dir,
        root=root,
        top=top,
        assets=assets,
        title=config.title,
        tagline=config.tagline,
        tasks_heading=config.tasks_heading or _("Tasks"),
        home=home,
        stylesheet=assets + urls.STYLESHEET,
        methodology=root + addresses.methodology,
        models=root + urls.MODELS,
        evals=home + "#evals",
        picker=root + urls.COMPARE,
        repository=config.repository,
        image=site_image(config),
        manifest=top + urls.MANIFEST,
        icons={size: top + urls.icon(size) for size in urls.ICONS},
        markdown=config.markdown != "none",
        tool=__version__,
        addresses=addresses,
        languages=editions if len(editions) > 1 else (),
    )


def site_image(config: SiteConfig) -> ShareImage | None:
    """Return the image of the site, None where it has no share images: see share.py."""
    if config.address is None or config.share_images == "none" or not can_draw(config.title + config.tagline):
        return None
    return _image(config, urls.SHARE_SITE, f"{config.title}: {config.tagline}")


def own_image(config: SiteConfig, path: str, name: str) -> ShareImage | None:
    """Return the image of a page of this name that lies at `path`; None where none can be drawn."""
    return _image(config, path, name) if site_image(config) and can_draw(name) else None


def _image(config: SiteConfig, path: str, alt: str) -> ShareImage | None:
    address = urls.addresses(config).shared(path)
    return None if address is None else ShareImage(address, alt)
