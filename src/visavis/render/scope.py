"""Names of a template while it is compiled: what each stands for, and what reading it depends on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from visavis.render.hints import Hint


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that is there when a page is rendered: the Python name it has then, and its type."""

    source: str
    hint: Hint = None


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is known now."""

    value: Any


@dataclass(frozen=True, slots=True)
class MacroName:
    """A macro of a template, which sees nothing but its arguments. `own`: of a page's template, not imported."""

    template: str
    name: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """A template that was imported whole: its macros are its attributes."""

    template: str


Meaning = Variable | Constant | MacroName | Module


@dataclass(slots=True)
class Scope:
    """The names that can be seen at one place. `template` is the one being read, `keys` what stands for a path there.

    `keys` maps the source of a path, such as `page.frame`, to the variable that holds its value.
    """

    template: str
    names: dict[str, Meaning] = field(default_factory=dict)
    keys: dict[str, Variable] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    """The sources of the values that what is being written is kept for already."""
    alone: bool = False
    """Whether what is being written sees nothing but its keys, so that nothing in it can be left to Jinja."""
    open: bool = False
    """Whether a name that is not known here may yet stand for something when a page is rendered."""
    own: set[str] = field(default_factory=set)
    """The names that were set at this place, and not around it."""

    def inner(self) -> Scope:
        """Return a scope in which names can be set without being seen outside."""
        return Scope(self.template, dict(self.names), dict(self.keys), self.given, self.alone, self.open)

    def set(self, name: str, meaning: Meaning) -> None:
        """Let a name stand for something from here on."""
        self.names[name] = meaning
        self.own.add(name)
