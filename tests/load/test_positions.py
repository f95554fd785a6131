"""Positions of every rule's problems, right to the column however a file is written.

The bad examples of `visavis explain`, whose exact messages lie in tests/corpus/rules, are written anew with carriage
returns, a byte order mark, tabs and wide characters, and as JSON. What a problem points at must not move but as far as
the text itself did; in JSON, where it must stand is known from writing it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

from tests.checking.examples import BASE, OF_THE_THEME, found, lay
from tests.load.test_json_schema import as_editors_read
from visavis.checking.explanations import Explanation, explanations
from visavis.load.problems import Problem

EVERY = [one for one in explanations().values() if isinstance(one.wrong, dict) and one.rule not in OF_THE_THEME]


def rules_but(others: Collection[str] = ()) -> pytest.MarkDecorator:
    """Run a test with the explanation of every rule but these."""
    return pytest.mark.parametrize("one", [one for one in EVERY if one.rule not in others], ids=lambda one: one.rule)


every_rule = rules_but()
SIGNS = {"bad-syntax", "no-alias", "no-anchor", "no-tag"}
"""Rules about the signs of YAML themselves."""
Place = tuple[str, int, int, str, str]
Change = Callable[[str], str]


def problems_of(root: Path, one: Explanation, change: Change, *, yaml_alone: bool = True) -> tuple[Problem, ...]:
    """Return the problems of a bad example whose data files, and the site's around them, are changed."""
    lay(root, one.rule, one.wrong, wrong=True)
    for path in {*BASE, *one.wrong}:
        file = root / path
        if path.startswith("data/") and file.is_file() and (path.endswith(".yaml") or not yaml_alone):
            file.write_bytes(change(file.read_bytes().decode()).encode())
    return found(root, one.rule)


def places(problems: tuple[Problem, ...]) -> list[Place]:
    return [(one.path, one.line, one.column, one.rule, one.where) for one in problems]


@every_rule
def test_carriage_returns_and_a_byte_order_mark_change_nothing(one: Explanation, tmp_path: Path) -> None:
    plain = problems_of(tmp_path / "plain", one, lambda text: text)
    both = problems_of(tmp_path / "both", one, lambda text: "\ufeff" + text.replace("\n", "\r\n"), yaml_alone=False)
    assert both == plain


@every_rule
def test_a_line_of_wide_characters_above_moves_a_problem_down_by_one(one: Explanation, tmp_path: Path) -> None:
    plain = problems_of(tmp_path / "plain", one, lambda text: text)
    moved = problems_of(tmp_path / "moved", one, lambda text: f"# 幅の広い文字 🧪\t𝟙é\n{text}")
    of_the_file = {"empty-file", "missing-file", "unknown-file", "duplicate-file", "bad-key"}
    assert [place[2:] for place in places(moved)] == [place[2:] for place in places(plain)]
    for before, after in zip(places(plain), places(moved), strict=True):
        fixed = one.rule in of_the_file or not before[0].endswith(".yaml") or (before[1:3] == OF_ALL and not before[4])
        assert after[1] - before[1] in ((0, 1) if fixed else (1,))


OF_ALL = (1, 1)
"""Where a problem stands that is with all that a file says: before or behind the comments at its top."""


@every_rule
def test_columns_count_characters_however_wide(one: Explanation, tmp_path: Path) -> None:
    """What stands before a mistake on its line is made of wide characters, as many as there were."""
    plain = problems_of(tmp_path / "plain", one, lambda text: text)
    wide = problems_of(
        tmp_path / "wide",
        one,
        lambda text: (
            text.replace("Example", "例え🧪e\u0301𝟙é").replace("EXAMPLE", "例え🧪E\u0301𝟙É").replace("Acme", "亜久女社")
        ),
    )
    assert places(wide) == places(plain)


@rules_but(SIGNS)
def test_tabs_for_spaces_behind_colons_and_commas_change_no_column(one: Explanation, tmp_path: Path) -> None:
    plain = problems_of(tmp_path / "plain", one, lambda text: text)
    tabs = problems_of(tmp_path / "tabs", one, lambda text: text.replace(": {", ":\t{").replace(": [", ":\t["))
    assert places(tabs) == places(plain)


# --- as JSON ----------------------------------------------------------------------------------------------------------

Where = tuple[str | int, ...]


