"""Problems as JSON, for programs: the fields of every Problem, as README.md lists them. In ASCII, so safe to print."""

from __future__ import annotations

import json
from dataclasses import asdict

from visavis import __version__
from visavis.checking.report import Report, encodable

VERSION = 1
"""The version of this form; a change that a reader could trip over makes it another."""


def as_json(report: Report) -> str:
    """Return a report as JSON. Paths are from the site's folder; lines and columns count from 1, in characters."""
    problems = [
        {name: encodable(value) if isinstance(value, str) else value for name, value in asdict(problem).items()}
        for problem in report.problems
    ]
    found = {
        "version": VERSION,
        "visavis": __version__,
        "failed": report.failed,
        "errors": report.errors,
        "warnings": len(report.problems) - report.errors,
        "elsewhere": report.elsewhere,
        "waiting": report.waiting,
        "problems": problems,
    }
    return json.dumps(found, indent=2)
