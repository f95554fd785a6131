"""Why each rule exists, and files that break and keep it: the contents of rules/*.toml beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from visavis.load.problems import visible
from visavis.load.rule_names import RULES

Example = str | dict[str, str]
"""The texts of files by their paths in a site, or a sentence where no text shows the thing."""

_FOLDER = Path(__file__).parent / "rules"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule: its name, what it asks for, why, and what breaks and keeps it.

    The files of an example take the places of files of a small site, with the models example-12b and example-moe and
    the suite example-evals; with those of `wrong` it has problems of this rule alone, with those of `right` none.
    """

    rule: str
    asks: str
    why: str
    wrong: Example
    right: Example


@cache
def explanations() -> dict[str, Explanation]:
    """Return the explanation of every rule, by its name, in the order of RULES."""
    written: dict[str, dict[str, Any]] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        written |= tomllib.loads(path.read_text("utf-8"))
    return {rule: Explanation(rule, asks, **written[rule]) for rule, asks in RULES.items()}


def explained(one: Explanation) -> str:
    """Return an explanation as text for a terminal."""
    parts = [f"{one.rule}: {one.asks}", one.why]
    for heading, example in (("Wrong", one.wrong), ("Right", one.right)):
        if isinstance(example, str):
            parts.append(f"{heading}: {example}")
        else:
            parts += [f"{heading}: {path}\n{_indented(text)}" for path, text in example.items()]
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"  {visible(line)}".rstrip() for line in text.rstrip("\n").split("\n"))
