"""The rules within `data/site.yaml`: bands, vocabulary, rows, pairs and logos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit, urlunsplit

from visavis.load.document import Document
from visavis.load.gathered import Checked, repeats
from visavis.load.positions import Loc
from visavis.load.problems import Problem
from visavis.load.schema import BUILT_IN_PROPERTIES, PairParts, SiteConfig, Term
from visavis.load.within import state_within
from visavis.load.words import did_you_mean, listed

LOGO_SUFFIXES = (".svg", ".png", ".webp", ".jpg", ".avif")
"""The kinds of picture that a logo may be."""


def site_problems(root: Path, site: Checked[SiteConfig], model_keys: frozenset[str]) -> list[Problem]:
    """Return every problem within the settings; named pairs are checked against the keys of the models."""
    document, config = site.document, site.value
    if config is None:
        return []
    return [
        *_address(document, config),
        *_lists(document, config),
        *_bands(document, config),
        *_labels(document, config),
        *_properties(document, config),
        *_pairs(document, config, model_keys),
        *_logos(root, document, config),
    ]


def _address(document: Document, config: SiteConfig) -> Iterator[Problem]:
    """Yield that the site can't lie where it is said to: addresses of its pages are made by adding to this one."""
    if config.address is None:
        return
    parts = urlsplit(config.address)
    folders = parts.path.split("/")
    if parts.query or parts.fragment or {".", ".."}.intersection(folders) or "" in folders[1:-1]:
        kept = "/".join([part for part in folders if part not in ("", ".", "..")])
        expected = "the address of a folder, with nothing behind ? or #, and without . and .. and //"
        fix = (
            f"write {urlunsplit((parts.scheme, parts.netloc, f'/{kept}/' if kept else '/', '', ''))}, if it lies there"
        )
        yield document.problem(("address",), "bad-address", config.address, expected, fix)


def _lists(document: Document, config: SiteConfig) -> Iterator[Problem]:
    for name, what in (("languages", "a language"), ("compressed", "a kind"), ("exports", "a kind")):
        entries = [((name, place), word) for place, word in enumerate(getattr(config, name))]
        yield from repeats(document, entries, what)


def _bands(document: Document, config: SiteConfig) -> Iterator[Problem]:
    for index, (higher, band) in enumerate(pairwise(config.bands), start=1):
        if band.lower >= higher.lower:
            expected, fix = f"less than {higher.lower}, where the band above begins", "write the bands highest first"
            yield document.problem(("bands", index, "from"), "band-order", str(band.lower), expected, fix)
    last = len(config.bands) - 1
    if config.bands[last].lower != 0:
        found, expected = str(config.bands[last].lower), "0 in the last band, so that every score has a band"
        yield document.problem(("bands", last, "from"), "band-order", found, expected, "write 0")
    for name in ("id", "label", "word"):
        entries = [(("bands", index, name), str(getattr(band, name))) for index, band in enumerate(config.bands)]
        yield from repeats(document, entries, "an id" if name == "id" else f"a {name}")


def _labels(document: Document, config: SiteConfig) -> Iterator[Problem]:
    vocabularies: dict[str, Mapping[str, Term]] = {
        "tasks": config.tasks,
        "features": config.features,
        "modalities": config.modalities,
        "organisations": config.organisations,
    }
    for name, terms in vocabularies.items():
        yield from repeats(document, [((name, key, "label"), term.label) for key, term in terms.items()], "a label")
    extra = [(("extra_properties", key, "label"), one.label) for key, one in config.extra_properties.items()]
    yield from repeats(document, extra, "a label")


def _properties(document: Document, config: SiteConfig) -> Iterator[Problem]:
    for key in config.extra_properties:
        if key.replace("-", "_") in BUILT_IN_PROPERTIES:
            expected = "a key that no built-in property has"
            yield document.problem(
                ("extra_properties", key), "shadows-built-in", key, expected, "choose another key", key=True
            )
    known = [*BUILT_IN_PROPERTIES, *config.extra_properties]
    for index, shown in enumerate(config.properties):
        if shown.key not in known:
            fix = did_you_mean(shown.key, known, f"declare {shown.key} in extra_properties, or take it away")
            yield document.problem(("properties", index, "key"), "unknown-property", shown.key, listed(known), fix)
    rows = [(("properties", index, "key"), shown.key) for index, shown in enumerate(config.properties)]
    yield from repeats(document, rows, "a property")


def _pairs(document: Document, config: SiteConfig, model_keys: frozenset[str]) -> Iterator[Problem]:
    if isinstance(config.pairs, PairParts):
        yield from _parts(document, config.pairs)
        yield from _named(document, ("pairs", "named"), config.pairs.named, model_keys)
    elif not isinstance(config.pairs, str):
        yield from _named(document, ("pairs",), config.pairs, model_keys)


def _parts(document: Document, parts: PairParts) -> Iterator[Problem]:
    if not parts.model_fields_set:
        expected, fix = "at least one of comparable, nearest and named", "write one, or [] for no pairs at all"
        yield document.problem(("pairs",), "too-few", "no entry", expected, fix)
    if parts.comparable == "yes" and parts.nearest is not None:
        expected = "one of the two: the nearest models are comparable ones, which all have a page already"
        fix = "take comparable away for few pages, or nearest for many"
        found = f"nearest: {parts.nearest} beside comparable: yes"
        yield document.problem(("pairs", "nearest"), "adds-nothing", found, expected, fix, key=True)


def _named(
    document: Document, at: Loc, pairs: tuple[tuple[str, ...], ...], model_keys: frozenset[str]
) -> Iterator[Problem]:
    first: dict[frozenset[str], Loc] = {}
    for index, pair in enumerate(pairs):
        loc: Loc = (*at, index)
        for side, key in enumerate(pair):
            if model_keys and key not in model_keys:
                fix = did_you_mean(key, sorted(model_keys), f"write data/models/{key}.yaml, or correct the key")
                yield document.problem((*loc, side), "unknown-model", key, "the key of a model", fix)
        if pair[0] == pair[1]:
            yield document.problem(loc, "same-model", f"{pair[0]} twice", "two different models", "correct one of them")
        elif (known := first.setdefault(frozenset(pair), loc)) != loc:
            expected = f"each pair once; the first is on line {document.position(known)[0]}"
            yield document.problem(loc, "repeated", f"{pair[0]} and {pair[1]}", expected, "take one of the two away")


def _logos(root: Path, document: Document, config: SiteConfig) -> Iterator[Problem]:
    for key, organisation in config.organisations.items():
        if organisation.logo is not None and (wrong := _logo(root, organisation.logo)):
            yield document.problem(("organisations", key, "logo"), "bad-logo", organisation.logo, *wrong)


def _logo(root: Path, logo: str) -> tuple[str, str] | None:
    """Return what is expected in place of this logo and how to mend it, or None where it is fine."""
    path = PurePosixPath(logo)
    if path.is_absolute() or ".." in path.parts or "\\" in logo or not path.parts:
        return "a picture inside the folder static/", "write its path from there, such as logos/acme.svg"
    if path.suffix not in LOGO_SUFFIXES:
        return f"a file that ends with {listed(list(LOGO_SUFFIXES))}", "save it as one of these"
    match state_within(root / "static", logo):
        case "outside":
            return "a picture inside the folder static/", "copy the picture there in place of the link"
        case "absent":
            return f"a file static/{logo}", "put it there, or take the line away"
        case _:
            return None
