"""Leaderboards as pages show them: lines with their ranks, and what can be said of the best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from visavis.compare.facts import Fact, Row
from visavis.compare.lazily import WhenAsked
from visavis.compare.ranking import Board, Ranked, Top, leaderboard
from visavis.compare.scores import OVERALL, RunScores, SuiteTable
from visavis.compare.subjects import Catalogue
from visavis.compare.times import TIMES
from visavis.pages import urls
from visavis.pages.frame import Frame, Link

NAMED = 4
"""In a sentence at most so many models are named; more are counted."""


CATEGORIES = ("open", "closed", "unknown")
"""Whether a model's weights can be had, as far as is known."""


class FirstPlace(NamedTuple):
    """What can be said of the best of a leaderboard: `top` chooses the sentence, and the rest fills it in.

    `label` is that of what is ranked by, and `score` the best of it, None without one. `models` stand on the board, of
    which `firsts` can have rank 1 and `level` have that score: `first` and `best` link to these, or to none where they
    are too many to be named. `rivals` of the others cannot be told from the only first.
    """

    top: Top
    label: str
    score: Fact | None
    models: int
    others: int
    firsts: int
    first: tuple[Link, ...]
    level: int
    best: tuple[Link, ...]
    rivals: int


class Standing(NamedTuple):
    """The rank or ranks that a model can have `of` so many, as written; `several` says which of the two it is.

    `shared` is a rank by plain score that another model has too.
    """

    ranks: str
    several: bool
    shared: bool
    of: int


class Line(NamedTuple):
    """A model on a leaderboard. `standing` is None without a score; `times` stand in the order of the suite's.

    `key` is that of the model; `category` is open, closed or unknown.
    """

    key: str
    standing: Standing | None
    model: Link
    summary: str
    category: str
    fact: Fact | None
    times: tuple[Fact, ...]
    run: RunScores


class ShownBoard(NamedTuple):
    """A leaderboard, by the key and the label of what is ranked by, and with what that means.

    `prompts` is how many there are: those that the suite lists, or else as many as were asked of the model that was
    asked most of them, `most_asked`; both are 0 where numbers are ranked. `drawn` says whether scores have intervals to
    draw. Of the `pairs` that were tested, `apart` are told apart, each by a lead of at least `least` prompts;
    `untested` have no prompt in common. `table` leads to it as CSV. Without pairs, plain scores are ranked.
    """

    key: str
    label: str
    about: str | None
    prompts: int
    most_asked: int
    drawn: bool
    pairs: int
    apart: int
    least: int
    untested: int
    table: str
    lines: tuple[Line, ...]

    @property
    def anchor(self) -> str:
        """The key as an id of its own on the page, whose content is called main."""
        return "main_" if self.key == "main" else self.key


