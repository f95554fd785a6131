"""The YAML parser's complaints, in words that help somebody who edits data and has never read the YAML standard."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from visavis.load.invisible import invisible
from visavis.load.positions import Finding, Mark


class _Words(NamedTuple):
    """Words for what the parser (libyaml or the pure Python one) says; `begin` points where the trouble began."""

    pattern: str
    found: str
    expected: str
    fix: str
    begin: bool = False


_QUOTE = ("a text whose quotes are never closed", "a closing quote", "write the missing quote")
_COLON = _Words(
    r"mapping values are not allowed",
    "a colon where a text goes on",
    "one key: value on a line",
    "put quotes around a text that has a colon in it; or correct the spaces before the line",
)
_END = _Words(r"document start", "text behind the end of the data", "nothing", "take the line ... away")
_UNFIT = _Words(
    r"expected key|block mapping",
    "a line that does not fit the lines around it",
    "the same number of spaces as the lines beside it",
    "correct the spaces before it",
)
_WORDS = (
    _COLON,
    _Words(
        r"could not find expected ':'",
        "a line without a colon",
        "key: value",
        "write a colon and a space after the key",
        begin=True,
    ),
    _Words(
        r"sequence entries are not allowed",
        "a - behind a key",
        "the list on the lines below",
        "begin a new line before -",
    ),
    _Words(r"found unexpected end of stream", *_QUOTE, begin=True),
    _Words(r"unexpected document (?:indicator|separator)", *_QUOTE, begin=True),
    _Words(
        r"unknown escape character|hexdecimal number|hexadecimal|Unicode character escape",
        "a backslash that means nothing here",
        "\\\\ for a backslash inside double quotes",
        "write \\\\, or use single quotes",
    ),
    _Words(
        r"while scanning an? (?:alias|anchor)",
        "a text that begins with * or &",
        "a value",
        "put quotes around it",
        begin=True,
    ),
    _Words(r"tag", "a text that begins with !", "a value", "put quotes around it", begin=True),
    _Words(
        r"comment or line break|chomping|indentation indicator",
        "something behind | or >",
        "a new line",
        "begin the text on the next line",
    ),
    _Words(
        r"flow sequence",
        "a [ that is not closed",
        "commas between the entries and a ] at the end",
        "write the missing comma or ]",
        begin=True,
    ),
    _Words(
        r"flow mapping",
        "a { that is not closed",
        "commas between the entries and a } at the end",
        "write the missing comma or }",
        begin=True,
    ),
    _Words(
        r"block collection",
        "a line without - in a list",
        "- before each entry",
        "write -, or correct the spaces before the line",
    ),
    _UNFIT,
    _Words(
        r"node content",
        "a sign that means nothing here",
        "a value",
        "take it away, or put quotes around the whole text",
    ),
    _END,
    _Words(r"YAML document|directive", "a line that begins with %", "key: value", "take the line away"),
)
_BEHIND = _Words(
    "",
    "something behind the end of a value",
    "the end of the line",
    "put quotes around the whole value; a single quote inside it is written twice",
)
_OPEN = _Words("", "a [ or { that is not closed", "a closing ] or }", "write the missing ] or }")
_UNCLOSED = _Words("", "a quote that is not closed on its line", "a closing quote", "write the missing quote")
_GLUED = _Words("", "a colon without a space behind it", "key: value", "write a space after the colon")
_INDENT = "a line with fewer spaces before it than the next"
_SPACES = _COLON._replace(fix="correct the spaces before the line; or put quotes around a text that has a colon in it")
_TAB = _Words("", "a tab at the start of a line", "spaces", "use spaces, two for each level")


def syntax_finding(error: yaml.YAMLError, text: str) -> Finding:
    """Return what the parser could not read, where, and how to mend it."""
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    at, since = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    lines = text.split("\n")
    mark = _inside(at or since, lines)
    line = lines[mark.line - 1]
    character = line[mark.column - 1 : mark.column]
    if character == "\t" and re.search(r"cannot start any token|tab character", problem):
        words = _TAB
    elif "cannot start any token" in problem:
        words = _Words("", f"a text that begins with {character}", "a value", "put quotes around it")
    elif "node content" in problem and not character:
        words = _OPEN
    elif "block mapping" in context and line[: mark.column - 1].strip():
        words = _BEHIND
    else:
        unknown = _Words("", problem or "something that is not YAML", "YAML", "correct this line or the one before it")
        said = f"{context}; {problem}"
        words = next((words for words in _WORDS if re.search(words.pattern, said)), unknown)
    if words.begin and since is not None:
        mark = _inside(since, lines)
        words, mark = _open_quote(lines[mark.line - 1], mark) or _glued(lines, mark.line) or (words, mark)
    elif words is _END:
        words, mark = _glued(lines, _first(lines)) or (words, mark)
    elif words is _UNFIT:
        words, mark = _glued(lines, _last(lines, mark.line)) or (words, mark)
    elif words is _BEHIND or words is _COLON:
        words, mark = _cause_above(lines[: mark.line - 1], line) or _misplaced(lines, mark, words) or (words, mark)
    return Finding(mark, "bad-syntax", "", words.found, words.expected, words.fix)


_OPENED = re.compile(r"""[\w -]*:[ ]+(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$""")
_QUOTED = re.compile(r"""(?<=[\s{[,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(["']))""")
_NO_SPACE = re.compile(r"[ ]*[\w-]+:(?![ /#]|$)(?:[^:#]|:/|(?<=\S)#)*(?:(?<=\s)#.*)?$")
_KEY = re.compile(r"([ ]*)([\w-]+):(?=\s|$)(?:\s*#.*|\s*(\S.*))?$")


def _cause_above(lines: list[str], stumbled: str) -> tuple[_Words, Mark] | None:
    """Return what, on a line before, makes the parser stumble only later: an open quote, or a colon without a space.

    A quoted text may go on for lines; a quote is taken for open where a line of its own level or less comes next.
    """
    written = [(number, line.rstrip("\r")) for number, line in enumerate(lines, start=1) if line.strip()]
    following = len(stumbled) - len(stumbled.lstrip(" "))
    for number, line in reversed(written):
        indentation = len(line) - len(line.lstrip(" "))
        if _OPENED.match(line) and following <= indentation:
            return _UNCLOSED, Mark(number, min(line.find(quote) for quote in "\"'" if quote in line) + 1)
        following = indentation
    return _glued(lines, written[-1][0]) if written else None


def _glued(lines: list[str], number: int) -> tuple[_Words, Mark] | None:
    """Return that a line, counted from 1, has a key whose colon has no space behind it, if so it is."""
    line = lines[number - 1].rstrip("\r")
    if not _NO_SPACE.match(line):
        return None
    colon = line.index(":")
    if hidden := invisible(line[colon + 1]):
        words = _Words("", f"{hidden} behind a colon", "a common space", "write a common space in its place")
        return words, Mark(number, colon + 2)
    return _GLUED, Mark(number, colon + 1)


def _first(lines: list[str]) -> int:
    """Return the number of the first line of data."""
    return next((number for number, line in enumerate(lines, start=1) if _data(line) and line[:3] != "---"), 1)


def _last(lines: list[str], before: int) -> int:
    """Return the number of the last line of data before a line."""
    return next((number for number in range(before - 1, 0, -1) if _data(lines[number - 1])), before)


def _misplaced(lines: list[str], mark: Mark, words: _Words) -> tuple[_Words, Mark] | None:
    """Return that spaces are wrong, where a line that the parser stumbled over begins with a key, as keys do.

    Where the line above has fewer, and the one before it as many or nothing but a key, it is that line; which of both
    was meant otherwise only their author knows.
    """
    stumbled = _KEY.match(lines[mark.line - 1])
    if words is not _COLON or not stumbled or stumbled.end(2) != mark.column - 1:
        return None
    written = [(number, line) for number, line in enumerate(lines[: mark.line - 1], start=1) if _data(line)]
    if len(written) >= 2 and (above := _KEY.match(written[-1][1])) and (before := _KEY.match(written[-2][1])):
        deep, less = len(stumbled[1]), len(above[1])
        alone = len(before[1]) == less and not before[3]
        if less < deep and above[3] and (len(before[1]) == deep or alone):
            fix = f"put {_spaces(deep - less)} before {above[2]}, or take those before {stumbled[2]} away"
            found = _Words("", _INDENT, "the same number of spaces as the lines beside it", fix)
            return found, Mark(written[-1][0], less + 1)
    return _SPACES, mark


def _data(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _spaces(count: int) -> str:
    return {1: "one space", 2: "two spaces"}.get(count, f"{count} spaces")


def _open_quote(line: str, opened: Mark) -> tuple[_Words, Mark] | None:
    """Return the quote that is open at the end of a line, behind a bracket, which it keeps from being closed."""
    if line[opened.column - 1 : opened.column] not in ("{", "["):
        return None
    quotes = (found for found in _QUOTED.finditer(line, opened.column - 1) if found[1])
    return next(((_UNCLOSED, Mark(opened.line, found.start() + 1)) for found in quotes), None)


def _inside(mark: yaml.Mark | None, lines: list[str]) -> Mark:
    """Return the parser's mark, moved to the last line that holds something where it points behind the end."""
    if mark is None:
        return Mark(1, 1)
    if mark.line < len(lines) and (lines[mark.line] or mark.line + 1 < len(lines)):
        return Mark(mark.line + 1, min(mark.column, len(lines[mark.line])) + 1)
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    return Mark(last + 1, len(lines[last]) + 1)
