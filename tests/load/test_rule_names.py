"""Every rule has a name that is listed, and a test that shows its exact message."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import visavis.load
from visavis.load.rule_names import RULES

HERE = Path(__file__).parent
LOAD = Path(visavis.load.__file__).parent
SOURCES = [*sorted(LOAD.glob("*.py")), LOAD.parent / "site.py", LOAD.parent / "render" / "faults.py"]
POSITIONS = {"Problem": 3, "refuse": 0, "problem": 1, "file_problem": 1, "Finding": 1}


def names_used() -> set[str]:
    """Return every rule that the code names where it makes a problem."""
    names: set[str] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            own = isinstance(node.func, ast.Attribute) and name == "refuse"
            at = 1 if own else POSITIONS.get(name, 99)
            if at < len(node.args) and isinstance(node.args[at], ast.Constant):
                names.add(str(getattr(node.args[at], "value", "")))
    return names


def names_shown() -> set[str]:
    """Return every rule that a message in the corpus or a test shows."""
    texts = [path.read_text(encoding="utf-8") for path in (HERE.parent / "corpus" / "invalid").glob("*.txt")]
    tests = [*HERE.glob("test_*.py"), HERE.parent / "test_theme.py", HERE.parent / "render" / "test_faults.py"]
    texts += [path.read_text(encoding="utf-8") for path in tests]
    return {name for text in texts for name in re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]", text)}


def test_every_rule_in_the_code_is_listed() -> None:
    assert names_used() - set(RULES) == set()


def test_every_rule_listed_is_in_the_code() -> None:
    text = "".join(source.read_text(encoding="utf-8") for source in SOURCES if source.name != "rule_names.py")
    assert {name for name in RULES if f'"{name}"' not in text} == set()


def test_every_rule_has_an_exact_message_in_the_corpus_or_a_test() -> None:
    assert set(RULES) - names_shown() == set()


def test_every_message_shown_is_of_a_rule_listed() -> None:
    assert names_shown() - set(RULES) == set()


def test_every_rule_is_explained_in_a_sentence() -> None:
    assert all(re.fullmatch(r"[A-Z].*\.", text) for text in RULES.values())
