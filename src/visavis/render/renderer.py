"""Every kind of page to bytes: one template for each, which receives exactly one name, `page`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from jinja2 import Environment, Template, TemplateError

from visavis.language import ENGLISH, Language
from visavis.pages.badges import BadgePage
from visavis.pages.compare import ComparePage
from visavis.pages.comparison import ComparisonPage
from visavis.pages.embed_pages import EmbedPage
from visavis.pages.feed import FeedPage
from visavis.pages.home import HomePage, MethodologyPage, NotFoundPage
from visavis.pages.host_files import HeadersPage, RedirectsPage
from visavis.pages.llms import LlmsFullPage, LlmsPage
from visavis.pages.model import ModelPage
from visavis.pages.models import ModelsPage
from visavis.pages.organisations import OrganisationPage
from visavis.pages.prompt import PromptPage
from visavis.pages.share_pages import ModelImagePage, PairImagePage, SiteImagePage, SuiteImagePage
from visavis.pages.site_files import RobotsPage, SitemapIndexPage, SitemapPage
from visavis.pages.suite import SuitePage
from visavis.pages.tasks import TaskPage
from visavis.render.environment import environment
from visavis.render.faults import template_problems
from visavis.render.flatten import NotFast
from visavis.render.plain import Slow
from visavis.render.statements import Compiler

HtmlPage = (
    ComparePage
    | ComparisonPage
    | HomePage
    | MethodologyPage
    | ModelPage
    | ModelsPage
    | NotFoundPage
    | OrganisationPage
    | PromptPage
    | SuitePage
    | TaskPage
)
ImagePage = ModelImagePage | PairImagePage | SiteImagePage | SuiteImagePage
FilePage = (
    BadgePage
    | EmbedPage
    | FeedPage
    | HeadersPage
    | LlmsFullPage
    | LlmsPage
    | RedirectsPage
    | RobotsPage
    | SitemapIndexPage
    | SitemapPage
)
Page = HtmlPage | ImagePage | FilePage

TEMPLATES: dict[type[Page], str] = {
    BadgePage: "files/badge.svg",
    ComparePage: "pages/compare.html",
    ComparisonPage: "pages/comparison.html",
    EmbedPage: "files/embed.html",
    HeadersPage: "files/_headers",
    FeedPage: "files/feed.xml",
    HomePage: "pages/home.html",
    MethodologyPage: "pages/methodology.html",
    ModelImagePage: "files/share_model.svg",
    ModelPage: "pages/model.html",
    ModelsPage: "pages/models.html",
    NotFoundPage: "pages/not_found.html",
    OrganisationPage: "pages/organisation.html",
    PairImagePage: "files/share_pair.svg",
    PromptPage: "pages/prompt.html",
    RedirectsPage: "files/_redirects",
    RobotsPage: "files/robots.txt",
    SiteImagePage: "files/share_site.svg",
    SitemapIndexPage: "files/sitemap_index.xml",
    SitemapPage: "files/sitemap.xml",
    SuiteImagePage: "files/share_suite.svg",
    SuitePage: "pages/suite.html",
    TaskPage: "pages/task.html",
}

MANY: tuple[type[Page], ...] = (ComparisonPage, ModelPage)
"""The kinds of page of which there are more with every model."""


@contextmanager
def _told(template: str) -> Generator[None, None, None]:
    """Raise ProblemsFound for what goes wrong in a template, or in one that it asks for, while it is rendered."""
    try:
        yield
    except Exception as error:
        problems = template_problems(error, template)
        if problems is None:
            raise
        raise problems from error


class Renderer:
    """Renders pages with the templates of these folders, the first of which win file by file.

    `root` leads to the output folder from the pages of models, pairs and suites, which lie equally deep: the filter
    `static` is for these. Pages of prompts lie deeper and lead there by their frame. `slow` says which parts of
    templates are rendered anew for every page, of the kinds of which there are many.
    """

    templates: Mapping[type[Page], str] = TEMPLATES
    """The template of each kind of page."""

    def __init__(
        self,
        folders: Sequence[Path],
        root: str = "../",
        assets: str = "static",
        *,
        compiling: bool = True,
        made_with: Environment | None = None,
        kept: Path | None = None,
        language: Language = ENGLISH,
    ) -> None:
        """`assets` is the folder of the output that static files are published in, `language` the one of templates.

        Without `compiling`, all is as Jinja renders it: sooner where few pages are made, and the same. `made_with`
        takes the place of the environment of HTML. `kept` is a folder for compiled templates.
        """
        self.environment = made_with or environment(folders, root, assets, kept, language)
        self.slow: list[Slow] = []
        self._compiling = compiling
        self._compiled: dict[type[Page], Callable[[Page], bytes]] = {}

    def render(self, page: Page) -> bytes:
        """Return the page in UTF-8. Raises ProblemsFound where a template is missing or wrong."""
        kind = type(page)
        try:
            return (self._compiled.get(kind) or self._new(kind))(page)
        except Exception as error:  # noqa: BLE001 (Jinja's own rendering decides whether it is one)
            made = self.plain(page)  # says what is wrong, and where; or shows that nothing is
            if kind in MANY:
                self.add([Slow(self.templates[kind], 1, f"on some pages, {type(error).__name__}: {error}")])
            return made

    def prepare(self, kinds: Iterable[type[Page]] = MANY) -> None:
        """Compile what many pages are made with. Raises ProblemsFound where a template is missing or wrong."""
        for kind in (kind for kind in kinds if kind not in self._compiled):
            with _told(self.templates[kind]):
                self._new(kind)

    def add(self, slow: Iterable[Slow]) -> None:
        """Add what was found elsewhere to what is rendered slowly."""
        self.slow += [one for one in dict.fromkeys(slow) if one not in self.slow]

    def plain(self, page: Page) -> bytes:
        """Return the page as Jinja's own rendering gives it: the same, but more slowly."""
        kind = type(page)
        with _told(self.templates[kind]):
            return self.template(kind).render(page=page).encode()

    def piece(self, name: str) -> str:
        """Return the markup of `macros/<name>.html`, whose macro of that name takes nothing.

        Raises ProblemsFound where it is missing or wrong.
        """
        file = f"macros/{name}.html"
        with _told(file):
            made: str = getattr(self.environment.get_template(file).module, name)()
            return made

    def template(self, kind: type[Page]) -> Template:
        """Return the template of a kind of page."""
        return self.environment.get_template(self.templates[kind])

    def _new(self, kind: type[Page]) -> Callable[[Page], bytes]:
        self.template(kind)  # raises what Jinja says of a template that is wrong
        made: Callable[[Page], bytes] = self.plain
        if kind not in MANY or not self._compiling:  # compiling it takes longer than rendering it
            self._compiled[kind] = made
            return made
        try:
            compiler = Compiler(self.environment, self.templates[kind], kind)
            made = compiler.compile()
            self.add(compiler.slow)
        except NotFast as why:
            self.add([Slow(self.templates[kind], why.line, why.reason)])
        except TemplateError:
            raise
        except Exception as error:  # noqa: BLE001 (such as loops too deep for Python: Jinja says so of a page that has them)
            self.add([Slow(self.templates[kind], 1, f"{type(error).__name__}: {error}")])
        self._compiled[kind] = made
        return made
