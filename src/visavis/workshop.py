"""All that is needed to make any page of a site, and what each page is made from: pairs here, the rest in outputs/."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.assets import Assets
from visavis.compare.facts import Row
from visavis.compare.pairs import Pair, PairChoice, partners
from visavis.compare.subjects import Catalogue, catalogue
from visavis.history import last_commit, place_in_repository
from visavis.load.lines import lines_below
from visavis.load.remembered import Remembered
from visavis.load.schema import SiteData
from visavis.outputs.changes import ModelHistory
from visavis.outputs.family import Shown
from visavis.pages import urls
from visavis.pages.boards import Boards
from visavis.pages.comparison import ComparisonPages
from visavis.pages.embeds import Embeds
from visavis.pages.home import (
    DataRevision,
    HomePage,
    MethodologyPage,
    data_revision,
    home_page,
    methodology_page,
    not_found_page,
)
from visavis.pages.model import ModelPage, ModelPages
from visavis.pages.prompt import PromptPages
from visavis.pages.records import Records
from visavis.pages.related import related_comparisons
from visavis.pages.share import ShareImages
from visavis.render.markdown import Links
from visavis.render.plain import Slow
from visavis.render.renderer import MANY, Page, Renderer
from visavis.render.twins import Twins
from visavis.site import Site
from visavis.write.compressed import ENDINGS, with_twins
from visavis.write.inputs import Inputs, digest
from visavis.write.manifest import Manifest, PairPages

if TYPE_CHECKING:
    from visavis.load.pictures import Rendition
    from visavis.outputs.family import Made
    from visavis.outputs.files import Files


WORTH_COMPILING = 100
"""With more models than this, compiling how they are said in Markdown takes less time than it saves."""


class Workshop:
    """Makes any page of a site. What pages share is computed once; forked processes find it in place."""

    def __init__(
        self,
        site: Site,
        data: SiteData,
        remembered: Remembered | None = None,
        renderer: Renderer | None = None,
        *,
        few: bool = False,
        assets: str | None = None,
        cache: Path | None = None,
    ) -> None:
        """`remembered` is of earlier workshops of the site; so is the `renderer`, of the same templates and address.

        `few` says that few of the pages will be made. `assets` is the folder that static files are published in; None
        for one that is named by what is in them. `cache` is a folder that keeps what was drawn and found out.
        """
        self.site, self._few, self.assets = site, few, Assets(site, assets)
        self.cache, self.prompt_pictures = cache, data.pictures
        self.catalogue: Catalogue = catalogue(data, remembered, self.assets.folder)
        self.names = [(key, subject.name) for key, subject in self.catalogue.subjects.items()]
        self.addresses = urls.addresses(data.config)
        self.partners = partners(self.catalogue)
        self.boards = Boards(self.catalogue)
        self.related = related_comparisons(self.catalogue, self.partners)
        self.images = ShareImages(self.catalogue, self.partners)
        self.embeds = Embeds(self.catalogue, self.partners)
        self.records = Records(data.config, data.files, lines_below(site.root), place_in_repository(site.root))
        beside = self.related, self.images, self.records, self.embeds
        self.comparison_pages = ComparisonPages(self.catalogue, data.pictures, *beside)
        self._history = ModelHistory(site.root)
        self.models = self.model_pages(self.partners)
        self.prompts = PromptPages(self.catalogue, data.pictures)
        root = self.comparison_pages.frame.root
        made = partial(Renderer, site.template_folders, root, self.assets.folder, compiling=not few, kept=cache)
        self.renderer = renderer or made()
        self.copies = tuple(ENDINGS[name] for name in dict.fromkeys(data.config.compressed))
        self.pair_twins = data.config.markdown == "all"
        self.beside = with_twins(self.copies) if self.pair_twins else self.copies

    @cached_property
    def files(self) -> Files:
        """Every file but comparisons and `singles`."""
        from visavis.outputs.files import Files  # whoever wants comparisons alone does not wait for these

        return Files(self)

    @property
    def made(self) -> dict[str, Made]:
        """Those files by path, each with how it is made."""
        return self.files.made

    def model_pages(self, choice: PairChoice) -> ModelPages:
        """Return the pages of models as they are where these pairs have a page."""
        return ModelPages(self.catalogue, choice, self.related, self.images, self.records, self._history)

    def comparisons(self, left: str, rights: Iterable[str]) -> Iterator[tuple[str, tuple[bytes, ...]]]:
        """Yield the pages of a left model's pairs, each with its right key, in the order given.

        Each is given as HTML and, where the site wants that of pairs, as Markdown.
        """
        for right in rights:
            page = self.comparison_pages.page(Pair(left, right))
            html = self.renderer.render(page)
            yield right, (html, self.twins.render(page)) if self.pair_twins else (html,)

    def pair_at(self, path: str) -> Pair | None:
        """Return the pair whose page lies at a path; None where there is no such page."""
        before, behind = self.addresses.comparison(Pair("", "")).split("-vs-")
        if not (path.startswith(before) and path.endswith(behind)):
            return None
        words = path.removeprefix(before).removesuffix(behind).split("-vs-")
        cuts = (("-vs-".join(words[:place]), "-vs-".join(words[place:])) for place in range(1, len(words)))
        pairs = (Pair(*cut) for cut in cuts if cut[0] < cut[1] and self.catalogue.subjects.keys() >= {*cut})
        return next((of for of in pairs if self.partners.has(*of)), None)

    def html(self, page: Callable[[], Page]) -> bytes:
        """Return a page that this makes, as HTML."""
        return self.renderer.render(page())

    def methodology(self) -> bytes:
        """Return the page that says where scores come from, as HTML."""
        return self.renderer.render(self._methodology())

    def _home(self) -> HomePage:
        return home_page(self.catalogue, self.partners, self.revision, feed=any(self.files.feed.made()))

    def _methodology(self) -> MethodologyPage:
        return methodology_page(self.catalogue, self.partners, self.revision, self.records)

    @cached_property
    def revision(self) -> DataRevision:
        """Which data the site is made of."""
        return data_revision(self.records, last_commit(self.site.root))

    @cached_property
    def twins(self) -> Twins:
        """What renders pages as Markdown."""
        return self._twins(None, compiling=bool(self._compiled_twins))

    @property
    def _compiled_twins(self) -> tuple[type[Page], ...]:
        """The kinds of page of which there are so many as Markdown that compiling their templates saves time."""
        markdown = self.catalogue.config.markdown
        if self._few or markdown == "none":
            return ()
        return MANY if markdown == "all" else (ModelPage,) if len(self.catalogue.subjects) > WORTH_COMPILING else ()

    @cached_property
    def texts(self) -> Twins:
        """The same for files at the top of the output, with links as the site's address says, where it has one."""
        return self._twins(self.addresses.site or "", compiling=False)

    def _twins(self, base: str | None, *, compiling: bool) -> Twins:
        links = Links(pairs=self.pair_twins, base=base)
        return Twins(self.site.template_folders, links, compiling=compiling, kept=self.cache)

    def prepare(self) -> None:
        """Compile what many pages are made with. Raises ProblemsFound where a template is missing or wrong."""
        self.renderer.prepare()
        if self._compiled_twins:
            self.twins.prepare(self._compiled_twins)

    def slow(self) -> list[Slow]:
        """Return which parts of templates are rendered anew for every page."""
        return self.renderer.slow + (self.twins.slow if self._compiled_twins else [])

    def singles(self) -> dict[str, bytes]:
        """Return every page that is made in any case, and the style sheet, by path."""
        made = {path: make() for path, make in self.single_pages().items()}
        pages = {path: self.renderer.render(page) for path, page in made.items()}
        if self.catalogue.config.markdown != "none":
            pages[urls.twin(urls.HOME)] = self.twins.render(made[urls.HOME])
            methodology = self.addresses.methodology
            pages[urls.twin(methodology)] = self.twins.converted(pages[methodology])
        return {**pages, self.assets.sheet: self.assets.style_sheet(), urls.NO_JEKYLL: b""}

    def single(self, path: str) -> bytes | None:
        """Return one of `singles` without making the others; None where there is none at this path."""
        if path == self.assets.sheet:
            return self.assets.style_sheet()
        make = self.single_pages().get(path)
        return self.html(make) if make else self.singles().get(path)

    def single_pages(self) -> dict[str, Callable[[], Page]]:
        """Return what makes every page that is made in any case."""
        return {
            urls.HOME: self._home,
            self.addresses.methodology: self._methodology,
            urls.NOT_FOUND: partial(not_found_page, self.catalogue),
        }

    def pictures(self) -> dict[str, Rendition]:
        """Return the pictures that are shown, by their path in the output."""
        return {
            urls.picture(suite, rendition.name): rendition
            for suite, prompts in self.prompt_pictures.items()
            for picture in prompts.values()
            for rendition in picture.renditions
        }

    def pair_pages(self) -> PairPages:
        """Return which pairs get a page, and where."""
        pattern = self.addresses.comparison(Pair("{left}", "{right}"))
        return PairPages.of(pattern, self.partners.keys, self.partners.rights, self.beside)

    def wanted(self, inputs: Inputs) -> Manifest:
        """Return what the site is made from: for each page, a digest of all that it shows, without making it.

        The pages that are made in any case are left out, see `singles`, and so are the copies of files.
        """
        beside = self.related.links, self.images.beside, self.embeds.beside
        models = {key: digest(found, *(one.get(key) for one in beside)) for key, found in inputs.models().items()}
        pairs = self.pair_pages()
        rest = inputs.rest(), self.assets.folder, self._rows(), self.records.place
        shared = digest(*rest) if inputs.fingerprint else ""
        states = self.files.states(Shown(inputs, pairs, models, shared))
        files = {path: found if shared else "" for path, found in states}
        for path, file in self.assets.copied.items():
            files[path] = inputs.digest_of(file)
        files.update((path, rendition.digest) for path, rendition in self.pictures().items())
        return Manifest(pairs=pairs, shared=shared, models=models, files=files)

    def _rows(self) -> list[object]:
        """Return what a pair's page shows that depends on other models: the rows of the suites, by who has what."""
        return [
            (key, table.headline, [[getattr(row, name) for name in Row.__slots__] for row in table.rows])
            for key, table in self.catalogue.suites.items()
        ]
