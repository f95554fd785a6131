"""Every kind of statement that is more than left to Jinja, and the way into the compiler."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes

from visavis.render.compiler import reaches_out
from visavis.render.flatten import Flat, NotFast, flatten, holds, parsed
from visavis.render.fragments import FRAGMENTS, JOINED
from visavis.render.hints import is_enumeration, is_text
from visavis.render.kept import escaped
from visavis.render.loops import Loops
from visavis.render.macros import bind_import
from visavis.render.reads import PAGE
from visavis.render.scope import Constant, MacroName, Scope, Variable
from visavis.render.writer import Writer


class Compiler(Loops):
    """Compiles the template of one kind of page."""

    def __init__(self, env: Environment, name: str, kind: type) -> None:
        super().__init__(env, name)
        self._flat: Flat = flatten(env, name)
        self._top = Scope(self._flat.name, {"page": Variable(PAGE, kind)})
        self._filling: dict[str, int] = {}

    def compile(self) -> Callable[[Any], bytes]:
        """Return the function that renders a page. Raises NotFast where the template as a whole is left to Jinja."""
        writer = Writer([PAGE])
        for template, node in self._flat.before:
            self._top.template = template
            self.statement(node, self._top, writer)
        self._top.template = self._flat.name
        self.body(self._flat.body, self._top, writer)
        render: Callable[[Any], bytes] = self.names[self.defined(writer, "page")]
        return render

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
            loop.set_lineno(node.lineno)
            self._for(loop, scope, writer)
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
        return f"members[{found.text}]" if is_enumeration(found.hint) else f"escaped({found.text})"

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

    # --- names --------------------------------------------------------------------------------------------------------

    def _assign(self, node: nodes.Assign, scope: Scope, writer: Writer) -> None:
        value = self.expressions.source(node.node, scope)
        writer.line(f"{self.bound(node.target, value.hint, scope)} = {value.text}")

    def _with(self, node: nodes.With, scope: Scope, writer: Writer) -> None:
        inside = scope.inner()
        for target, value in zip(node.targets, node.values, strict=True):
            source = self.expressions.source(value, scope)
            writer.line(f"{self.bound(target, source.hint, inside)} = {source.text}")
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
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str) or node.ignore_missing:
            raise NotFast("which template it includes is decided page by page", node)
        tree = parsed(self.env, name)
        if holds(tree, nodes.Extends, nodes.Block):
            raise NotFast("an included template with blocks", node)
        inside = scope.inner() if node.with_context else Scope(scope.template)
        inside.template = name
        self.body(tree.body, inside, writer)
