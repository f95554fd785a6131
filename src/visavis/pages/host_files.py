"""What hosts that read it are told: how long browsers may keep which files, who may frame pages, and where pairs in
the wrong order lead.

Cloudflare Pages and Netlify read `_headers` at the root of what they publish; these two and GitLab Pages read
`_redirects`. A header that two matching rules set has both values there: no two rules here that match a path set the
same one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from visavis.compare.pairs import Pair, PairChoice
from visavis.compare.subjects import Catalogue
from visavis.pages import urls

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of pages as templates/base.html has it, with what only a header can say: no frames."""
FRAMED = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""That of cards, as templates/files/embed.html has it: any site may frame them, and they can do nothing there."""
FOREVER = "public, max-age=31536000, immutable"
"""Said of files whose name has a digest of what is in them. 31,536,000 seconds are a year."""
MOST_RULES, MOST_BYTES = 1_000, 60_000
"""So much of _redirects does every host take: GitLab Pages takes 1,000 rules and 64 KiB, Cloudflare Pages 2,000."""


class Header(NamedTuple):
    """A header by its `name` and `value`."""

    name: str
    value: str


class HeaderRule(NamedTuple):
    """The `headers` of all files whose address matches `pattern`, where * is anything and :name one folder."""

    pattern: str
    headers: tuple[Header, ...]


@dataclass(frozen=True, slots=True, eq=False)
class HeadersPage:
    """_headers: its `rules`, of which several may match an address. Whatever none speaks of is right as hosts do it."""

    rules: tuple[HeaderRule, ...]


class Redirect(NamedTuple):
    """A wrong address, `path`, and the address `to` which it leads for good."""

    path: str
    to: str


@dataclass(frozen=True, slots=True, eq=False)
class RedirectsPage:
    """_redirects: every pair in the wrong order leads to its page; `redirects` start from the root of the host."""

    redirects: tuple[Redirect, ...]


def headers_page(catalogue: Catalogue) -> HeadersPage:
    """Return the rules for a site that is published at the root of its host."""
    config = catalogue.config
    editions = urls.editions(config)
    every = [f"/{one.folder}{pattern}" for one in editions for pattern in _page_patterns(one)]
    pages = dict.fromkeys([*every, f"/{urls.NOT_FOUND}"])
    framed = Header("Content-Security-Policy", POLICY), Header("X-Frame-Options", "DENY")
    embedded = (Header("Content-Security-Policy", FRAMED),)
    kept = (Header("Cache-Control", FOREVER),)
    safe = Header("X-Content-Type-Options", "nosniff"), Header("Referrer-Policy", "strict-origin-when-cross-origin")
    return HeadersPage(
        (
            HeaderRule("/*", safe),
            HeaderRule(f"/{catalogue.assets}/*", kept),
            HeaderRule("/evals/:suite/images/*", kept),
            *(HeaderRule(f"/{one.folder}api/*", (Header("Access-Control-Allow-Origin", "*"),)) for one in editions),
            *(HeaderRule(pattern, framed) for pattern in pages),
            *(HeaderRule(f"/{one.folder}{urls.EMBEDS}/*", embedded) for one in editions),
        )
    )


def _page_patterns(addresses: urls.Addresses) -> Iterator[str]:
    """Yield what matches the addresses of pages, inside the folder of their language."""
    methodology = addresses.methodology
    yield from ("", urls.HOME, methodology, _shown(methodology))
    yield from (f"{folder}/*" for folder in urls.PAGE_FOLDERS)


def redirects_page(catalogue: Catalogue, partners: PairChoice) -> RedirectsPage | None:
    """Return where wrong addresses lead, or None where there are more than hosts take: 404.html knows all of them."""
    editions, base = urls.editions(catalogue.config), urls.base_path(catalogue.config.address)
    forms = 2 if editions[0].folders else 1
    if not 0 < partners.count * forms * len(editions) <= MOST_RULES:
        return None

    def redirects() -> Iterator[Redirect]:
        every = (Pair(left, right) for left in partners.keys for right in partners.rights(left))
        for (left, right), addresses in product(every, editions):
            start = base + addresses.folder
            page, turned = (start + addresses.comparison(Pair(*pair)) for pair in ((left, right), (right, left)))
            for wrong in (turned,) if forms == 1 else (_shown(turned), _shown(turned).removesuffix("/")):
                yield Redirect(wrong, _shown(page))

    found = tuple(redirects())
    weight = sum(len(path.encode()) + len(to.encode()) + len("  301\n") for path, to in found)
    return RedirectsPage(found) if weight <= MOST_BYTES else None


def _shown(path: str) -> str:
    """Return the address that a page is known by: where pages are folders, that of its folder."""
    return path.removesuffix("index.html")
