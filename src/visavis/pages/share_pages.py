"""What is on share images: few words, big letters, and scores with their intervals drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from visavis.compare.bands import ScoreBand
from visavis.compare.comparison import Comparer, Lead
from visavis.compare.facts import Fact
from visavis.compare.pairs import Pair, PairChoice
from visavis.compare.subjects import Catalogue, Subject
from visavis.compare.verdict import Word
from visavis.language import _, ngettext
from visavis.pages import counts
from visavis.pages.boards import Standing, standings
from visavis.pages.lettering import Lettering, can_draw, lettered, one_line, width
from visavis.pages.parts import model_summary

WIDTH, COLUMN = 1072, 490
"""How many px the words of an image may take, and those of one of two sides."""
CARD, NOTE, VERDICT = 584, 27, 36
"""How many px a suite's name may take beside a score; the sizes of letters of notes and verdicts."""
SIZES, TAGLINE, BOARD, SIDES = (112, 96, 84, 72, 60, 52), (88, 76, 64, 54), (84, 72, 60, 52), (68, 60, 52, 46, 40)
"""The sizes of letters, in px, of a model's name, of the tagline, of a suite's name and of names side by side."""
TOP = 124
"""Above so many px stands the brand."""
BEST = 5
"""So many models stand on the image of a suite."""


class Brand(NamedTuple):
    """The site's name, `title`, and its `icon` as an address that holds it whole."""

    title: str
    icon: str


class ShareScore(NamedTuple):
    """What a model reached: the score that stands for the whole, with the name of the suite.

    `label` says what kind of score; `standing` is its rank, None where it has none.
    """

    suite: Lettering
    label: str
    fact: Fact
    standing: Standing | None


class ShareLine(NamedTuple):
    """A model on a suite's image: its line begins at `y`, and its letters stand on `base`."""

    name: str
    y: int
    base: int
    fact: Fact


class ShareSide(NamedTuple):
    """One side of a pair's image; `id` is left or right, `score` None where it was not run."""

    id: str
    name: Lettering
    summary: str
    score: ShareScore | None


@dataclass(frozen=True, slots=True, eq=False)
class SiteImagePage:
    """share/site.png: the `tagline`, and `figures` that count what the site has."""

    brand: Brand
    tagline: Lettering
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ModelImagePage:
    """share/models/<model>.png; `score` is None where it was not run."""

    brand: Brand
    name: Lettering
    summary: str
    score: ShareScore | None
    bands: tuple[ScoreBand, ...]
    comparisons: str


