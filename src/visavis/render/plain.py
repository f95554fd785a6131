"""Parts that are left to Jinja: compiled by it as they stand, and given the values they read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jinja2 import Environment, Template, nodes

from visavis.render.expressions import Expressions
from visavis.render.flatten import holds
from visavis.render.kept import MOST
from visavis.render.scope import Constant, Scope, Variable


class Slow(NamedTuple):
    """A part that Jinja renders anew for every page, by its template and line, and why."""

    template: str
    line: int
    reason: str


class KeptPlain:
    """A part that Jinja renders, kept by the values that decide what it shows."""

    def __init__(self, render: Callable[[Mapping[str, Any]], bytes]) -> None:
        self._render = render
        self._kept: dict[tuple[Any, ...], bytes] = {}

    def __call__(self, key: tuple[Any, ...], values: Mapping[str, Any]) -> bytes:
        """Return the part for these values; `key` are those among them that decide it."""
        made = self._kept.get(key)
        if made is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            made = self._kept[key] = self._render(values)
        return made


class PlainPart(NamedTuple):
    """A statement as a function of the values it reads: `wanted` has their sources, by the names it reads them by."""

    render: Callable[[Mapping[str, Any]], bytes]
    wanted: dict[str, str]


def plain_part(env: Environment, node: nodes.Node, scope: Scope, expressions: Expressions) -> PlainPart:
    """Return a part that Jinja renders: it sees the names that can be seen at its place, whatever it does with them.

    Raises NotFast where it needs what only the whole page has.
    """
    tree = nodes.Template([node], lineno=node.lineno)
    tree.set_environment(env)
    if env.loader is None:
        raise ValueError("no templates are known")
    filename = env.loader.get_source(env, scope.template)[1]
    code = env.compile(tree, scope.template, filename)
    template = Template.from_code(env, code, env.make_globals(None))
    fixed: dict[str, Any] = {}
    wanted: dict[str, str] = {}
    seen = {one.name for one in tree.find_all(nodes.Name)} | {one.name for one in tree.find_all(nodes.NSRef)}
    everything = holds(tree, nodes.Include, nodes.Import, nodes.FromImport)
    for name, meaning in scope.names.items():
        if not everything and name not in seen:
            continue
        match meaning:
            case Variable(source):
                wanted[name] = source
            case Constant(value):
                fixed[name] = value
            case _:
                fixed[name] = expressions.module_value(meaning)

    def render(values: Mapping[str, Any]) -> bytes:
        return template.render({**fixed, **values}).encode()

    return PlainPart(render, wanted)
