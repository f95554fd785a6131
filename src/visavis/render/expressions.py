"""Jinja's expressions as Python source, with the types of what they give.

What an expression means is Jinja's affair: attributes that no type tells of, filters, tests and calls go through the
environment. Only attributes that a type is known to have are read directly, which gives the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from jinja2 import Environment, Undefined, nodes
from jinja2.nodes import EvalContext
from jinja2.runtime import markup_join
from jinja2.utils import _PassArg

from visavis.render.flatten import NotFast
from visavis.render.hints import Hint, attribute, is_tuple, item, may_be_none, sliced
from visavis.render.runtime import called, missing
from visavis.render.scope import Constant, MacroName, Module, Scope, Variable
from visavis.render.settled import settled

OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}
OF_THE_PAGE = frozenset({"self", "super"})
"""Names that lead to the blocks of the whole page, which a part of it knows nothing of."""
BINARY: dict[type[nodes.Node], str] = {nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.Mod: "%"}
BINARY |= {nodes.FloorDiv: "//", nodes.Pow: "**"}
MAY_LACK = frozenset({"d", "default", "defined", "undefined"})
"""Filters and tests of what may be missing."""
UNARY = {nodes.Not: "not ", nodes.Neg: "-", nodes.Pos: "+"}


class Source(NamedTuple):
    """A Python expression, and the type of what it gives."""

    text: str
    hint: Hint = None


class Expressions:
    """Turns expressions into source; `names` holds the objects that the source refers to."""

    def __init__(self, env: Environment) -> None:
        self.env = env
        self.names: dict[str, Any] = {
            "attribute": env.getattr,
            "item": env.getitem,
            "joined": markup_join,
            "undefined": Undefined,
            "called": called,
            "missing": partial(missing, env),
        }
        self.settled: dict[str, bool] = {}
        self._careful = False
        self._context = env.from_string("").new_context()

    def named(self, value: object, prefix: str) -> str:
        """Return a name that the source can call an object by."""
        for name, known in self.names.items():
            if known is value and name.startswith(prefix):
                return name
        name = f"{prefix}{len(self.names)}"
        self.names[name] = value
        return name

    def source(self, node: nodes.Node, scope: Scope) -> Source:
        """Return the source of an expression. Raises NotFast for what is left to Jinja."""
        kind = type(node)
        if kind in BINARY and isinstance(node, nodes.BinExpr):
            return Source(f"({self._text(node.left, scope)} {BINARY[kind]} {self._text(node.right, scope)})")
        if kind in UNARY and isinstance(node, nodes.UnaryExpr):
            return Source(f"({UNARY[kind]}{self._text(node.node, scope)})", bool if kind is nodes.Not else None)
        method: Callable[[Any, Scope], Source] | None = getattr(self, f"_{kind.__name__.lower()}", None)
        if method is None:
            raise NotFast(f"an expression of the kind {kind.__name__}", node)
        found = method(node, scope)
        kept = scope.keys.get(found.text)
        return Source(kept.source, kept.hint) if kept else found

    def _text(self, node: nodes.Node, scope: Scope) -> str:
        return self.source(node, scope).text

    def _const(self, node: nodes.Const, scope: Scope) -> Source:  # noqa: ARG002 (as its siblings)
        return self.constant(node.value)

    def constant(self, value: object) -> Source:
        """Return the source of a value that is known now."""
        hint = str if type(value) is str else None
        plain = value is None or type(value) in (str, int, bool)
        return Source(repr(value) if plain else self.named(value, "value"), hint)

    def _name(self, node: nodes.Name, scope: Scope) -> Source:
        meaning = scope.names.get(node.name)
        match meaning:
            case Variable(source, hint):
                return Source(source, hint)
            case Constant(value):
                return self.constant(value)
            case MacroName() | Module():
                return Source(self.named(self.module_value(meaning), "macro"))
        if node.name in OF_THE_PAGE:
            raise NotFast(f"{node.name}: only Jinja knows the blocks of a page", node, whole=True)
        if scope.open or node.name == "lipsum":
            raise NotFast(f"{node.name} is not known before there is a page", node)
        if node.name in self.env.globals:
            return Source(self.named(self.env.globals[node.name], "globals"))
        return Source(f"missing({node.name!r})")  # a template may ask whether it is defined

    def module_value(self, meaning: MacroName | Module) -> object:
        """Return the macro, or the module of macros, that a name stands for."""
        if isinstance(meaning, MacroName) and meaning.own:
            raise NotFast(f"the macro {meaning.name} sees more than its arguments", whole=True)
        module = self.env.get_template(meaning.template).module
        if isinstance(meaning, Module):
            return module
        if not hasattr(module, meaning.name):
            raise NotFast(f"{meaning.template} has no {meaning.name}")
        return getattr(module, meaning.name)

    def _getattr(self, node: nodes.Getattr, scope: Scope) -> Source:
        inner = self.source(node.node, scope)
        hint = attribute(inner.hint, node.attr)
        asked, read = f"attribute({inner.text}, {node.attr!r})", f"{inner.text}.{node.attr}"
        if hint is None:
            return Source(asked, hint)
        if may_be_none(inner.hint):
            again = inner.text.replace(".", "").isidentifier()  # which costs next to nothing
            return Source(f"({read} if {inner.text} is not None else {asked})" if again else asked, hint)
        return Source(read, hint)

    def _getitem(self, node: nodes.Getitem, scope: Scope) -> Source:
        inner = self.source(node.node, scope)
        if isinstance(node.arg, nodes.Const) and type(node.arg.value) is int and is_tuple(inner.hint):
            hint = item(inner.hint, node.arg.value)
            text = f"{inner.text}[{node.arg.value}]"
            if hint is not None and self._careful and text not in scope.keys:
                text = f"item({inner.text}, {node.arg.value})"
            if hint is not None:
                return Source(text, hint)
        if isinstance(node.arg, nodes.Slice):
            limits = [self._text(one, scope) if one else "" for one in (node.arg.start, node.arg.stop, node.arg.step)]
            return Source(f"{inner.text}[{':'.join(limits)}]", sliced(inner.hint))
        return Source(f"item({inner.text}, {self._text(node.arg, scope)})")

    def _compare(self, node: nodes.Compare, scope: Scope) -> Source:
        rest = "".join(f" {OPERATORS[one.op]} {self._text(one.expr, scope)}" for one in node.ops)
        return Source(f"({self._text(node.expr, scope)}{rest})")

    def _and(self, node: nodes.And, scope: Scope) -> Source:
        return Source(f"({self._text(node.left, scope)} and {self._text(node.right, scope)})")

    def _or(self, node: nodes.Or, scope: Scope) -> Source:
        return Source(f"({self._text(node.left, scope)} or {self._text(node.right, scope)})")

    def _condexpr(self, node: nodes.CondExpr, scope: Scope) -> Source:
        one, test = self.source(node.expr1, scope), self._text(node.test, scope)
        other = self.source(node.expr2, scope) if node.expr2 is not None else Source("undefined()")
        return Source(f"({one.text} if {test} else {other.text})", one.hint if one.hint == other.hint else None)

    def _concat(self, node: nodes.Concat, scope: Scope) -> Source:
        return Source(f"joined(({', '.join(self._text(one, scope) for one in node.nodes)},))")

    def _tuple(self, node: nodes.Tuple, scope: Scope) -> Source:
        found = [self.source(one, scope) for one in node.items]
        hint = tuple[tuple(one.hint for one in found)] if found and all(one.hint for one in found) else None  # type: ignore[misc]
        return Source(f"({''.join(f'{one.text}, ' for one in found)})", hint)

    def _list(self, node: nodes.List, scope: Scope) -> Source:
        return Source(f"[{', '.join(self._text(one, scope) for one in node.items)}]")

    def _dict(self, node: nodes.Dict, scope: Scope) -> Source:
        items = [f"{self._text(one.key, scope)}: {self._text(one.value, scope)}, " for one in node.items]
        return Source(f"{{{''.join(items)}}}")

    def _filter(self, node: nodes.Filter, scope: Scope) -> Source:
        settled(node)
        if node.node is None or node.name not in self.env.filters:
            raise NotFast(f"the filter {node.name}", node)
        return Source(self._applied(self.env.filters[node.name], node, scope))

    def _test(self, node: nodes.Test, scope: Scope) -> Source:
        if node.name == "none" and not node.args:
            return Source(f"({self._text(node.node, scope)} is None)", bool)
        if node.name not in self.env.tests:
            raise NotFast(f"the test {node.name}", node)
        return Source(self._applied(self.env.tests[node.name], node, scope))

    def _applied(self, function: Any, node: nodes.Filter | nodes.Test, scope: Scope) -> str:
        before, self._careful = self._careful, self._careful or node.name in MAY_LACK
        try:
            return self._application(function, node, scope)
        finally:
            self._careful = before

    def _application(self, function: Any, node: nodes.Filter | nodes.Test, scope: Scope) -> str:
        wanted = _PassArg.from_obj(function)
        if wanted is not None:
            passed: dict[_PassArg, object] = {
                _PassArg.context: self._context,
                _PassArg.eval_context: self._evaluation(scope),
                _PassArg.environment: self.env,
            }
            function = partial(function, passed[wanted])
        given = self._text(node.node, scope) if node.node else ""
        return f"{self.named(function, 'function')}({given}{self._arguments(node, scope)})"

    def _call(self, node: nodes.Call, scope: Scope) -> Source:
        if scope.alone:
            settled(node)
        macro = self.macro_called(node, scope)
        function = self.named(self.module_value(macro), "macro") if macro else self._text(node.node, scope)
        return Source(f"called({function}{self._arguments(node, scope)})")

    def macro_called(self, node: nodes.Call, scope: Scope) -> MacroName | None:
        """Return the macro that a call is of, or None where it is of something else."""
        of, attr = (node.node.node, node.node.attr) if isinstance(node.node, nodes.Getattr) else (node.node, None)
        meaning = scope.names.get(of.name) if isinstance(of, nodes.Name) else None
        if isinstance(meaning, Module) and attr:
            return MacroName(meaning.template, attr)
        return meaning if isinstance(meaning, MacroName) and attr is None else None

    def _arguments(self, node: nodes.Filter | nodes.Test | nodes.Call, scope: Scope) -> str:
        placed = [f", {self._text(one, scope)}" for one in node.args]
        if node.dyn_args is not None:
            placed.append(f", *{self._text(node.dyn_args, scope)}")
        named = [f"{one.key!r}: {self._text(one.value, scope)}, " for one in node.kwargs]
        if named:
            placed.append(f", **{{{''.join(named)}}}")
        if node.dyn_kwargs is not None:
            placed.append(f", **{self._text(node.dyn_kwargs, scope)}")
        return "".join(placed)

    def _evaluation(self, scope: Scope) -> EvalContext:
        return EvalContext(self.env, scope.template)


def is_path(node: nodes.Node) -> bool:
    """Whether a node is a name, or attributes and places of one."""
    while isinstance(node, nodes.Getattr) or (isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const)):
        node = node.node
    return isinstance(node, nodes.Name)