@dataclass(frozen=True, slots=True, eq=False)
class SuiteImagePage:
    """share/evals/<suite>.png: the best of its models, of which there are `models`."""

    brand: Brand
    name: Lettering
    models: str
    lines: tuple[ShareLine, ...]
    bands: tuple[ScoreBand, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PairImagePage:
    """share/compare/<left>-vs-<right>.png. `verdict` says who is ahead, empty where nobody can say; it speaks for
    `first`, left or right, or for neither.

    `sides` are left and right; `rest` is what the verdict is about; `drawn` says whether both scores have intervals,
    `apart` that they are of different suites.
    """

    brand: Brand
    sides: tuple[ShareSide, ShareSide]
    bands: tuple[ScoreBand, ...]
    verdict: str
    first: str
    rest: str
    drawn: bool
    apart: bool


class SharePages:
    """Makes what is on any image; `icon` is the site's icon, as an address that holds it whole."""

    def __init__(self, catalogue: Catalogue, partners: PairChoice, icon: str) -> None:
        self._catalogue, self._partners = catalogue, partners
        self._brand = Brand(catalogue.config.title, icon)
        self._standings = standings(catalogue)

    def site_page(self) -> SiteImagePage:
        """Return what is on the image of the site."""
        catalogue = self._catalogue
        numbers = [counts.models(len(catalogue.subjects)), counts.suites(len(catalogue.suites))]
        numbers.append(counts.comparisons(self._partners.count))
        tagline = lettered(catalogue.config.tagline, WIDTH, TAGLINE, top=TOP, bottom=400)
        return SiteImagePage(self._brand, tagline, tuple(numbers))

    def model_page(self, key: str) -> ModelImagePage:
        """Return what is on the image of a model."""
        subject = self._catalogue.subjects[key]
        count = len(self._partners.partners_of(key))
        return ModelImagePage(
            brand=self._brand,
            name=lettered(subject.name, WIDTH, SIZES, top=TOP, bottom=280),
            summary=one_line(_drawable(model_summary(subject)), WIDTH, 34),
            score=self._score(subject, next(iter(subject.runs), None)),
            bands=self._catalogue.bands,
            comparisons=ngettext("Compared with {num} other model", "Compared with {num} other models", count),
        )

    def suite_page(self, key: str) -> SuiteImagePage:
        """Return what is on the image of a suite."""
        table, board = self._catalogue.suites[key], self._catalogue.boards[key]
        named = ((self._catalogue.subjects[entry.model].name, entry) for entry in board.entries)
        best = ((name, entry.run.facts[board.place]) for name, entry in named if can_draw(name))
        lines = zip(range(312, 312 + 56 * BEST, 56), best, strict=False)
        return SuiteImagePage(
            brand=self._brand,
            name=lettered(table.suite.name, WIDTH, BOARD, top=TOP, bottom=226),
            models=counts.models(len(table.runs)),
            lines=tuple(ShareLine(one_line(name, 440, 30), y, y + 38, fact) for y, (name, fact) in lines),
            bands=self._catalogue.bands,
        )

    def pair_page(self, of: Pair) -> PairImagePage:
        """Return what is on the image of a pair."""
        left, right = (self._catalogue.subjects[key] for key in of)
        found = self._comparer.compare(left, right)
        lead = found.leads[0] if found.leads else None
        shared = lead.suite.table.key if lead else next((key for key in left.runs if key in right.runs), None)
        verdict, first = ("", "") if lead is None else _verdict(lead, left.name, right.name)
        common = lead.verdict.common if lead and lead.verdict else 0
        sides = self._side("left", left, shared), self._side("right", right, shared)
        apart = shared is None and bool(left.runs and right.runs)
        verdict = one_line(verdict, WIDTH, VERDICT)
        return PairImagePage(
            brand=self._brand,
            sides=sides,
            bands=self._catalogue.bands,
            verdict=verdict,
            first=first,
            rest=_rest(self._catalogue.suites[shared].suite.name if shared else "", verdict, common),
            drawn=not apart and all(side.score and side.score.fact.spread for side in sides),
            apart=apart,
        )

    def standing(self, key: str) -> tuple[object, ...]:
        """Return what is on a model's image that depends on others: its rank, and with how many it is compared."""
        suite = next(iter(self._catalogue.subjects[key].runs), None)
        rank = self._standings[suite].get(key) if suite else None
        return rank, len(self._partners.partners_of(key))

    @cached_property
    def _comparer(self) -> Comparer:
        return Comparer(self._catalogue)

    def _side(self, side: str, subject: Subject, shared: str | None) -> ShareSide:
        name = lettered(subject.name, COLUMN, SIDES, top=TOP, bottom=236)
        summary = one_line(_drawable(model_summary(subject)), COLUMN, NOTE)
        return ShareSide(side, name, summary, self._score(subject, shared or next(iter(subject.runs), None)))

    def _score(self, subject: Subject, suite: str | None) -> ShareScore | None:
        """Return what a model reached in a suite; None where it was not run, or nothing stands for the whole."""
        table = None if suite is None else self._catalogue.suites[suite]
        if table is None or table.headline is None or not can_draw(table.suite.name):
            return None
        fact, label = subject.runs[table.key].facts[table.headline], table.rows[table.headline].label
        rank = self._standings[table.key].get(subject.key)
        name = lettered(table.suite.name, CARD, (34, 30, 26), top=400, bottom=448)
        return ShareScore(name, _drawable([label]), fact, rank) if fact.text else None


def _drawable(texts: Iterable[str]) -> str:
    """Return texts in one line, without those that there are no letters for."""
    return " · ".join(text for text in texts if can_draw(text))


def _rest(suite: str, verdict: str, common: int) -> str:
    """Return what stands behind a verdict: as much of it as there is room for."""
    if not suite or not can_draw(suite):
        return ""
    if not verdict:
        return one_line(suite, WIDTH, VERDICT)
    of, room = _("on {suite}").format(suite=suite), WIDTH - width(f"{verdict}  ", VERDICT)
    shared = ngettext("on {suite} · {num} prompt in common", "on {suite} · {num} prompts in common", common)
    texts = (shared.format(suite=suite), of) if common else (of,)
    return next((text for text in texts if width(text, VERDICT) <= room), "")


def _verdict(lead: Lead, left: str, right: str) -> tuple[str, str]:
    """Return what is said of a lead, and the side it is said of: nothing where the two are level or nobody can say."""
    if lead.verdict is None:
        return "", ""
    if lead.verdict.word is Word.TOO_CLOSE:
        return _("Too close to call"), ""
    name = left if lead.better == "left" else right
    said = _("{name} is ahead") if lead.verdict.word is Word.AHEAD else _("{name} is probably ahead")
    return said.format(name=name), lead.better or ""
