"""What a site weighs: how many files and bytes it has, by how many comparisons it has.

Pages of which there are few are made in memory and measured. Of the others a sample is made, spread evenly over their
order, so that the same data always gives the same figures. Nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from statistics import fmean

from visavis.assets import Assets
from visavis.compare.nearness import bits
from visavis.compare.pairs import Pair, PairChoice, spread
from visavis.language import speaking
from visavis.outputs.pages import MODEL_PAGES
from visavis.pages import urls
from visavis.pages.model import ModelPages
from visavis.plan.measuring import Measure, processes, taken
from visavis.plan.pairs import GoingWithPairs
from visavis.plan.samples import Measured, Part, measured, samples, weighed
from visavis.workshop import Workshop
from visavis.write.budget import Size
from visavis.write.compressed import TWIN, compressed, with_copies
from visavis.write.folders import folders_of
from visavis.write.output import NOTE
from visavis.write.sweep import MARK

COMPARISONS, MODELS, COPIES = 200, 60, 20
"""At most so many comparisons and pages of models are made to measure them; so many compressed."""
SHARE = 50
"""So many comparisons are made in one go."""


class Scale:
    """Weighs one site. A page of a model grows by a link with each of its comparisons."""

    def __init__(self, workshop: Workshop, jobs: int = 1) -> None:
        """`jobs` is the number of processes that may measure; with more than one, no other thread may run."""
        self._workshop = workshop
        self._keys = workshop.partners.keys
        self._languages = len(workshop.editions)
        self._copies = workshop.copies
        kinds = samples(workshop)
        self._measure([path for alike in kinds.values() for some in alike for path in some.made], jobs)
        self._kinds = {kind: weighed(alike, self._measured) for kind, alike in kinds.items()}
        copied = workshop.assets.copied.items()
        self._static = {path: len(Assets.content(file)) for path, file in copied} | {MARK: len(NOTE)}
        pictures = {path: one.size for path, one in workshop.pictures().items()}
        self._static |= pictures
        self._uncompressed = sum(pictures.values())
        self._static[workshop.assets.sheet] = self._singles.pop(workshop.assets.sheet)
        self._beside = len(workshop.beside)
        self._texts = (1 + len(workshop.texts_beside)) * self._languages
        self._pairs = GoingWithPairs(workshop, self._kinds)
        most = max(workshop.partners.degrees(), default=0)
        of_model = round(self._model + most * self._link)
        largest = [kind.largest for kind in self._kinds.values()]
        self._largest = max(*self._singles.values(), *self._static.values(), *largest, of_model)

    def _measure(self, paths: Sequence[str], jobs: int) -> None:
        """Measure these files, and all that is made for more than its own sake."""
        pages: dict[str, list[str]] = {}  # a page and the same as Markdown show the same values
        for path in paths:
            pages.setdefault(path.removesuffix(TWIN), []).append(path)
        every = self._workshop.made
        measures = [Measure(sum(every[path].cost for path in of), partial(self._sizes, of)) for of in pages.values()]
        pairs = self._workshop.partners.spread(COMPARISONS)
        shares = [pairs[start : start + SHARE] for start in range(0, len(pairs), SHARE)]
        measures += [Measure(len(share), partial(self._weights, share)) for share in shares]
        ends = len(pages), len(measures)
        fixed = self._all_singles, self._of_copies, self._models
        measures += [Measure(len(self._keys) / 5, find) for find in fixed]
        if (jobs := processes(measures, jobs)) > 1:
            self._prepare()
        found = taken(measures, jobs)
        self._measured: dict[str, Measured] = {}
        for of, sizes in zip(pages.values(), found, strict=False):
            self._measured.update(zip(of, sizes, strict=True))
        weights = [*chain(*found[ends[0] : ends[1]])]
        self._comparison = fmean(weights) if weights else 0.0
        self._singles: dict[str, int]
        self._saved: float
        self._model: float
        self._link: float
        self._singles, self._saved, (self._model, self._link) = found[ends[1] :]

    def _prepare(self) -> None:
        """Make what most pages are made with, the ranks in all suites among it, before processes part."""
        self._workshop.prepare()
        for edition in self._workshop.editions:
            with speaking(edition.language):
                for suite in edition.catalogue.suites:
                    edition.boards.board(suite, None)

    def _all_singles(self) -> dict[str, int]:
        return {path: len(content) for path, content in self._workshop.singles().items()}

    def _sizes(self, paths: Sequence[str]) -> list[Measured]:
        return [measured(self._workshop.made[path]) for path in paths]

    def _weights(self, pairs: Iterable[tuple[str, str]]) -> list[int]:
        made = [self._workshop.comparisons(left, [right]) for left, right in pairs]
        return [sum(len(text) for texts in every for text in texts.values()) for pages in made for _, every in pages]

    def mean_of(self, sample: Iterable[tuple[str, str]]) -> float:
        """Return how many bytes the comparisons of these pairs have on average, or 0 where there are none."""
        weights = self._weights(sample)
        return fmean(weights) if weights else 0.0

    def parts(self) -> tuple[Part, ...]:
        """Return what the site is made of, with the pairs that are chosen now."""
        count, models = self._workshop.partners.count, len(self._keys)
        of_models = self._of_models(count)
        if models <= MODELS:
            of_models = self._weight(self._workshop.models, self._keys)
        others, weight = self._singles, round(count * self._comparison)
        parts = (
            Part("Comparisons", count * self._languages, count * self._texts, weight, _sampled(count, COMPARISONS)),
            Part(MODEL_PAGES, models, models, of_models, _sampled(models, MODELS)),
            *(kind.part(name) for name, kind in self._kinds.items()),
            Part("Other pages", sum(path.endswith(".html") for path in others), len(others), sum(others.values())),
            Part("Static files", 0, len(self._static), sum(self._static.values())),
        )
        if not self._copies:
            return parts
        files = self.size(count, 0).files
        copies = files - sum(part.files for part in parts)
        weight = round(self._saved * (sum(part.bytes for part in parts) - self._uncompressed))
        return (*parts, Part("Compressed copies", 0, copies, weight, COPIES))

    def size(self, comparisons: int, site_bytes: int, *, folders: bool | None = None) -> Size:
        """Return the size of a site with so many comparisons; `folders` is how pages are addressed, by default as now.

        The largest file is that of the pairs chosen now: with fewer of them, it may be smaller.
        """
        folders = self._workshop.addresses.folders if folders is None else folders
        files, inside, fullest, compare = self._others(folders=folders)
        each = comparisons * (1 + self._beside)  # of a language
        pages, own = each * self._languages, comparisons * self._languages * (1 + self._pairs.cards) if folders else 0
        beside = round(comparisons * self._pairs.files)
        return Size(
            files=files + pages + beside,
            entries=files + pages + beside + inside + own,
            files_per_folder=max(
                fullest, 0 if own else each + compare, self._pairs.fullest(comparisons, folders=folders)
            ),
            file_bytes=max(self._largest, round(self._comparison)),
            site_bytes=site_bytes,
        )

    def bytes_with(self, comparisons: int, each: float | None = None) -> int:
        """Return about how many bytes the site has with so many comparisons of so many bytes, by default as now."""
        kinds = sum(kind.bytes for kind in self._kinds.values()) - self._pairs.bytes * self._workshop.partners.count
        fixed = sum(self._singles.values()) + kinds + sum(self._static.values()) - self._uncompressed
        weight = comparisons * (self._pairs.bytes + (self._comparison if each is None else each))
        compressible = round(fixed + weight) + self._of_models(comparisons)
        return round((1 + self._saved) * compressible) + self._uncompressed

    def _of_copies(self) -> float:
        """Return how many bytes the compressed copies of a page have for each byte of it, 0 where there are none."""
        if not self._copies:
            return 0.0
        made = [self._workshop.comparisons(left, [right]) for left, right in self._workshop.partners.spread(COPIES)]
        pages = [text for listed in made for _, every in listed for texts in every for text in texts.values()]
        pages = pages or list(self._workshop.singles().values())
        copies = sum(len(compressed(page, ending)) for page in pages for ending in self._copies)
        return copies / sum(map(len, pages))

    @cache  # noqa: B019 (there are two answers, and one Scale in a run)
    def _others(self, *, folders: bool) -> tuple[int, int, int, int]:
        """Return how many files there are but for comparisons, and in how many folders.

        Then how many are in the fullest folder, and in the one that holds comparisons.
        """
        pages_as = "folders" if folders else "files"
        now = self._workshop.addresses
        then = urls.addresses(self._workshop.catalogue.config.model_copy(update={"pages_as": pages_as}))
        every = {*self._singles, *self._workshop.made} - self._pairs.paths
        twins = {urls.twin(path) for path in every} & every
        paths = sorted(every - twins)
        fixed = [edition.addresses.folder + path for edition in self._workshop.editions for path in urls.FIXED]
        stays = {*fixed, *(path for path in paths if not path.endswith(now.ending))}
        moved = [path if path in stays else path.removesuffix(now.ending) + then.ending for path in paths]
        moved += [urls.twin(path) for path, before in zip(moved, paths, strict=True) if urls.twin(before) in twins]
        paths = list(with_copies([*moved, *self._static], self._copies))
        filled = Counter(path.rpartition("/")[0] for path in paths)
        compared = now.comparison(Pair("", "")).partition("/")[0]
        pairs = (f"{edition.addresses.folder}{compared}/" for edition in self._workshop.editions)
        inside = folders_of([*paths, *pairs, *self._pairs.folders])
        return len(paths), len(inside), max(filled.values()), filled["compare"]

    def _of_models(self, comparisons: int) -> int:
        return round(len(self._keys) * self._model + 2 * comparisons * self._link)

    def _models(self) -> tuple[float, float]:
        """Return how many bytes a page of a model has but for its links to comparisons, and how many such a link has.

        The models of a sample are linked with few of one another, then with all: what is more is the links.
        """
        sample = spread(len(self._keys), MODELS)
        reach = range(-(len(sample) // 8), len(sample) // 8 + 1)
        few = {model: [sample[(at + step) % len(sample)] for step in reach] for at, model in enumerate(sample)}
        (less, fewer), (more, all_of_them) = self._linked(few), self._linked(dict.fromkeys(sample, sample))
        link = (more - less) / (all_of_them - fewer) if all_of_them > fewer else 0.0
        return (less - fewer * link) / len(sample), link

    def _linked(self, others: Mapping[int, Sequence[int]]) -> tuple[int, int]:
        """Return the bytes of the pages of these models where each is compared with those others, and all its links."""
        choice = PairChoice(self._keys, [bits(others.get(at, ()), len(self._keys)) for at in range(len(self._keys))])
        pages = self._workshop.model_pages(choice)
        return self._weight(pages, [self._keys[at] for at in others]), 2 * choice.count

    def _weight(self, pages: ModelPages, keys: Sequence[str]) -> int:
        return sum(len(self._workshop.renderer.render(pages.page(key))) for key in keys)


def _sampled(count: int, most: int) -> int:
    return most if count > most else 0
