"""Every kind of statement that is more than left to Jinja, and the way into the compiler."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes

from visavis.render.compiler import Parts, reaches_out
from visavis.render.flatten import Flat, NotFast, flatten, parsed
from visavis.render.fragments import FRAGMENTS, JOINED
from visavis.render.hints import Hint, element, is_key, is_text, is_tuple, parts_of
from visavis.render.kept import escaped
from visavis.render.macros import bind_import
from visavis.render.reads import reads
from visavis.render.scope import Constant, MacroName, Scope, Variable
from visavis.render.writer import Writer

UNROLLED = 8
"""A loop over so many items that stand in the template is written out item by item."""


class Compiler(Parts):
    """Compiles the template of one kind of page."""

    def __init__(self, env: Environment, name: str, kind: type) -> None:
        super().__init__(env, name)
        self._flat: Flat = flatten(env, name)
        self._top = Scope(self._flat.name, {"page": Variable("page", kind)})
        self._filling: dict[str, int] = {}
        self._locals = 0

    def compile(self) -> Callable[[Any], bytes]:
        """Return the function that renders a page. Raises NotFast where the template as a whole is left to Jinja."""
        writer = Writer(["page"])
        for template, node in self._flat.before:
            self._top.template = template
            self.statement(node, self._top, writer)
        self._top.template = self._flat.name
        self.body(self._flat.body, self._top, writer)
        render: Callable[[Any], bytes] = self.names[self.defined(writer, "page")]
        return render

    def _local(self, name: str) -> str:
        self._locals += 1
        return f"v_{name}_{self._locals}"

    # --- output -------------------------------------------------------------------------------------------------------

    def _output(self, node: nodes.Output, scope: Scope, writer: Writer) -> None:
        for one in node.nodes:
            if isinstance(one, nodes.TemplateData):
                writer.constant(one.data.encode())
            elif not self._super(one, scope, writer):
                self._shown(one, scope, writer)

    def _shown(self, node: nodes.Expr, scope: Scope, writer: Writer) -> None:
        """Write an expression as it stands in HTML."""
        meaning = scope.names.get(node.name) if isinstance(node, nodes.Name) else None
        if isinstance(node, nodes.Const) or isinstance(meaning, Constant):
            writer.constant(escaped(meaning.value if isinstance(meaning, Constant) else node.as_const()))
        elif isinstance(node, nodes.CondExpr):
            self._either(node, scope, writer)
        elif isinstance(node, nodes.Filter) and node.name in JOINED and node.node is not None:
            target = nodes.Name("value", "store")
            piece = nodes.Filter(nodes.Name("value", "load"), JOINED[node.name], [], [], None, None)
            loop = nodes.For(target, node.node, [nodes.Output([piece])], [], None, False)  # noqa: FBT003 (a node)
            self._for(loop.set_lineno(node.lineno), scope, writer)
        else:
            writer.piece(self._bytes(node, scope))

    def _bytes(self, node: nodes.Expr, scope: Scope) -> str:
        """Return the source of an expression's bytes."""
        name = None
        if isinstance(node, nodes.Filter) and node.name in FRAGMENTS:
            name = MacroName(f"macros/{node.name}.html", node.name)
        elif isinstance(node, nodes.Call):
            name = self.expressions.macro_called(node, scope)
        if name is not None and isinstance(node, nodes.Filter | nodes.Call):
            return self.macro_piece(name, node, scope)
        found = self.expressions.source(node, scope)
        if is_text(found.hint):
            return f"(texts[text] if type(text := {found.text}) is str else escaped(text))"
        return f"escaped({found.text})"

    def _either(self, node: nodes.CondExpr, scope: Scope, writer: Writer) -> None:
        then = [nodes.Output([node.expr1], lineno=node.lineno)]
        other = [nodes.Output([node.expr2], lineno=node.lineno)] if node.expr2 is not None else []
        self._if(nodes.If(node.test, then, [], other, lineno=node.lineno), scope, writer)

    def _super(self, node: nodes.Expr, scope: Scope, writer: Writer) -> bool:
        """Write what a block's parent says, where that is asked for; return whether it was."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.node.name != "super":
            return False
        name = next(reversed(self._filling), None)
        if name is None or self._filling[name] + 1 >= len(self._flat.blocks[name]):
            raise NotFast("super() without a parent", node, whole=True)
        self._fill(name, self._filling[name] + 1, scope, writer)
        return True

    # --- control ------------------------------------------------------------------------------------------------------

    def _if(self, node: nodes.If, scope: Scope, writer: Writer) -> None:
        if reaches_out(node):
            raise NotFast("a name set under a condition", node)
        head = "if"
        for test, body in [(node.test, node.body), *((one.test, one.body) for one in node.elif_)]:
            with writer.block(f"{head} {self.expressions.source(test, scope).text}:"):
                self.body(body, scope, writer)
            head = "elif"
        if node.else_:
            with writer.block("else:"):
                self.body(node.else_, scope, writer)

    def _for(self, node: nodes.For, scope: Scope, writer: Writer) -> None:
        if node.recursive or node.test is not None:
            raise NotFast("a loop with a condition, or in itself", node)
        if self._written_out(node, scope, writer):
            return
        over = self.expressions.source(node.iter, scope)
        inside, target = scope.inner(), node.target
        values = over.text
        if node.else_:
            values = self._local("values")
            writer.line(f"{values} = {over.text if is_tuple(over.hint) else f'list({over.text})'}")
        function = self._kept_body(node, element(over.hint), scope)
        if function is not None:
            writer.piece(f"*map({function}.__getitem__, {values})")
        else:
            head = self._target(target, element(over.hint), inside)
            if self._asks_loop(node):
                inside.set("loop", Variable(self._local("loop")))
                head, values = f"{head}, {self._local_of(inside, 'loop')}", f"LoopContext({values}, Undefined)"
            with writer.block(f"for {head} in {values}:"):
                self.body(node.body, inside, writer)
        if node.else_:
            with writer.block(f"if not {values}:"):
                self.body(node.else_, scope, writer)

    @staticmethod
    def _local_of(scope: Scope, name: str) -> str:
        meaning = scope.names[name]
        return meaning.source if isinstance(meaning, Variable) else name

    @staticmethod
    def _asks_loop(node: nodes.For) -> bool:
        return any(name.name == "loop" for one in node.body for name in _names(one))

    def _target(self, target: nodes.Node, hint: Hint, scope: Scope) -> str:
        """Bind the names of a loop or an assignment; return them as Python has them."""
        if isinstance(target, nodes.Name):
            variable = Variable(self._local(target.name), hint)
            scope.set(target.name, variable)
            return variable.source
        if isinstance(target, nodes.Tuple):
            hints = parts_of(hint, len(target.items))
            inner = [self._target(one, part, scope) for one, part in zip(target.items, hints, strict=True)]
            return f"({', '.join(inner)},)"
        raise NotFast("an attribute is set", target)

    def _kept_body(self, node: nodes.For, hint: Hint, scope: Scope) -> str | None:
        """Return under which name the body of a loop is kept, where what it loops over decides it alone."""
        if self._asks_loop(node) or not is_key(hint) or hint is str:
            return None
        inside = Scope(scope.template, {k: v for k, v in scope.names.items() if not isinstance(v, Variable)})
        self._target(node.target, hint, inside)
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
            names is not None
            and any(not isinstance(one, nodes.Tuple) or len(one.items) != len(names) for one in items)
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
                    writer.line(f"{self._target(name, source.hint, inside)} = {source.text}")
            self.body(node.body, inside, writer)
        return True

    # --- names --------------------------------------------------------------------------------------------------------

    def _assign(self, node: nodes.Assign, scope: Scope, writer: Writer) -> None:
        value = self.expressions.source(node.node, scope)
        writer.line(f"{self._target(node.target, value.hint, scope)} = {value.text}")

    def _with(self, node: nodes.With, scope: Scope, writer: Writer) -> None:
        inside = scope.inner()
        for target, value in zip(node.targets, node.values, strict=True):
            source = self.expressions.source(value, scope)
            writer.line(f"{self._target(target, source.hint, inside)} = {source.text}")
        self.body(node.body, inside, writer)

    def _macro(self, node: nodes.Macro, scope: Scope, writer: Writer) -> None:  # noqa: ARG002 (as its siblings)
        if scope is not self._top:
            raise NotFast("a macro in a block", node, whole=True)
        scope.set(node.name, MacroName(scope.template, node.name, own=True))

    def _import(self, node: nodes.Import, scope: Scope, writer: Writer) -> None:  # noqa: ARG002 (as its siblings)
        bind_import(node, scope)

    def _fromimport(self, node: nodes.FromImport, scope: Scope, writer: Writer) -> None:  # noqa: ARG002
        bind_import(node, scope)

    # --- other templates ----------------------------------------------------------------------------------------------

    def _block(self, node: nodes.Block, scope: Scope, writer: Writer) -> None:
        if scope.alone:
            raise NotFast("a block in a part that is kept", node)
        self._fill(node.name, 0, scope if node.scoped else self._top, writer)

    def _fill(self, name: str, place: int, around: Scope, writer: Writer) -> None:
        template, node = self._flat.blocks[name][place]
        inside = around.inner()
        inside.template = template
        before = self._filling.pop(name, None)
        self._filling[name] = place
        self.body(node.body, inside, writer)
        del self._filling[name]
        if before is not None:
            self._filling[name] = before

    def _include(self, node: nodes.Include, scope: Scope, writer: Writer) -> None:
        if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str) or node.ignore_missing:
            raise NotFast("which template it includes is decided page by page", node)
        tree = parsed(self.env, node.template.value)
        if tree.find((nodes.Extends, nodes.Block)) is not None:
            raise NotFast("an included template with blocks", node)
        inside = scope.inner() if node.with_context else Scope(scope.template)
        inside.template = node.template.value
        self.body(tree.body, inside, writer)


def _names(node: nodes.Node) -> list[nodes.Name]:
    return [node] if isinstance(node, nodes.Name) else list(node.find_all(nodes.Name))


def _free(node: nodes.Node) -> set[str]:
    return {name.name for name in _names(node) if name.ctx == "load"}
