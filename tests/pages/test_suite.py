"""The page of a suite."""

from __future__ import annotations

from tests.compare.making import card, run, site, suite
from tests.own_site import own_catalogue
from tests.pages.making import golden
from visavis.load.schema import EvalRun
from visavis.pages.boards import ShownBoard
from visavis.pages.suite import models_of, most_asked, prompts_of, suite_page

GOLDEN = golden()
READING, SPEED = (suite_page(GOLDEN, key) for key in ("reading", "speed"))
NUMBER = {"kind": "numeric", "better": "higher"}


def lines(board: ShownBoard) -> list[tuple[object, ...]]:
    """Return a board: ranks, whether they are shared, model, score and times."""
    return [
        (
            line.standing and line.standing.ranks,
            line.standing and line.standing.shared,
            line.model.text,
            line.fact and (line.fact.text or line.fact.kind.value),
            *[fact.text or fact.kind.value for fact in line.times],
        )
        for line in board.lines
    ]


def test_a_page_is_named_after_its_suite():
    assert (READING.title, READING.version, READING.source) == ("Reading", "1", "https://example.org/reading")
    assert READING.canonical == "https://example.org/golden/evals/reading.html"
    assert READING.description == "Six questions about text in pictures.\n"
    assert SPEED.version is None


def test_models_stand_by_score_with_ranks_and_times():
    assert lines(READING.overall) == [
        ("1", False, "Alpha 12B", "66.67", "2.50", "3.48"),
        ("2", False, 'Beta <b>&amp; "3B"', "33.33", "unknown", "6.88"),
    ]
    assert READING.overall.lines[0].model.href == "../models/alpha.html"
    assert [line.summary for line in READING.overall.lines] == ["Acme & Söhne · open", "Other Lab · closed"]
    assert [row.label for row in READING.times] == ["Median Response Time", "Mean Response Time"]
    assert lines(SPEED.overall) == [("1", True, 'Beta <b>&amp; "3B"', "36.5"), ("1", True, "Gamma-n", "36.5")]
    assert SPEED.times == ()


def test_open_and_closed_models_are_counted_and_their_lines_say_which_they_are():
    assert READING.kinds == (("open", 1), ("closed", 1))
    assert [line.category for line in READING.overall.lines] == ["open", "closed"]
    assert [line.category for line in READING.categories[0].lines] == ["open", "closed"]
    made = site({"a": card("A"), "b": card("B", category="open")}, {"s": suite("x")}, {"s": {"a": run({"x": (1, 2)})}})
    assert suite_page(made, "s").kinds == (("unknown", 1),)


def test_every_category_is_a_board_of_its_own():
    assert [(board.key, board.label, board.about) for board in READING.categories] == [
        ("labels", "Labels", None),
        ("receipts", "Receipts", "Totals and dates on receipts."),
    ]
    assert [[line[:4] for line in lines(board)] for board in READING.categories] == [
        [("1", False, "Alpha 12B", "66.7"), ("2", False, 'Beta <b>&amp; "3B"', "33.3")],
        [("1", False, "Alpha 12B", "66.7"), (None, None, 'Beta <b>&amp; "3B"', "not-run")],
    ]
    assert [(board.pairs, board.untested) for board in READING.categories] == [(0, 1), (0, 0)]
    assert [board.key for board in SPEED.categories] == ["small", "latency"]


