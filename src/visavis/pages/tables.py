"""Tables for spreadsheets: leaderboards of suites, comparisons, and all models with all that is known of them.

A cell is a number or a text. Where there is no value, a word says which kind of empty it is: unknown, not applicable or
not run. Shares are in percent, dates as in ISO 8601.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from visavis.compare.facts import Fact, Kind, Row
from visavis.compare.ranking import Board
from visavis.compare.rows import ComparedRow
from visavis.compare.scores import SuiteTable
from visavis.compare.subjects import Catalogue, Subject
from visavis.compare.times import TIMES
from visavis.load.scalars import PartialDate
from visavis.pages.api_values import number
from visavis.pages.comparison import ComparisonPage

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
    heads = ["Rank from", "Rank to", "Model", "Key", "Organization", "Weights"]
    heads += [_head(board.row, facts)] if board.row else []
    heads += ["Passed", "Total", "95% interval from", "95% interval to"] if shares else []
    heads += [_head(row, [run.facts[place] for run in runs]) for place, row in timed]
    heads += ["Origin", "Date", "Source"]
    rows = []
    for model, run, fact in zip(models, runs, facts, strict=True):
        entry, subject = entries.get(model), catalogue.subjects[model]
        cells: list[Cell] = list(entry.range) if entry else ["", ""]
        cells += [subject.name, model, *(_cell(known) for known in subject.key_facts[:2])]
        cells += [_cell(fact)] if fact else []
        cells += _share(fact) if shares else []
        cells += [_cell(run.facts[place]) for place, _ in timed]
        rows.append((*cells, run.origin, str(run.dated), run.source))
    return Table(_different(heads), tuple(rows))


def pair_table(page: ComparisonPage) -> Table:
    """Return the rows of a comparison as its page shows them, with what lies behind each share, and of each suite who
    reports its results."""
    heads = ["Section", "Row", "Unit"]
    for side in page.sides:
        name = side.model.name
        heads += [name, f"{name}: Passed", f"{name}: Total", f"{name}: 95% from", f"{name}: 95% to"]
    rows: list[tuple[Cell, ...]] = []
    for suite in page.suites:
        rows += _compared(suite.head.name, suite.rows)
        told = [(run.origin, str(run.dated), run.source) if run else (_WORDS[Kind.NOT_RUN],) * 3 for run in suite.runs]
        for name, left, right in zip(("Origin", "Date", "Source"), *told, strict=True):
            rows.append((suite.head.name, name, "", left, *_NO_SHARE, right, *_NO_SHARE))
    for section, facts in (("Properties", page.properties), ("Tasks", page.tasks), ("Features", page.features)):
        rows += _compared(section, facts)
    return Table(_different(heads), tuple(rows))


def _compared(section: str, rows: tuple[ComparedRow, ...]) -> Iterator[tuple[Cell, ...]]:
    for row, left, right, *_ in rows:
        unit = row.unit or left.unit or right.unit
        yield section, row.label, unit, _cell(left), *_share(left), _cell(right), *_share(right)


def models_table(catalogue: Catalogue) -> Table:
    """Return all models by name: properties, tasks, features, and what stands for the whole of each suite."""
    subjects = catalogue.by_name()
    heads = ["Model", "Key"]
    heads += [f"{row.label} ({row.unit})" if row.unit else row.label for row in catalogue.properties]
    heads += [f"Task: {row.label}" for row in catalogue.tasks]
    heads += [f"Feature: {row.label}" for row in catalogue.features]
    ranked = [(table, place) for table in catalogue.suites.values() if (place := table.headline) is not None]
    for table, place in ranked:
        score = _head(table.rows[place], [run.facts[place] for run in table.runs.values()])
        heads += [f"{table.suite.name}: {score}", f"{table.suite.name}: Date"]
    return Table(_different(heads), tuple((*_known(subject), *_scores(subject, ranked)) for subject in subjects))


def _known(subject: Subject) -> Iterator[Cell]:
    yield from (subject.name, subject.key)
    yield from map(_cell, (*subject.properties, *subject.tasks, *subject.features))


def _scores(subject: Subject, ranked: list[tuple[SuiteTable, int]]) -> Iterator[Cell]:
    for table, place in ranked:
        run = table.runs.get(subject.key)
        yield from (_cell(run.facts[place]), str(run.dated)) if run else (_WORDS[Kind.NOT_RUN], "")


def _cell(fact: Fact) -> Cell:
    if fact.kind in _WORDS:
        return _WORDS[fact.kind]
    if fact.kind is Kind.SCORE and fact.order is not None:
        return number(round(fact.order, DECIMALS)) if fact.total else number(fact.key)
    if fact.kind is Kind.TEXT and fact.order is not None:
        return number(fact.order)
    return str(fact.key) if isinstance(fact.key, PartialDate) else fact.text


_WORDS = {
    Kind.YES: "yes",
    Kind.NO: "no",
    Kind.UNKNOWN: "unknown",
    Kind.NOT_APPLICABLE: "not applicable",
    Kind.NOT_RUN: "not run",
}


_NO_SHARE = ("", "", "", "")


def _share(fact: Fact | None) -> tuple[Cell, ...]:
    if fact is None or not fact.spread:
        return _NO_SHARE
    passed, total = map(int, fact.count.split("/"))
    return passed, total, float(fact.spread.low), float(fact.spread.high)


def _head(row: Row, facts: list[Fact] | list[Fact | None]) -> str:
    unit = row.unit or next((fact.unit for fact in facts if fact and fact.unit), "")
    return f"{row.label} ({unit})" if unit else row.label


def _different(heads: list[str]) -> tuple[str, ...]:
    """Return the heads, those that stood before with a number: labels of rows may be the same."""
    found: list[str] = []
    for head in heads:
        again = 2
        name = head
        while name in found:
            name, again = f"{head} {again}", again + 1
        found.append(name)
    return tuple(found)
