"""What became of a model's data, as its page lists it."""

from __future__ import annotations

from tests.compare.making import card, config, site, suite
from visavis.compare.pairs import partners
from visavis.pages.model import ModelPages
from visavis.pages.model_changes import MOST, Changes, ModelChange, ShownChange, shown_changes
from visavis.pages.records import Records

GITHUB = "https://github.com/acme/models"
NAME = "0123456789abcdef"
MADE = site({"a": card("A"), "b": card("B")}, {"s": suite("x", name="Signs")})


def test_a_change_says_what_of_the_model_it_changed():
    found = shown_changes(
        MADE,
        Records(config(repository=GITHUB)),
        [ModelChange(NAME, "2025-03-31", "Add a run", card=True, suites=("s", "gone"))],
    )
    shown = ShownChange(
        "0123456789", f"{GITHUB}/commit/{NAME}", "2025-03-31", "31 Mar 2025", "Add a run", True, ("Signs", "gone")
    )
    assert found == Changes((shown,), 0)


def test_of_many_changes_the_newest_are_listed_and_the_others_counted():
    listed = [ModelChange(str(number), "2025-03-31", "x", card=True, suites=()) for number in range(MOST + 3)]
    found = shown_changes(MADE, Records(config()), listed)
    assert [one.commit for one in found.shown] == [str(number) for number in range(MOST)]
    assert (found.earlier, found.shown[0].href) == (3, None)


def test_the_page_of_a_model_has_its_own_changes():
    pages = ModelPages(
        MADE, partners(MADE), history=lambda key: [ModelChange(key, "2025-01-01", key, card=True, suites=())]
    )
    assert [pages.page(key).changes.shown[0].subject for key in "ab"] == ["a", "b"]
    assert ModelPages(MADE, partners(MADE)).page("a").changes == Changes((), 0)
