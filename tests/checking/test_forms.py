"""Reports as programs read them: JSON, GitHub's annotations and SARIF, each to the letter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from visavis import __version__
from visavis.checking.explanations import explained, explanations
from visavis.checking.github_form import as_github
from visavis.checking.json_form import as_json
from visavis.checking.report import Report, folder_in_repository
from visavis.checking.sarif_form import as_sarif
from visavis.load.problems import Problem
from visavis.load.rule_names import RULES

OVER = Problem(
    "data/evals/vision/gemma, 4:b%.yaml",
    5,
    29,
    "passed-over-total",
    "results.object-counting.passed",
    "12",
    "at most total, which is 10, 100%",
    "correct passed or total",
    "  object-counting: {passed: 12, total: 10}",
)
ODD = Problem("data/\udcff.yaml", 1, 1, "no-runs", "", "no\n::error::run", "a run", "add one", severity="warning")
BOTH = Report((OVER, ODD), folder="sites/one/")

text = st.text(st.characters(exclude_categories=()) | st.sampled_from("\ud800\udcff\n\r%:,"))
"""Any text, halves of characters among it, as they stand for what is no UTF-8 in names of files."""
problems = st.builds(
    Problem,
    path=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: "\0" not in text),
    line=st.integers(1, 9),
    column=st.integers(1, 9),
    rule=st.sampled_from(sorted(RULES)),
    where=st.text(st.characters(exclude_categories=["Cs"])),
    found=text,
    expected=text,
    fix=text,
    source_line=st.text(st.characters(exclude_categories=["Cs"])),
    severity=st.sampled_from(["error", "warning"]),
)
reports = st.builds(Report, st.lists(problems).map(tuple), st.booleans(), st.booleans(), st.integers(0, 9))


def test_json_has_every_field_of_every_problem() -> None:
    assert json.loads(as_json(BOTH)) == {
        "version": 1,
        "visavis": __version__,
        "failed": True,
        "errors": 1,
        "warnings": 1,
        "elsewhere": 0,
        "waiting": False,
        "problems": [
            {
                "path": "data/evals/vision/gemma, 4:b%.yaml",
                "line": 5,
                "column": 29,
                "rule": "passed-over-total",
                "where": "results.object-counting.passed",
                "found": "12",
                "expected": "at most total, which is 10, 100%",
                "fix": "correct passed or total",
                "source_line": "  object-counting: {passed: 12, total: 10}",
                "severity": "error",
            },
            {
                "path": "data/\\udcff.yaml",
                "line": 1,
                "column": 1,
                "rule": "no-runs",
                "where": "",
                "found": "no\n::error::run",
                "expected": "a run",
                "fix": "add one",
                "source_line": "",
                "severity": "warning",
            },
        ],
    }


def test_annotations_name_the_file_in_the_repository_and_keep_to_their_line() -> None:
    assert as_github(BOTH).split("\n") == [
        (
            "::error file=sites/one/data/evals/vision/gemma%2C 4%3Ab%25.yaml,line=5,col=29,title=passed-over-total::"
            "results.object-counting.passed: found 12%0A"
            "expected at most total, which is 10, 100%25%0A"
            "fix: correct passed or total"
        ),
        (
            "::warning file=sites/one/data/\\udcff.yaml,line=1,col=1,title=no-runs::"
            "found no\\n::error::run%0Aexpected a run%0Afix: add one"
        ),
    ]


def test_no_problem_is_no_annotation() -> None:
    assert as_github(Report(())) == ""


def test_what_is_not_checked_yet_is_a_notice() -> None:
    assert as_github(Report((OVER,), waiting=True)).split("\n")[1:] == [
        "::notice::Files with mistakes of their own were not checked against others yet."
    ]


def test_strict_makes_errors_of_warnings_in_every_form() -> None:
    report = Report((ODD,), strict=True)
    assert as_github(report).startswith("::error ")
    assert json.loads(as_json(report))["failed"] is True
    assert json.loads(as_sarif(report))["runs"][0]["results"][0]["level"] == "error"


def test_sarif_has_each_rule_once_and_each_problem_in_its_place() -> None:
    log = json.loads(as_sarif(Report((OVER, OVER, ODD), waiting=True, folder="sites/one/")))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "visavis"
    assert run["tool"]["driver"]["semanticVersion"] == __version__
    assert [(rule["id"], rule["shortDescription"]) for rule in run["tool"]["driver"]["rules"]] == [
        ("no-runs", {"text": "A suite has a run."}),
        ("passed-over-total", {"text": "No more prompts are passed than asked."}),
    ]
    help_text = run["tool"]["driver"]["rules"][1]["help"]["text"]
    assert help_text == explained(explanations()["passed-over-total"])
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "exitCode": 1,
            "toolExecutionNotifications": [
                {
                    "level": "note",
                    "message": {
                        "text": "Files with mistakes of their own were not checked against others yet: "
                        "there may be more."
                    },
                }
            ],
        }
    ]
    over, again, odd = run["results"]
    assert again == over
    assert over == {
        "ruleId": "passed-over-total",
        "ruleIndex": 1,
        "level": "error",
        "message": {
            "text": "results.object-counting.passed: found 12\n"
            "expected at most total, which is 10, 100%\n"
            "fix: correct passed or total"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "sites/one/data/evals/vision/gemma%2C%204%3Ab%25.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {
                        "startLine": 5,
                        "startColumn": 29,
                        "snippet": {"text": "  object-counting: {passed: 12, total: 10}"},
                    },
                },
                "logicalLocations": [{"fullyQualifiedName": "results.object-counting.passed", "kind": "member"}],
            }
        ],
    }
    assert odd["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "sites/one/data/%FF.yaml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 1, "startColumn": 1},
            }
        }
    ]


@pytest.fixture(scope="session")
def sarif_schema(node_packages: Path) -> dict[str, Any]:
    """Return the JSON Schema of SARIF 2.1.0, as Microsoft's package has it."""
    file = node_packages / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
    schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return schema


