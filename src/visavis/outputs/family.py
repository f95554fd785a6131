"""What a family of files is, and what its files are told apart by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from visavis.load.schema import ModelCard
from visavis.render.renderer import Page
from visavis.write.inputs import Inputs, digest
from visavis.write.pair_pages import PairPages


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """How a page is made, in two steps: what it shows, and that as HTML or Markdown."""

    page: Callable[[], Page]
    render: Callable[[Page], bytes]

    def __call__(self) -> bytes:
        """Return the page."""
        return self.render(self.page())


class Made(NamedTuple):
    """A file that is made when it is not up to date: of which kind, how, and how many comparisons are made as fast.

    Kinds are named as a plan of the site lists them.
    """

    kind: str
    cost: float
    make: Callable[[], bytes]


class Paged(NamedTuple):
    """A page, made by `page`; the rest as in Made."""

    kind: str
    cost: float
    page: Callable[[], Page]


@dataclass(frozen=True, eq=False)
class Shown:
    """Digests of what files show: of each model with all that its pages are made from, and of what all files share.

    `shared` is empty where that is not known. `cards` are those of the models.
    """

    inputs: Inputs
    pairs: PairPages
    models: Mapping[str, str]
    shared: str
    cards: Mapping[str, ModelCard]

    @cached_property
    def runs(self) -> dict[str, str]:
        """A digest of the runs of each suite."""
        return self.inputs.runs()

    @cached_property
    def data(self) -> dict[str, str]:
        """A digest of the card and the runs of each model, and of nothing else."""
        return self.inputs.models()

    @cached_property
    def facts(self) -> dict[str, str]:
        """A digest of each model's runs and of its card without the overview, which lists of models do not show."""
        runs = self.inputs.runs_of_models()
        return {key: digest(runs.get(key), _facts(card)) for key, card in self.cards.items()}

    def rights(self, models: Mapping[str, str]) -> dict[str, str]:
        """Return, for each model, one digest of these of its own and of every model which it is the left one beside.

        Where these are all that sort behind it, their digest goes on from that of the model behind it, so that a site
        which compares every two models takes no longer than its models.
        """
        found, behind, after = dict[str, str](), "", 0
        for key in reversed(self.pairs.keys):
            rights = self.pairs.rights(key)
            beside = behind if len(rights) == after else [(right, models.get(right)) for right in rights]
            found[key] = digest(models.get(key), beside)
            behind, after = digest(key, models.get(key), behind), after + 1
        return found


def _facts(card: ModelCard) -> str:
    return card.model_dump_json(exclude={"overview"}, warnings=False, fallback=repr)


class Family(Protocol):
    """Files that are made in like ways. `made` and `states` yield the same paths, in any order."""

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield every path with how its file is made. Those of a kind come one behind another."""

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield every path with a digest of all that its file shows, found without making it."""


class PageFamily(Protocol):
    """Pages that are made in like ways. `pages` and `states` yield the same paths, in any order."""

    def pages(self) -> Iterator[tuple[str, Paged]]:
        """Yield every path with how its page is made. Those of a kind come one behind another."""

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield every path with a digest of all that its page shows, found without making it."""
