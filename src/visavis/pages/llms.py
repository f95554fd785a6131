"""What language models are told: llms.txt, which says where everything is, and llms-full.txt, which has it all.

The form of llms.txt is the one that llmstxt.org proposes: a title, a summary, notes, and lists of links with notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from visavis.compare.pairs import Pair, PairChoice
from visavis.compare.subjects import Catalogue
from visavis.pages import urls
from visavis.pages.frame import Frame, Link, frame
from visavis.pages.home import SuiteCard, suite_cards
from visavis.pages.model import ModelPage, ModelPages
from visavis.pages.organisations import organisation_links
from visavis.pages.parts import model_summary
from visavis.pages.suite import SuitePage, suite_page
from visavis.pages.tasks import task_links

LISTED = 200
"""So many models are listed in llms.txt at most: of more, the index of models is enough."""


WHOLE = 250
"""A site of more models has no llms-full.txt: at 3 kB a model, few language models could read it at once."""


class ListedModel(NamedTuple):
    """A model with what it is in a few words."""

    link: Link
    summary: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LlmsPage:
    """llms.txt

    `models` is how many there are; `listed` are all of them, or none where they are too many. `comparison` is the
    address of a pair's page, with {left} and {right} for the keys, `verdicts` that of the same as data, of a site that
    has it, and `data` leads to the data of all models. `full` leads to llms-full.txt, of a site that has one.
    """

    frame: Frame
    models: int
    comparisons: int
    comparison: str
    verdicts: str | None
    any_pair: bool
    pairs_too: bool
    compare: str
    data: str
    full: str | None
    suites: tuple[SuiteCard, ...]
    listed: tuple[ListedModel, ...]
    tasks: tuple[Link, ...]
    makers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LlmsFullPage:
    """llms-full.txt: every suite and every model whole, but without the lists of comparisons and of single prompts.

    `methodology` is that page as Markdown.
    """

    frame: Frame
    comparisons: int
    suites: tuple[SuitePage, ...]
    models: tuple[ModelPage, ...]
    methodology: str


def llms_page(catalogue: Catalogue, partners: PairChoice) -> LlmsPage:
    """Return llms.txt; models stand in the order of their names."""
    page = frame(catalogue, urls.LLMS)
    addresses, config, count = page.addresses, catalogue.config, len(catalogue.subjects)
    pattern = addresses.comparison(Pair("{left}", "{right}"))
    verdicts = urls.api_comparisons("{left}")
    return LlmsPage(
        frame=page,
        models=count,
        comparisons=partners.count,
        comparison=page.canonical(pattern) or pattern,
        verdicts=(page.canonical(verdicts) or verdicts) if "comparisons" in config.exports else None,
        any_pair=partners.count == count * (count - 1) // 2,
        pairs_too=config.markdown == "all",
        compare=urls.COMPARE,
        data=urls.API_INDEX,
        full=urls.LLMS_FULL if count <= WHOLE else None,
        suites=suite_cards(catalogue, partners, page),
        listed=tuple(_listed(catalogue, page)) if count <= LISTED else (),
        tasks=task_links(catalogue, page)[0],
        makers=tuple(organisation_links(catalogue, page)),
    )


def _listed(catalogue: Catalogue, page: Frame) -> Iterator[ListedModel]:
    for subject in catalogue.by_name():
        yield ListedModel(Link(page.addresses.model(subject.key), subject.name), model_summary(subject))


def llms_full_page(catalogue: Catalogue, partners: PairChoice, methodology: str) -> LlmsFullPage:
    """Return llms-full.txt; models stand in the order of their names."""
    alone = PairChoice(sorted(catalogue.subjects), [0] * len(catalogue.subjects))
    models = ModelPages(catalogue, alone)
    return LlmsFullPage(
        frame=frame(catalogue, urls.LLMS_FULL),
        comparisons=partners.count,
        suites=tuple(suite_page(catalogue, key) for key in catalogue.suites),
        models=tuple(models.page(subject.key) for subject in catalogue.by_name()),
        methodology=methodology,
    )
