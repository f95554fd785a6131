"""Plots of a suite: score against what a model costs in time or parameters, and against when it came out.

Every model is drawn. Where there are more than `LINKED`, those of the frontier and then the best are points that have a
name and lead to their page, and the rest is a cloud of dots: so a plot of a thousand models stays readable and light.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from visavis.compare.axes import Axis, cost_axis, count_text, date_axis, day_of, linear_axis
from visavis.compare.facts import Better, Fact
from visavis.compare.frontier import Offer, frontier
from visavis.compare.ranking import Board
from visavis.compare.scores import SuiteTable
from visavis.compare.subjects import Catalogue
from visavis.compare.times import TYPICAL
from visavis.language import _
from visavis.load.scalars import PartialDate
from visavis.pages.boards import CATEGORIES, NAMED, categories, category
from visavis.pages.frame import Frame, Link

LINKED = 100
"""At most so many models of a plot are links with a name."""
LEAST = 2
"""The fewest models, and the fewest different costs, that make a plot."""
SIDE = 100 / 3
"""Percent: names of points in the first third of a plot begin at them, those in the last end there."""
LOW = 75
"""Percent from the top: names of points below this stand over them."""


class Mark(NamedTuple):
    """The tick of an axis, placed from the left or the top, in percent."""

    at: str
    text: str


class Point(NamedTuple):
    """A model that can be pointed at: `x` and `y` are percentages from the left and the top.

    `category` is open, closed or unknown. `span` holds the upper and the lower end of the score's interval, where it
    has one. `anchor` and `over` say to which side of the point its name stands. `step` is its number on the frontier,
    0 where it is not on it.
    """

    href: str
    name: str
    category: str
    x: str
    y: str
    span: tuple[str, str] | None
    score: Fact
    cost: Fact
    anchor: str
    over: bool
    step: int


class Cloud(NamedTuple):
    """The models of a category that are drawn without a name: places in thousandths from the left and the top."""

    category: str
    dots: tuple[tuple[int, int], ...]


class Step(NamedTuple):
    """The models at one place of the frontier, with what they share."""

    number: int
    models: tuple[Link, ...]
    score: Fact
    cost: Fact


class Turn(NamedTuple):
    """A step of the frontier's line: at this height, as far as there; in thousandths."""

    y: int
    until: int


class Plot(NamedTuple):
    """Scores against one cost: `key` is time, parameters or release, and chooses the words.

    `label` says what the cost is, `score` what the score is, in `unit`, and `better` which scores are. The frontier's
    `line` begins at `start`, from `bottom`, the edge of the worst scores; both in thousandths. `drawn` counts the
    models drawn, by category; `models` those of the suite, of which `missing` are left out, as nobody knows their score
    or their cost: `missed` links to them, or to none where they are too many to be named. `rough` says that some dates
    are known to the month only, `mixed` that times were not all taken over the same prompts, as far as is known.
    """

    key: str
    label: str
    score: str
    unit: str
    better: Better
    logarithmic: bool
    columns: tuple[Mark, ...]
    rows: tuple[Mark, ...]
    points: tuple[Point, ...]
    clouds: tuple[Cloud, ...]
    steps: tuple[Step, ...]
    start: int
    bottom: int
    line: tuple[Turn, ...]
    drawn: tuple[tuple[str, int], ...]
    models: int
    missing: int
    missed: tuple[Link, ...]
    rough: bool
    mixed: bool

    @property
    def shown(self) -> int:
        """How many models are drawn."""
        return sum(number for _, number in self.drawn)


class _Cost(NamedTuple):
    key: str
    label: str
    facts: dict[str, Fact]
    value: Callable[[Fact], float | None]
    axis: Callable[[Sequence[float]], Axis]


def plots(catalogue: Catalogue, table: SuiteTable, board: Board, page: Frame) -> tuple[Plot, ...]:
    """Return the plots that a suite's data makes, by what stands for the whole; none where nothing does."""
    if board.row is None:
        return ()
    made = (_plot(catalogue, table, board, cost, page) for cost in _costs(catalogue, table))
    return tuple(plot for plot in made if plot)


def _costs(catalogue: Catalogue, table: SuiteTable) -> Iterator[_Cost]:
    """Yield what scores are set against: of the typical times that which most models have, a median before a mean."""
    timed = {
        row: {model: run.facts[place] for model, run in table.runs.items()}
        for place, row in enumerate(table.rows)
        if row.key in TYPICAL
    }
    if timed:
        row = max(timed, key=lambda row: sum(fact.known for fact in timed[row].values()))
        yield _Cost("time", row.label, timed[row], lambda fact: fact.order, cost_axis)
    facts = {model: catalogue.subjects[model].key_facts for model in table.runs}
    sizes = {model: of.parameters for model, of in facts.items()}
    yield _Cost("parameters", _("Parameters"), sizes, lambda fact: fact.order, partial(cost_axis, text=count_text))
    dates = {model: of.release_date for model, of in facts.items()}
    yield _Cost("release", _("Release Date"), dates, _day, date_axis)


