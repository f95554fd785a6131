"""The evidence behind a pair's scores."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.making import card, run, site, suite
from tests.helpers import ROOT
from visavis.compare.pairs import Pair
from visavis.pages.comparison import ComparisonPages
from visavis.pages.evidence import CARDS, KINDS, LINES, LONG, SHORT, WEIGHT, EvidenceSection
from visavis.pages.prompt_heads import TITLE, prompt_heads
from visavis.render.renderer import Renderer

OUTCOMES = ["pass", "fail", "no answer", "error"]


def result(outcome: str, answer: str | None = "an answer", **fields: Any) -> dict[str, Any]:
    """Return an outcome as it is authored."""
    return {"outcome": outcome, **({} if answer is None else {"answer": answer}), **fields}


def evidence(left: dict[str, Any], right: dict[str, Any], **of_each: Any) -> tuple[EvidenceSection, ...]:
    """Return the evidence of two models whose runs have these outcomes, on a suite whose prompts are alike."""
    keys = sorted({*left, *right})
    asked = {"category": "x", "question": "What?", "expected": "E", **of_each}
    made = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", prompts=dict.fromkeys(keys, asked))},
        {"s": {"a": run(outcomes=left), "b": run(outcomes=right)}},
    )
    return ComparisonPages(made).page(Pair("a", "b")).evidence


def keys_of(section: EvidenceSection) -> dict[str, list[str]]:
    """Return the prompts of each group, by the last part of their page's address."""
    return {
        group.kind: [
            head.href.rpartition("/")[2].removesuffix(".html")
            for head in (*(card[0] for card in group.cards), *group.lines)
        ]
        for group in section.groups
    }


def test_prompts_stand_in_four_groups_those_of_disagreement_first():
    left = {"p1": result("pass"), "p2": result("fail"), "p3": result("pass"), "p4": result("error")}
    right = {"p1": result("fail"), "p2": result("pass"), "p3": result("pass"), "p4": result("no answer")}
    (section,) = evidence(left, right)
    assert keys_of(section) == {"only-left": ["p1"], "only-right": ["p2"], "neither": ["p4"], "both": ["p3"]}
    assert [group.kind for group in section.groups] == list(KINDS)
    assert (section.common, section.disagreed) == ("4 prompts", 2)
    assert [len(group.cards) for group in section.groups] == [1, 1, 1, 0]


def test_a_prompt_that_only_one_was_asked_is_no_evidence():
    (section,) = evidence({"p1": result("pass"), "p2": result("fail")}, {"p2": result("pass")})
    assert (section.common, keys_of(section)["only-right"]) == ("1 prompt", ["p2"])
    assert evidence({"p1": result("pass")}, {"p2": result("pass")}) == ()


def test_an_answer_stands_with_its_outcome_side_time_and_way_to_its_page():
    (section,) = evidence(
        {"p": result("pass", "12", seconds=Decimal("1.204"))}, {"p": result("no answer", "", note="Timed out.")}
    )
    ((head, left, right),) = section.groups[0].cards
    assert (head.title, head.expected, head.href) == ("What?", ("E",), "../evals/s/p.html")
    assert (left.mark.side, left.mark.name, left.mark.outcome, left.mark.text) == ("left", "A", "pass", "Pass")
    assert (left.text, left.start, left.cut, left.seconds, left.href) == (
        "12",
        "",
        False,
        "1.20",
        "../evals/s/p.html#a",
    )
    assert (right.mark.outcome, right.mark.text, right.text, right.note) == ("no-answer", "No answer", "", "Timed out.")


def test_what_is_expected_of_a_number_has_its_tolerance():
    def expected(rule: Any) -> tuple[str, ...]:
        of_both = {"p": result("fail")}
        return evidence(of_both, of_both, rule=rule, expected=["100", "1,000"])[0].groups[2].cards[0][0].expected

    assert expected({"kind": "number", "tolerance": Decimal("5.0")}) == ("100 ± 5", "1,000 ± 5")
    assert expected("number") == ("100", "1,000")
    assert expected("exact") == ("100", "1,000")


def test_a_long_answer_is_folded_and_a_very_long_one_cut():
    long, longest = "x" * (SHORT + 1), "y" * (LONG + 1)
    (section,) = evidence({"p": result("pass", long)}, {"p": result("fail", longest)})
    ((_, left, right),) = section.groups[0].cards
    assert (left.text, left.start, left.cut) == (long, "x" * SHORT, False)
    assert (right.text, right.start, right.cut) == ("y" * LONG, "y" * SHORT, True)


