"""A made-up language that runs from right to left: English with marks around it, which show what was translated."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tests.catalogues import extracted
from visavis.language import files
from visavis.load.schema import SiteData
from visavis.site import Site
from visavis.workshop import Workshop

TAG = "ar-XB"
START, END = "\u202e", "\u202c"  # right-to-left override, and its end
_KEPT = re.compile(r"(<[^>]*>|&\w+;|%\(\w+\)s|%%|\{\w*\}|~\w+~|^\s+|\s+$)")


def pseudo(text: str) -> str:
    """Return a text of the made-up language: all but marks and places stands between the two signs."""
    parts = _KEPT.split(text)
    return "".join(
        f"{START}{part}{END}" if place % 2 == 0 and part.strip() else part for place, part in enumerate(parts)
    )


def write_catalogue(folder: Path) -> None:
    """Write the made-up catalogue into a folder of catalogues."""
    made = Catalog(locale="ar", charset="utf-8", fuzzy=False)
    for message in extracted():
        if isinstance(message.id, str) and message.id:
            made.add(message.id, pseudo(message.id))
        elif message.id:
            made.add(message.id, (*[pseudo(message.id[-1])] * 6,))
    path = folder / TAG / "LC_MESSAGES/visavis.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, made, width=0)


def written(site: Site, data: SiteData, folder: Path) -> None:
    """Write all files of a site in the made-up language, whose catalogue is among those that are known."""
    assert files.known()[-1] == TAG or TAG in files.known()
    config = data.config.model_copy(update={"languages": (TAG,), "markdown": "all"})
    shop = Workshop(site, replace(data, config=config), few=True)
    found = shop.singles() | {path: made.make() for path, made in shop.made.items()}
    found |= {path: shop.assets.content(file) for path, file in shop.assets.copied.items()}
    found |= {path: one.content() for path, one in shop.pictures().items()}
    for left in shop.partners.keys:
        for right, pages in shop.comparisons(left, shop.partners.rights(left)):
            found |= {f"compare/{left}-vs-{right}.html{added}": text for added, text in pages[0].items()}
    for path, content in found.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
