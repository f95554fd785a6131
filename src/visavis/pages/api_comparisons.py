"""The data of comparisons: how a left model stands to each right one, and what differs most between them.

There is one file for each left model, with just the pairs that have a page. Their tables are not in it, for they are
the rows of the two models' own data side by side.
"""

from __future__ import annotations

from visavis.compare.comparison import Comparer, Comparison, Lead
from visavis.compare.differences import Difference
from visavis.compare.lazily import Alike
from visavis.compare.pairs import PairChoice
from visavis.compare.statistics import KEPT
from visavis.compare.subjects import Subject
from visavis.compare.verdict import Reason, Verdict
from visavis.pages.api_values import VERSION, Json

DECIMALS, DIGITS = 3, 6
"""Points are written with so many decimals, p-values with so many significant digits."""


class ComparisonValues:
    """Makes the data of a left model's comparisons. Most verdicts have been written before, for another pair."""

    def __init__(self, comparer: Comparer, partners: PairChoice) -> None:
        self._comparer, self._partners = comparer, partners
        self._subjects = comparer.catalogue.subjects
        self._verdicts: dict[int, tuple[Verdict, Json]] = {}
        self._compared = Alike()

    def file(self, left: str) -> Json:
        """Return what api/comparisons/<model>.json holds."""
        rights = [self._subjects[right] for right in self._partners.rights(left)]
        found = self._comparer.ahead(self._subjects[left], rights)
        self._compared.ask(found)
        made = {one.right.key: self._pair(one) for one in found}
        for one in found[:1]:
            self._compared.learn(one)
        return {"version": VERSION, "model": left, "comparisons": made}

    def _pair(self, found: Comparison) -> Json:
        suites = {lead.suite.table.key: self._lead(lead) for lead in found.leads}
        return {"suites": suites, "differences": [_difference(one) for one in found.differences]}

    def _lead(self, lead: Lead) -> Json:
        verdict = lead.verdict
        if verdict is None:
            return {"basis": lead.basis, "better": lead.better} if lead.better else {"basis": lead.basis}
        known = self._verdicts.get(id(verdict))
        if known is None:
            if len(self._verdicts) >= KEPT:
                self._verdicts.clear()
            # the verdict is kept too, so that nothing else can have its id
            known = self._verdicts[id(verdict)] = verdict, _verdict(verdict)
        return known[1]


def compared_facts(of: Subject) -> tuple[object, ...]:
    """Return what the data of a model's comparisons depend on beside its runs: that which differences are made of."""
    return of.does, of.does_not, [(fact.kind.value, fact.key, fact.text, fact.order) for fact in of.key_facts]


def _verdict(of: Verdict) -> Json:
    found: Json = {"basis": of.basis.value, "verdict": of.word.value}
    if of.side:
        found["better"] = of.side
    if of.reason is not Reason.TESTED:
        found["reason"] = of.reason.value
    if of.difference is not None and of.interval is not None:
        low, high = of.interval
        found["difference"] = round(float(of.difference), DECIMALS)
        found["interval"] = [round(low, DECIMALS), round(high, DECIMALS)]
    if of.p is None:
        found |= {"left": [of.left_passed, of.left_total], "right": [of.right_passed, of.right_total]}
        return found
    found["p"] = float(f"{of.p:.{DIGITS}g}")
    found |= {"both_right": of.both_right, "wins": of.wins, "losses": of.losses, "both_wrong": of.both_wrong}
    if of.only_left or of.only_right:
        found |= {"only_left": of.only_left, "only_right": of.only_right}
    return found


def _difference(of: Difference) -> Json:
    found: Json = {"kind": of.kind, "side": of.side}
    if of.suite:
        found["suite"] = of.suite
    if of.key:
        found["row"] = of.key
    elif of.labels:
        found["labels"] = of.labels
    if of.amount:
        found["amount"] = of.amount
    if of.verdict:
        found["verdict"] = of.verdict.word.value
    return found
