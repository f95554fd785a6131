"""Addresses: where pages lie and how they are linked."""

from __future__ import annotations

import pytest

from visavis.compare.pairs import Pair
from visavis.pages import urls


def test_pages_lie_in_flat_files_one_folder_deep():
    assert urls.comparison(Pair("a", "b-c")) == "compare/a-vs-b-c.html"
    assert urls.model("a") == "models/a.html"
    assert urls.suite("s") == "evals/s.html"
    assert urls.static("js/picker.js") == "static/js/picker.js"
    assert (urls.HOME, urls.METHODOLOGY, urls.NOT_FOUND) == ("index.html", "methodology.html", "404.html")


def test_the_page_between_two_models_is_the_same_from_both():
    assert urls.between("b", "a") == urls.between("a", "b") == "compare/a-vs-b.html"


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("index.html", ""),
        ("404.html", ""),
        ("models/a.html", "../"),
        ("compare/a-vs-b.html", "../"),
        ("a/b/c", "../../"),
    ],
)
def test_the_way_back_is_one_step_for_each_folder(path: str, root: str):
    assert urls.root_from(path) == root


@pytest.mark.parametrize(
    ("address", "path", "full"),
    [
        (None, "models/a.html", None),
        ("https://example.org", "models/a.html", "https://example.org/models/a.html"),
        ("https://example.org/", "models/a.html", "https://example.org/models/a.html"),
        ("https://example.org/site/", "methodology.html", "https://example.org/site/methodology.html"),
        ("https://example.org/site", "index.html", "https://example.org/site/"),
    ],
)
def test_a_full_address_starts_with_the_sites_own_and_the_home_page_is_its_folder(
    address: str | None, path: str, full: str | None
):
    assert urls.absolute(address, path) == full


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (None, "/"),
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        ("https://example.org/a/b", "/a/b/"),
        ("https://example.org:8000/a/", "/a/"),
    ],
)
def test_the_base_is_the_folder_on_the_host(address: str | None, path: str):
    assert urls.base_path(address) == path
