"""Addresses: where pages lie and how they are linked."""

from __future__ import annotations

import pytest

from tests.compare.making import config
from visavis.compare.pairs import Pair
from visavis.pages import urls


def made(pages_as: str = "files", address: str | None = None) -> urls.Addresses:
    return urls.addresses(config(pages_as=pages_as, address=address))


def test_pages_lie_in_flat_files_one_folder_deep():
    addresses = urls.addresses(config())
    assert addresses.comparison(Pair("a", "b-c")) == "compare/a-vs-b-c.html"
    assert addresses.model("a") == "models/a.html"
    assert addresses.suite("s") == "evals/s.html"
    assert addresses.methodology == "methodology.html"
    assert not addresses.folders
    assert urls.assets("0123456789") == "static/0123456789"
    assert (urls.HOME, urls.NOT_FOUND) == ("index.html", "404.html")


def test_pages_lie_each_in_a_folder_of_its_own_where_the_site_says_so():
    addresses = made("folders")
    assert addresses.comparison(Pair("a", "b-c")) == "compare/a-vs-b-c/index.html"
    assert addresses.model("a") == "models/a/index.html"
    assert addresses.suite("s") == "evals/s/index.html"
    assert addresses.methodology == "methodology/index.html"
    assert addresses.folders


@pytest.mark.parametrize(
    ("pages_as", "path"), [("files", "compare/a-vs-b.html"), ("folders", "compare/a-vs-b/index.html")]
)
def test_the_page_between_two_models_is_the_same_from_both(pages_as: str, path: str):
    assert made(pages_as).between("b", "a") == made(pages_as).between("a", "b") == path


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("index.html", ""),
        ("404.html", ""),
        ("models/a.html", "../"),
        ("compare/a-vs-b.html", "../"),
        ("compare/a-vs-b/index.html", "../../"),
        ("a/b/c", "../../"),
    ],
)
def test_the_way_back_is_one_step_for_each_folder(path: str, root: str):
    assert urls.root_from(path) == root


@pytest.mark.parametrize(
    ("pages_as", "address", "path", "full"),
    [
        ("files", None, "models/a.html", None),
        ("files", "https://example.org", "models/a.html", "https://example.org/models/a.html"),
        ("files", "https://example.org/", "models/a.html", "https://example.org/models/a.html"),
        ("files", "https://example.org/site/", "methodology.html", "https://example.org/site/methodology.html"),
        ("files", "https://example.org/site", "index.html", "https://example.org/site/"),
        ("files", "https://example.org", "models/index.html", "https://example.org/models/index.html"),
        ("folders", None, "models/a/index.html", None),
        ("folders", "https://example.org", "compare/a-vs-b/index.html", "https://example.org/compare/a-vs-b/"),
        ("folders", "https://example.org/site", "methodology/index.html", "https://example.org/site/methodology/"),
        ("folders", "https://example.org/site", "models/index/index.html", "https://example.org/site/models/index/"),
        ("folders", "https://example.org/site", "index.html", "https://example.org/site/"),
    ],
)
def test_a_full_address_starts_with_the_sites_own_and_names_folders_without_their_index(
    pages_as: str, address: str | None, path: str, full: str | None
):
    assert made(pages_as, address).canonical(path) == full


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