def _day(fact: Fact) -> float | None:
    return day_of(fact.key) if isinstance(fact.key, PartialDate) else None


def _plot(catalogue: Catalogue, table: SuiteTable, board: Board, cost: _Cost, page: Frame) -> Plot | None:
    row = board.row
    scores = {model: run.facts[board.place] for model, run in table.runs.items()}
    offers = {
        model: Offer(at, gain)
        for model in table.runs
        if (at := cost.value(cost.facts[model])) is not None and (gain := scores[model].order) is not None
    }
    if row is None or len(offers) < LEAST or len({offer.cost for offer in offers.values()}) < LEAST:
        return None
    models, listed = list(offers), list(offers.values())
    columns, rows = cost.axis([offer.cost for offer in listed]), linear_axis([offer.gain for offer in listed])
    found = [[models[place] for place in step] for step in frontier(listed, row.better)]
    number = {model: step for step, of in enumerate(found, start=1) for model in of}
    links = {model: Link(page.to(page.addresses.model(model)), catalogue.subjects[model].name) for model in table.runs}
    ranked = [entry.model for entry in board.entries if entry.model in offers]
    linked = list(dict.fromkeys([*number, *ranked]))[:LINKED]
    linked.sort(key=lambda model: (model in number, offers[model].cost))  # what is on top comes last
    kinds = {model: category(catalogue, model) for model in models}

    def point(model: str) -> Point:
        x, y = columns.at(offers[model].cost), 100 - rows.at(offers[model].gain)
        spread = scores[model].spread
        ends = spread and (_written(100 - rows.at(float(spread.high))), _written(100 - rows.at(float(spread.low))))
        return Point(
            *links[model],
            category=kinds[model],
            x=_written(x),
            y=_written(y),
            span=ends,
            score=scores[model],
            cost=cost.facts[model],
            anchor="start" if x < SIDE else "end" if x > 100 - SIDE else "middle",
            over=y > LOW,
            step=number.get(model, 0),
        )

    def dots(kind: str) -> set[tuple[int, int]]:
        of = [offers[model] for model in offers.keys() - linked if kinds[model] == kind]
        return {(round(10 * columns.at(cost)), round(1000 - 10 * rows.at(gain))) for cost, gain in of}

    missed = [links[model] for model in table.runs if model not in offers]
    times = {cost.facts[model].prompts for model in models}
    return Plot(
        key=cost.key,
        label=cost.label,
        score=row.label,
        unit=scores[models[0]].unit,
        better=row.better,
        logarithmic=columns.logarithmic,
        columns=tuple([Mark(_written(columns.at(tick.value)), tick.text) for tick in columns.ticks]),
        rows=tuple([Mark(_written(100 - rows.at(tick.value)), tick.text) for tick in rows.ticks]),
        points=tuple([point(model) for model in linked]),
        clouds=tuple([Cloud(kind, tuple(sorted(of))) for kind in CATEGORIES if (of := dots(kind))]),
        steps=tuple(
            [
                Step(place, tuple([links[model] for model in of]), scores[of[0]], cost.facts[of[0]])
                for place, of in enumerate(found, start=1)
            ]
        ),
        start=round(10 * columns.at(offers[found[0][0]].cost)) if found else 0,
        bottom=1000 if row.better == "higher" else 0,
        line=tuple(_line(found, offers, columns, rows)),
        drawn=categories(kinds.values()),
        models=len(table.runs),
        missing=len(missed),
        missed=tuple(missed) if len(missed) <= NAMED else (),
        rough=cost.key == "release" and any(_rough(cost.facts[model]) for model in models),
        mixed=cost.key == "time" and (len(times) > 1 or None in times),
    )


def _rough(fact: Fact) -> bool:
    return isinstance(fact.key, PartialDate) and fact.key.day is None


def _line(steps: Sequence[Sequence[str]], offers: dict[str, Offer], columns: Axis, rows: Axis) -> Iterator[Turn]:
    """Yield the steps of a frontier's line, each as far as the next one begins, the last to the edge."""
    starts = [round(10 * columns.at(offers[of[0]].cost)) for of in steps]
    for of, until in zip(steps, [*starts[1:], 1000], strict=bool(steps)):
        yield Turn(round(1000 - 10 * rows.at(offers[of[0]].gain)), until)


def _written(percent: float) -> str:
    return f"{percent:.1f}".removesuffix(".0")
