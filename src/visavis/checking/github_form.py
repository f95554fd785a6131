"""Problems as the commands by which GitHub Actions puts annotations on the lines of a pull request.

The form: docs.github.com, "Workflow commands for GitHub Actions". GitHub shows ten errors and ten warnings of a step.
"""

from __future__ import annotations

from visavis.checking.report import Report, sentences
from visavis.load.problems import visible


def as_github(report: Report) -> str:
    """Return a report as one workflow command a line; without a problem there is none."""
    lines = []
    for problem in report.problems:
        kind = "error" if report.strict else problem.severity
        place = f"file={_value(report.folder + problem.path)},line={problem.line},col={problem.column}"
        text = "%0A".join(_text(sentence) for sentence in sentences(problem))
        lines.append(f"::{kind} {place},title={_value(problem.rule)}::{text}")
    if report.waiting:
        lines.append("::notice::Files with mistakes of their own were not checked against others yet.")
    return "\n".join(lines)


def _text(text: str) -> str:
    return visible(text).replace("%", "%25")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
