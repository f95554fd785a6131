"""A built site read as a crawler reads it: what its pages lead to, and which of them nothing leads to."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TAG = re.compile(r'<(a|area|iframe|image|img|link|meta|script|source|use)\b((?:[^>"]++|"[^"]*+")*+)>')
ATTRIBUTE = re.compile(r'\s(href|src|srcset|content|property|rel)="([^"]*)"')
ID = re.compile(r'\sid="([^"]*)"')
SLOT = re.compile("~[a-z_]+~")
"""What stands in a template of a page in the place of a link that a script fills in."""
BASE = re.compile(r'<base href="([^"]*)"')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
IMPORT = re.compile(r"""\b(?:import|from)\s*\(?\s*["'](\.[^"']+)["']""")
UNSOUGHT = ("404.html", "embed/", "de/embed/", "ja/embed/")
"""Pages that nobody shall find: the one for wrong addresses, and cards that other sites embed."""


class Links:
    """The links of a site built into `folder` and published under the path `prefix`, which ends in a slash.

    `origin` is what full addresses of the site begin with, in front of that path.
    """

    def __init__(self, folder: Path, prefix: str, origin: str = "https://example.org") -> None:
        self.folder, self.prefix, self._address = folder, prefix, origin + prefix
        self.pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
        self._files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self._ids, self._elsewhere = cache(self._ids_of), cache(self._elsewhere_of)

    def _ids_of(self, name: str) -> frozenset[str]:
        return frozenset(ID.findall((self.folder / name).read_text("utf-8")))

    @cached_property
    def _found(self) -> tuple[dict[str, set[str]], list[str]]:
        """Which pages each page leads to, and what is broken."""
        to: dict[str, set[str]] = {}
        broken: set[str] = set()
        for name in self.pages:
            text = (self.folder / name).read_text("utf-8")
            base = BASE.search(text)
            start = base[1] if base else self.prefix + name
            to[name] = set()
            for href, leads in hrefs(text):
                target = self._target(start, name, href)
                if target is None:
                    continue
                if target.startswith(": "):
                    broken.add(f"{name}: {href}{target}")
                elif leads:
                    to[name].add(target)
        return to, sorted({*broken, *self._of_files()})

    def _target(self, start: str, name: str, href: str) -> str | None:
        """Return the file that a link leads to; what is wrong with it behind a colon; None for one to another site."""
        if href[:1] not in ("", "#", "?"):
            return self._elsewhere(start[: start.rindex("/") + 1], href)
        parts = urlsplit(href)
        if SLOT.search(href):
            return None
        own = parts.fragment == "" or unquote(parts.fragment) in self._ids(name)
        if not start.endswith(name):
            return ": leads to the base, not to this page"
        return name if own else ": no such id"

    def _elsewhere_of(self, folder: str, href: str) -> str | None:
        """Return that for a link that names a file, on a page in a folder: the same for all pages there."""
        full = href.startswith(self._address)
        if full:  # as canonical links and feeds have them: a host shows a folder's index for the folder
            href = self.prefix + href.removeprefix(self._address)
            href += "index.html" if href.endswith("/") else ""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or SLOT.search(href):
            return None
        path, depth = unquote(parts.path), folder.count("/") - self.prefix.count("/")
        address = posixpath.normpath(posixpath.join(folder, path))
        if not f"{address}/".startswith(self.prefix) or path.count("../") > depth:
            return ": outside the site"
        found = address.removeprefix(self.prefix.rstrip("/")).removeprefix("/")
        found = found or "index.html"
        if found not in self._files:
            return ": no such file"
        if parts.fragment and found.endswith(".html") and unquote(parts.fragment) not in self._ids(found):
            return ": no such id"
        return found

    def _of_files(self) -> Iterator[str]:
        """Yield what is broken in style sheets, scripts and data."""
        for name in sorted(self._files):
            for href in self._named(name):
                if (target := self._target(self.prefix + name, name, href)) and target.startswith(": "):
                    yield f"{name}: {href}{target}"

    def _named(self, name: str) -> Iterator[str]:
        """Yield the addresses that a file names which is no page."""
        file = self.folder / name
        if name.endswith((".css", ".js")):
            yield from (URL if name.endswith(".css") else IMPORT).findall(file.read_text("utf-8"))
        elif name.endswith(".webmanifest"):
            yield from (icon["src"] for icon in json.loads(file.read_text("utf-8"))["icons"])
        elif name.startswith("api/") and name.endswith(".json") and not name.endswith(".schema.json"):
            yield from (self.prefix + path for path in paths(json.loads(file.read_text("utf-8"))))

    @property
    def broken(self) -> list[str]:
        """The links that lead nowhere, sorted, each with the page it stands on and what is wrong."""
        return self._found[1]

    @cached_property
    def orphans(self) -> list[str]:
        """The pages that cannot be reached from the home page by links, sorted."""
        to, seen, waiting = self._found[0], {"index.html"}, ["index.html"]
        while waiting:
            new = to.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        return [name for name in self.pages if name not in seen and not name.startswith(UNSOUGHT)]

    @property
    def canonical(self) -> list[str]:
        """The addresses that pages say are theirs, sorted, of all that shall be found."""
        texts = ((self.folder / name).read_text("utf-8") for name in self.pages if not name.startswith(UNSOUGHT))
        return sorted(found[1] for text in texts if (found := CANONICAL.search(text)))

    @property
    def listed(self) -> list[str]:
        """The addresses that the sitemaps list, sorted, as often as they do."""
        maps = [path for path in self.folder.glob("sitemap*.xml") if "<urlset" in path.read_text("utf-8")]
        return sorted(loc for path in maps for loc in re.findall("<loc>(.*?)</loc>", path.read_text("utf-8")))


def hrefs(text: str) -> set[tuple[str, bool]]:
    """Return what a page names, each with whether people are led there by it."""
    return {one for tag, inside in set(TAG.findall(text)) for one in _named_by(tag, inside)}


@lru_cache(10_000)
def _named_by(tag: str, inside: str) -> tuple[tuple[str, bool], ...]:
    """Return what a tag names, of which there may be one on every page."""
    of, leads = dict(ATTRIBUTE.findall(inside)), tag in ("a", "area")
    found = [(of[name].replace("&amp;", "&"), leads) for name in ("href", "src") if name in of]
    if of.get("property") in ("og:image", "og:url"):
        found.append((of["content"].replace("&amp;", "&"), False))
    return (*found, *((one.split()[0], False) for one in of.get("srcset", "").split(",") if one.strip()))


def paths(value: Any) -> Iterator[str]:
    """Yield the paths that a data file names: of pages, of data and of logos; patterns are left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("page", "data", "logo", "methodology") and isinstance(inner, str):
                yield from () if "{" in inner else (inner,)
            else:
                yield from paths(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner)
