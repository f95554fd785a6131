"""Tables for spreadsheets: the leaderboards of suites, and all models with all that is known of them.

A cell is a number or a text. Where there is no value, a word says which kind of empty it is: unknown, not applicable or
not run. Shares are in percent, dates as in ISO 8601; words are in the language that is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from visavis.compare.facts import Fact, Kind, Row
from visavis.compare.ranking import Board
from visavis.compare.scores import SuiteTable
from visavis.compare.subjects import Catalogue, Subject
from visavis.compare.times import TIMES
from visavis.language import _, later
from visavis.load.scalars import PartialDate
from visavis.pages.api_values import number

Cell = str | int | float

DECIMALS = 4
"""Shares are written with at most so many decimals."""


class Table(NamedTuple):
    """A table: the heads of its columns, each of another name, and its rows, which are as long."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def lines(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the heads, then the rows."""
        yield self.heads
        yield from self.rows


def board_table(catalogue: Catalogue, table: SuiteTable, board: Board) -> Table:
    """Return a leaderboard; models without a score stand below the others."""
    entries = {entry.model: entry for entry in board.entries}
    models = [*entries, *board.without]
    runs = [table.runs[model] for model in models]
    facts = [run.facts[board.place] if board.row else None for run in runs]
    shares = any(fact and fact.total for fact in facts)
    timed = [(place, row) for place, row in enumerate(table.rows) if row.key in TIMES and place != board.place]
    heads = [_("Rank from"), _("Rank to"), _("Model"), _("Key"), _("Organization"), _("Weights")]
    heads += [_head(board.row, facts)] if board.row else []
    heads += [_("Passed"), _("Total"), _("95% interval from"), _("95% interval to")] if shares else []
    heads += [_head(row, [run.facts[place] for run in runs]) for place, row in timed]
    heads += [_("Origin"), _("Date"), _("Source")]
    rows = []
    for model, run, fact in zip(models, runs, facts, strict=True):
        entry, subject = entries.get(model), catalogue.subjects[model]
        cells: list[Cell] = list(entry.range) if entry else ["", ""]
        cells += [subject.name, model, *(cell(known) for known in subject.key_facts[:2])]
        cells += [cell(fact)] if fact else []
        cells += share(fact) if shares else []
        cells += [cell(run.facts[place]) for place, _ in timed]
        rows.append((*cells, _(run.origin), str(run.dated), run.source))
    return Table(different(heads), tuple(rows))


def models_table(catalogue: Catalogue) -> Table:
    """Return all models by name: properties, tasks, features, and what stands for the whole of each suite."""
    subjects = catalogue.by_name()
    heads = [_("Model"), _("Key")]
    heads += [f"{row.label} ({row.unit})" if row.unit else row.label for row in catalogue.properties]
    heads += [_("Task: {label}").format(label=row.label) for row in catalogue.tasks]
    heads += [_("Feature: {label}").format(label=row.label) for row in catalogue.features]
    ranked = [(table, place) for table in catalogue.suites.values() if (place := table.headline) is not None]
    for table, place in ranked:
        score = _head(table.rows[place], [run.facts[place] for run in table.runs.values()])
        heads += [f"{table.suite.name}: {score}", _("{suite}: Date").format(suite=table.suite.name)]
    return Table(different(heads), tuple((*_known(subject), *_scores(subject, ranked)) for subject in subjects))


def _known(subject: Subject) -> Iterator[Cell]:
    yield from (subject.name, subject.key)
    yield from map(cell, (*subject.properties, *subject.tasks, *subject.features))


def _scores(subject: Subject, ranked: list[tuple[SuiteTable, int]]) -> Iterator[Cell]:
    for table, place in ranked:
        run = table.runs.get(subject.key)
        yield from (cell(run.facts[place]), str(run.dated)) if run else (word(Kind.NOT_RUN), "")


def cell(fact: Fact) -> Cell:
    """Return a fact as a number or a text."""
    if fact.kind in WORDS:
        return word(fact.kind)
    if fact.kind is Kind.SCORE and fact.order is not None:
        return number(round(fact.order, DECIMALS)) if fact.total else number(fact.key)
    if fact.kind is Kind.TEXT and fact.order is not None:
        return number(fact.order)
    return str(fact.key) if isinstance(fact.key, PartialDate) else fact.text


WORDS = {
    Kind.YES: later("yes"),
    Kind.NO: later("no"),
    Kind.UNKNOWN: later("unknown"),
    Kind.NOT_APPLICABLE: later("not applicable"),
    Kind.NOT_RUN: later("not run"),
}
"""The words for facts that are neither numbers nor texts."""


def word(kind: Kind) -> str:
    """Return the word for one of these kinds of fact."""
    return _(WORDS[kind])


NO_SHARE = ("", "", "", "")


def share(fact: Fact | None) -> tuple[Cell, ...]:
    """Return passed, total, and the ends of the interval of a share; four empty texts for anything else."""
    if fact is None or not fact.spread:
        return NO_SHARE
    passed, total = map(int, fact.count.split("/"))
    return passed, total, float(fact.spread.low), float(fact.spread.high)


def _head(row: Row, facts: list[Fact] | list[Fact | None]) -> str:
    unit = row.unit or next((fact.unit for fact in facts if fact and fact.unit), "")
    return f"{row.label} ({unit})" if unit else row.label


def different(heads: list[str]) -> tuple[str, ...]:
    """Return the heads, those that stood before with a number: labels of rows may be the same."""
    found: list[str] = []
    for head in heads:
        again = 2
        name = head
        while name in found:
            name, again = f"{head} {again}", again + 1
        found.append(name)
    return tuple(found)
