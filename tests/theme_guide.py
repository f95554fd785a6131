"""The reference part of templates/README.md, made from the code: every page, every object in it, every macro."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import textwrap
import types
import typing
from collections.abc import Iterator
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import Any

from tests.helpers import ROOT
from tests.theme_words import WORDS
from visavis.compare.lazily import lazily
from visavis.render.fragments import FRAGMENTS, JOINED
from visavis.render.renderer import TEMPLATES

BEGIN = "<!-- From here on written by tests/theme_guide.py: VISAVIS_REGENERATE=1 pytest tests/test_theme_guide.py -->\n"
_WORDS: dict[object, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    type(None): "nothing",
    Any: "any",
    object: "any",
}


def reference() -> str:
    """Return the reference as Markdown."""
    found = reachable()
    pages = sorted(TEMPLATES.items(), key=lambda item: item[1])
    parts = ["# Pages\n"]
    for page, template in pages:
        parts.append(f"## `{template}`\n\n{_described(page)}")
    parts.append("# Objects\n\nWhat pages are made of, by name.\n")
    others = sorted((one for one in found if one not in TEMPLATES), key=titled)
    parts += [f"## {titled(one)}\n\n{_described(one)}" for one in others]
    parts.append(f"# Macros\n\n{_macros()}")
    return "\n".join(parts)


@cache
def reachable() -> tuple[type, ...]:
    """Return the class of every page, and of every object that can be reached from one, by fields."""
    found: dict[type, None] = {}
    ahead: list[type] = list(TEMPLATES)
    while ahead:
        one = ahead.pop()
        if one not in found:
            found[one] = None
            ahead += [inner for hint, _ in members(one).values() for inner in _ours(hint)]
    return tuple(found)


def members(one: Any) -> dict[str, tuple[Any, str]]:
    """Return what templates can read of an object, by name: its type, and what its docstring says."""
    return _members(one)


@cache
def _members(one: Any) -> dict[str, tuple[Any, str]]:
    told = _attribute_docs(one)
    found: dict[str, tuple[Any, str]] = {}
    hints = typing.get_type_hints(one)
    if dataclasses.is_dataclass(one):
        found = {field.name: (hints[field.name], "") for field in dataclasses.fields(one)}
    elif fields := getattr(one, "_fields", None) or getattr(one, "model_fields", None):
        found = {
            name: (hints[name], getattr(one, "model_fields", {}).get(name, _Nothing).description) for name in fields
        }
    for kind in reversed(one.__mro__ if one.__module__.startswith("visavis.") else ()):
        if not kind.__module__.startswith("visavis.") or issubclass(one, Enum):
            continue
        for name, value in list(vars(kind).items()):
            function = getattr(value, "fget", None) or (value.computes if isinstance(value, lazily) else None)
            if function and not name.startswith("_"):
                hint = typing.get_type_hints(function).get("return", Any)
                found[name] = (hint, inspect.getdoc(function) or "")
    found |= {name: (hint, "") for name, hint in hints.items() if name not in found and not name.startswith("_")}
    return {
        name: (hint, told.get(name) or doc or "") for name, (hint, doc) in found.items() if not name.startswith("_")
    }


class _Nothing:
    description = ""


def _attribute_docs(one: type) -> dict[str, str]:
    """Return the texts that stand under the fields of a class."""
    found: dict[str, str] = {}
    for kind in one.__mro__:
        if not kind.__module__.startswith("visavis."):
            continue
        (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
        statements = body.body if isinstance(body, ast.ClassDef) else []
        for this, after in pairwise(statements):
            target = (
                this.target
                if isinstance(this, ast.AnnAssign)
                else this.targets[0]
                if isinstance(this, ast.Assign)
                else None
            )
            if isinstance(target, ast.Name) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                found.setdefault(target.id, inspect.cleandoc(str(after.value.value)))
    return found


def _ours(hint: object) -> Iterator[type]:
    for inner in typing.get_args(hint):
        yield from _ours(inner)
    if isinstance(hint, type) and hint.__module__.startswith("visavis."):
        yield hint


def titled(one: type) -> str:
    """Return the heading of an object: its name, and its module's where several have that name."""
    same = [other for other in reachable() if other.__name__ == one.__name__]
    return one.__name__ if len(same) == 1 else f"{one.__name__} of {one.__module__.rpartition('.')[2]}"


def meaning(one: type, name: str) -> str:
    """Return what a field means; nothing where the words above the table say it.

    Raises KeyError where nobody has said it yet: say it in the docstring of the object's class.
    """
    doc = members(one)[name][1]
    if doc or re.search(rf"`{name}[`.]", inspect.getdoc(one) or ""):
        return doc
    own = f"{titled(one)}.{name}"
    if own not in WORDS and name not in WORDS:
        raise KeyError(f"say what {own} means, in the docstring of the class")
    return WORDS.get(own) or WORDS[name]


def _described(one: type) -> str:
    lines = [_prose(inspect.getdoc(one) or ""), ""]
    if issubclass(one, Enum):
        told = _attribute_docs(one)
        lines += [f"- `{value.value}`" + (f": {told[value.name]}" if value.name in told else "") for value in one]
    elif fields := members(one):
        lines += ["| field | is | meaning |", "|---|---|---|"]
        lines += [f"| `{name}` | {_kind(hint)} | {_cell(meaning(one, name))} |" for name, (hint, _) in fields.items()]
    return "\n".join(lines) + "\n"


def _prose(text: str) -> str:
    return re.sub(r"(?<=\S)\n(?=\S)", " ", text).replace("<", r"\<")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _kind(hint: Any) -> str:
    """Return a type in words, with links to the objects that are described here."""
    if hint in _WORDS:
        return _WORDS[hint]
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _kind(inner[0])
    if origin is typing.Literal:
        return " or ".join(f'"{word}"' for word in inner)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_kind(one) for one in sorted(inner, key=lambda one: one is type(None)))
    if origin is tuple and inner[-1:] != (...,):
        return f"({', '.join(map(_kind, inner))})"
    if origin is not None and len(inner) == 2 and inner[1] is not ...:
        return f"mapping of {_kind(inner[0])} to {_kind(inner[1])}"
    if origin is not None and inner:
        return f"list of {_kind(inner[0])}" if origin is not frozenset else f"set of {_kind(inner[0])}"
    if isinstance(hint, type) and hint in reachable():
        return f"[{titled(hint)}](#{titled(hint).lower().replace(' ', '-').replace('_', '_')})"
    return f"`{getattr(hint, '__name__', hint)}`"


def _macros() -> str:
    lines = ["| macro | called as a filter | what it is |", "|---|---|---|"]
    plural = {one: many for many, one in JOINED.items()}
    for path in sorted((ROOT / "templates" / "macros").glob("*.html")):
        text = path.read_text("utf-8")
        comment = re.match(r"\{# (.*?) #\}", text, re.DOTALL)
        for name, arguments in re.findall(r"\{%-? macro (\w+)\((.*?)\)", text):
            filters = (
                f"`{name}`" + (f", `{plural[name]}` of several" if name in plural else "") if name in FRAGMENTS else ""
            )
            lines.append(f"| `{name}({_cell(arguments)})` | {filters} | {_cell(comment[1]) if comment else ''} |")
    return "\n".join(lines) + "\n"