class Written:
    """A value written as JSON, one entry a line, and where each key and value came to stand."""

    def __init__(self, value: Any, indent: str) -> None:
        self.lines = [""]
        self.keys: dict[Where, tuple[int, int]] = {}
        self.values: dict[Where, tuple[int, int]] = {}
        self._indent = indent
        self._write(value, ())

    def _here(self) -> tuple[int, int]:
        return len(self.lines), len(self.lines[-1]) + 1

    def _write(self, value: Any, at: Where) -> None:
        self.values[at] = self._here()
        if not isinstance(value, dict | list):
            self.lines[-1] += json.dumps(value, ensure_ascii=False)
            return
        entries = list(value.items() if isinstance(value, dict) else enumerate(value))
        self.lines[-1] += "{" if isinstance(value, dict) else "["
        for place, (step, inside) in enumerate(entries):
            self.lines.append(self._indent * (len(at) + 1))
            if isinstance(value, dict):
                self.keys[*at, step] = self._here()
                self.lines[-1] += json.dumps(step, ensure_ascii=False) + ":\t"
            self._write(inside, (*at, step))
            self.lines[-1] += "," if place < len(entries) - 1 else ""
        self.lines.append(self._indent * len(at))
        self.lines[-1] += "}" if isinstance(value, dict) else "]"

    def step(self, where: str) -> Where:
        """Return the way to a value from its dotted form, in which entries count from 1."""
        ways = {".".join(str(s + 1) if isinstance(s, int) else s for s in at): at for at in self.values}
        return ways[where]


NOT_IN_JSON = {
    "curly-quotes": "about the signs of YAML",
    "bad-character": "an example in JSON itself",
    "bad-number": "an example in JSON itself",
    "bad-syntax": "about the signs of YAML",
    "control-character": "JSON writes it as an escape",
    "duplicate-file": "about files",
    "duplicate-key": "a value has no key twice",
    "empty-file": "about files",
    "missing-file": "about files",
    "no-alias": "about the signs of YAML",
    "no-anchor": "about the signs of YAML",
    "no-tag": "about the signs of YAML",
    "several-documents": "about the signs of YAML",
    "too-deep": "in the corpus as JSON",
    "unknown-file": "about files",
}
TEXTS = {"expected", "version", "name"}
"""Fields of text whose examples are numbers in YAML."""


def as_json(value: Any, key: str = "") -> Any:
    """Return a value with texts where JSON must have them."""
    if isinstance(value, dict):
        return {name: as_json(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [as_json(one, key) for one in value]
    return str(value) if key in TEXTS and not isinstance(value, str) else value


@pytest.mark.parametrize("indent", ["  ", "\t"], ids=["spaces", "tabs"])
@rules_but(NOT_IN_JSON)
def test_in_json_a_problem_points_at_the_same_key_or_value(one: Explanation, indent: str, tmp_path: Path) -> None:
    yaml_root, root = (
        lay(tmp_path / "yaml", one.rule, one.wrong, wrong=True),
        lay(tmp_path / "json", one.rule, one.wrong, wrong=True),
    )
    written: dict[str, Written] = {}
    for file in sorted((root / "data").rglob("*.yaml")):
        text = Written(as_json(as_editors_read(file.name, file.read_bytes())), indent)
        path = file.with_suffix(".json")
        path.write_text("\n".join(text.lines) + "\n", "utf-8", newline="\r\n")
        file.unlink()
        written[path.relative_to(root).as_posix()] = text
    before, after = found(yaml_root, one.rule), found(root, one.rule)
    same = [(one.path.removesuffix(".yaml"), one.rule, one.where) for one in before]
    assert [(one.path.removesuffix(".json"), one.rule, one.where) for one in after] == same
    for in_yaml, in_json in zip(before, after, strict=True):
        if in_json.path not in written or not in_json.where:
            assert (in_json.line, in_json.column) == (1, 1)
            continue
        text = written[in_json.path]
        try:
            at = text.step(in_json.where)
        except KeyError:  # a key that is missing: the mapping's own place
            at = text.step(in_json.where.rpartition(".")[0])
        place = (in_json.line, in_json.column)
        at_key = at in text.keys and in_yaml.source_line[in_yaml.column - 1 :].startswith(f"{at[-1]}:")
        assert place == (text.keys[at] if at_key else text.values[at])
        assert in_json.source_line == text.lines[in_json.line - 1]