class Boards:
    """The leaderboards of every suite: by what stands for the whole, and by each category."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.categories = WhenAsked(catalogue.suites, self._categories)

    def keys(self, suite: str) -> list[str]:
        """Return the keys of the categories that have a leaderboard of their own, in the order of the rows."""
        return [row.key for _, row in self._ranked(suite)]

    def board(self, suite: str, category: str | None) -> Board:
        """Return a leaderboard, None standing for the whole. Raises KeyError where there is none."""
        return self.categories[suite][category] if category is not None else self._catalogue.boards[suite]

    def _ranked(self, suite: str) -> list[tuple[int, Row]]:
        table = self._catalogue.suites[suite]
        rows = enumerate(table.rows)
        return [(place, row) for place, row in rows if place != table.headline and row.key not in TIMES]

    def _categories(self, suite: str) -> dict[str, Board]:
        table = self._catalogue.suites[suite]
        names = {model: self._catalogue.subjects[model].name for model in table.runs}
        return {row.key: leaderboard(table, names, place) for place, row in self._ranked(suite)}


def first_place(catalogue: Catalogue, board: Board, page: Frame) -> FirstPlace:
    """Return what can be said of the best of a board, with links as from pages of this frame."""

    def links(entries: Sequence[Ranked]) -> tuple[Link, ...]:
        few = entries if len(entries) <= NAMED else ()
        return tuple(
            Link(page.to(page.addresses.model(entry.model)), catalogue.subjects[entry.model].name) for entry in few
        )

    facts = {entry.model: entry.run.facts[board.place] for entry in board.entries}
    score = facts[board.entries[0].model] if board.entries else None
    best = [entry for entry in board.entries if score and facts[entry.model].order == score.order]
    firsts = board.firsts
    return FirstPlace(
        top=board.top,
        label=board.row.label if board.row else "",
        score=score,
        models=len(board.entries),
        others=len(board.entries) - 1,
        firsts=len(firsts),
        first=links(firsts),
        level=len(best),
        best=links(best),
        rivals=firsts[0].range.worst - 1 if firsts else 0,
    )


def standing(board: Board) -> dict[str, Standing]:
    """Return the standing of every model that has one, by its key."""
    of = len(board.entries)
    return {
        entry.model: Standing(entry.ranks, entry.range.best != entry.range.worst, entry.shared, of)
        for entry in board.entries
    }


def standings(catalogue: Catalogue) -> Mapping[str, Mapping[str, Standing]]:
    """Return the standing of every model on the leaderboard of each suite, by suite, found when it is asked for."""
    return WhenAsked(catalogue.boards, lambda key: standing(catalogue.boards[key]))


def shown_board(catalogue: Catalogue, table: SuiteTable, board: Board, page: Frame) -> ShownBoard:
    """Return a board as shown; models without a score stand below the others."""
    row, stands, runs = board.row, standing(board), table.runs
    facts = [run.facts[board.place] for run in runs.values()] if row else []
    models, most = len(board.entries), max((fact.total for fact in facts), default=0)
    timed = [place for place, one in enumerate(table.rows) if one.key in TIMES]
    return ShownBoard(
        key=row.key if row else "",
        label=row.label if row else "",
        about=row.description if row else None,
        prompts=(most and _listed(table, row)) or most,
        most_asked=most,
        drawn=any(fact.spread for fact in facts),
        pairs=board.pairs,
        apart=board.apart,
        least=board.least,
        untested=models * (models - 1) // 2 - board.pairs,
        table=page.shared(urls.board_table(table.key, row.key if row and board.place != table.headline else None)),
        lines=tuple(
            Line(
                key=model,
                standing=stands.get(model),
                model=Link(page.to(page.addresses.model(model)), catalogue.subjects[model].name),
                summary=summary(catalogue, model),
                category=category(catalogue, model),
                fact=runs[model].facts[board.place] if row else None,
                times=tuple([runs[model].facts[place] for place in timed]),
                run=runs[model],
            )
            for model in [*[entry.model for entry in board.entries], *board.without]
        ),
    )


def _listed(table: SuiteTable, row: Row | None) -> int:
    """Return how many prompts a suite lists in all, or in the category of a row."""
    if row is None or row.key == OVERALL:
        return len(table.prompts.ids)
    return table.prompts.masks.get(row.key, 0).bit_count()


def category(catalogue: Catalogue, model: str) -> str:
    """Return whether a model's weights can be had: open, closed or unknown."""
    fact = catalogue.subjects[model].key_facts.category
    return str(fact.key) if fact.text else "unknown"  # its text is in the language of the pages


def categories(found: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count categories, in the order that they are named in; those of no model are left out."""
    counts = Counter(found)
    return tuple([(kind, counts[kind]) for kind in CATEGORIES if counts[kind]])


def summary(catalogue: Catalogue, model: str) -> str:
    """Return what a model is in a word or two: its maker, and whether it is open."""
    return " · ".join(fact.text for fact in catalogue.subjects[model].key_facts[:2] if fact.text)
