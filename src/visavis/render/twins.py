"""Pages as Markdown, from the same values as their HTML; and the files that speak to language models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from visavis.language import ENGLISH, Language
from visavis.pages.compare import ComparePage
from visavis.pages.comparison import ComparisonPage
from visavis.pages.home import HomePage
from visavis.pages.llms import LlmsFullPage, LlmsPage
from visavis.pages.model import ModelPage
from visavis.pages.models import ModelsPage
from visavis.pages.organisations import OrganisationPage
from visavis.pages.prompt import PromptPage
from visavis.pages.suite import SuitePage
from visavis.pages.tasks import TaskPage
from visavis.render.environment import markdown_environment
from visavis.render.markdown import Links
from visavis.render.renderer import Page, Renderer

TWINS: dict[type[Page], str] = {
    ComparePage: "markdown/compare.md",
    ComparisonPage: "markdown/comparison.md",
    HomePage: "markdown/home.md",
    LlmsFullPage: "markdown/llms-full.txt",
    LlmsPage: "markdown/llms.txt",
    ModelPage: "markdown/model.md",
    ModelsPage: "markdown/models.md",
    OrganisationPage: "markdown/organisation.md",
    PromptPage: "markdown/prompt.md",
    SuitePage: "markdown/suite.md",
    TaskPage: "markdown/task.md",
}


class Twins(Renderer):
    """Renders pages as Markdown with the templates of these folders, the first of which win file by file."""

    templates: Mapping[type[Page], str] = TWINS

    def __init__(
        self,
        folders: Sequence[Path],
        links: Links,
        *,
        compiling: bool = True,
        kept: Path | None = None,
        language: Language = ENGLISH,
    ) -> None:
        self._links = links
        super().__init__(folders, compiling=compiling, made_with=markdown_environment(folders, links, kept, language))

    def render(self, page: Page) -> bytes:
        """Return the page in UTF-8. Raises ProblemsFound where a template is missing or wrong."""
        return super().render(page).rstrip() + b"\n"

    def converted(self, html: bytes, deeper: int = 0) -> bytes:
        """Return a page of prose, given as HTML, as Markdown: it has no template, so that nothing is written twice.

        Its headings stand so many levels `deeper`.
        """
        from visavis.render.converting import content  # its libraries take a while to import

        return f"{content(html.decode(), self._links, deeper)}\n".encode()
