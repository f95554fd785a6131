"""The page of a pair: everything that is only laid out for it, and everything that its two models bring along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from visavis.compare.comparison import Comparer, Lead
from visavis.compare.facts import Fact, Row
from visavis.compare.lazily import WhenAsked, lazily
from visavis.compare.pairs import Pair, partners
from visavis.compare.rows import ComparedRow
from visavis.compare.scores import SuiteTable
from visavis.compare.subjects import Catalogue
from visavis.language import _
from visavis.pages import snippets, urls
from visavis.pages.counts import versus
from visavis.pages.embeds import Embed, Embeds
from visavis.pages.evidence import EvidenceSection, SuiteEvidence
from visavis.pages.frame import Frame, ShareImage, Translation, frame
from visavis.pages.parts import SuiteHead, compared_model, suite_head
from visavis.pages.pictures import shown_picture
from visavis.pages.prompt_heads import prompt_heads
from visavis.pages.records import Records
from visavis.pages.related import RelatedComparisons, RelatedSide, related_comparisons
from visavis.pages.share import ShareImages
from visavis.pages.shown import ShownVerdict, shown_verdict
from visavis.pages.sides import SideOfPage, Sides
from visavis.pages.statements import Statement, shown_statement
from visavis.pages.structured import Graph, PairGraphs
from visavis.pages.suite_section import SuiteSection, suite_section

if TYPE_CHECKING:
    from visavis.load.pictures import Picture


class LeadShown(NamedTuple):
    """How the two stand in a suite: `first` passed more or has the better number, unless they are `level`.

    For `basis` see Lead. `verdict` says what the lead is worth, None where nobody can say.
    """

    suite: SuiteHead
    row: Row
    basis: str
    level: bool
    first: SideOfPage
    first_fact: Fact
    other: SideOfPage
    other_fact: Fact
    verdict: ShownVerdict | None


class ComparisonPage:
    """compare/<left>-vs-<right>.html, each part of it made when it is first asked for."""

    frame: Frame

    def __init__(self, made_by: ComparisonPages, of: Pair) -> None:
        subjects = made_by.catalogue.subjects
        self._by, self._of, self.frame = made_by, of, made_by.frame
        self.found = made_by.comparer.compare(subjects[of.left], subjects[of.right])

    @lazily
    def sides(self) -> tuple[SideOfPage, SideOfPage]:
        """Both models, left and right."""
        left, right = self.found.left, self.found.right
        shared = next((suite.table.key for suite in self.found.suites if suite.left and suite.right), None)
        apart = shared is None and bool(left.runs and right.runs)
        sides = self._by.sides(shared, apart=apart)
        return sides["left", left.key], sides["right", right.key]

    @lazily
    def title(self) -> str:
        """Both names with vs between them."""
        return versus(self.found.left.name, self.found.right.name)

    @lazily
    def both(self) -> str:
        """Both names in a sentence."""
        return _("{one} and {other}").format(one=self.found.left.name, other=self.found.right.name)

    @lazily
    def snippet(self) -> str:
        """What is said of it elsewhere, in at most 160 characters."""
        found = self.found
        return snippets.pair(found.left.name, found.right.name, found.leads[0] if found.leads else None)

    @lazily
    def canonical(self) -> str | None:
        """The full address, where the site has one."""
        addresses = self._by.addresses
        return None if addresses.site is None else addresses.canonical(addresses.comparison(self._of))

    @lazily
    def translations(self) -> tuple[Translation, ...]:
        """The page in all languages, where there are several."""
        return self.frame.translations(self._by.addresses.comparison(self._of)) if self.frame.languages else ()

    @lazily
    def structured(self) -> Graph | None:
        """What it says to machines, where the site has an address."""
        return self._by.graphs(self.title, self._of, (self.found.left.name, self.found.right.name))

    @property
    def image(self) -> ShareImage | None:
        """What is shown where somebody shares a link to it."""
        return self._by.images.of_pair(self._of)

    @property
    def embed(self) -> Embed | None:
        """The card of it that other sites can show; None where it has none."""
        return self._by.embeds.pairs.get(self._of)

    @lazily
    def twin(self) -> str | None:
        """The link to the same as Markdown, which lies beside it; None where there is none."""
        return self._by.twin(self._of)

    @lazily
    def table(self) -> str | None:
        """The link to its table as CSV, which lies beside it; None where there is none."""
        return self._by.table(self._of)

    @lazily
    def leads(self) -> tuple[LeadShown, ...]:
        """How the two stand in each suite that both were run on."""
        return tuple([self._lead(lead) for lead in self.found.leads])

    @lazily
    def untold(self) -> tuple[SuiteHead, ...]:
        """Suites that both were run on, but that do not say how the two stand."""
        return tuple([self._by.heads[suite.table.key] for suite in self.found.untold])

    @lazily
    def differences(self) -> tuple[Statement, ...]:
        """What differs most, the weightiest first."""
        return tuple([shown_statement(difference, self.sides) for difference in self.found.differences])

    @lazily
    def shared_tasks(self) -> str:
        """The names of the tasks that both do, or nothing."""
        return _(", ").join(self.found.shared_tasks)

    @lazily
    def suites(self) -> tuple[SuiteSection, ...]:
        """Every suite that either was run on."""
        heads = self._by.heads
        return tuple([suite_section(heads[suite.table.key], suite) for suite in self.found.suites])

    @property
    def properties(self) -> tuple[ComparedRow, ...]:
        """The rows of the properties."""
        return self.found.properties

    @property
    def tasks(self) -> tuple[ComparedRow, ...]:
        """The rows of the tasks."""
        return self.found.tasks

    @property
    def features(self) -> tuple[ComparedRow, ...]:
        """The rows of the features."""
        return self.found.features

    @lazily
    def plotted(self) -> tuple[SuiteSection, ...]:
        """The suites of passes and fails that both were run on, whose scores are drawn."""
        return tuple([suite for suite in self.suites if not suite.head.numeric and suite.runs[0] and suite.runs[1]])

    @lazily
    def related(self) -> tuple[RelatedSide, RelatedSide]:
        """Other comparisons of either model, which have something to do with this one."""
        (left, right), of = self._of, self._by.related
        return of.beside("left", left, right), of.beside("right", right, left)

    @lazily
    def evidence(self) -> tuple[EvidenceSection, ...]:
        """The prompts that both were asked with their answers, by suite."""
        left, right = self._of.left, self._of.right
        shared = [suite.table for suite in self.found.suites if suite.left and suite.right and suite.table.prompts.ids]
        found = [self._by.evidence[table.key].section(left, right, 1 / len(shared)) for table in shared]
        return tuple([section for section in found if section])

    def _lead(self, lead: Lead) -> LeadShown:
        row, sides, verdict = lead.row, self.sides, lead.verdict
        leads = lead.better if verdict is None else verdict.leads
        first, other = (sides[0], row.left), (sides[1], row.right)
        if leads == "right":
            first, other = other, first
        head, shown = self._by.heads[lead.suite.table.key], None if verdict is None else shown_verdict(verdict)
        return LeadShown(head, row.row, lead.basis, leads is None, *first, *other, shown)


class ComparisonPages:
    """Makes the page of any pair; what depends on one model or suite alone is made once, here."""

    def __init__(
        self,
        catalogue: Catalogue,
        pictures: Mapping[str, Mapping[str, Picture]] | None = None,
        beside: RelatedComparisons | None = None,
        images: ShareImages | None = None,
        records: Records | None = None,
        embeds: Embeds | None = None,
    ) -> None:
        """`pictures` are by suite and prompt; `beside`, `images` and `embeds` are found where they are not known."""
        self.catalogue = catalogue
        self.comparer = Comparer(catalogue)
        self.addresses = urls.addresses(catalogue.config)
        self.frame = frame(catalogue, self.addresses.comparison(Pair("a", "b")))
        self.graphs = PairGraphs(self.frame)
        self.tables = "tables" in catalogue.config.exports
        self.heads = {key: suite_head(catalogue, table, self.frame) for key, table in catalogue.suites.items()}
        self._sides: dict[tuple[str | None, bool], Sides] = {}
        subjects = catalogue.subjects
        self.models = WhenAsked(subjects, lambda key: compared_model(catalogue, subjects[key], self.frame, records))
        self.related = beside or related_comparisons(catalogue)
        self.images = images or ShareImages(catalogue, partners(catalogue))
        self.embeds = embeds or Embeds(catalogue, partners(catalogue))
        names = {key: subject.name for key, subject in subjects.items()}
        self.evidence = {
            key: self._evidence(table, (pictures or {}).get(key, {}), names) for key, table in catalogue.suites.items()
        }

    def _evidence(self, table: SuiteTable, pictures: Mapping[str, Picture], names: dict[str, str]) -> SuiteEvidence:
        hrefs = [self.frame.to(self.addresses.prompt(table.key, key)) for key in table.suite.prompts]
        shown = {key: shown_picture(self.frame, table.key, picture) for key, picture in pictures.items()}
        return SuiteEvidence(table, self.heads[table.key], prompt_heads(table.suite, hrefs, shown), names)

    def page(self, of: Pair) -> ComparisonPage:
        """Return the page of one pair."""
        return ComparisonPage(self, of)

    def twin(self, of: Pair) -> str | None:
        """Return the link from a pair's page to the same as Markdown; None where comparisons have none."""
        every = self.catalogue.config.markdown == "all"
        return self.frame.twin(self.addresses.comparison(of)) if every else None

    def table(self, of: Pair) -> str | None:
        """Return the link from a pair's page to its table as CSV; None where comparisons have none."""
        return urls.pair_table(self.addresses.comparison(of)).rpartition("/")[2] if self.tables else None

    def sides(self, shared: str | None, *, apart: bool) -> Sides:
        """Return the sides of pages whose cards show this suite, or each model's own first where it is None."""
        found = self._sides.get((shared, apart))
        if found is None:
            found = self._sides[shared, apart] = Sides(self.models, shared, apart=apart)
        return found
