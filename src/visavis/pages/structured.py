"""What pages say to machines of what they are about, in the words of schema.org: data sets, models, lists, trails.

All of it is also on the page. It names full addresses, so only a site that says where it is published has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from visavis.compare.pairs import Pair
from visavis.compare.subjects import Catalogue, Subject
from visavis.language import _
from visavis.load.schema import EvalSuite
from visavis.pages import urls
from visavis.pages.frame import Frame

Thing = dict[str, Any]
Graph = Mapping[str, Any]
"""A JSON-LD document; `@graph` holds what it speaks of."""
LISTED = 100
"""So many of a list are named, and all are counted."""
HOLE = "\x00"
"""What begins a text of a pattern that stands for the text of this number: no authored text has it."""


class Filled(Mapping[str, Any]):
    """A document that is the same on many pages but for a few `texts`: its `pattern` has their numbers in its holes."""

    __slots__ = ("pattern", "texts")

    def __init__(self, pattern: Mapping[str, Any], texts: tuple[str, ...]) -> None:
        self.pattern, self.texts = pattern, texts

    def __getitem__(self, key: str) -> Any:
        return _filled(self.pattern[key], self.texts)

    def __iter__(self) -> Iterator[str]:
        return iter(self.pattern)

    def __len__(self) -> int:
        return len(self.pattern)


def _filled(value: Any, texts: tuple[str, ...]) -> Any:
    match value:
        case str() if value.startswith(HOLE):
            return texts[int(value.removeprefix(HOLE))]
        case dict():
            return {key: _filled(one, texts) for key, one in value.items()}
        case list() | tuple():
            return [_filled(one, texts) for one in value]
    return value


def home(page: Frame, snippet: str) -> Graph | None:
    """Return what the home page is: the site, and its data as a whole."""
    address = page.canonical(urls.HOME)
    site = {"@type": "WebSite", "name": page.title, "description": page.tagline, "url": address}
    return _graph(
        page, site, _data_set(page, _("{name} data").format(name=page.title), snippet, urls.HOME, urls.API_INDEX)
    )


def trail(page: Frame, title: str, *above: tuple[str, str]) -> Graph | None:
    """Return the way to a page; `above` are the names and paths of the pages between the home page and it."""
    return _graph(page, _trail(page, title, *above))


def listing(page: Frame, title: str, models: Iterable[tuple[str, str]], *above: tuple[str, str]) -> Graph | None:
    """Return a page that lists models, each given by key and name."""
    return _graph(page, _trail(page, title, *above), _list(page, models))


def maker(
    page: Frame, title: str, link: str | None, models: Iterable[tuple[str, str]], *above: tuple[str, str]
) -> Graph | None:
    """Return an organisation, whose own address is `link`, with the models that it made."""
    organisation = {"@type": "Organization", "name": title} | ({"url": link} if link else {})
    return _graph(page, organisation, _trail(page, title, *above), _list(page, models))


def suite(page: Frame, key: str, of: EvalSuite, snippet: str, models: Iterable[tuple[str, str]]) -> Graph | None:
    """Return a suite with its results as a data set, and its models, best first."""
    data = _data_set(
        page, _("{name} results").format(name=of.name), snippet, page.addresses.suite(key), urls.api_suite(key)
    )
    data |= {"isBasedOn": of.source} | ({"version": of.version} if of.version else {})
    return _graph(page, data, _trail(page, of.name), _list(page, models))


def model(page: Frame, catalogue: Catalogue, subject: Subject, snippet: str) -> Graph | None:
    """Return a model as a piece of software."""
    card, links = subject.card, subject.card.links
    found: Thing = {
        "@type": "SoftwareApplication",
        "name": subject.name,
        "description": snippet,
        "applicationCategory": "AI model",
        "url": page.canonical(page.addresses.model(subject.key)),
    }
    if card.aliases:
        found["alternateName"] = list(card.aliases)
    if card.organisation and card.organisation.known:
        told = catalogue.config.organisations[card.organisation.known]
        found["author"] = {"@type": "Organization", "name": told.label} | ({"url": told.link} if told.link else {})
    if card.release_date and card.release_date.known:
        found["datePublished"] = str(card.release_date.known)
    if card.licence and card.licence.known:
        found["license"] = card.licence.known.link
    if same := [link for link in (links.homepage, links.weights, links.code, links.paper) if link]:
        found["sameAs"] = same
    return _graph(page, found, _trail(page, subject.name, (_("Models"), urls.MODELS)))


class PairGraphs:
    """Says what comparisons are: the way to each, and its two models."""

    def __init__(self, page: Frame) -> None:
        self._page, self._models = page, dict[str, str]()
        title, *models = (f"{HOLE}{number}" for number in range(5))
        trail = _trail(page, title, (_("Compare"), urls.COMPARE))
        self._pattern = _graph(page, trail, _items([(models[0], models[1]), (models[2], models[3])]))

    def __call__(self, title: str, of: Pair, names: tuple[str, str]) -> Graph | None:
        """Return what a comparison is; `names` are those of its models."""
        if self._pattern is None:
            return None
        left, right = of
        return Filled(self._pattern, (title, names[0], self._address(left), names[1], self._address(right)))

    def _address(self, key: str) -> str:
        found = self._models.get(key)
        if found is None:
            found = self._models[key] = self._page.canonical(self._page.addresses.model(key)) or ""
        return found


def _graph(page: Frame, *things: Thing) -> Graph | None:
    if page.addresses.site is None:
        return None
    return {"@context": "https://schema.org", "@graph": things}


def _trail(page: Frame, title: str, *above: tuple[str, str]) -> Thing:
    steps = [(page.title, urls.HOME), *above]
    items: list[Thing] = [
        {"@type": "ListItem", "position": place, "name": name, "item": {"@id": page.canonical(path)}}
        for place, (name, path) in enumerate(steps, 1)
    ]
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _list(page: Frame, models: Iterable[tuple[str, str]]) -> Thing:
    every, address = list(models), page.addresses.model
    return _items([(name, page.canonical(address(key))) for key, name in every[:LISTED]], len(every))


def _items(named: list[tuple[str, str]] | list[tuple[str, str | None]], count: int | None = None) -> Thing:
    """Return a list of what has these names and addresses, out of so many."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "url": address}
        for place, (name, address) in enumerate(named, 1)
    ]
    return {"@type": "ItemList", "numberOfItems": len(named) if count is None else count, "itemListElement": items}


def _data_set(page: Frame, name: str, about: str, path: str, data: str) -> Thing:
    file = {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": page.addresses.shared(data)}
    address = page.canonical(path)
    return {"@type": "Dataset", "name": name, "description": about, "url": address, "distribution": [file]}
