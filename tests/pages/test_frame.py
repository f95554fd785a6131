"""What surrounds every page."""

from __future__ import annotations

import pytest

from tests.compare.making import card, site
from tests.pages.making import golden
from visavis.pages.frame import frame
from visavis.pages.urls import addresses


@pytest.mark.parametrize(("path", "root"), [("index.html", ""), ("models/a.html", "../")])
def test_links_of_a_frame_lead_from_pages_as_deep_as_its_path(path: str, root: str):
    made = frame(golden(), path)
    assert (made.root, made.home, made.stylesheet) == (root, f"{root}index.html", f"{root}static/site.css")
    assert (made.models, made.evals, made.picker) == (
        f"{root}models/index.html",
        f"{made.home}#evals",
        f"{root}compare/index.html",
    )
    assert made.methodology == made.to("methodology.html") == f"{root}methodology.html"


def test_a_frame_has_the_sites_names_and_addresses():
    made = frame(golden(), "index.html")
    assert (made.title, made.tagline) == ("Golden", "A tiny site that holds every case.")
    assert (made.addresses, made.repository) == (addresses(golden().config), "https://example.org/repository")
    assert made.canonical("evals/a.html") == "https://example.org/golden/evals/a.html"


def test_pages_in_folders_lie_one_step_deeper_and_link_to_the_file():
    made = frame(site({"a": card()}, pages_as="folders"), "models/a/index.html")
    assert (made.root, made.home, made.stylesheet) == ("../../", "../../index.html", "../../static/site.css")
    assert made.methodology == "../../methodology/index.html"


def test_a_site_without_an_address_has_no_canonical_ones():
    made = frame(site({"a": card()}), "index.html")
    assert made.canonical("index.html") is None
    assert made.repository is None


def test_above_tasks_stands_what_the_site_calls_them():
    assert frame(site({"a": card()}), "index.html").tasks_heading == "Tasks"
    assert frame(site({"a": card()}, tasks_heading="Vision Tasks"), "index.html").tasks_heading == "Vision Tasks"
