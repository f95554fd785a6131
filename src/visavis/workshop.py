"""All that is needed to make any page of a site, and what each page is made from.

It is longer than 250 lines because every kind of file stands here once as it is made and once by what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from visavis.compare.facts import Row
from visavis.compare.pairs import Pair, partners
from visavis.compare.subjects import Catalogue, catalogue
from visavis.history import last_days
from visavis.load.held import Held
from visavis.load.problems import Problem, ProblemsFound
from visavis.load.remembered import Remembered
from visavis.load.schema import SiteData
from visavis.load.site_data import read_site_data
from visavis.pages import urls
from visavis.pages.api import ApiFiles
from visavis.pages.compare import compare_page
from visavis.pages.comparison import ComparisonPages
from visavis.pages.home import home_page, methodology_page, not_found_page
from visavis.pages.model import ModelPages
from visavis.pages.models import models_page
from visavis.pages.organisations import OrganisationPages
from visavis.pages.picker import picker_index
from visavis.pages.prompt import PromptPages
from visavis.pages.related import related_comparisons
from visavis.pages.site_files import Sitemaps
from visavis.pages.suite import models_of, suite_page
from visavis.pages.tasks import TaskPages
from visavis.render.data import encoded
from visavis.render.renderer import Page, Renderer
from visavis.render.scripts import script
from visavis.render.stylesheet import bundle
from visavis.site import Site, theme
from visavis.write.compressed import ENDINGS
from visavis.write.inputs import Inputs, digest
from visavis.write.manifest import Manifest, PairPages

if TYPE_CHECKING:
    from visavis.load.pictures import Rendition


def check(
    site: Site,
    *,
    strict: bool,
    jobs: int = 1,
    cache: Path | None = None,
    making: bool = True,
    held: Held | None = None,
) -> tuple[SiteData, list[Problem]]:
    """Load and validate a site's data; return it with its warnings, which raise ProblemsFound too where `strict`.

    `jobs` is the number of processes that may read; `cache` is a folder that keeps what was read for the next time.
    Without `making`, pictures are checked and left out. `held` has what was read before.
    """
    data, warnings = read_site_data(site.root, jobs=jobs, cache=cache, making=making, held=held)
    if strict and warnings:
        raise ProblemsFound(warnings)
    return data, warnings


MODEL_PAGES = "Model pages"
"""The kind of file that the pages of models are."""


DATA = "Data files"
"""The kind of file that software reads."""


LISTS = "Lists of models"
"""The kind of page that lists all models, or those of a task or an organisation."""


class Made(NamedTuple):
    """A file that is made when it is not up to date: of which kind, how, and how many comparisons are made as fast.

    Kinds are named as a plan of the site lists them.
    """

    kind: str
    cost: float
    make: Callable[[], bytes]


class Workshop:
    """Makes any page of a site. What pages share is computed once; forked processes find it in place.

    `made` has every file, by path, that is about one model, suite or prompt, or gathers many; see `states`.
    """

    def __init__(
        self,
        site: Site,
        data: SiteData,
        remembered: Remembered | None = None,
        renderer: Renderer | None = None,
        *,
        few: bool = False,
    ) -> None:
        """`remembered` is of earlier workshops of the site; so is the `renderer`, of the same templates and address.

        `few` says that few of the pages will be made.
        """
        self.site = site
        self._pictures = data.pictures
        self.catalogue: Catalogue = catalogue(data, remembered)
        self.addresses = urls.addresses(data.config)
        self.partners = partners(self.catalogue)
        self.related = related_comparisons(self.catalogue, self.partners)
        self.comparison_pages = ComparisonPages(self.catalogue, data.pictures, self.related)
        self.models = ModelPages(self.catalogue, self.partners, self.related)
        self.prompts = PromptPages(self.catalogue, data.pictures)
        self.tasks = TaskPages(self.catalogue)
        self.organisations = OrganisationPages(self.catalogue, self.models.standings)
        self.api = ApiFiles(self.catalogue, self.partners, data.runs)
        self.renderer = renderer or Renderer(site.template_folders, self.comparison_pages.frame.root, compiling=not few)
        self.copies = tuple(ENDINGS[name] for name in dict.fromkeys(data.config.compressed))
        self.made = dict(self._made())
        self.sitemaps = self._sitemaps()
        if self.sitemaps:
            self.made |= {path: Made("Sitemaps", 300, partial(self.for_machines, path)) for path in self.sitemaps.paths}

    def comparisons(self, left: str, rights: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the pages of a left model's pairs as HTML, each with its right key, in the order given."""
        for right in rights:
            yield right, self.renderer.render(self.comparison_pages.page(Pair(left, right)))

    def pair_at(self, path: str) -> Pair | None:
        """Return the pair whose page lies at a path; None where there is no such page."""
        before, behind = self.addresses.comparison(Pair("", "")).split("-vs-")
        if not (path.startswith(before) and path.endswith(behind)):
            return None
        words = path.removeprefix(before).removesuffix(behind).split("-vs-")
        cuts = (("-vs-".join(words[:place]), "-vs-".join(words[place:])) for place in range(1, len(words)))
        pairs = (Pair(*cut) for cut in cuts if cut[0] < cut[1] and self.catalogue.subjects.keys() >= {*cut})
        return next((of for of in pairs if self.partners.has(*of)), None)

    def model(self, key: str) -> bytes:
        """Return the page of a model as HTML."""
        return self.renderer.render(self.models.page(key))

    def index(self) -> bytes:
        """Return the index of all models as HTML."""
        return self.renderer.render(models_page(self.catalogue, self.partners))

    def suite(self, key: str) -> bytes:
        """Return the page of a suite as HTML."""
        return self.renderer.render(suite_page(self.catalogue, key))

    def prompt(self, suite: str, key: str) -> bytes:
        """Return the page of a prompt as HTML."""
        return self.renderer.render(self.prompts.page(suite, key))

    def task(self, key: str) -> bytes:
        """Return the page of a task as HTML."""
        return self.renderer.render(self.tasks.page(key))

    def organisation(self, key: str) -> bytes:
        """Return the page of an organisation as HTML."""
        return self.renderer.render(self.organisations.page(key))

    def compare(self) -> bytes:
        """Return the page that compares up to four models as HTML."""
        return self.renderer.render(compare_page(self.catalogue))

    def model_data(self, key: str) -> bytes:
        """Return the data of a model as JSON."""
        return encoded(self.api.model(key))

    def index_data(self) -> bytes:
        """Return what software needs to read the data of models, as JSON."""
        return encoded(self.api.index())

    def picker(self) -> bytes:
        """Return the picker's index as JSON, with the dialog that its script shows."""
        index = picker_index(self.catalogue, self.related.others)
        return encoded({"version": 1, "dialog": self.renderer.piece("picker_dialog"), **index._asdict()})

    def _made(self) -> Iterator[tuple[str, Made]]:
        """Yield the files of `made`. Those of a kind come one behind another."""
        models = len(self.catalogue.subjects)
        for key in self.catalogue.suites:
            yield self.addresses.suite(key), Made("Suite pages", 1 + models / 2, partial(self.suite, key))
        for key in self.catalogue.subjects:
            yield self.addresses.model(key), Made(MODEL_PAGES, 1 + models / 50, partial(self.model, key))
        for of in self.prompts:
            yield self.addresses.prompt(*of), Made("Prompt pages", 1 + models / 5, partial(self.prompt, *of))
        yield urls.COMPARE, Made("Compare page", 1 + models / 50, self.compare)
        for key in self.catalogue.subjects:
            yield urls.api_model(key), Made(DATA, 1, partial(self.model_data, key))
        yield urls.API_INDEX, Made(DATA, 1 + models / 50, self.index_data)
        yield urls.MODELS, Made(LISTS, 1 + models / 2, self.index)
        for key in self.catalogue.config.tasks:
            yield self.addresses.task(key), Made(LISTS, 1 + models / 2, partial(self.task, key))
        for key in self.organisations:
            made = Made(LISTS, 1 + len(self.organisations.models(key)), partial(self.organisation, key))
            yield self.addresses.organisation(key), made
        yield urls.API_PICKER, Made(DATA, 1 + models / 4, self.picker)

    def _sitemaps(self) -> Sitemaps | None:
        """Return the sitemaps of all that is made so far; None of a site that does not say where it is published."""
        if self.addresses.site is None:
            return None
        pages = [urls.HOME, self.addresses.methodology, *(path for path in self.made if path.endswith(".html"))]
        return Sitemaps(self.addresses, pages, self.partners, self._days)

    def _days(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return on which days models last changed, by key, and the pages that are not about pairs, by path."""
        models, suites = last_days(self.site.root)
        pages = {self.addresses.model(key): models.get(key, "") for key in self.catalogue.subjects}
        pages |= {self.addresses.suite(key): suites.get(key, "") for key in self.catalogue.suites}
        return models, pages | {self.addresses.prompt(*of): suites.get(of[0], "") for of in self.prompts}

    def for_machines(self, path: str) -> bytes:
        """Return a sitemap or robots.txt."""
        if self.sitemaps is None:
            raise ValueError("a sitemap of a site without an address")
        return self.renderer.render(self.sitemaps.page(path))

    def singles(self) -> dict[str, bytes]:
        """Return every page that is made in any case, and the style sheet, by path."""
        pages = {path: self.renderer.render(page) for path, page in self._single_pages()}
        return {**pages, urls.STYLESHEET: self.style_sheet(), urls.NO_JEKYLL: b""}

    def single(self, path: str) -> bytes | None:
        """Return one of `singles` without making the others; None where there is none at this path."""
        if path == urls.STYLESHEET:
            return self.style_sheet()
        page = next((page for place, page in self._single_pages() if place == path), None)
        return self.renderer.render(page) if page else self.singles().get(path)

    def style_sheet(self) -> bytes:
        """Return the one style sheet that all pages share."""
        sheets = self.site.static_files()
        return bundle(
            self.site.text(sheets, "css/index.css"), lambda name: self.site.text(sheets, f"css/{name}")
        ).encode()

    def _single_pages(self) -> Iterator[tuple[str, Page]]:
        yield urls.HOME, home_page(self.catalogue, self.partners)
        yield self.addresses.methodology, methodology_page(self.catalogue, self.partners)
        yield urls.NOT_FOUND, not_found_page(self.catalogue)

    @staticmethod
    def static_file(file: Path) -> bytes:
        """Return what is published of a static file: of the theme's scripts the code alone, of any other every byte."""
        if file.suffix == ".js" and file.is_relative_to(theme()):
            return script(file.read_text("utf-8")).encode()
        return file.read_bytes()

    def static(self) -> dict[str, Path]:
        """Return the files that are copied, by their path in the output; `static_file` has what is in them."""
        files = self.site.static_files().items()
        return {urls.static(name): path for name, path in files if not name.startswith("css/")}

    def pictures(self) -> dict[str, Rendition]:
        """Return the pictures that are shown, by their path in the output."""
        return {
            urls.picture(suite, rendition.name): rendition
            for suite, prompts in self._pictures.items()
            for picture in prompts.values()
            for rendition in picture.renditions
        }

    def pair_pages(self) -> PairPages:
        """Return which pairs get a page, and where."""
        pattern = self.addresses.comparison(Pair("{left}", "{right}"))
        return PairPages.of(pattern, self.partners.keys, self.partners.rights, self.copies)

    def wanted(self, inputs: Inputs) -> Manifest:
        """Return what the site is made from: for each page, a digest of all that it shows, without making it.

        The pages that are made in any case are left out, see `singles`, and so are the copies of files.
        """
        links, shown = self.related.links, inputs.models()
        pairs, models = self.pair_pages(), {key: digest(found, links.get(key)) for key, found in shown.items()}
        shared = digest(inputs.rest(), self._rows()) if inputs.fingerprint else ""
        files = {path: found if shared else "" for path, found in self._states(inputs, models, pairs, shared)}
        for path, file in self.static().items():
            files[path] = inputs.digest_of(file)
        files.update((path, rendition.digest) for path, rendition in self.pictures().items())
        return Manifest(pairs=pairs, shared=shared, models=models, files=files)

    def _states(
        self, inputs: Inputs, models: Mapping[str, str], pairs: PairPages, shared: str
    ) -> Iterator[tuple[str, str]]:
        """Yield every path of `made` with a digest of all that the file shows.

        `models` are the digests of models, `shared` stands for what all files share.
        """
        runs, others = inputs.runs(), digest(self.models.others(), pairs.state())
        for key in self.catalogue.subjects:
            standing, related = self.models.standing(key), self.related.links[key]
            yield self.addresses.model(key), digest(shared, models.get(key), others, standing, related)
            yield urls.api_model(key), digest(shared, models.get(key), self.api.comparisons(key))
        names = [(key, subject.name) for key, subject in self.catalogue.subjects.items()]
        yield urls.API_INDEX, digest(shared, names)
        yield urls.COMPARE, digest(shared, names)
        yield urls.MODELS, digest(shared, models, self.partners.count)
        for key in self.catalogue.suites:
            yield self.addresses.suite(key), digest(shared, runs.get(key), models_of(self.catalogue, key))
        for suite in self.prompts.tables:
            known = digest(shared, self.prompts.models(suite))
            for key, state in self.prompts.states(suite):
                yield self.addresses.prompt(suite, key), digest(known, state)
        yield urls.API_PICKER, digest(shared, models)
        for key in self.catalogue.config.tasks:
            ranked = [runs.get(suite) for suite in self.tasks.suites(key)]
            yield self.addresses.task(key), digest(shared, ranked, self.tasks.state(key))
        for key in self.organisations:
            own = [models.get(model) for model in self.organisations.models(key)]
            yield self.addresses.organisation(key), digest(shared, own, self.organisations.state(key))
        if self.sitemaps:
            listed = digest(shared, pairs.state(), self.sitemaps.state())
            yield from dict.fromkeys(self.sitemaps.paths, listed).items()

    def _rows(self) -> list[object]:
        """Return what a pair's page shows that depends on other models: the rows of the suites, by who has what."""
        return [
            (key, table.headline, [[getattr(row, name) for name in Row.__slots__] for row in table.rows])
            for key, table in self.catalogue.suites.items()
        ]
