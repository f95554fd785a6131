"""Leaderboards as pages show them."""

from __future__ import annotations

from tests.compare.making import MAP, card, run, site, suite
from tests.pages.making import golden
from visavis.compare.ranking import Top, leaderboard
from visavis.compare.subjects import Catalogue
from visavis.pages.boards import NAMED, FirstPlace, ShownBoard, Standing, first_place, shown_board, standing
from visavis.pages.frame import Link, frame

GOLDEN = golden()
PROMPTS = {f"p{number}": {"category": "x"} for number in range(12)}


def passing(*counts: int) -> Catalogue:
    """Return a site of models a, b, ... that passed so many of twelve prompts each."""
    runs = {
        chr(ord("a") + place): run(outcomes={key: "pass" if n < count else "fail" for n, key in enumerate(PROMPTS)})
        for place, count in enumerate(counts)
    }
    return site({key: card(key.upper()) for key in runs}, {"s": suite("x", prompts=PROMPTS)}, {"s": runs})


def first(of: Catalogue, key: str = "s") -> FirstPlace:
    return first_place(of, of.boards[key], frame(of, "evals/s.html"))


def shown(of: Catalogue, key: str = "s", place: int = 0) -> ShownBoard:
    table = of.suites[key]
    names = {model: of.subjects[model].name for model in table.runs}
    return shown_board(of, table, leaderboard(table, names, place), frame(of, "evals/s.html"))


def told(of: Catalogue, key: str = "s") -> tuple[object, ...]:
    """Return what is said of the best: the kind of sentence, its numbers, and who is named."""
    found = first(of, key)
    named = [link.text for link in found.first], [link.text for link in found.best]
    return found.top, found.models, found.others, found.firsts, found.level, found.rivals, *named


def test_the_best_is_told_with_what_its_sentence_needs():
    assert told(passing(12, 6, 0)) == (Top.SHARED, 3, 2, 2, 1, 1, ["A", "B"], ["A"])
    assert told(passing(0, 12)) == (Top.AHEAD, 2, 1, 1, 1, 0, ["B"], ["B"])
    assert told(passing(3, 5, 5)) == (Top.UNDIVIDED, 3, 2, 3, 2, 2, ["B", "C", "A"], ["B", "C"])
    assert told(passing(4)) == (Top.ALONE, 1, 0, 1, 1, 0, ["A"], ["A"])
    assert told(GOLDEN, "speed") == (Top.LEVEL, 2, 1, 2, 2, 0, *[['Beta <b>&amp; "3B"', "Gamma-n"]] * 2)


def test_the_score_is_the_best_one_with_its_label_and_links_to_those_that_have_it():
    found = first(passing(0, 12))
    assert found.score is not None
    assert (found.score.text, found.score.count, found.label) == ("100.00", "12/12", "Overall Score")
    assert found.best == (Link("../models/b.html", "B"),)
    assert first(GOLDEN, "speed").label == "mAP 50–95"


def test_more_than_a_few_are_counted_and_not_named():
    few, many = passing(*[5] * NAMED), passing(*[5] * (NAMED + 1))
    assert (len(first(few).first), len(first(few).best)) == (NAMED, NAMED)
    assert (first(many).first, first(many).best, first(many).firsts) == ((), (), NAMED + 1)


def test_of_a_board_without_scores_nothing_is_told():
    made = site({"a": card("A")}, {"s": suite("x"), "n": suite("x", metric=MAP)}, {"n": {"a": run({"x": 1})}})
    for key in "sn":
        found = first(made, key)
        assert (found.top, found.score, found.models, found.others) == (Top.NOBODY, None, 0, -1)


def test_standings_are_ranks_as_written():
    made = passing(12, 6, 0)
    assert standing(made.boards["s"]) == {
        "a": Standing("1–2", several=True, shared=False, of=3),
        "b": Standing("1–3", several=True, shared=False, of=3),
        "c": Standing("2–3", several=True, shared=False, of=3),
    }
    assert standing(GOLDEN.boards["speed"]) == dict.fromkeys(
        ("beta", "gamma"), Standing("1", several=False, shared=True, of=2)
    )


def test_a_board_says_how_many_pairs_are_told_apart():
    board = shown(passing(12, 6, 0))
    assert (board.key, board.label, board.about, board.prompts, board.drawn) == (
        "@overall",
        "Overall Score",
        None,
        12,
        True,
    )
    assert (board.pairs, board.apart, board.least, board.untested) == (3, 1, 12, 0)
    numbers = shown(GOLDEN, "speed")
    assert (numbers.pairs, numbers.untested, numbers.prompts, numbers.drawn) == (0, 1, 0, False)


def test_a_board_counts_the_prompts_there_are_and_those_asked_of_a_model():
    nine = {f"p{number}": {"category": "x"} for number in range(9)}
    five = [dict.fromkeys(list(nine)[start : start + 5], "pass") for start in (0, 4)]
    made = site(
        {"a": card("A"), "b": card("B")},
        {"listed": suite("x", prompts=nine), "sums": suite("x"), "numbers": suite("x", metric=MAP, headline="x")},
        {
            "listed": {"a": run(outcomes=five[0]), "b": run(outcomes=five[1])},
            "sums": {"a": run({"x": (1, 4)}), "b": run({"x": (1, 7)})},
            "numbers": {"a": run({"x": 1})},
        },
    )
    for key, place, counts in (
        ("listed", 0, (9, 5)),
        ("listed", 1, (9, 5)),
        ("sums", 0, (7, 7)),
        ("sums", 1, (7, 7)),
        ("numbers", 0, (0, 0)),
    ):
        board = shown(made, key, place)
        assert (board.prompts, board.most_asked) == counts


def test_models_without_a_score_stand_below_the_others():
    made = site(
        {key: card(key.upper(), category="open") for key in "abc"},
        {"s": suite("x", "y", metric=MAP, headline="x")},
        {"s": {"a": run({"y": 2}), "b": run({"x": 1}), "c": run({"y": 3})}},
    )
    lines = [
        (line.model.text, line.standing and line.standing.ranks, line.fact and line.fact.kind.value, line.summary)
        for line in shown(made).lines
    ]
    assert lines == [
        ("B", "1", "score", "open"),
        ("A", None, "not-run", "open"),
        ("C", None, "not-run", "open"),
    ]
    assert [line.model.text for line in shown(made, place=1).lines] == ["C", "A", "B"]


def test_lines_have_the_times_of_the_suite_in_order():
    outcomes = {"p0": {"outcome": "pass", "seconds": 2}, "p1": {"outcome": "fail", "seconds": 4}}
    made = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", prompts=PROMPTS)},
        {"s": {"a": run(outcomes=outcomes), "b": run({"x": (1, 2)}, average_response_time=5)}},
    )
    assert {line.model.text: [fact.text for fact in line.times] for line in shown(made).lines} == {
        "A": ["3.00", "3.00"],
        "B": ["", "5.00"],
    }
