"""The page of a task: which models do it, which do not, of which nobody knows, and how those that do it score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from visavis.compare.facts import Kind
from visavis.compare.subjects import Catalogue
from visavis.language import _
from visavis.pages import snippets, structured, urls
from visavis.pages.boards import Line, shown_board, summary
from visavis.pages.frame import Frame, Link, Translation, frame
from visavis.pages.parts import SuiteHead, suite_head
from visavis.pages.structured import Graph


def task_links(catalogue: Catalogue, page: Frame) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return the links from a page to those tasks that a model does, and to those that none is known to do."""
    done, undone = list[Link](), list[Link]()
    for place, row in enumerate(catalogue.tasks):
        does = any(subject.does >> place & 1 for subject in catalogue.subjects.values())
        (done if does else undone).append(Link(page.to(page.addresses.task(row.key)), row.label))
    return tuple(done), tuple(undone)


class TaskBoard(NamedTuple):
    """The leaderboard of a suite, of the models alone that do a task; `of` models were run on the suite.

    `label` is that of what stands for the whole, empty where nothing does; `drawn` as in ShownBoard.
    """

    head: SuiteHead
    label: str
    drawn: bool
    of: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TaskPage:
    """tasks/<task>.html. `models` is how many the site has; each of them is in one of three lists: it `does` it, it
    `does_not`, or that is `unknown`.

    `boards` are of the suites that models which do it were run on.
    """

    frame: Frame
    title: str
    snippet: str
    canonical: str | None
    translations: tuple[Translation, ...]
    twin: str | None
    structured: Graph | None
    about: str | None
    link: str | None
    models: int
    boards: tuple[TaskBoard, ...]
    does: tuple[Link, ...]
    does_not: tuple[Link, ...]
    unknown: tuple[Link, ...]


class TaskPages:
    """Makes the page of any task; the leaderboards of the suites are shown once for all."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.frame = frame(catalogue, urls.addresses(catalogue.config).task("a"))
        self._by_name = catalogue.by_name()
        self._rows = {row.key: (place, row) for place, row in enumerate(catalogue.tasks)}

    def page(self, key: str) -> TaskPage:
        """Return the page of one task."""
        place, row = self._rows[key]
        path = self.frame.addresses.task(key)
        lists: dict[Kind, list[Link]] = {Kind.YES: [], Kind.NO: [], Kind.UNKNOWN: []}
        for subject in self._by_name:
            kind = subject.tasks[place].kind
            link = Link(self.frame.to(self.frame.addresses.model(subject.key)), subject.name)
            lists[Kind.NO if kind is Kind.NOT_APPLICABLE else kind].append(link)
        doing = [(one.key, one.name) for one in self._by_name if one.tasks[place].kind is Kind.YES]
        return TaskPage(
            frame=self.frame,
            title=row.label,
            snippet=snippets.task(row.label, row.description, len(lists[Kind.YES]), len(self._by_name)),
            structured=structured.listing(self.frame, row.label, doing, (_("Models"), urls.MODELS)),
            canonical=self.frame.canonical(path),
            translations=self.frame.translations(path),
            twin=self.frame.twin(path),
            about=row.description,
            link=row.link,
            models=len(self._by_name),
            boards=tuple(self._boards_of(place)),
            does=tuple(lists[Kind.YES]),
            does_not=tuple(lists[Kind.NO]),
            unknown=tuple(lists[Kind.UNKNOWN]),
        )

    def suites(self, key: str) -> tuple[str, ...]:
        """Return the suites that a model which does the task was run on."""
        place, _ = self._rows[key]
        return tuple(suite for suite in self.catalogue.suites if any(self._doing(place, suite)))

    def state(self, key: str) -> tuple[object, ...]:
        """Return what a task's page shows of models beside their runs."""
        place, _ = self._rows[key]
        return tuple(
            (subject.key, subject.name, subject.tasks[place].kind.value, summary(self.catalogue, subject.key))
            for subject in self._by_name
        )

    @cached_property
    def _shown(self) -> dict[str, TaskBoard]:
        found = {}
        for key, table in self.catalogue.suites.items():
            board = shown_board(self.catalogue, table, self.catalogue.boards[key], self.frame)
            head = suite_head(self.catalogue, table, self.frame)
            found[key] = TaskBoard(head, board.label, board.drawn, len(board.lines), board.lines)
        return found

    def _doing(self, place: int, suite: str) -> Iterable[bool]:
        """Yield whether each model of a suite does the task at this place, in the order of the leaderboard."""
        board = self.catalogue.boards[suite]
        keys = [*[entry.model for entry in board.entries], *board.without]
        return (bool(self.catalogue.subjects[key].does >> place & 1) for key in keys)

    def _boards_of(self, place: int) -> Iterable[TaskBoard]:
        for suite, board in self._shown.items():
            lines = tuple(line for line, does in zip(board.lines, self._doing(place, suite), strict=True) if does)
            if lines:
                yield board._replace(lines=lines)
