"""Every kind of statement that is more than left to Jinja, and the way into the compiler."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import Environment, TemplateError, TemplateNotFound, nodes

from visavis.render.binding import set_under
from visavis.render.flatten import Flat, NotFast, asked_for, flatten, holds
from visavis.render.fragments import FRAGMENTS, JOINED
from visavis.render.hints import is_enumeration, is_text
from visavis.render.loops import Loops
from visavis.render.macros import bind_import
from visavis.render.reads import PAGE
from visavis.render.scope import Constant, MacroName, Meaning, Scope, Variable
from visavis.render.writer import Writer

CAPTURED = "what a block holds"
"""Stands for the output that a filter is applied to; no template can have a name like it."""


class Compiler(Loops):
    """Compiles the template of one kind of page."""

    def __init__(self, env: Environment, name: str, kind: type) -> None:
        super().__init__(env, name)
        self._flat: Flat = flatten(env, name)
        self._top = Scope(self._flat.name, {"page": Variable(PAGE, kind)})
        self._filling: list[tuple[str, int, Scope]] = []
        self._including: list[str] = []

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
            writer.constant(self.escaped(meaning.value if isinstance(meaning, Constant) else node.as_const()))
        elif isinstance(node, nodes.CondExpr):
            self._either(node, scope, writer)
        elif isinstance(node, nodes.Filter) and node.name in JOINED and node.node and not _arguments(node):
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
        name, place, around = self._filling[-1] if self._filling else ("", 0, scope)
        if place + 1 >= len(self._flat.blocks.get(name, [])) or node.args or node.kwargs or scope.alone:
            raise NotFast("super() without a parent", node, whole=True)
        try:
            self._fill(name, place + 1, around, writer)
        except NotFast as found:
            raise NotFast(found.reason, found.line, whole=True) from found
        return True

    # --- control ------------------------------------------------------------------------------------------------------

    def _if(self, node: nodes.If, scope: Scope, writer: Writer) -> None:
        names = set_under(node)
        branches = [(node.test, node.body), *((one.test, one.body) for one in node.elif_)]
        before = {name: self.expressions.source(nodes.Name(name, "load", lineno=node.lineno), scope) for name in names}
        common = {name: self.local(name) for name in names}
        for name, source in before.items():
            writer.line(f"{common[name]} = {source.text}")
            scope.set(name, Variable(common[name], source.hint if name in scope.names else None))
        ends = [{name: scope.names[name] for name in names}]
        for head, (test, body) in enumerate(branches):
            with writer.block(f"{'elif' if head else 'if'} {self.expressions.source(test, scope).text}:"):
                ends.append(self._branch(body, common, scope, writer))
        if node.else_:
            with writer.block("else:"):
                ends.append(self._branch(node.else_, common, scope, writer))
        for name in names:
            hints = [getattr(end[name], "hint", None) for end in ends]
            scope.set(name, Variable(common[name], hints[0] if all(one == hints[0] for one in hints) else None))

    def _branch(
        self, body: Sequence[nodes.Node], common: Mapping[str, str], scope: Scope, writer: Writer
    ) -> dict[str, Meaning]:
        """Write a branch; what names it sets go to the variables they have after it. Return what they stand for."""
        inside = scope.inner() if common else scope
        self.body(body, inside, writer)
        for name, variable in common.items():
            text = self.expressions.source(nodes.Name(name, "load", lineno=1), inside).text
            if text != variable:
                writer.line(f"{variable} = {text}")
        return {name: inside.names[name] for name in common}

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
        bind_import(self.env, node, scope)

    def _fromimport(self, node: nodes.FromImport, scope: Scope, writer: Writer) -> None:  # noqa: ARG002
        bind_import(self.env, node, scope)

    def _assignblock(self, node: nodes.AssignBlock, scope: Scope, writer: Writer) -> None:
        target = getattr(node.target, "name", None)
        if target in {name.name for one in (*node.body, node.filter) if one for name in one.find_all(nodes.Name)}:
            raise NotFast(f"{target} is read by the block that sets it", node, whole=True)  # it may have no value yet
        text = self._captured(node.body, node.filter, scope, writer)
        writer.line(f"{self.bound(node.target, None, scope)} = Markup({text})")

    def _filterblock(self, node: nodes.FilterBlock, scope: Scope, writer: Writer) -> None:
        writer.piece(f"{self._captured(node.body, node.filter, scope, writer)}.encode()")

    def _captured(self, body: list[nodes.Node], chain: nodes.Filter | None, scope: Scope, writer: Writer) -> str:
        """Write statements whose output goes through filters; return the source of what comes out."""
        around, made = self.local("around"), self.local("made")
        writer.line(f"{around} = out")
        writer.line("out = []")
        self.body(body, scope.inner(), writer)
        writer.line(f'{made} = Markup(b"".join(out).decode())')
        writer.line(f"out = {around}")
        if chain is None:
            return made
        inside = scope.inner()
        inside.set(CAPTURED, Variable(made))
        return self.expressions.source(_filled(chain), inside).text

    # --- other templates ----------------------------------------------------------------------------------------------

    def _block(self, node: nodes.Block, scope: Scope, writer: Writer) -> None:
        if scope.alone:
            raise NotFast("a block in a part that is kept", node)
        self._fill(node.name, 0, scope if node.scoped else self._top, writer)

    def _fill(self, name: str, place: int, around: Scope, writer: Writer) -> None:
        template, node = self._flat.blocks[name][place]
        inside = around.inner()
        inside.template = template
        self._filling.append((name, place, around))
        try:
            self.body(node.body, inside, writer)
        finally:
            self._filling.pop()

    def _include(self, node: nodes.Include, scope: Scope, writer: Writer) -> None:
        name = self._included(node)
        if name is None:
            return
        if name in self._including:
            raise NotFast(f"{name} includes itself", node)
        tree = asked_for(self.env, name, node)
        if holds(tree, nodes.Extends, nodes.Block):
            raise NotFast("an included template with blocks", node)
        inside = scope.inner() if node.with_context else Scope(scope.template)
        inside.template = name
        filling, self._filling = self._filling, []
        self._including.append(name)
        try:
            self.body(tree.body, inside, writer)
        finally:
            self._including.pop()
            self._filling = filling

    def _included(self, node: nodes.Include) -> str | None:
        """Return which template is included: the first that exists; None where none has to."""
        try:
            given = node.template.as_const()
        except nodes.Impossible:
            raise NotFast("which template it includes is decided page by page", node) from None
        for name in [given] if isinstance(given, str) else given:
            try:
                self.env.get_template(name)
            except TemplateNotFound as missing:
                if missing.name != name:
                    break
            except TemplateError:
                return str(name)
            else:
                return str(name)
        if node.ignore_missing:
            return None
        raise NotFast("no template of this name", node)


def _arguments(node: nodes.Filter) -> bool:
    return bool(node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)


def _filled(chain: nodes.Filter) -> nodes.Filter:
    """Return filters of a block as filters of the name that its output has."""
    inner = _filled(chain.node) if isinstance(chain.node, nodes.Filter) else nodes.Name(CAPTURED, "load")
    return nodes.Filter(
        inner, chain.name, chain.args, chain.kwargs, chain.dyn_args, chain.dyn_kwargs, lineno=chain.lineno
    )
