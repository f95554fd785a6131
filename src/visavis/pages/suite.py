"""The page of a suite: its models ranked, overall and by category, and where it all comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from visavis.compare.facts import Row
from visavis.compare.scores import SuiteTable
from visavis.compare.subjects import Catalogue
from visavis.compare.times import TIMES
from visavis.pages import snippets, structured, urls
from visavis.pages.boards import Boards, FirstPlace, Line, ShownBoard, categories, first_place, shown_board, summary
from visavis.pages.frame import Frame, Link, ShareImage, Translation, frame, own_image
from visavis.pages.parts import SuiteHead, suite_head
from visavis.pages.plots import Plot, plots
from visavis.pages.prompt_list import PromptGroup, prompt_groups
from visavis.pages.structured import Graph


class Note(NamedTuple):
    """What a reader should know about the runs of these models."""

    text: str
    models: tuple[Link, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SuitePage:
    """evals/<suite>.html.

    `overall` is the leaderboard by what stands for the whole, whose lines have a time for each of `times`; then come
    the plots, and a leaderboard for every category. `kinds` counts its open and its closed models, and those of which
    that is not known. `prompts` is how many the suite has: those listed, or else the most that a model was asked;
    `prompt_groups` are those with a page. `data` leads to all of it as JSON.
    """

    frame: Frame
    title: str
    snippet: str
    canonical: str | None
    translations: tuple[Translation, ...]
    structured: Graph | None
    image: ShareImage | None
    twin: str | None
    head: SuiteHead
    version: str | None
    description: str
    source: str
    first: FirstPlace
    overall: ShownBoard
    times: tuple[Row, ...]
    kinds: tuple[tuple[str, int], ...]
    plots: tuple[Plot, ...]
    categories: tuple[ShownBoard, ...]
    prompts: int
    most_asked: int
    same_prompts: bool
    notes: tuple[Note, ...]
    prompt_groups: tuple[PromptGroup, ...]
    data: str


def suite_page(catalogue: Catalogue, key: str, boards: Boards | None = None) -> SuitePage:
    """Return the page of one suite; `boards` are the leaderboards, where somebody has them already."""
    path = urls.addresses(catalogue.config).suite(key)
    table, page = catalogue.suites[key], frame(catalogue, path)
    board, by_category = catalogue.boards[key], (boards or Boards(catalogue)).categories[key]
    overall, first = shown_board(catalogue, table, board, page), first_place(catalogue, board, page)
    snippet = snippets.suite(table.suite.name, len(overall.lines), [best.text for best in first.best], first.score)
    models = (*(entry.model for entry in board.entries), *board.without)
    ranked = [(model, catalogue.subjects[model].name) for model in models]
    return SuitePage(
        frame=page,
        title=table.suite.name,
        snippet=snippet,
        canonical=page.canonical(path),
        translations=page.translations(path),
        structured=structured.suite(page, key, table.suite, snippet, ranked),
        image=own_image(catalogue.config, urls.share_suite(key), table.suite.name) or page.image,
        twin=page.twin(path),
        head=suite_head(catalogue, table, page),
        version=table.suite.version,
        description=table.suite.description,
        source=table.suite.source,
        first=first,
        overall=overall,
        times=tuple(row for row in table.rows if row.key in TIMES),
        kinds=categories(line.category for line in overall.lines),
        plots=plots(catalogue, table, board, page),
        categories=tuple(shown_board(catalogue, table, one, page) for one in by_category.values()),
        prompts=prompts_of(table),
        most_asked=most_asked(table),
        same_prompts=table.same_prompts,
        notes=_notes(overall.lines),
        prompt_groups=prompt_groups(table, page),
        data=page.shared(urls.api_suite(key)),
    )


def models_of(catalogue: Catalogue, key: str) -> tuple[object, ...]:
    """Return what a suite's page shows of its models beside their runs: names, a word or two, size and age of each."""
    of = {model: catalogue.subjects[model] for model in catalogue.suites[key].runs}
    return tuple(
        (model, one.name, summary(catalogue, model), one.key_facts.parameters.text, one.key_facts.release_date.text)
        for model, one in of.items()
    )


def prompts_of(table: SuiteTable) -> int:
    """Return how many prompts a suite has: those it lists, or else the most that a model was asked."""
    return len(table.suite.prompts) or most_asked(table)


def most_asked(table: SuiteTable) -> int:
    """Return how many prompts were asked of the model that was asked most."""
    return max((run.asked for run in table.runs.values()), default=0)


def _notes(lines: tuple[Line, ...]) -> tuple[Note, ...]:
    """Gather the notes of all runs; the same words are said once, those about most models first."""
    found: dict[str, list[Link]] = {}
    for line in lines:
        if line.run.note:
            found.setdefault(line.run.note, []).append(line.model)
    return tuple(Note(text, tuple(models)) for text, models in sorted(found.items(), key=lambda item: -len(item[1])))
