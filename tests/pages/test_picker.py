"""The picker's index."""

from __future__ import annotations

import pytest

from tests.compare.making import card, site
from tests.pages.making import golden
from visavis.compare.subjects import Catalogue
from visavis.pages.picker import PickerIndex, picker_index
from visavis.pages.related import related_comparisons


def index(of: Catalogue) -> PickerIndex:
    """Return the picker's index of a site."""
    return picker_index(of, related_comparisons(of).others)


def test_the_golden_sites_index_is_this():
    assert index(golden()) == (
        "models/{key}.html",
        "compare/{left}-vs-{right}.html",
        "compare/index.html?models={left},{right}",
        ("Acme & Söhne", "Other Lab"),
        (
            ("alpha", "Alpha 12B", 0, (1,), ("Alpha", "The First")),
            ("beta", 'Beta <b>&amp; "3B"', 1, (0, 3), ()),
            ("delta", "Delta 日本語", None, (), ()),
            ("gamma", "Gamma-n", None, (1,), ()),
        ),
    )


def test_models_stand_by_name_whatever_their_case_or_key():
    made = site({"a": card("zeta"), "b": card("Alpha"), "c": card("beta"), "d": card("Beta 2")})
    assert [model.name for model in index(made).models] == ["Alpha", "beta", "Beta 2", "zeta"]


def test_the_models_of_related_comparisons_are_near_by_their_places():
    made = index(golden())
    related = related_comparisons(golden()).others
    assert {model.key: tuple(made.models[place].key for place in model.near) for model in made.models} == related


@pytest.mark.parametrize("pairs", ["comparable", [["a", "b"]], {"nearest": 1}])
def test_where_only_some_pairs_have_a_page_the_index_says_none_of_where(pairs: object):
    made = index(site({"a": card("A"), "b": card("B")}, pairs=pairs))
    assert (made.comparison, made.otherwise) == (None, "compare/index.html?models={left},{right}")


def test_pages_in_folders_are_found_in_them():
    made = index(site({"a": card()}, pages_as="folders"))
    assert (made.model, made.comparison) == ("models/{key}/index.html", "compare/{left}-vs-{right}/index.html")


def test_an_empty_site_has_an_empty_index():
    made = index(site({}))
    assert (made.organisations, made.models) == ((), ())
