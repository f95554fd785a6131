"""The page of a suite: its models ranked, their scores by category, and where it all comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from visavis.compare.facts import Fact, Row
from visavis.compare.scores import RunScores, SuiteTable
from visavis.compare.subjects import Catalogue
from visavis.compare.times import TIMES, TYPICAL
from visavis.pages import urls
from visavis.pages.frame import Frame, Link, frame
from visavis.pages.parts import SuiteHead, suite_head


class Entry(NamedTuple):
    """A model on the board. `rank` is None without a headline score; `facts` stand in the order of the page's rows."""

    rank: int | None
    shared: bool
    model: Link
    summary: str
    headline: Fact | None
    time: Fact | None
    run: RunScores
    facts: tuple[Fact, ...]


class Note(NamedTuple):
    """What a reader should know about the runs of these models."""

    text: str
    models: tuple[Link, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SuitePage:
    """evals/<suite>.html.

    `time` is the one row of seconds that all models with any can be set side by side in: the median, or the mean where
    nothing else is known of some. `categories` are the columns of its second table, `described` the rows but those of
    seconds that say what they mean; `prompts` is how many it has: those listed, or else the most asked of a model.
    """

    frame: Frame
    title: str
    canonical: str | None
    head: SuiteHead
    version: str | None
    description: str
    source: str
    headline: Row | None
    time: Row | None
    categories: tuple[Row, ...]
    described: tuple[Row, ...]
    entries: tuple[Entry, ...]
    leaders: tuple[Entry, ...]
    prompts: int
    most_asked: int
    same_prompts: bool
    notes: tuple[Note, ...]


def suite_page(catalogue: Catalogue, key: str) -> SuitePage:
    """Return the page of one suite."""
    path = urls.addresses(catalogue.config).suite(key)
    table, page = catalogue.suites[key], frame(catalogue, path)
    time = _time(table)
    entries = _entries(catalogue, table, page)
    ranked = [entry for entry in entries if entry.rank is not None]
    return SuitePage(
        frame=page,
        title=table.suite.name,
        canonical=page.canonical(path),
        head=suite_head(catalogue, table, page),
        version=table.suite.version,
        description=table.suite.description,
        source=table.suite.source,
        headline=table.rows[table.headline] if table.headline is not None else None,
        time=None if time is None else table.rows[time],
        categories=tuple(row for place, row in enumerate(table.rows) if _is_category(table, place)),
        described=tuple(row for row in table.rows if row.description and row.key not in TIMES),
        entries=entries,
        leaders=tuple(entry for entry in ranked if entry.rank == 1),
        prompts=prompts_of(table),
        most_asked=most_asked(table),
        same_prompts=table.same_prompts,
        notes=_notes(entries),
    )


def prompts_of(table: SuiteTable) -> int:
    """Return how many prompts a suite has: those it lists, or else the most that a model was asked."""
    return len(table.suite.prompts) or most_asked(table)


def most_asked(table: SuiteTable) -> int:
    """Return how many prompts were asked of the model that was asked most."""
    return max((run.asked for run in table.runs.values()), default=0)


def _notes(entries: tuple[Entry, ...]) -> tuple[Note, ...]:
    """Gather the notes of all runs; the same words are said once, those about most models first."""
    found: dict[str, list[Link]] = {}
    for entry in entries:
        if entry.run.note:
            found.setdefault(entry.run.note, []).append(entry.model)
    return tuple(Note(text, tuple(models)) for text, models in sorted(found.items(), key=lambda item: -len(item[1])))


def _is_category(table: SuiteTable, place: int) -> bool:
    return place != table.headline and table.rows[place].key not in TIMES


def _time(table: SuiteTable) -> int | None:
    return max((place for place, row in enumerate(table.rows) if row.key in TYPICAL), default=None)


def _entries(catalogue: Catalogue, table: SuiteTable, page: Frame) -> tuple[Entry, ...]:
    board, without = catalogue.boards[table.key]
    places: list[tuple[str, int | None, bool]] = [(entry.model, entry.rank, entry.shared) for entry in board]
    places += [(model, None, False) for model in without]
    time = _time(table)
    entries = []
    for model, rank, shared in places:
        run, subject = table.runs[model], catalogue.subjects[model]
        entries.append(
            Entry(
                rank=rank,
                shared=shared,
                model=Link(page.to(page.addresses.model(model)), subject.name),
                summary=" · ".join(fact.text for fact in subject.key_facts[:2] if fact.text),
                headline=run.facts[table.headline] if table.headline is not None else None,
                time=run.facts[time] if time is not None else None,
                run=run,
                facts=tuple(fact for place, fact in enumerate(run.facts) if _is_category(table, place)),
            )
        )
    return tuple(entries)