@pytest.mark.browser  # for npm
@pytest.mark.parametrize("report", [Report(()), BOTH, Report((OVER, ODD, OVER), waiting=True, strict=True)])
def test_sarif_follows_its_schema(report: Report, sarif_schema: dict[str, Any]) -> None:
    validator = Draft4Validator(sarif_schema, format_checker=Draft4Validator.FORMAT_CHECKER)
    assert list(validator.iter_errors(json.loads(as_sarif(report)))) == []


@given(reports)
def test_any_report_can_be_written_in_every_form(report: Report) -> None:
    lines = [line for line in as_github(report).split("\n") if line]
    assert len(lines) == len(report.problems) + report.waiting
    assert all(line.startswith(("::error file=", "::warning file=", "::notice::")) for line in lines)
    told = json.loads(as_json(report).encode("ascii"))
    assert [one["found"] for one in told["problems"]] == [
        problem.found.encode("utf-8", "backslashreplace").decode() for problem in report.problems
    ]
    results = json.loads(as_sarif(report).encode("ascii"))["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [problem.rule for problem in report.problems]


class TestFolder:
    """The way from the top of the repository to the site."""

    def test_a_site_outside_of_a_repository_is_its_own_top(self, tmp_path: Path) -> None:
        assert folder_in_repository(tmp_path, {}) == ""

    def test_the_nearest_folder_with_a_repository_is_the_top(self, tmp_path: Path) -> None:
        site = tmp_path / "sites" / "one"
        site.mkdir(parents=True)
        (tmp_path / ".git").mkdir()
        assert folder_in_repository(site, {}) == "sites/one/"
        (site / ".git").write_text("gitdir: elsewhere", "utf-8")  # as a worktree has it
        assert folder_in_repository(site, {}) == ""

    def test_the_workspace_of_a_workflow_is_the_top_where_the_site_lies_in_it(self, tmp_path: Path) -> None:
        site = tmp_path / "work" / "one"
        site.mkdir(parents=True)
        assert folder_in_repository(site, {"GITHUB_WORKSPACE": str(tmp_path / "work")}) == "one/"
        assert folder_in_repository(site, {"GITHUB_WORKSPACE": str(tmp_path / "other")}) == ""
