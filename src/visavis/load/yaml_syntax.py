"""The YAML parser's complaints, in words that help somebody who edits data and has never read the YAML standard."""

from __future__ import annotations

import re

import yaml

from visavis.load.positions import Finding, Mark

_INDENT = ("a line that does not fit the lines around it", "the same number of spaces as the lines beside it")
_INDENT_FIX = "correct the spaces before it; or put quotes around the whole value, with a quote inside written twice"

# Each row: what the parser says (libyaml or the pure Python parser); found; expected; fix. The first that fits counts.
_WORDS: tuple[tuple[str, str, str, str], ...] = (
    (
        r"mapping values are not allowed",
        "a colon where a text goes on",
        "one key: value on a line",
        "put quotes around a text that has a colon in it; or correct the spaces before the line",
    ),
    (r"could not find expected ':'", "a line without a colon", "key: value", "write a colon and a space after the key"),
    (
        r"sequence entries are not allowed",
        "a - behind a key",
        "the list on the lines below",
        "begin a new line before -",
    ),
    (
        r"found unexpected end of stream",
        "a text whose quotes are never closed",
        "a closing quote",
        "write the missing quote",
    ),
    (r"unexpected document separator", "--- inside a quoted text", "a closing quote", "write the missing quote"),
    (
        r"unknown escape character|hexdecimal number|hexadecimal|Unicode character escape",
        "a backslash that means nothing here",
        "\\\\ for a backslash inside double quotes",
        "write \\\\, or use single quotes",
    ),
    (
        r"(?:while scanning an? (?:alias|anchor)).*alphabetic",
        "a text that begins with * or &",
        "a value",
        "put quotes around it",
    ),
    (r"tag", "a text that begins with !", "a value", "put quotes around it"),
    (
        r"comment or line break|chomping|indentation indicator",
        "something behind | or >",
        "a new line",
        "begin the text on the next line",
    ),
    (
        r"flow sequence",
        "a [ that is not closed",
        "commas between the entries and a ] at the end",
        "write the missing comma or ]",
    ),
    (
        r"flow mapping",
        "a { that is not closed",
        "commas between the entries and a } at the end",
        "write the missing comma or }",
    ),
    (
        r"block collection",
        "a line without - in a list",
        "- before each entry",
        "write -, or correct the spaces before the line",
    ),
    (r"expected key|block mapping", *_INDENT, _INDENT_FIX),
    (r"node content", "a sign that means nothing here", "a value", "take it away, or put quotes around the whole text"),
    (r"YAML document|directive", "a line that begins with %", "key: value", "take the line away"),
)


def syntax_finding(error: yaml.YAMLError, text: str) -> Finding:
    """Return what the parser could not read, where, and how to mend it."""
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    at, since = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    lines = text.split("\n")
    mark = _inside(at or since, lines)
    character = lines[mark.line - 1][mark.column - 1 : mark.column]
    if character == "\t" and re.search(r"cannot start any token|tab character", problem):
        found, expected, fix = "a tab at the start of a line", "spaces", "use spaces, two for each level"
        return Finding(mark, "bad-syntax", "", found, expected, fix)
    if "cannot start any token" in problem:
        found = f"a text that begins with {character}"
        return Finding(mark, "bad-syntax", "", found, "a value", "put quotes around it")
    for pattern, found, expected, fix in _WORDS:
        if re.search(pattern, f"{context}; {problem}"):
            opened = since is not None and re.search("quotes are|not closed", found)
            return Finding(_inside(since, lines) if opened else mark, "bad-syntax", "", found, expected, fix)
    found = problem or "something that is not YAML"
    return Finding(mark, "bad-syntax", "", found, "YAML", "correct this line or the one before it")


def _inside(mark: yaml.Mark | None, lines: list[str]) -> Mark:
    """Return the parser's mark, moved to the last line that holds something where it points behind the end."""
    if mark is None:
        return Mark(1, 1)
    if mark.line < len(lines) and (lines[mark.line] or mark.line + 1 < len(lines)):
        return Mark(mark.line + 1, min(mark.column, len(lines[mark.line])) + 1)
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    return Mark(last + 1, len(lines[last]) + 1)
