"""All that is needed to make any page of a site, in all its languages, and what each file is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.assets import Assets
from visavis.compare.facts import Row
from visavis.compare.pairs import Pair
from visavis.edition import Edition
from visavis.language import language, speaking
from visavis.load.remembered import Remembered
from visavis.load.schema import SiteData
from visavis.outputs.family import Shown
from visavis.pages import urls
from visavis.pages.home import not_found_page
from visavis.render.kept_prose import remember
from visavis.render.plain import Slow
from visavis.render.renderer import Page, Renderer
from visavis.site import Site
from visavis.write.compressed import ENDINGS, all_beside
from visavis.write.inputs import Inputs, digest
from visavis.write.manifest import Manifest
from visavis.write.pair_pages import PairPages
from visavis.write.update import TOGETHER

if TYPE_CHECKING:
    from visavis.load.pictures import Rendition
    from visavis.outputs.family import Made
    from visavis.outputs.files import WholeFiles


class Workshop(Edition):
    """Makes any page of a site: itself those in its first language, `others` those in other ones.

    What is the same in all languages is made in the first.
    """

    def __init__(
        self,
        site: Site,
        data: SiteData,
        remembered: Remembered | None = None,
        renderers: Iterable[Renderer | None] = (),
        *,
        few: bool = False,
        assets: str | None = None,
        cache: Path | None = None,
    ) -> None:
        """`remembered` is of earlier workshops of the site; so are the `renderers`, one for each language, of the same
        templates and address.

        `few` says that few of the pages will be made. `assets` is the folder that static files are published in; None
        for one that is named by what is in them. `cache` is a folder that keeps what was drawn and found out.
        """
        first, *rest = map(language, dict.fromkeys(data.config.languages))
        kept, folder = iter(renderers), Assets(site, assets)
        super().__init__(site, data, first, folder, remembered, next(kept, None), few=few, cache=cache)
        self.others = tuple(
            Edition(site, data, one, folder, remembered, next(kept, None), whole=self, few=few, cache=cache)
            for one in rest
        )
        self.editions: tuple[Edition, ...] = (self, *self.others)
        self.copies = tuple(ENDINGS[name] for name in dict.fromkeys(data.config.compressed))
        self.beside = all_beside(self.texts_beside, self.copies)

    @cached_property
    def files(self) -> WholeFiles:
        """Every file of the first language, and what is the same in all, but comparisons and `singles`."""
        from visavis.outputs.files import WholeFiles  # whoever wants comparisons alone does not wait for these

        with speaking(self.language):
            return WholeFiles(self)

    @cached_property
    def made(self) -> dict[str, Made]:
        """Every file but comparisons and `singles`, by path, each with how it is made."""
        return {path: made for edition in self.editions for path, made in edition.listed()}

    @property
    def has_feed(self) -> bool:
        """Whether the site has a feed."""
        with speaking(self.language):
            return any(self.files.feed.made())

    def comparisons(self, left: str, rights: Iterable[str]) -> Iterator[tuple[str, tuple[dict[str, bytes], ...]]]:
        """Yield the pages of a left model's pairs, each with its right key, in the order given.

        Each is given in every language, as its texts by what is added to its name.
        """
        remaining = iter(rights)
        while some := list(islice(remaining, TOGETHER)):
            pairs = [Pair(left, right) for right in some]
            every = [edition.pair_texts(pairs) for edition in self.editions]
            yield from zip(some, zip(*every, strict=True), strict=True)

    def comparison_at(self, path: str) -> Callable[[], bytes] | None:
        """Return what makes the page of a pair that lies at a path; None where there is no such page."""
        added = next(filter(path.endswith, self.texts_beside), "")
        page = path.removesuffix(added)
        for edition in reversed(self.editions):
            folder = edition.addresses.folder
            of = self._pair_at(page.removeprefix(folder)) if page.startswith(folder) else None
            if of is not None:
                return partial(self._comparison, edition, of, added)
        return None

    @staticmethod
    def _comparison(edition: Edition, of: Pair, added: str) -> bytes:
        return edition.comparison(of)[added]

    def _pair_at(self, path: str) -> Pair | None:
        before, behind = self.addresses.comparison(Pair("", "")).split("-vs-")
        if not (path.startswith(before) and path.endswith(behind)):
            return None
        words = path.removeprefix(before).removesuffix(behind).split("-vs-")
        cuts = (("-vs-".join(words[:place]), "-vs-".join(words[place:])) for place in range(1, len(words)))
        pairs = (Pair(*cut) for cut in cuts if cut[0] < cut[1] and self.catalogue.subjects.keys() >= {*cut})
        return next((of for of in pairs if self.partners.has(*of)), None)

    def prepare(self) -> None:
        """Compile what many pages are made with, and read what many of them show.

        Raises ProblemsFound where a template is missing or wrong.
        """
        if self.cache is not None:
            cards = [subject.card for subject in self.catalogue.subjects.values()]
            remember([card.overview for card in cards if card.overview], self.cache)
        super().prepare()
        for other in self.others:
            other.prepare()

    def slow(self) -> list[Slow]:
        """Return which parts of templates are rendered anew for every page, in any language."""
        return [*dict.fromkeys([*super().slow(), *(one for other in self.others for one in other.slow())])]

    def singles(self) -> dict[str, bytes]:
        """Return every page that is made in any case, and the style sheet, by path."""
        made = super().singles()
        for other in self.others:
            made |= other.singles()
        return {**made, self.assets.sheet: self.assets.style_sheet(), urls.NO_JEKYLL: b""}

    def single(self, path: str) -> bytes | None:
        """Return one of `singles` without making the others; None where there is none at this path."""
        if path == self.assets.sheet:
            return self.assets.style_sheet()
        make = self.single_at(path)
        return make() if make else self.singles().get(path)

    def single_at(self, path: str) -> Callable[[], bytes] | None:
        """Return what makes one of the pages that are made in any case, as HTML; None for another path."""
        found = (other.single_at(path) for other in self.others)
        return super().single_at(path) or next(filter(None, found), None)

    def single_pages(self) -> dict[str, Callable[[], Page]]:
        """Return what makes each of the pages that are made in any case, by path; the one for wrong addresses too."""
        return {**super().single_pages(), urls.NOT_FOUND: partial(not_found_page, self.catalogue)}

    def pictures(self) -> dict[str, Rendition]:
        """Return the pictures that are shown, by their path in the output."""
        return {
            urls.picture(suite, rendition.name): rendition
            for suite, prompts in self.prompt_pictures.items()
            for picture in prompts.values()
            for rendition in picture.renditions
        }

    def pair_pages(self) -> PairPages:
        """Return which pairs get a page, and where."""
        pattern = self.addresses.comparison(Pair("{left}", "{right}"))
        others = [other.language.folder for other in self.others]
        return PairPages.of(pattern, self.partners.keys, self.partners.rights, self.beside, others)

    def wanted(self, inputs: Inputs) -> Manifest:
        """Return what the site is made from: for each page, a digest of all that it shows, without making it.

        The pages that are made in any case are left out, see `singles`, and so are the copies of files.
        """
        beside = self.related.links, self.images.beside, self.embeds.beside
        models = {key: digest(found, *(one.get(key) for one in beside)) for key, found in inputs.models().items()}
        pairs = self.pair_pages()
        rest = inputs.rest(), self.assets.folder, self._rows(), self.records.place
        shared = digest(*rest) if inputs.fingerprint else ""
        cards = {key: subject.card for key, subject in self.catalogue.subjects.items()}
        shown = Shown(inputs, pairs, models, shared, cards)
        states = (edition.states(shown) for edition in self.editions)
        files = {path: found if shared else "" for states in states for path, found in states}
        for path, file in self.assets.copied.items():
            files[path] = inputs.digest_of(file)
        files.update((path, rendition.digest) for path, rendition in self.pictures().items())
        return Manifest(pairs=pairs, shared=shared, models=models, files=files)

    def _rows(self) -> list[object]:
        """Return what a pair's page shows that depends on other models: the rows of the suites, by who has what."""
        return [
            (key, table.headline, [[getattr(row, name) for name in Row.__slots__] for row in table.rows])
            for key, table in self.catalogue.suites.items()
        ]
