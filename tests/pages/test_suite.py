"""The page of a suite."""

from __future__ import annotations

from tests.compare.making import card, run, site, suite
from tests.helpers import ROOT
from tests.pages.making import golden
from visavis.compare.subjects import catalogue
from visavis.load.schema import EvalRun
from visavis.load.site_data import read_site_data
from visavis.pages.suite import SuitePage, most_asked, prompts_of, suite_page

GOLDEN = golden()
READING, SPEED = (suite_page(GOLDEN, key) for key in ("reading", "speed"))
NUMBER = {"kind": "numeric", "better": "higher"}


def entries(page: SuitePage) -> list[tuple[object, ...]]:
    """Return the board: rank, whether it is shared, model, headline, time and categories."""
    return [
        (
            entry.rank,
            entry.shared,
            entry.model.text,
            entry.headline and entry.headline.text,
            entry.time and entry.time.text,
            [fact.text or fact.kind.value for fact in entry.facts],
        )
        for entry in page.entries
    ]


def test_a_page_is_named_after_its_suite():
    assert (READING.title, READING.version, READING.source) == ("Reading", "1", "https://example.org/reading")
    assert READING.canonical == "https://example.org/golden/evals/reading.html"
    assert READING.description == "Six questions about text in pictures.\n"
    assert SPEED.version is None


def test_models_stand_by_rank_with_headline_time_and_categories():
    assert entries(READING) == [
        (1, False, "Alpha 12B", "66.67", "3.48", ["66.7", "66.7"]),
        (2, False, 'Beta <b>&amp; "3B"', "33.33", "6.88", ["33.3", "not-run"]),
    ]
    assert READING.entries[0].model.href == "../models/alpha.html"
    assert [entry.summary for entry in READING.entries] == ["Acme & Söhne · open", "Other Lab · closed"]
    assert READING.headline is not None
    assert READING.time is not None
    assert (READING.headline.label, READING.time.label) == ("Overall Score", "Mean Response Time")
    assert [row.label for row in READING.categories] == ["Labels", "Receipts"]


def test_models_with_equal_headlines_share_the_lead():
    assert entries(SPEED) == [
        (1, True, 'Beta <b>&amp; "3B"', "36.5", None, ["not-run", "12.00"]),
        (1, True, "Gamma-n", "36.5", None, ["18.1", "1.47"]),
    ]
    assert SPEED.leaders == SPEED.entries
    assert READING.leaders == READING.entries[:1]
    assert SPEED.time is None


def test_the_board_shows_the_median_unless_a_model_has_nothing_but_its_mean():
    timed = run(outcomes={"p": {"outcome": "pass", "seconds": 1}, "q": {"outcome": "pass", "seconds": 4}})
    untimed = run({"x": (1, 2)})
    mean = run({"x": (1, 2)}, average_response_time=3)

    def board(*runs: EvalRun) -> tuple[str | None, list[str]]:
        of = suite("x", prompts={"p": {"category": "x"}, "q": {"category": "x"}})
        keys = "abc"[: len(runs)]
        made = site({key: card(key) for key in keys}, {"s": of}, {"s": dict(zip(keys, runs, strict=True))})
        page = suite_page(made, "s")
        times = {entry.model.text: entry.time.text or str(entry.time.kind) for entry in page.entries if entry.time}
        assert [row.key for row in page.categories] == ["x"]
        return None if page.time is None else page.time.label, [times[key] for key in sorted(times)]

    assert board(untimed) == (None, [])
    assert board(timed, untimed) == ("Median Response Time", ["2.50", "unknown"])
    assert board(timed, untimed, mean) == ("Mean Response Time", ["2.50", "unknown", "3.00"])
    assert board(mean) == ("Mean Response Time", ["3.00"])


def test_categories_that_say_what_they_mean_are_described():
    assert [(row.label, row.description) for row in READING.described] == [
        ("Receipts", "Totals and dates on receipts.")
    ]
    assert SPEED.described == ()


def test_prompts_are_counted_as_listed_and_as_asked():
    assert (READING.prompts, READING.most_asked) == (6, 6)
    assert (SPEED.prompts, SPEED.most_asked) == (0, 0)
    prompts = {f"p{number}": {"category": "x"} for number in range(5)}
    made = site(
        {"a": card("A"), "b": card("B")},
        {"listed": suite("x", prompts=prompts), "none": suite("x"), "sums": suite("x")},
        {
            "listed": {"a": run(outcomes={"p0": "pass"}), "b": run(outcomes={"p3": "fail", "p4": "error"})},
            "sums": {"a": run({"x": (1, 3)}), "b": run({"x": (1, 4)})},
        },
    )
    assert {key: (prompts_of(table), most_asked(table)) for key, table in made.suites.items()} == {
        "listed": (5, 2),
        "none": (0, 0),
        "sums": (4, 4),
    }
    assert (suite_page(made, "listed").prompts, suite_page(made, "listed").most_asked) == (5, 2)


def test_a_page_says_whether_all_were_asked_the_same_prompts():
    assert not READING.same_prompts
    assert SPEED.same_prompts
    made = site({"a": card("A"), "b": card("B")}, {"s": suite("x")}, {"s": {key: run({"x": (1, 2)}) for key in "ab"}})
    assert suite_page(made, "s").same_prompts


def test_in_the_site_the_prompts_of_one_suite_differ_between_models():
    made = catalogue(read_site_data(ROOT)[0])
    checkup = suite_page(made, "vision-ai-checkup")
    assert (checkup.prompts, checkup.most_asked, checkup.same_prompts) == (84, 76, False)
    assert suite_page(made, "coco-detection").same_prompts


def test_models_without_a_headline_stand_last_without_a_rank():
    made = site(
        {key: card(key.upper()) for key in "abc"},
        {"s": suite("x", "y", metric=NUMBER, headline="x")},
        {"s": {"a": run({"y": 2}), "b": run({"x": 1}), "c": run({"y": 3})}},
    )
    assert entries(suite_page(made, "s")) == [
        (1, False, "B", "1.0", None, ["not-run"]),
        (None, False, "A", "", None, ["2.0"]),
        (None, False, "C", "", None, ["3.0"]),
    ]


def test_a_suite_without_a_headline_has_no_leaders():
    made = site({"a": card("A")}, {"s": suite("x", metric=NUMBER)}, {"s": {"a": run({"x": 1})}})
    page = suite_page(made, "s")
    assert (page.headline, page.leaders) == (None, ())
    assert entries(page) == [(None, False, "A", None, None, ["1.0"])]


def test_a_suite_without_runs_has_no_entries():
    page = suite_page(site({"a": card("A")}, {"s": suite("x")}), "s")
    assert (page.entries, page.leaders, page.notes, page.most_asked) == ((), (), (), 0)


def test_a_note_is_said_once_with_its_models_and_that_of_most_models_first():
    runs = {key: run({"x": (1, 2)}, note=note) for key, note in zip("abc", ["Few.", "Many.", "Many."], strict=True)}
    made = site({key: card(key.upper()) for key in "abcd"}, {"s": suite("x")}, {"s": {**runs, "d": run({"x": (1, 2)})}})
    notes = [(note.text, [link.text for link in note.models]) for note in suite_page(made, "s").notes]
    assert notes == [("Many.", ["B", "C"]), ("Few.", ["A"])]
