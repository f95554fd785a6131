"""Addresses: the one place that knows where a page lies and how one page links to another.

Every path is relative to the output folder, with forward slashes; keys are slugs, checked when they were loaded, so
no path can leave its folder. Pages lie at most one folder deep, in flat files: they work from disk and on any host.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from visavis.compare.pairs import Pair, pair

HOME, METHODOLOGY, NOT_FOUND = "index.html", "methodology.html", "404.html"
STYLESHEET = "static/site.css"


def comparison(of: Pair) -> str:
    """Return the path of a pair's page, in canonical order."""
    return f"compare/{of.left}-vs-{of.right}.html"


def model(key: str) -> str:
    """Return the path of a model's page."""
    return f"models/{key}.html"


def suite(key: str) -> str:
    """Return the path of a suite's page."""
    return f"evals/{key}.html"


def static(path: str) -> str:
    """Return the path of a file that lies under static/."""
    return f"static/{path}"


def between(one: str, other: str) -> str:
    """Return the path of the page that compares two models, given in either order."""
    return comparison(pair(one, other))


def root_from(path: str) -> str:
    """Return what leads from a page back to the output folder: nothing, or ../ for each folder."""
    return "../" * path.count("/")


def absolute(address: str | None, path: str) -> str | None:
    """Return the full address of a page, or None where the site does not say where it is published."""
    if address is None:
        return None
    return address.rstrip("/") + "/" + ("" if path == HOME else path)


def base_path(address: str | None) -> str:
    """Return the folder on its host that the site is published under, for instance / or /models/."""
    path = urlsplit(address).path if address else ""
    return path.rstrip("/") + "/"
