"""Macros of templates as functions of their arguments: what they see besides these is the same for every page."""

from __future__ import annotations

from typing import NamedTuple

from jinja2 import Environment, nodes

from visavis.render.flatten import NotFast, asked_for, holds
from visavis.render.scope import MacroName, Module, Scope


class Found(NamedTuple):
    """A macro's definition, and the names that it sees."""

    node: nodes.Macro
    scope: Scope


def macro(env: Environment, name: MacroName) -> Found:
    """Return a macro of a template. Raises NotFast where only Jinja can tell which it is."""
    scope, found = Scope(name.template, open=name.own), None
    hidden: set[str] = set()
    for node in asked_for(env, name.template, nodes.Name(name.name, "load", lineno=1)).body:
        if isinstance(node, nodes.Macro):
            scope.set(node.name, MacroName(name.template, node.name, name.own))
            found = node if node.name == name.name else found
        elif isinstance(node, nodes.Import | nodes.FromImport):
            bind_import(env, node, scope)
        elif isinstance(node, nodes.Extends | nodes.Block):
            continue
        elif name.own and isinstance(node, nodes.Assign | nodes.AssignBlock):
            hidden |= {
                one.name for one in [node.target, *node.target.find_all(nodes.Name)] if isinstance(one, nodes.Name)
            }
        elif not isinstance(node, nodes.Output) and holds(node, nodes.Assign, nodes.AssignBlock, nodes.Macro):
            raise NotFast("a template that sets names beside its macros", node)
    if found is None or name.name in hidden:
        raise NotFast(f"{name.template} has no macro {name.name}")
    for one in hidden & scope.names.keys():
        del scope.names[one]
    return Found(found, scope)


def bind_import(env: Environment, node: nodes.Import | nodes.FromImport, scope: Scope) -> None:
    """Let the names of an import stand for what they import. Raises NotFast where that is decided page by page."""
    if node.with_context or not isinstance(node.template, nodes.Const):
        raise NotFast("an import that sees the page", node)
    template = str(node.template.value)
    try:
        module = env.get_template(template).module
    except Exception as error:  # whatever its statements raise: an import runs them
        raise NotFast(f"{template} can't be imported: {error}", node) from error
    if isinstance(node, nodes.Import):
        scope.set(node.target, Module(template))
        return
    for one in node.names:
        name, alias = (one, one) if isinstance(one, str) else one
        if not hasattr(module, name):
            raise NotFast(f"{template} has no {name}", node)
        scope.set(alias, MacroName(template, name))


def arguments(found: nodes.Macro, call: nodes.Call | nodes.Filter) -> list[nodes.Expr]:
    """Return an expression for each of a macro's arguments. Raises NotFast where only Jinja can tell them apart."""
    names = [one.name for one in found.args]
    given = [call.node] if isinstance(call, nodes.Filter) and call.node else []
    placed = [*given, *call.args]
    named = {one.key: one.value for one in call.kwargs}
    if call.dyn_args or call.dyn_kwargs or len(placed) > len(names) or set(named) & set(names[: len(placed)]):
        raise NotFast("arguments that the macro does not name", call)
    defaults = dict(zip(names[len(names) - len(found.defaults) :], found.defaults, strict=True))
    for name in names[len(placed) :]:
        value = named.pop(name, None)
        default = defaults.get(name)
        if value is None and not isinstance(default, nodes.Const):
            raise NotFast(f"no value for {name}", call)
        placed.append(value or default)  # type: ignore[arg-type]
    if named:
        raise NotFast("arguments that the macro does not name", call)
    return placed


def sees_its_caller(found: nodes.Macro) -> bool:
    """Whether a macro uses what only Jinja gives it: its caller, or arguments that it does not name."""
    names = {node.name for node in found.find_all(nodes.Name)}
    return not names.isdisjoint({"caller", "varargs", "kwargs"})
