"""The scoring rules: whether an answer is right, by the rule of its prompt and what is expected.

The page on methodology says the same in plain words; whoever changes one changes the other. Nothing here raises
anything on any text. An answer of nothing but white space is no answer, whatever the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from visavis.load.normalising import Token, normalised, tokens
from visavis.load.schema import ChoiceRule, EvalSuite, JudgedRule, NumberRule, Outcome, Prompt, Rule, TextRule

# A number with what stands within or before it: a minus sign, also before the sign of a currency, and an exponent.
_NUMBER = re.compile(
    r"(?<![\w^])(?P<minus>(?<!\))-[^\w\s.,:/-]?)?(?P<digits>\.?\d+(?:[.,:/^\u2044'-]\d+| ?[x\u00d7*] ?\d+)*)"
    r"(?P<exponent>e[+-]?\d{1,3}(?!\w))?"
)
_POINT = re.compile(r"\.\d+|\d+(?:\.\d+)?")  # 1234.5
_COMMAS = re.compile(r"\d{1,3}(?:,\d\d)*(?:,\d{3})+(?:\.\d+)?")  # 1,234.5 and 1,23,456
_APOSTROPHES = re.compile(r"\d{1,3}(?:'\d{3})+(?:\.\d+)?")  # 1'234.5
_COMMA = re.compile(r"\d+,\d+")  # 3,5
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")  # 1.234,5 and 1.234.567
_SIGNS = str.maketrans(
    {
        "\u066b": ".",  # the decimal separator beside Arabic digits, and that of thousands
        "\u066c": ",",
        # digits set high are no digits of the number before them
        **{
            sign: f"^{digit}"
            for digit, sign in enumerate("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
        },
    }
)
# How a choice of one letter is marked: at the beginning, in brackets or bold anywhere, behind the word answer.
_LEAD = r"\b(?:answer|option|choice)(?: is)?"
_MARKED = (
    r"^{0}(?=[)\].:]| - )|(?<!\w)\({0}(?:\)|$)|\*\*\(?{0}(?:[.)]*\*\*|$)|"
    rf"{_LEAD}[: ]*[(\[\"'*]*{{0}}(?=[)\]*.,:;\"']|$)"
)
_SPOKEN = rf"|{_LEAD}: ?{{0}}(?= )"
_WORDS = ("a", "i")  # which are English words as well


class Scoring(NamedTuple):
    """What a rule says: the outcome, and how it read the answer and what is expected, as people are shown it."""

    outcome: Outcome
    answer: str
    expected: str


def rule_of(suite: EvalSuite, prompt: Prompt) -> Rule | None:
    """Return the rule of a prompt: its own, or else the suite's."""
    return prompt.rule or suite.rule


def decides(rule: Rule | None, expected: Sequence[str]) -> bool:
    """Return whether a rule can be applied to answers: a judgement cannot, nor any rule without what is expected."""
    return rule is not None and not isinstance(rule, JudgedRule) and bool(expected)


def outcome_of(rule: Rule, expected: tuple[str, ...], answer: str) -> Outcome:
    """Return what came of an answer by a rule that decides: pass, fail, or no answer where it is empty."""
    if not answer.strip():
        return Outcome.NO_ANSWER
    match rule:
        case TextRule(kind="exact"):
            right = normalised(answer) in _all_normalised(expected)
        case TextRule():
            right = _contains(normalised(answer), _all_wanted(expected))
        case NumberRule():
            right = _is_number(numbers(answer), expected, rule.tolerance)
        case ChoiceRule():
            right = named(rule.choices, answer) in [{choice} for choice in chosen(rule, expected)]
        case JudgedRule():
            raise TypeError("a judgement cannot be made again")
    return Outcome.PASS if right else Outcome.FAIL


def score(rule: Rule, expected: tuple[str, ...], answer: str) -> Scoring:
    """Return the outcome by a rule that decides, with both readings."""
    outcome = outcome_of(rule, expected, answer)
    wanted = _listed([f'"{normalised(one)}"' for one in expected])
    match rule:
        case NumberRule():
            read = " and ".join(sorted(map(str, numbers(answer)), key=len)) or "no number"
            wanted = _listed([str(number) for one in expected for number in numbers(one)])
            wanted += f", give or take {rule.tolerance}" if rule.tolerance else ""
        case ChoiceRule():
            found = named(rule.choices, answer)
            read = " and ".join(f'"{choice}"' for choice in rule.choices if choice in found) or "none of the choices"
            wanted = _listed([f'"{choice}"' for choice in chosen(rule, expected)])
        case _:
            read = f'"{normalised(answer)}"'
    return Scoring(outcome, "nothing" if outcome is Outcome.NO_ANSWER else read, wanted)


