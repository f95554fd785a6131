"""Problems as SARIF 2.1.0, the form that code scanning services and editors read (OASIS Standard, 2020). In ASCII."""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import quote

from visavis import __version__
from visavis.checking.explanations import Explanation, explained, explanations
from visavis.checking.report import Report, encodable, sentences
from visavis.load.problems import Problem, visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"


def as_sarif(report: Report) -> str:
    """Return a report as a SARIF log of one run, with paths from the top of the repository."""
    rules = sorted({problem.rule for problem in report.problems})
    driver = {
        "name": "visavis",
        "semanticVersion": __version__,
        "rules": [_rule(explanations()[rule]) for rule in rules],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [_result(report, problem, rules.index(problem.rule)) for problem in report.problems],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(one: Explanation) -> dict[str, Any]:
    """Return a rule as a service shows it beside a problem."""
    why = " ".join(one.why.split())
    return {
        "id": one.rule,
        "shortDescription": {"text": one.asks},
        "fullDescription": {"text": why},
        "help": {"text": explained(one)},
    }


def _invocation(report: Report) -> dict[str, Any]:
    """Return how the check went; it says where files were not checked against others yet."""
    invocation: dict[str, Any] = {"executionSuccessful": True, "exitCode": int(report.failed)}
    if report.waiting:
        text = "Files with mistakes of their own were not checked against others yet: there may be more."
        invocation["toolExecutionNotifications"] = [{"level": "note", "message": {"text": text}}]
    return invocation


def _result(report: Report, problem: Problem, index: int) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": problem.line, "startColumn": problem.column}
    if problem.source_line:
        region["snippet"] = {"text": encodable(problem.source_line)}
    file = {"uri": quote(os.fsencode(report.folder + problem.path)), "uriBaseId": _ROOT}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": file, "region": region}}
    if problem.where:
        location["logicalLocations"] = [{"fullyQualifiedName": encodable(problem.where), "kind": "member"}]
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": "error" if report.strict else problem.severity,
        "message": {"text": "\n".join(visible(sentence) for sentence in sentences(problem))},
        "locations": [location],
    }
