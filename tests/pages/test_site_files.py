"""Sitemaps: each page once, in parts of at most so many, with the days of those whose day is known."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.compare.pairs import PairChoice
from visavis.pages import site_files, urls
from visavis.pages.site_files import Entry, RobotsPage, SitemapIndexPage, SitemapPage, Sitemaps
from visavis.pages.urls import Addresses

ADDRESSES = Addresses(".html", ".html", "https://example.org/")
KEYS = tuple("abcdef")


def sitemaps(pages: int, partners: PairChoice) -> Sitemaps:
    return Sitemaps([ADDRESSES], [f"p{number}.html" for number in range(pages)], partners, lambda: ({}, {}))


def entries(page: object) -> tuple[Entry, ...]:
    assert isinstance(page, SitemapPage | SitemapIndexPage)
    return page.entries


def test_a_small_site_has_one_sitemap_with_everything() -> None:
    made = Sitemaps(
        [ADDRESSES],
        ["index.html", "models/a.html"],
        PairChoice("abc", [0b111] * 3),
        lambda: ({"a": "2025-01-01", "b": "2025-06-01"}, {"models/a.html": "2025-01-01"}),
    )
    assert made.paths == ("sitemap.xml", "robots.txt")
    assert entries(made.page("sitemap.xml")) == (
        Entry("https://example.org/", ""),
        Entry("https://example.org/models/a.html", "2025-01-01"),
        Entry("https://example.org/compare/a-vs-b.html", "2025-06-01"),
        Entry("https://example.org/compare/a-vs-c.html", ""),
        Entry("https://example.org/compare/b-vs-c.html", ""),
    )


def test_robots_txt_says_where_the_sitemap_is() -> None:
    page = sitemaps(1, PairChoice("ab", [0, 0])).page("robots.txt")
    assert isinstance(page, RobotsPage)
    assert page.sitemap == "https://example.org/sitemap.xml"


@given(
    pages=st.integers(0, 9),
    most=st.integers(1, 7),
    pairs=st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda of: of[0] < of[1])),
)
def test_parts_hold_each_page_once_in_order(pages: int, most: int, pairs: set[tuple[int, int]]) -> None:
    sets = [0] * len(KEYS)
    for one, other in pairs:
        sets[one] |= 1 << other
        sets[other] |= 1 << one
    partners = PairChoice(KEYS, sets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_files, "MOST", most)
        made = sitemaps(pages, partners)
        parts = [path for path in made.paths if path not in ("robots.txt", "sitemap.xml")] or ["sitemap.xml"]
        found = [entries(made.page(path)) for path in parts]
        if len(parts) > 1:
            index = entries(made.page("sitemap.xml"))
            assert [entry.address for entry in index] == [f"https://example.org/{path}" for path in parts]
            assert parts == [urls.sitemap(number) for number in range(1, len(parts) + 1)]
    expected = [f"https://example.org/p{number}.html" for number in range(pages)]
    expected += [f"https://example.org/compare/{of.left}-vs-{of.right}.html" for of in partners]
    assert [entry.address for entry in chain(*found)] == expected
    assert all(len(part) == most for part in found[:-1])
    assert 0 < len(found[-1]) <= most or not expected
