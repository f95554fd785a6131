"""The golden site and its pages, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.helpers import GOLDEN
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue, catalogue
from visavis.load.pictures import Picture
from visavis.load.site_data import read_site_data
from visavis.pages.badges import BadgePage, Badges
from visavis.pages.compare import compare_page
from visavis.pages.comparison import ComparisonPages
from visavis.pages.embed_pages import EmbedPage, embed_page
from visavis.pages.home import home_page, methodology_page, not_found_page
from visavis.pages.model import ModelPages
from visavis.pages.models import models_page
from visavis.pages.organisations import OrganisationPages
from visavis.pages.prompt import PromptPages
from visavis.pages.suite import suite_page
from visavis.pages.tasks import TaskPages
from visavis.render.renderer import HtmlPage


def golden() -> Catalogue:
    """Return the golden site, computed."""
    return catalogue(read_site_data(GOLDEN)[0])


def every_page(of: Catalogue, pictures: Mapping[str, Mapping[str, Picture]] | None = None) -> Iterator[HtmlPage]:
    """Yield every page of a site with these pictures, by suite and prompt."""
    found = partners(of)
    yield home_page(of, found)
    yield methodology_page(of, found)
    yield not_found_page(of)
    yield compare_page(of)
    yield models_page(of, found)
    models, comparisons = ModelPages(of, found), ComparisonPages(of)
    yield from map(models.page, of.subjects)
    yield from (suite_page(of, key) for key in of.suites)
    yield from map(TaskPages(of).page, of.config.tasks)
    organisations = OrganisationPages(of)
    yield from map(organisations.page, organisations)
    prompts = PromptPages(of, pictures or {})
    yield from (prompts.page(*one) for one in prompts)
    yield from map(comparisons.page, found)


def every_card(of: Catalogue) -> Iterator[EmbedPage]:
    """Yield the card of every comparison of a site, whether it wants them or not."""
    yield from map(embed_page, map(ComparisonPages(of).page, partners(of)))


def every_badge(of: Catalogue) -> Iterator[BadgePage]:
    """Yield the badge of every run of a site, whether it wants them or not."""
    badges = Badges(of)
    yield from (badges.page(model, suite) for model, subject in of.subjects.items() for suite in subject.runs)
