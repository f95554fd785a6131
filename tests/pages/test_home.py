"""The home page, the methodology, and the page for a wrong address."""

from __future__ import annotations

from tests.compare.making import card, run, site, suite
from tests.pages.making import golden
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue
from visavis.pages.home import HomePage, home_page, methodology_page, not_found_page

GOLDEN = golden()


def home(of: Catalogue) -> HomePage:
    """Return the home page of a site."""
    return home_page(of, partners(of))


def test_the_site_is_counted_as_it_is():
    page = home(GOLDEN)
    assert (page.title, page.canonical) == ("Golden", "https://example.org/golden/")
    assert (page.models, len(page.suites), page.comparisons) == (4, 3, 6)
    assert page.tasks[0] == ("tasks/captioning.html", "Captioning")
    assert "organisations" not in HomePage.__dataclass_fields__


def test_tasks_that_no_model_is_known_to_do_are_left_out():
    made = site({"a": card(tasks={"ocr": "yes", "count": "no"})}, tasks={"count": "Counting", "ocr": "OCR"})
    assert home(made).tasks == (("tasks/ocr.html", "OCR"),)


def test_a_suites_card_says_who_is_best_and_names_the_closest_comparison():
    reading = home(GOLDEN).suites[0]
    assert reading.link == ("evals/reading.html", "Reading")
    assert (reading.models, reading.prompts, reading.numeric) == (2, 6, False)
    assert (reading.first.top, reading.first.label) == ("best", "Overall Score")
    assert reading.first.best == (("models/alpha.html", "Alpha 12B"),)
    assert reading.first.score is not None
    assert reading.first.score.text == "66.67"
    assert reading.closest == ("compare/alpha-vs-beta.html", 'Alpha 12B vs Beta <b>&amp; "3B"')


def test_a_shared_lead_names_all_who_share_it():
    speed = home(GOLDEN).suites[1]
    assert (speed.first.top, [link.text for link in speed.first.best]) == ("level", ['Beta <b>&amp; "3B"', "Gamma-n"])
    assert (speed.numeric, speed.prompts, speed.first.label) == (True, 0, "mAP 50–95")


def test_a_suites_card_counts_the_prompts_that_it_lists_or_else_the_most_that_were_asked():
    prompts = {f"p{number}": {"category": "x"} for number in range(5)}
    made = site(
        {"a": card("A"), "b": card("B")},
        {"listed": suite("x", prompts=prompts), "none": suite("x"), "sums": suite("x")},
        {"listed": {"a": run(outcomes={"p0": "pass"})}, "sums": {"a": run({"x": (1, 3)}), "b": run({"x": (1, 4)})}},
    )
    assert [one.prompts for one in home(made).suites] == [5, 0, 4]


def test_no_comparison_is_linked_that_has_no_page():
    models, runs = {"a": card("A"), "b": card("B")}, {"s": {key: run({"x": (1, 2)}) for key in "ab"}}
    assert home(site(models, {"s": suite("x")}, runs)).suites[0].closest is not None
    assert home(site(models, {"s": suite("x")}, runs, pairs=[])).suites[0].closest is None


def test_a_suite_without_runs_or_headline_has_no_leader():
    number = suite("x", metric={"kind": "numeric", "better": "higher"})
    made = site({"a": card("A")}, {"none": suite("x"), "number": number}, {"number": {"a": run({"x": 1})}})
    cards = [(one.models, one.first.top, one.first.score, one.first.label, one.closest) for one in home(made).suites]
    assert cards == [(0, "nobody", None, "Overall Score", None), (1, "nobody", None, "", None)]


def test_an_empty_site_has_a_home_page():
    page = home(site({}))
    assert (page.models, page.suites, page.comparisons) == (0, (), 0)


def test_the_methodology_names_the_bands_and_suites_of_the_site():
    page = methodology_page(GOLDEN, partners(GOLDEN))
    assert (page.title, page.canonical) == ("Methodology", "https://example.org/golden/methodology.html")
    assert [band.label for band in page.bands] == ["≥75%", "40–74%", "<40%"]
    assert [one.link.text for one in page.suites] == ["Reading", "Speed & precision", "Street signs"]


def test_the_glossary_has_the_terms_that_say_what_they_mean():
    page = methodology_page(GOLDEN, partners(GOLDEN))
    assert page.glossary == (
        ("Task", "Captioning", "Says in a sentence what a picture shows.", None),
        ("Task", "OCR", None, "https://example.org/ocr"),
    )
    made = site(
        {"a": card("A")},
        modalities={"text": {"label": "Text", "description": "Words."}},
        features={"tools": {"label": "Tools", "description": "Calls."}},
        extra_properties={"size": {"label": "Size", "description": "Pixels."}},
        properties=["size"],
    )
    assert [entry[:3] for entry in methodology_page(made, partners(made)).glossary] == [
        ("Property", "Size", "Pixels."),
        ("Feature", "Tools", "Calls."),
        ("Modality", "Text", "Words."),
    ]


def test_the_page_for_a_wrong_address_starts_from_the_folder_on_its_host():
    assert not_found_page(GOLDEN).frame.root == "/golden/"
    assert not_found_page(site({"a": card()})).frame.root == "/"
    assert not_found_page(GOLDEN).canonical is None
