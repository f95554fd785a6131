"""Compressed copies beside files, for hosts that hand them out as they are, such as nginx with gzip_static.

The same bytes give the same copy: a gzip header can hold a time and a name, and holds neither here.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence

ENDINGS = {"gzip": ".gz", "brotli": ".br"}
"""What is added to a file's name, by the encoding as site.yaml names it."""
TEXTS = (".css", ".csv", ".html", ".js", ".json", ".md", ".svg", ".txt", ".webmanifest", ".xml")
"""Files with these endings have copies; others, such as pictures and fonts, are compressed already."""
GZIP, BROTLI = 9, 5
"""How hard is tried. Of a pair's page of 11.6 kB, gzip leaves 2.9 kB at 9 in 0.5 ms; brotli 2.7 kB at 5 in 0.6 ms, at 9
hardly less in 12 ms, at 11 2.3 kB in 21 ms: too long for a page of every pair."""


TWIN, TABLE = ".md", ".csv"
"""What is added to the name of a page for the same as Markdown, and for its table as CSV."""


def all_beside(others: Sequence[str], endings: Sequence[str]) -> tuple[str, ...]:
    """Return the endings of all that lies beside a page: copies with `endings`, and `others`, which have such too."""
    return (*endings, *(one for other in others for one in with_copies([other], endings)))


def beside(texts: Mapping[str, bytes], ending: str) -> bytes:
    """Return what lies beside a page with this ending; `texts` are the page and others by what their names end in."""
    if ending in texts:
        return texts[ending]
    other, _, encoding = ending.rpartition(".")
    return compressed(texts[other], f".{encoding}")


def compressed(content: bytes, ending: str) -> bytes:
    """Return the copy of a file that has this ending."""
    if ending == ENDINGS["gzip"]:
        return gzip.compress(content, GZIP, mtime=0)
    import brotli  # type: ignore[import-untyped]

    copy: bytes = brotli.compress(content, quality=BROTLI)
    return copy


def has_copies(path: str) -> bool:
    """Whether a file has copies, where any file does."""
    return path.endswith(TEXTS)


def with_copies(paths: Iterable[str], endings: Sequence[str]) -> Iterator[str]:
    """Yield the paths of files and those of their copies."""
    for path in paths:
        yield path
        if has_copies(path):
            yield from (path + ending for ending in endings)


def without_ending(name: str) -> str:
    """Return the name of the file that this would be a copy of, by its ending; or the name itself."""
    for ending in ENDINGS.values():
        stem = name.removesuffix(ending)
        if stem != name and has_copies(stem):
            return stem
    return name
