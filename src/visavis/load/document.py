"""A data file: its values, and where each of them stands; what cannot be read is refused with a Problem.

Nothing here knows what the values mean. Files are read whole, as UTF-8, and only from inside the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from visavis.load.data_file import LARGEST as LARGEST
from visavis.load.data_file import digest, file_bytes
from visavis.load.merging import conflict
from visavis.load.positions import Finding, Loc, Mark, Spot, UnreadableText, dotted, mark_at
from visavis.load.problems import Problem, ProblemsFound, Severity
from visavis.load.scalars import shown

SUFFIXES = (".yaml", ".yml", ".json")
"""The endings of data files."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


class Document:
    """One file as its author wrote it: `path` from the site's folder, `value`, and positions within its text.

    The text may be given as what returns it: few files have problems, and only these are asked for it.
    """

    def __init__(self, path: str, text: str | Callable[[], str], value: dict[str, Any]) -> None:
        self.path = path
        self.value = value
        self._source = text

    @cached_property
    def _text(self) -> str:
        return self._source if isinstance(self._source, str) else self._source()

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    @cached_property
    def _root(self) -> Spot:
        root: Spot = _format(self.path).spots(self._text)
        return root

    def _follow(self, loc: Loc) -> tuple[list[str | int], Spot]:
        """Return the steps of a way that stand in the text, and the spot they lead to."""
        steps: list[str | int] = []
        spot = self._root
        for step in loc:
            if (inside := spot.within(step)) is not None:
                steps.append(step)
                spot = inside
        return steps, spot

    def position(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value that pydantic's `loc` names, or of its key.

        Steps that do not stand in the text (the key that is missing, the name of a union's arm) are passed over, so
        that the answer is the nearest value around; a value without a key, such as an entry of a list, stands for it.
        """
        spot = self._follow(loc)[1]
        return self._clipped(spot.key if key and spot.key is not None else spot.value)

    def where(self, loc: Loc) -> str:
        """Return the dotted way to the value that `loc` names, as far as it stands in the text."""
        return dotted(self._follow(loc)[0])

    def line(self, number: int) -> str:
        """Return a line of the text, counted from 1; outside the text the empty line."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def problem(
        self,
        loc: Loc,
        rule: str,
        found: str,
        expected: str,
        fix: str,
        *,
        key: bool = False,
        where: str | None = None,
        severity: Severity = "error",
    ) -> Problem:
        """Return a problem with the value that `loc` names, or with its key."""
        line, column = self.position(loc, key=key)
        place = self.where(loc) if where is None else where
        return Problem(self.path, line, column, rule, place, found, expected, fix, self.line(line), severity)

    def _clipped(self, mark: Mark) -> tuple[int, int]:
        """Return the mark; one behind the end of the text is moved to the end of its last line."""
        line = min(mark.line, len(self._lines))
        return line, min(mark.column, len(self._lines[line - 1]) + 1)


def read_document(root: Path, path: str) -> Document:
    """Read `root / path`, a .yaml, .yml or .json file whose top level is a mapping.

    Raise ProblemsFound with everything that keeps it from being read.
    """
    return document_of(path, file_bytes(root, path))


def text_document(root: Path, path: str, shortened: Callable[[str], str]) -> Document:
    """Return a file without its value, for the positions in its text as it is shortened.

    Raises ProblemsFound where it can't be read.
    """
    return Document(path, shortened(_decoded(path, file_bytes(root, path))), {})


class ChangedMeanwhile(Exception):  # noqa: N818 -- nobody's mistake
    """A file is not what it was when its value was read."""


def reopened(root: Path, path: str, content: bytes) -> Document:
    """Return a readable file again without its value; its text is read when it is asked for.

    `content` is the digest of what was read. Asking for the text raises ChangedMeanwhile where it is another now.
    """

    def text() -> str:
        try:
            data = file_bytes(root, path)
        except ProblemsFound:
            raise ChangedMeanwhile(path) from None
        if digest(data) != content:
            raise ChangedMeanwhile(path)
        return _decoded(path, data)

    return Document(path, text, {})


def document_of(path: str, data: bytes) -> Document:
    """Return the document that a content is; raise ProblemsFound with everything that keeps it from being one."""
    text = _decoded(path, data)
    if bad := _CONTROL.search(text):
        found, fix = f"U+{ord(bad[0]):04X}", "take it away; an editor that shows invisible characters helps"
        _refuse(path, text, Finding(mark_at(text, bad.start()), "control-character", "", found, "visible text", fix))
    try:
        value = _format(path).read(text)
    except UnreadableText as unreadable:
        merge = conflict(text)
        _refuse(path, text, *([merge] if merge else unreadable.findings))
    if not isinstance(value, dict):
        example = '{"key": value}' if path.endswith(".json") else "key: value"
        finding = Finding(
            Mark(1, 1),
            "wrong-type",
            "",
            shown(value),
            f"a mapping ({example})",
            "write keys and values, with a space behind each colon",
        )
        _refuse(path, text, finding)
    return Document(path, text, value)


def _format(path: str) -> ModuleType:
    """Return the module that reads files with this ending; where all is known from the cache, neither is loaded."""
    if path.endswith(".json"):
        from visavis.load import json_text

        return json_text
    from visavis.load import yaml_text

    return yaml_text


def _decoded(path: str, data: bytes) -> str:
    """Return the text of a file without byte order mark, with line feeds alone."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        text = data.decode("utf-8", "replace")
        found = f"the byte {data[error.start]:#04x}, which is not UTF-8"
        fix = "save the file with the encoding UTF-8"
        _refuse(path, text, Finding(mark_at(before, len(before)), "not-utf-8", "", found, "UTF-8", fix))
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _refuse(path: str, text: str, *findings: Finding) -> NoReturn:
    lines = text.split("\n")
    problems = []
    for mark, rule, where, found, expected, fix in findings:
        line = min(mark.line, len(lines))
        column = min(mark.column, len(lines[line - 1]) + 1)
        problems.append(Problem(path, line, column, rule, where, found, expected, fix, lines[line - 1]))
    raise ProblemsFound(problems)