def test_the_mean_stands_beside_the_median_only_where_a_model_has_nothing_else():
    timed = run(outcomes={"p": {"outcome": "pass", "seconds": 1}, "q": {"outcome": "pass", "seconds": 4}})
    untimed = run({"x": (1, 2)})
    mean = run({"x": (1, 2)}, average_response_time=3)

    def board(*runs: EvalRun) -> tuple[list[str], dict[str, list[str]]]:
        of = suite("x", prompts={"p": {"category": "x"}, "q": {"category": "x"}})
        keys = "abc"[: len(runs)]
        made = site({key: card(key) for key in keys}, {"s": of}, {"s": dict(zip(keys, runs, strict=True))})
        page = suite_page(made, "s")
        assert [one.key for one in page.categories] == ["x"]
        times = {line.model.text: [fact.text or fact.kind.value for fact in line.times] for line in page.overall.lines}
        return [row.label.partition(" Response")[0] for row in page.times], times

    assert board(untimed) == ([], {"a": []})
    assert board(timed, untimed) == (["Median"], {"a": ["2.50"], "b": ["unknown"]})
    assert board(timed, untimed, mean) == (
        ["Median", "Mean"],
        {"a": ["2.50", "2.50"], "b": ["unknown", "unknown"], "c": ["unknown", "3.00"]},
    )
    assert board(mean) == (["Mean"], {"a": ["3.00"]})


def test_in_the_site_models_that_cannot_be_told_apart_share_ranks():
    page = suite_page(own_catalogue(), "vision-ai-checkup")
    assert (page.first.top, page.first.firsts, page.first.models) == ("shared", 16, 19)
    assert (page.overall.pairs, page.overall.apart, page.overall.least) == (171, 21, 19)
    assert [line[:3] for line in lines(page.overall)][::6] == [
        ("1–16", False, "ChatGPT-4o"),
        ("1–18", False, "Gemini 2.0 Flash"),
        ("1–19", False, "Gemini 2.5 Flash Preview"),
        ("8–19", False, "Mistral Small 3.1"),
    ]


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
    made = own_catalogue()
    checkup = suite_page(made, "vision-ai-checkup")
    assert (checkup.prompts, checkup.most_asked, checkup.same_prompts) == (84, 76, False)
    assert suite_page(made, "coco-detection").same_prompts


def test_models_without_a_headline_stand_last_without_a_rank():
    made = site(
        {key: card(key.upper()) for key in "abc"},
        {"s": suite("x", "y", metric=NUMBER, headline="x")},
        {"s": {"a": run({"y": 2}), "b": run({"x": 1}), "c": run({"y": 3})}},
    )
    assert lines(suite_page(made, "s").overall) == [
        ("1", False, "B", "1.0"),
        (None, None, "A", "not-run"),
        (None, None, "C", "not-run"),
    ]


def test_a_suite_without_a_headline_ranks_its_categories_only():
    made = site({"a": card("A")}, {"s": suite("x", metric=NUMBER)}, {"s": {"a": run({"x": 1})}})
    page = suite_page(made, "s")
    assert (page.overall.key, page.first.score, lines(page.overall)) == ("", None, [(None, None, "A", None)])
    assert [lines(board) for board in page.categories] == [[("1", False, "A", "1.0")]]


def test_a_suite_without_runs_has_no_lines():
    page = suite_page(site({"a": card("A")}, {"s": suite("x")}), "s")
    assert (page.overall.lines, page.first.score, page.notes, page.most_asked) == ((), None, (), 0)


def test_what_a_page_shows_of_its_models_is_their_names_a_word_or_two_size_and_age():
    assert models_of(GOLDEN, "reading") == (
        ("alpha", "Alpha 12B", "Acme & Söhne · open", "12B", "Jun 2026"),
        ("beta", 'Beta <b>&amp; "3B"', "Other Lab · closed", "109B total, 17B active", "14 May 2024"),
    )


def test_a_note_is_said_once_with_its_models_and_that_of_most_models_first():
    runs = {key: run({"x": (1, 2)}, note=note) for key, note in zip("abc", ["Few.", "Many.", "Many."], strict=True)}
    made = site({key: card(key.upper()) for key in "abcd"}, {"s": suite("x")}, {"s": {**runs, "d": run({"x": (1, 2)})}})
    notes = [(note.text, [link.text for link in note.models]) for note in suite_page(made, "s").notes]
    assert notes == [("Many.", ["B", "C"]), ("Few.", ["A"])]
