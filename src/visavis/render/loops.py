"""Loops: kept item by item where what they loop over decides what they show, else run for every page."""

from __future__ import annotations

from jinja2 import Environment, nodes

from visavis.render.binding import reaches_out
from visavis.render.compiler import Parts
from visavis.render.expressions import Source
from visavis.render.flatten import NotFast
from visavis.render.hints import Hint, element, is_identity, is_key, is_tuple, parts_of
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
        node = self._asking_inside(node)
        if self._written_out(node, scope, writer):
            return
        over = self.expressions.source(node.iter, scope)
        inside, values, hint = scope.inner(), over.text, element(over.hint)
        if node.test is not None:
            values = self._passing(node, over, scope)
            hint = hint if isinstance(node.target, nodes.Name) else None  # what passes is put together anew
        function, none = self._kept_body(node, hint, scope), self.local("none")
        if node.else_ and (function is not None or (values == over.text and is_tuple(over.hint))):
            writer.line(f"{none} = {values if is_tuple(over.hint) and node.test is None else f'list({values})'}")
            values, none = none, f"not {none}"
        elif node.else_:  # what is looped over is asked for item by item, as the loop goes on
            writer.line(f"{none} = True")
        if function is not None:
            writer.piece(f"*map({function}.__getitem__, {values})")
        else:
            head = self.bound(node.target, hint, inside)
            if self._asks_loop(node):
                inside.set("loop", Variable(self.local("loop")))
                head, values = f"{head}, {self._local_of(inside, 'loop')}", f"LoopContext({values}, Undefined)"
            with writer.block(f"for {head} in {values}:"):
                if node.else_ and none.isidentifier():
                    writer.line(f"{none} = False")
                self.body(node.body, inside, writer)
        if node.else_:
            with writer.block(f"if {none}:"):
                self.body(node.else_, scope.inner(), writer)

    def _asking_inside(self, node: nodes.For) -> nodes.For:
        """Return a loop with its condition inside, where nothing can tell: then what it shows may be kept."""
        if node.test is None or node.else_ or self._asks_loop(node) or "loop" in map(_named, _names(node.test)):
            return node
        only = nodes.If(node.test, node.body, [], [], lineno=node.lineno)
        if reaches_out(only):
            return node
        return nodes.For(node.target, node.iter, [only], [], None, False, lineno=node.lineno)  # noqa: FBT003 (a node)

    def _passing(self, node: nodes.For, over: Source, scope: Scope) -> str:
        """Return the source of what passes a loop's condition, which is asked item by item, as the loop goes on."""
        inside = scope.inner()
        head = self.bound(node.target, element(over.hint), inside)
        asked = self.expressions.source(node.test, inside).text if node.test is not None else "True"
        return f"({head} for {head} in {over.text} if {asked})"

    @staticmethod
    def _local_of(scope: Scope, name: str) -> str:
        meaning = scope.names[name]
        return meaning.source if isinstance(meaning, Variable) else name

    @staticmethod
    def _asks_loop(node: nodes.For) -> bool:
        """Whether the body of a loop may ask where in the loop it is."""
        around = nodes.Scope(node.body)
        return any(block.scoped for block in around.find_all(nodes.Block)) or any(
            name.name == "loop" for one in node.body for name in _names(one)
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
        if isinstance(target, nodes.NSRef):
            meaning = scope.names.get(target.name)
            if isinstance(meaning, Variable):
                return f"namespace({meaning.source})[{target.attr!r}]"
        raise NotFast("an attribute is set of what is no namespace", target)

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
        if not whole and sum(map(is_identity, parts_of(hint, len(params)))) > 1:
            return None  # several things of a kind of which there are many: the same ones hardly come together again
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
        if not isinstance(node.iter, nodes.Tuple | nodes.List) or self._asks_loop(node) or node.else_ or node.test:
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


def _named(node: nodes.Name) -> str:
    return node.name


def _free(node: nodes.Node) -> set[str]:
    return {name.name for name in _names(node) if name.ctx == "load"}