def _listed(words: list[str]) -> str:
    return " or ".join(words)


# --- texts ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _all_normalised(expected: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(normalised, expected))


@lru_cache(maxsize=4096)
def _all_wanted(expected: tuple[str, ...]) -> tuple[tuple[str, tuple[Token, ...]], ...]:
    return tuple((text, tuple(tokens(text))) for text in map(normalised, expected))


def _contains(answer: str, expected: Sequence[tuple[str, tuple[Token, ...]]]) -> bool:
    found: list[Token] | None = None
    for text, wanted in expected:
        if answer == text:
            return True
        if wanted and wanted[0].text in answer:
            found = found if found is not None else tokens(answer)
            if next(_places(wanted, found), None) is not None:
                return True
    return False


def _places(wanted: Sequence[Token], found: Sequence[Token]) -> Iterator[int]:
    """Yield where the wanted tokens stand side by side among those found.

    No letter or digit may join them on either side, but letters behind a number, which are its unit.
    """
    size = len(wanted)
    unit = wanted[-1].number and not any(token.joined for token in wanted)
    texts = [token.text for token in wanted]
    for start in range(len(found) - size + 1):
        if found[start].text == texts[0] and not found[start].joined:
            end = start + size
            alone = unit or end == len(found) or not found[end].joined
            if alone and [token.text for token in found[start:end]] == texts:
                yield start


# --- numbers ----------------------------------------------------------------------------------------------------------


def numbers(text: str) -> frozenset[Decimal | str]:
    """Return the distinct numbers in a text, and as text what looks like one and is none: 3-4, 12:30, 1/2, 5x7, 1.2.3.

    Digits with letters before them are part of a name, as in CO2; letters and signs behind a number are its unit.
    """
    return frozenset(map(_value, _NUMBER.finditer(normalised(text.translate(_SIGNS)))))


def _value(found: re.Match[str]) -> Decimal | str:
    digits = found["digits"]
    if _POINT.fullmatch(digits):
        plain = digits
    elif _COMMAS.fullmatch(digits):
        plain = digits.replace(",", "")
    elif _APOSTROPHES.fullmatch(digits):
        plain = digits.replace("'", "")
    elif _COMMA.fullmatch(digits):
        plain = digits.replace(",", ".")
    elif _POINTS.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", ".")
    else:
        return found[0]
    return Decimal(f"{'-' if found['minus'] else ''}{plain}{found['exponent'] or ''}")


def _is_number(found: frozenset[Decimal | str], expected: tuple[str, ...], tolerance: Decimal) -> bool:
    if len(found) != 1:
        return False
    (one,) = found
    wanted = [number for text in expected for number in numbers(text)]
    return any(
        isinstance(one, Decimal) and isinstance(number, Decimal) and (one == number or abs(one - number) <= tolerance)
        for number in wanted
    )


# --- choices ----------------------------------------------------------------------------------------------------------


def chosen(rule: ChoiceRule, expected: Sequence[str]) -> list[str]:
    """Return the choices that are expected, as the rule writes them; what is no choice is left out."""
    wanted = {normalised(one) for one in expected}
    return [choice for choice in rule.choices if normalised(choice) in wanted]


def named(choices: tuple[str, ...], answer: str) -> set[str]:
    """Return the choices that an answer names: the longest first, each word counted for one choice only.

    A choice of one letter, or without any letter or digit, counts where it is the whole answer or is marked as one:
    (b), B. or B) at the beginning, Answer: B. It never counts as the word it may be, such as the article a.
    """
    text = normalised(answer)
    found = tokens(text)
    names = set()
    for choice, bare, wanted in _by_length(choices):
        if wanted is None:
            if text == bare or _marked(bare).search(text):
                names.add(choice)
            continue
        for start in _places(wanted, found):
            names.add(choice)
            found[start : start + len(wanted)] = [Token("", number=False, joined=False)] * len(wanted)
    return names


@lru_cache(maxsize=1024)
def _by_length(choices: tuple[str, ...]) -> list[tuple[str, str, tuple[Token, ...] | None]]:
    """Return each choice, normalised and in tokens, the longest first; those that need a mark have no tokens."""
    read = [(choice, normalised(choice), tuple(tokens(normalised(choice)))) for choice in choices]
    every = [
        (choice, bare, None if not wanted or (len(bare) == 1 and not wanted[0].number) else wanted)
        for choice, bare, wanted in read
    ]
    return sorted(every, key=lambda one: (-len(one[2] or ()), -len(one[1])))


@lru_cache(maxsize=1024)
def _marked(choice: str) -> re.Pattern[str]:
    form = _MARKED if choice in _WORDS else _MARKED + _SPOKEN
    return re.compile(form.format(re.escape(choice)))
