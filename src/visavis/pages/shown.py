"""Verdicts as pages write them: from the side that passed more, every number as text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from visavis.compare.rounding import fixed, round_half_up, short
from visavis.compare.statistics import KEPT, LEVEL, mcnemar_exact
from visavis.compare.verdict import PROBABLY, Basis, Verdict, Word
from visavis.language import Language, _, current
from visavis.language.spoken import MINUS

_LIMITS = Decimal(repr(LEVEL)), Decimal(repr(PROBABLY))


@dataclass(frozen=True, slots=True, eq=False)
class ShownVerdict:
    """What a lead is worth, told from the side that passed more, `first`; of two that are level, from the left one.

    `word` is that of Verdict. `difference` is how many percentage points `first` passed more, with its unit, and `low`
    and `high` are its 95 % interval, all with at most one decimal. `p` is of the exact McNemar test, empty where it is
    not `paired`. `needed` is set where the interval leaves 0 out though the word is not ahead, which would contradict
    each other to a reader: the nearest result that is ahead, such as 6 to 0, to be said in its place. `wins` only
    `first` passed, `losses` only the other; `alone` were asked of one side and left out.
    """

    word: str
    paired: bool
    difference: str
    low: str
    high: str
    p: str
    needed: str
    common: int
    wins: int
    losses: int
    disagreed: int
    first_passed: int
    first_total: int
    other_passed: int
    other_total: int
    alone: int


_SHOWN: dict[tuple[int, Language], tuple[Verdict, ShownVerdict]] = {}
"""What was written, with its verdict, by that one's id and the language: to compare verdicts takes longer."""


def shown_verdict(verdict: Verdict) -> ShownVerdict:
    """Return a verdict as it is written."""
    found = _SHOWN.get((id(verdict), current()))
    if found is None:
        if len(_SHOWN) >= KEPT:
            _SHOWN.clear()
        found = _SHOWN[id(verdict), current()] = (
            verdict,
            _shown(verdict),
        )  # which keeps the verdict, so that its id stays its own
    return found[1]


def _shown(verdict: Verdict) -> ShownVerdict:
    turned = verdict.leads == "right"
    one, other = (verdict.left_passed, verdict.left_total), (verdict.right_passed, verdict.right_total)
    wins, losses, difference, interval = verdict.wins, verdict.losses, verdict.difference or 0, verdict.interval
    low, high = interval or (0.0, 0.0)
    paired = verdict.basis is Basis.PAIRED
    if turned:
        one, other, wins, losses, difference, (low, high) = other, one, losses, wins, -difference, (-high, -low)
    return ShownVerdict(
        word=verdict.word.value,
        paired=paired,
        difference=_points(short(difference, 1)),
        low=_limit(low),
        high=_limit(high),
        p="" if verdict.p is None else written_p(verdict.p),
        needed=_ahead_from(wins, losses) if paired and low > 0 and verdict.word is not Word.AHEAD else "",
        common=verdict.common,
        wins=wins,
        losses=losses,
        disagreed=wins + losses,
        first_passed=one[0],
        first_total=one[1],
        other_passed=other[0],
        other_total=other[1],
        alone=verdict.only_left + verdict.only_right,
    )


def _ahead_from(wins: int, losses: int) -> str:
    """Return the least lead that is ahead on as many disagreements, or on more where it takes more: 6 to 0."""
    while mcnemar_exact(wins, losses) >= LEVEL:
        wins, losses = wins + 1, max(losses - 1, 0)
    return _("{wins} to {losses}").format(wins=wins, losses=losses)


def _points(number: str) -> str:
    return (_("{points} point") if number == "1" else _("{points} points")).format(points=number)


def _limit(points: float) -> str:
    text = short(Decimal(repr(points)), 1)
    return "0" if text == f"{MINUS}0" else text


def written_p(p: float) -> str:
    """Write a p-value with its sign: = 0.81, = 0.032, < 0.001; three decimals below 0.1.

    One that is below a limit of the verdicts has as many decimals more as it takes to be seen below it.
    """
    if p < 0.001:
        return "< 0.001"
    exact, decimals = Decimal(repr(p)), 3 if p < 0.1 else 2
    while any(exact < limit <= round_half_up(exact, decimals) for limit in _LIMITS):
        decimals += 1
    return f"= {fixed(exact, decimals)}"