def test_where_nothing_but_outcomes_is_known_prompts_are_only_listed():
    left, right = {"p1": "pass", "p2": "fail"}, {"p1": "fail", "p2": "fail"}
    made = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", prompts={key: {"category": "x"} for key in left})},
        {"s": {"a": run(outcomes=left), "b": run(outcomes=right)}},
    )
    (section,) = ComparisonPages(made).page(Pair("a", "b")).evidence
    assert [len(group.cards) for group in section.groups] == [0, 0, 0, 0]
    assert keys_of(section) == {"only-left": ["p1"], "only-right": [], "neither": ["p2"], "both": []}


def test_no_more_cards_stand_in_a_group_than_a_page_bears_and_the_rest_is_listed():
    left = {f"p{place:03}": result("pass", "x") for place in range(LINES + CARDS[0] + 7)}
    right = {key: result("fail", "y") for key in left}
    (section,) = evidence(left, right)
    group = section.groups[0]
    assert (len(group.cards), len(group.lines), group.more, group.number) == (CARDS[0], LINES, 7, LINES + CARDS[0] + 7)


@pytest.mark.parametrize("length", [10, 100, 1000, 10_000])
def test_heavy_answers_leave_room_for_fewer_cards(length: int):
    left = {f"p{place}": result("pass", "é" * length) for place in range(9)}
    right = {key: result("fail", "é" * length) for key in left}
    (section,) = evidence(left, right)
    weights = [sum(part.weight for part in card) for group in section.groups for card in group.cards]
    assert sum(weights) <= WEIGHT
    assert 1 <= len(weights) <= CARDS[0]


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.tuples(st.sampled_from([*OUTCOMES, None]), st.sampled_from([*OUTCOMES, None])), min_size=1, max_size=40
    ),
    st.integers(0, 900),
)
def test_every_common_prompt_stands_in_one_group_and_swapping_the_sides_mirrors_it(
    outcomes: list[tuple[str | None, str | None]], length: int
):
    one = {f"p{place:02}": result(left, "x" * length) for place, (left, _) in enumerate(outcomes) if left}
    other = {f"p{place:02}": result(right, "x" * length) for place, (_, right) in enumerate(outcomes) if right}
    if not one or not other:
        return
    straight, swapped = evidence(one, other), evidence(other, one)
    common = sorted(one.keys() & other.keys())
    if not common:
        assert straight == swapped == ()
        return
    found, mirrored = keys_of(straight[0]), keys_of(swapped[0])
    assert sorted(key for keys in found.values() for key in keys) == common
    assert (found["only-left"], found["only-right"]) == (mirrored["only-right"], mirrored["only-left"])
    assert (found["neither"], found["both"]) == (mirrored["neither"], mirrored["both"])
    for kind, keys in found.items():
        wanted = {"only-left": (True, False), "only-right": (False, True), "both": (True, True)}.get(
            kind, (False, False)
        )
        assert all((one[key]["outcome"] == "pass", other[key]["outcome"] == "pass") == wanted for key in keys)


def heads(**questions: str | None) -> list[tuple[str, str]]:
    """Return what prompts with these questions are called, by title and name."""
    prompts = {key: {"category": "x", **({"question": text} if text else {})} for key, text in questions.items()}
    found = prompt_heads(suite("x", prompts=prompts), ["p.html"] * len(prompts), {})
    return [(head.title, head.name) for head in found]


def test_a_prompt_is_called_by_its_question_or_by_its_id_in_words():
    assert heads(one=None, two="Is it\n  cracked?") == [("One", ""), ("Is it cracked?", "")]
    assert heads(one="w " * 80) == [(f"{'w ' * 44}w…", "")]
    assert [len(title) for title, _ in heads(one="x" * 300)] == [TITLE]


def test_prompts_of_one_question_are_told_apart_by_their_ids():
    assert heads(a1="What?", b2="What?", c3="Why?") == [("What?", "A1"), ("What?", "B2"), ("Why?", "")]


def test_a_page_stays_small_however_much_evidence_there_is():
    prompts = {f"p{place:03}": {"category": "x", "question": f"Question {place}? " + "q" * 300} for place in range(300)}
    boxes = [{"at": [place, 2 * place, 300, 400]} for place in range(200)]
    outcomes = ({"outcome": "pass"}, {"outcome": "fail"})
    runs = {
        model: run(outcomes={key: {**outcomes[(place + side) % 2], "answer": "<&" * 5000, "boxes": boxes}
                             for place, key in enumerate(prompts)})
        for side, model in enumerate("ab")
    }  # fmt: skip
    suites = {"s": suite("x", prompts=prompts), "t": suite("x", prompts=prompts)}
    made = site({"a": card("A"), "b": card("B")}, suites, {"s": runs, "t": runs})
    page = ComparisonPages(made).page(Pair("a", "b"))
    assert 25_000 < len(Renderer([ROOT / "templates"]).render(page)) < 60_000
