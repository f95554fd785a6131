"""The pages of a site in one language: what they are made from, and how each is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from visavis.assets import Assets
from visavis.compare.lazily import Alike
from visavis.compare.pairs import Pair, PairChoice, partners
from visavis.compare.subjects import Catalogue, catalogue
from visavis.history import last_commit, place_in_repository
from visavis.language import Language, speaking
from visavis.load.lines import lines_below
from visavis.load.remembered import Remembered
from visavis.load.schema import SiteData
from visavis.outputs.changes import ModelHistory
from visavis.outputs.family import Made, Rendered, Shown
from visavis.pages import urls
from visavis.pages.boards import Boards
from visavis.pages.comparison import ComparisonPage, ComparisonPages
from visavis.pages.embeds import Embeds
from visavis.pages.home import DataRevision, HomePage, MethodologyPage, data_revision, home_page, methodology_page
from visavis.pages.model import ModelPage, ModelPages
from visavis.pages.pair_table import cells, pair_table, parts
from visavis.pages.prompt import PromptPages
from visavis.pages.records import Records
from visavis.pages.related import related_comparisons
from visavis.pages.share import ShareImages
from visavis.render.data import Separated
from visavis.render.markdown import Links
from visavis.render.plain import Slow
from visavis.render.renderer import MANY, Page, Renderer
from visavis.render.twins import Twins
from visavis.site import Site
from visavis.write.compressed import TABLE, TWIN

if TYPE_CHECKING:
    from visavis.outputs.files import Files

T = TypeVar("T")

WORTH_COMPILING = 100
"""With more models than this, compiling how they are said in Markdown takes less time than it saves."""


class Edition:
    """Makes any page of a site in one language. What pages share is computed once; forked processes find it in place.

    Values of pages hold words, numbers and dates as they are written: whatever makes one does so in the `language`.
    """

    def __init__(
        self,
        site: Site,
        data: SiteData,
        language: Language,
        assets: Assets,
        remembered: Remembered | None = None,
        renderer: Renderer | None = None,
        *,
        whole: Edition | None = None,
        few: bool = False,
        cache: Path | None = None,
    ) -> None:
        """`remembered` is of earlier editions of the site; so is the `renderer`, of the same templates and address.

        `whole` makes the site in all languages; None for the edition that does so itself. `few` says that few of the
        pages will be made. `cache` is a folder that keeps what was drawn and found out.
        """
        self.site, self.language, self.assets, self.whole = site, language, assets, whole
        self._few, self.cache = few, cache
        self.prompt_pictures = data.pictures
        self._markdown = data.config.markdown
        with speaking(language):
            self._begin(data, remembered)
        self._pair_twins = self._markdown == "all"
        self.texts_beside = (TWIN,) * self._pair_twins + (TABLE,) * self.comparison_pages.tables
        self._separated = Separated(cells, parts)
        self._compared, self._shown = Alike(), Alike()
        root = self.comparison_pages.frame.top
        self.renderer = renderer or Renderer(
            site.template_folders, root, assets.folder, compiling=not few, kept=cache, language=language
        )

    def _begin(self, data: SiteData, remembered: Remembered | None) -> None:
        root = self.site.root
        self.catalogue: Catalogue = catalogue(data, remembered, self.assets.folder)
        self.names = [(key, subject.name) for key, subject in self.catalogue.subjects.items()]
        self.addresses = urls.addresses(data.config)
        self.partners = partners(self.catalogue)
        self.boards = Boards(self.catalogue)
        self.related = related_comparisons(self.catalogue, self.partners)
        self.images = ShareImages(self.catalogue, self.partners)
        self.records = Records(data.config, data.files, lines_below(root), place_in_repository(root))
        self.embeds = Embeds(self.catalogue, self.partners)
        beside = self.related, self.images, self.records, self.embeds
        self.comparison_pages = ComparisonPages(self.catalogue, data.pictures, *beside)
        self._history = ModelHistory(root)
        self.models = self.model_pages(self.partners)
        self.prompts = PromptPages(self.catalogue, data.pictures)

    @cached_property
    def files(self) -> Files:
        """Every file but comparisons and `singles`."""
        from visavis.outputs.files import Files  # whoever wants comparisons alone does not wait for these

        with speaking(self.language):
            return Files(self)

    def listed(self) -> Iterator[tuple[str, Made]]:
        """Yield those files, each made in the language."""
        with speaking(self.language):
            files = self.files.made.items()
        for path, made in files:
            yield self.addresses.folder + path, made._replace(make=self._in_language(made.make))

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what those files show, by path."""
        with speaking(self.language):
            states = list(self.files.states(shown))
        yield from ((self.addresses.folder + path, state) for path, state in states)

    def _in_language(self, make: Callable[[], bytes]) -> Callable[[], bytes]:
        if isinstance(make, Rendered):
            return Rendered(partial(self._spoken, make.page), partial(self._spoken, make.render))
        return partial(self._spoken, make)

    def _spoken(self, make: Callable[..., T], *of: object) -> T:
        with speaking(self.language):
            return make(*of)

    def model_pages(self, choice: PairChoice) -> ModelPages:
        """Return the pages of models as they are where these pairs have a page."""
        beside = self.related, self.images, self.records
        return ModelPages(self.catalogue, choice, *beside, self._history)

    def comparison(self, of: Pair) -> dict[str, bytes]:
        """Return the page of a pair under an empty text, and `texts_beside` by these endings."""
        return self.pair_texts([of])[0]

    def pair_texts(self, pairs: Iterable[Pair]) -> list[dict[str, bytes]]:
        """Return the same of pairs, in order: of some of one left model sooner than of each by itself."""
        with speaking(self.language):
            pages = [*map(self.comparison_pages.page, pairs)]
            self._compared.ask([page.found for page in pages])
            self._shown.ask(pages)
            texts = self._texts(pages)
            for page in pages[:1]:
                self._compared.learn(page.found)
                self._shown.learn(page)
            return texts

    def _texts(self, pages: Sequence[ComparisonPage]) -> list[dict[str, bytes]]:
        texts: list[dict[str, bytes]] = [{"": self.renderer.render(page)} for page in pages]
        if self._pair_twins:
            for page, found in zip(pages, texts, strict=True):
                found[TWIN] = self.twins.render(page)
        if self.comparison_pages.tables:
            for page, found in zip(pages, texts, strict=True):
                found[TABLE] = self._separated(pair_table(page))
        return texts

    def html(self, page: Callable[[], Page]) -> bytes:
        """Return a page that this makes, as HTML."""
        return self.renderer.render(page())

    def methodology(self) -> bytes:
        """Return the page that says where scores come from, as HTML."""
        return self._spoken(partial(self.html, self._methodology))

    @property
    def has_feed(self) -> bool:
        """Whether the site has a feed, which is in its first language."""
        return self.whole is not None and self.whole.has_feed

    def _home(self) -> HomePage:
        return home_page(self.catalogue, self.partners, self.revision, feed=self.has_feed)

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

    @cached_property
    def texts(self) -> Twins:
        """The same for files at the top of the output, with links as the site's address says, where it has one."""
        return self._twins(self.addresses.site or "", compiling=False)

    def _twins(self, base: str | None, *, compiling: bool) -> Twins:
        links = Links(pairs=self._pair_twins, base=base)
        return Twins(self.site.template_folders, links, compiling=compiling, kept=self.cache, language=self.language)

    @property
    def _compiled_twins(self) -> tuple[type[Page], ...]:
        """The kinds of page of which there are so many as Markdown that compiling their templates saves time."""
        if self._few or self._markdown == "none":
            return ()
        return (
            MANY if self._markdown == "all" else (ModelPage,) if len(self.catalogue.subjects) > WORTH_COMPILING else ()
        )

    def prepare(self) -> None:
        """Compile what many pages are made with. Raises ProblemsFound where a template is missing or wrong."""
        self.renderer.prepare()
        if self._compiled_twins:
            self.twins.prepare(self._compiled_twins)

    def slow(self) -> list[Slow]:
        """Return which parts of templates are rendered anew for every page."""
        return self.renderer.slow + (self.twins.slow if self._compiled_twins else [])

    def singles(self) -> dict[str, bytes]:
        """Return the pages that are made in any case, by path."""
        folder = self.addresses.folder
        with speaking(self.language):
            made = {path: make() for path, make in self.single_pages().items()}
            pages = {path: self.renderer.render(page) for path, page in made.items()}
            if self._markdown != "none":
                pages[urls.twin(urls.HOME)] = self.twins.render(made[urls.HOME])
                methodology = self.addresses.methodology
                pages[urls.twin(methodology)] = self.twins.converted(pages[methodology])
        return {folder + path: content for path, content in pages.items()}

    def single_at(self, path: str) -> Callable[[], bytes] | None:
        """Return what makes one of these pages as HTML; None where there is none at this path."""
        folder = self.addresses.folder
        make = self.single_pages().get(path.removeprefix(folder)) if path.startswith(folder) else None
        return partial(self._spoken, partial(self.html, make)) if make else None

    def single_pages(self) -> dict[str, Callable[[], Page]]:
        """Return what makes each of the pages that are made in any case, by path inside the language's folder."""
        return {urls.HOME: self._home, self.addresses.methodology: self._methodology}
