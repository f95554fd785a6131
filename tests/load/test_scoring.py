"""The scoring rules, the traps seen in the wild, and what holds for any text."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.helpers import ROOT
from visavis.load.normalising import normalised, tokens
from visavis.load.scalars import Plain
from visavis.load.schema import ChoiceRule, EvalSuite, JudgedRule, NumberRule, Outcome, Prompt, Rule, TextRule
from visavis.load.scoring import Scoring, decides, named, numbers, outcome_of, rule_of, score

EXACT, CONTAINS, NUMBER = TextRule(kind="exact"), TextRule(kind="contains"), NumberRule(kind="number")
YES_NO = ChoiceRule(kind="choice", choices=("yes", "no"))
LETTERS = ChoiceRule(kind="choice", choices=("A", "B", "C"))
THREE = ChoiceRule(kind="choice", choices=("yes", "no", "not applicable"))
RULES: list[tuple[Rule, str]] = [(EXACT, "12"), (CONTAINS, "12"), (NUMBER, "12"), (YES_NO, "no"), (LETTERS, "A")]
MIXED = st.text(
    alphabet=st.sampled_from(list("ab AB12.,-:/()*'\"?ß\u0301\u00e9\u2019\u00bd\u0663\u732b\u3002\u00b2 \n_e+"))
)
ANY = st.text() | MIXED


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *(("**12**", "12"), ("12.", "12"), ("  Two \n\t words ", "two words"), ("_x_", "x"), ("`x`", "x")),
        *(("# Title", "title"), ("> quoted", "quoted"), ("- 12", "12"), ("-12", "-12"), ("\u22123", "-3")),
        *(("\u201cHi\u201d", "hi"), ("\u2018x\u2019", "x"), ("don\u2019t", "don't"), ("3\u20134", "3-4")),
        *(("\uff11\uff12", "12"), ("\ufb01ne", "fine"), ("STRASSE", "strasse"), ("Stra\u00dfe", "strasse")),
        *(("e\u0301", "\u00e9"), ("\u00e9", "\u00e9"), ("04518.7", "04518.7"), (".5", ".5"), ("50%", "50%")),
        *(("-\u00a33", "-\u00a33"), ("\u00a33.50", "\u00a33.50"), ("C#", "c#"), ("B)", "b"), ("(b) x", "b) x")),
        *(("\u732b\u3067\u3059\u3002", "\u732b\u3067\u3059"), ("...", "..."), ("", ""), (" \n", "")),
        *(("a\u00adb\u200bc", "abc"), ("1\u00a0000", "1 000"), ("\u00bfQu\u00e9?", "qu\u00e9"), ("O'Neil", "o'neil")),
    ],
)
def test_normalised(written: str, read: str) -> None:
    assert normalised(written) == read


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        *(("12 bottles", "12 bottles"), ("1,234.5", "1,234.5"), ("12:30 on 2025-03-31", "12:30 on 2025-03-31")),
        *(("3-4", "3-4"), ("-3", "-3"), ("b-12", "b 12"), ("12px", "12 px"), ("\u00a33.50", "3.50"), ("1/2", "1/2")),
        *(("12.", "12"), ("12,", "12"), ("a.5", "a 5"), (".5", ".5"), ("x-ray", "x ray"), ("don't", "don t")),
        *(("\u732b\u3067\u3059", "\u732b \u3067 \u3059"), ("\u0663\u0664", "\u0663\u0664"), ("**a**b", "a b")),
        *(("\u0939\u093f\u0928\u094d\u0926\u0940", "\u0939\u093f\u0928\u094d\u0926\u0940"), ("!?", "")),
        *(("\u0e01\u0e34\u0e19", "\u0e01\u0e34 \u0e19"), ("\u7b2c12\u9875", "\u7b2c 12 \u9875")),
    ],
)
def test_words_and_numbers(text: str, parts: str) -> None:
    assert " ".join(token.text for token in tokens(text)) == parts


TRAPS = [
    tuple(line.split(" | "))
    for line in (ROOT / "tests/corpus/scoring/traps.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
NAMED: dict[str, Rule] = {
    "exact": EXACT,
    "contains": CONTAINS,
    "number": NUMBER,
    "yes or no": YES_NO,
    "yes, no or not applicable": THREE,
    "A, B or C": LETTERS,
}


@pytest.mark.parametrize(("rule", "expected", "answer", "outcome"), TRAPS)
def test_no_trap_is_fallen_into(rule: str, expected: str, answer: str, outcome: str) -> None:
    assert outcome_of(NAMED[rule], (expected,), answer) == outcome


def test_any_of_several_expected_answers_is_right() -> None:
    assert [outcome_of(EXACT, ("12", "twelve"), text) for text in ("Twelve!", "12", "13")] == ["pass", "pass", "fail"]
    assert [outcome_of(NUMBER, ("12", "13"), text) for text in ("12", "13", "14")] == ["pass", "pass", "fail"]


@pytest.mark.parametrize(("rule", "expected"), RULES)
@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0"])
def test_an_empty_answer_is_no_answer(rule: Rule, expected: str, text: str) -> None:
    assert outcome_of(rule, (expected,), text) is Outcome.NO_ANSWER


def test_a_tolerance_is_absolute_and_includes_its_ends() -> None:
    within = NumberRule(kind="number", tolerance=Decimal("0.5"))
    found = [outcome_of(within, ("12",), text) for text in ("11.49", "11.5", "12.5 cm", "12.51")]
    assert found == ["fail", "pass", "pass", "fail"]


def test_a_judgement_is_not_made_again() -> None:
    assert [decides(rule, ("x",)) for rule in (EXACT, YES_NO, JudgedRule(kind="judged"), None)] == [
        True,
        True,
        False,
        False,
    ]
    assert not decides(EXACT, ())
    with pytest.raises(TypeError, match="cannot be made again"):
        outcome_of(JudgedRule(kind="judged"), ("x",), "x")


def test_a_prompt_has_its_own_rule_or_the_suite_s() -> None:
    suite = {"name": "V", "description": "d", "source": "https://example.org", "categories": {"a": {"label": "A"}}}
    of = EvalSuite.model_validate({**suite, "metric": Plain("pass-fail"), "rule": Plain("exact")})
    assert rule_of(of, Prompt(category="a")) == EXACT
    assert rule_of(of, Prompt(category="a", rule=NUMBER)) == NUMBER


@pytest.mark.parametrize(
    ("rule", "expected", "answer", "scoring"),
    [
        (EXACT, ("Yes", "Y"), "**No**", ("fail", '"no"', '"yes" or "y"')),
        (CONTAINS, ("12",), "", ("no answer", "nothing", '"12"')),
        (NUMBER, ("1,200",), "3 or 14", ("fail", "3 and 14", "1200")),
        (
            NumberRule(kind="number", tolerance=Decimal("0.5")),
            ("12",),
            "x",
            ("fail", "no number", "12, give or take 0.5"),
        ),
        (THREE, ("No",), "yes and not applicable", ("fail", '"yes" and "not applicable"', '"no"')),
        (YES_NO, ("no",), "maybe", ("fail", "none of the choices", '"no"')),
    ],
)
def test_a_scoring_shows_how_both_were_read(
    rule: Rule, expected: tuple[str, ...], answer: str, scoring: tuple[str, str, str]
) -> None:
    assert score(rule, expected, answer) == Scoring(Outcome(scoring[0]), *scoring[1:])


def test_what_looks_like_a_number_and_is_none_stays_text() -> None:
    assert numbers("3-4, 12:30, 1/2, 5x7, 1.2.3 and 8") == {"3-4", "12:30", "1/2", "5x7", "1.2.3", Decimal(8)}


def test_a_longer_choice_takes_its_words_from_a_shorter_one() -> None:
    rule = ("red", "red and blue", "blue")
    assert named(rule, "It is red and blue.") == {"red and blue"}
    assert named(rule, "Blue, not red") == {"red", "blue"}


@given(ANY)
@example("\u0345\u0301")
@example("\u1e9e\u0307")
@example("\u00b4a")
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(ANY, ANY)
def test_exactly_right_contains_what_is_expected(expected: str, answer: str) -> None:
    assume(expected.strip())
    if outcome_of(EXACT, (expected,), answer) is Outcome.PASS:
        assert outcome_of(CONTAINS, (expected,), answer) is Outcome.PASS


@given(ANY)
def test_a_text_is_exactly_itself_and_contains_itself(text: str) -> None:
    assume(text.strip())
    assert outcome_of(EXACT, (text,), text) is Outcome.PASS
    assert outcome_of(CONTAINS, (text,), f"x {text} y") is Outcome.PASS or not tokens(normalised(text))


@given(st.text(st.characters(codec="ascii")), st.sampled_from(RULES))
def test_case_and_white_space_change_nothing(text: str, by: tuple[Rule, str]) -> None:
    rule, expected = by
    other = re.sub(r"\s+", " \n\t", f" {text.swapcase()} ")
    assert outcome_of(rule, (expected,), other) is outcome_of(rule, (expected,), text)


@given(ANY, ANY, st.sampled_from([rule for rule, _ in RULES]))
def test_any_text_is_scored(expected: str, answer: str, rule: Rule) -> None:
    scored = score(rule, (expected,), answer)
    assert scored.outcome in (Outcome.PASS, Outcome.FAIL, Outcome.NO_ANSWER)
    assert (scored.outcome is Outcome.NO_ANSWER) == (not answer.strip())


@given(st.integers(-(10**12), 10**12), st.sampled_from(["{:,}", "{}", "**{}**", "It is {} kg.", "{}.0", "{:,}.00%"]))
def test_a_number_is_read_however_it_is_written(number: int, form: str) -> None:
    assert numbers(form.format(number)) == {Decimal(number)}


@pytest.mark.parametrize(
    "text", ["1e999999999", "9" * 100_000, "1," * 50_000, "-" * 100_000, "1x" * 50_000, "(" * 99_999]
)
@pytest.mark.parametrize(("rule", "expected"), RULES)
def test_hostile_answers_are_scored(rule: Rule, expected: str, text: str) -> None:
    assert outcome_of(rule, (expected,), text) is Outcome.FAIL
