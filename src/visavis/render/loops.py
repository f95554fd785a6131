"""Loops: kept item by item where what they loop over decides what they show, else run for every page."""

from __future__ import annotations

from jinja2 import Environment, nodes

from visavis.render.compiler import Parts
from visavis.render.flatten import NotFast
from visavis.render.hints import Hint, element, is_key, is_tuple, parts_of
from visavis.render.reads import reads
from visavis.render.scope import Constant, Scope, Variable
from visavis.render.writer import Writer

UNROLLED = 8
"""A loop over so many items that stand in the template is written out item by item."""


class Loops(Parts):
    """Compiles loops, and binds the names of loops and assignments."""

    def __init__(self, env: Environment, name: str) -> None:
        super().__init__(env, name)
        self._locals = 0

    def local(self, name: str) -> str:
        """Return a name for a value in the function being written, which nothing else has."""
        self._locals += 1
        return f"v_{name}_{self._locals}"

    def _for(self, node: nodes.For, scope: Scope, writer: Writer) -> None:
        if node.recursive:
            raise NotFast("a loop in itself", node)
        if node.test is not None and not node.else_ and not self._asks_loop(node):
            only = nodes.If(node.test, node.body, [], [], lineno=node.lineno)
            node = nodes.For(node.target, node.iter, [only], [], None, False, lineno=node.lineno)  # noqa: FBT003 (a node)
        if self._written_out(node, scope, writer):
            return
        over = self.expressions.source(node.iter, scope)
        inside, values = scope.inner(), over.text
        if node.test is not None:
            values = self._passing(node, values, element(over.hint), scope, writer)
        elif node.else_:
            values = self.local("values")
            writer.line(f"{values} = {over.text if is_tuple(over.hint) else f'list({over.text})'}")
        function = self._kept_body(node, element(over.hint), scope)
        if function is not None:
            writer.piece(f"*map({function}.__getitem__, {values})")
        else:
            head, looped = self.bound(node.target, element(over.hint), inside), values
            if self._asks_loop(node):
                inside.set("loop", Variable(self.local("loop")))
                head, looped = f"{head}, {self._local_of(inside, 'loop')}", f"LoopContext({values}, Undefined)"
            with writer.block(f"for {head} in {looped}:"):
                self.body(node.body, inside, writer)
        if node.else_:
            with writer.block(f"if not {values}:"):
                self.body(node.else_, scope, writer)

    def _passing(self, node: nodes.For, values: str, hint: Hint, scope: Scope, writer: Writer) -> str:
        """Write a list of what passes a loop's condition; return its name."""
        inside = scope.inner()
        head = self.bound(node.target, hint, inside)
        test = self.expressions.source(node.test, inside).text if node.test else "True"
        passing = self.local("values")
        writer.line(f"{passing} = [{head} for {head} in {values} if {test}]")
        return passing

    @staticmethod
    def _local_of(scope: Scope, name: str) -> str:
        meaning = scope.names[name]
        return meaning.source if isinstance(meaning, Variable) else name

    @staticmethod
    def _asks_loop(node: nodes.For) -> bool:
        return any(
            name.name == "loop" for one in [*node.body, *([node.test] if node.test else [])] for name in _names(one)
        )

    def bound(self, target: nodes.Node, hint: Hint, scope: Scope) -> str:
        """Bind the names of a loop or an assignment; return them as Python has them."""
        if isinstance(target, nodes.Name):
            variable = Variable(self.local(target.name), hint)
            scope.set(target.name, variable)
            return variable.source
        if isinstance(target, nodes.Tuple):
            hints = parts_of(hint, len(target.items))
            inner = [self.bound(one, part, scope) for one, part in zip(target.items, hints, strict=True)]
            return f"({', '.join(inner)},)"
        raise NotFast("an attribute is set", target)

    def _kept_body(self, node: nodes.For, hint: Hint, scope: Scope) -> str | None:
        """Return under which name the body of a loop is kept, where what it loops over decides it alone."""
        if self._asks_loop(node) or not is_key(hint) or hint is str:
            return None
        inside = Scope(scope.template, {k: v for k, v in scope.names.items() if not isinstance(v, Variable)})
        self.bound(node.target, hint, inside)
        params = [self._local_of(inside, name) for name in inside.own]
        whole = isinstance(node.target, nodes.Name)
        found = reads(self.expressions, node.body, inside)
        unseen = {name for one in node.body for name in _free(one)} - inside.names.keys() - self.env.globals.keys()
        if found is None or unseen & scope.names.keys():
            return None
        if not whole and any(not isinstance(one, nodes.Name) for one in getattr(node.target, "items", [])):
            return None
        ordered = params if whole else [self._local_of(inside, one.name) for one in node.target.items]  # type: ignore[attr-defined]
        inside.given, inside.alone = frozenset(params), True
        writer = Writer(ordered)
        slow = len(self.slow)
        try:
            self.body(node.body, inside, writer)
        except NotFast as why:
            if why.whole:
                raise
            del self.slow[slow:]
            return None
        if whole and writer.only == f"{writer.only.partition('[')[0]}[{ordered[0]}]":
            return writer.only.partition("[")[0]  # nothing but a macro of it, which is kept already
        return self.kept(self.defined(writer, "each"), 1 if whole else len(ordered))

    def _written_out(self, node: nodes.For, scope: Scope, writer: Writer) -> bool:
        """Write a loop over items that stand in the template item by item; return whether it was one."""
        if not isinstance(node.iter, nodes.Tuple | nodes.List) or self._asks_loop(node) or node.else_:
            return False
        items, names = node.iter.items, getattr(node.target, "items", None)
        if not 0 < len(items) <= UNROLLED or (
            names is not None and any(not isinstance(one, nodes.Tuple) or len(one.items) != len(names) for one in items)
        ):
            return False
        for one in items:
            inside = scope.inner()
            pairs = [(node.target, one)] if names is None else list(zip(names, one.items, strict=True))  # type: ignore[attr-defined]
            for name, value in pairs:
                if isinstance(name, nodes.Name) and isinstance(value, nodes.Const):
                    inside.set(name.name, Constant(value.value))
                else:
                    source = self.expressions.source(value, scope)
                    writer.line(f"{self.bound(name, source.hint, inside)} = {source.text}")
            self.body(node.body, inside, writer)
        return True


def _names(node: nodes.Node) -> list[nodes.Name]:
    return [node] if isinstance(node, nodes.Name) else list(node.find_all(nodes.Name))


def _free(node: nodes.Node) -> set[str]:
    return {name.name for name in _names(node) if name.ctx == "load"}
