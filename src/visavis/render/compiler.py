"""Templates to functions that lay kept parts side by side, byte for byte what Jinja's own rendering gives.

A part whose output is decided by values that can be keys (see `hints`) is rendered once for each of them and kept:
the body of a loop by what it loops over, a macro by its arguments, neighbouring statements by the one value they read.
The rest is run for each page. What this compiler does not know is left to Jinja, and said in `slow`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from warnings import catch_warnings, simplefilter

from jinja2 import Environment, nodes
from jinja2.runtime import LoopContext
from markupsafe import Markup

from visavis.render.binding import reaches_out
from visavis.render.expressions import OF_THE_PAGE, Expressions, is_path
from visavis.render.flatten import NotFast
from visavis.render.fragments import FRAGMENTS
from visavis.render.hints import Hint, bare, is_key
from visavis.render.kept import Kept, KeptOfMany, Texts, escaping
from visavis.render.macros import arguments, macro, sees_its_caller
from visavis.render.plain import KeptPlain, Slow, plain_part
from visavis.render.reads import PAGE, Reads, reads
from visavis.render.runtime import namespace
from visavis.render.scope import MacroName, Scope, Variable
from visavis.render.writer import Writer


class Parts:
    """Makes functions of parts of templates, and keeps what they give. `slow` has what Jinja renders for every page."""

    def __init__(self, env: Environment, name: str) -> None:
        self.env, self.name = env, name
        self.expressions = Expressions(env)
        self.slow: list[Slow] = []
        self.names: dict[str, Any] = self.expressions.names
        self.escaped = escaping(env)
        self.names |= {
            "texts": Texts(self.escaped),
            "escaped": self.escaped,
            "members": Kept(self.escaped),
            "Markup": Markup,
            "namespace": namespace,
            "LoopContext": LoopContext,
            "Undefined": env.undefined,
        }
        self.sources: list[str] = []
        self._macros: dict[tuple[MacroName, tuple[Hint, ...]], str | NotFast] = {}

    def defined(self, writer: Writer, prefix: str) -> str:
        """Make a function of what was written; return its name."""
        name = f"{prefix}_{len(self.sources)}"
        source = writer.function(name)
        self.sources.append(source)
        with catch_warnings():
            simplefilter("ignore", SyntaxWarning)  # such as that a text is never None: what a template says, it may
            code = compile(source, f"<{self.name}: {name}>", "exec")
        exec(code, self.names)  # noqa: S102 (our own source, as Jinja does)
        return name

    def kept(self, function: str, count: int) -> str:
        """Return the name under which what a function gives is kept, by its arguments."""
        kept = f"kept_{function}"
        self.names[kept] = (Kept if count == 1 else KeptOfMany)(self.names[function])
        return kept

    # --- statements in order ------------------------------------------------------------------------------------------

    def body(self, body: Iterable[nodes.Node], scope: Scope, writer: Writer) -> None:
        """Write statements in order; neighbours that depend on the same values become one part that is kept."""
        run: list[nodes.Node] = []
        paths: Reads = {}
        for node in _single(body):
            found = None if reaches_out(node) else reads(self.expressions, [node], scope)
            if found is not None and (found.keys() <= paths.keys() or paths.keys() <= found.keys()) and len(found) < 3:
                run.append(node)
                paths |= found
                continue
            self._run(run, paths, scope, writer)
            run, paths = ([node], dict(found)) if found is not None and len(found) < 3 else ([], {})
            if not run:
                self.statement(node, scope, writer)
        self._run(run, paths, scope, writer)

    def _run(self, run: Sequence[nodes.Node], paths: Reads, scope: Scope, writer: Writer) -> None:
        """Write statements that depend on these values alone."""
        if paths.keys() <= scope.given or not self._worth_keeping(run, scope):
            for node in run:
                self.statement(node, scope, writer)
            return
        inner, params = scope.inner(), [f"key{number}" for number in range(len(paths))]
        for param, (path, source) in zip(params, paths.items(), strict=True):
            inner.keys[path] = Variable(param, source.hint)
        inner.given, inner.alone = frozenset(params), True
        made, slow = Writer(params), len(self.slow)
        try:
            for node in run:
                self.statement(node, inner, made)
        except NotFast as found:
            if found.whole:
                raise
            del self.slow[slow:]
            for node in run:
                self.statement(node, scope, writer)
            return
        kept = self.kept(self.defined(made, "part"), len(params))
        writer.piece(f"{kept}[{', '.join(paths)}]")

    def _worth_keeping(self, run: Sequence[nodes.Node], scope: Scope) -> bool:
        """Whether statements are more than one piece, text or macro that is kept anyway."""
        found = [node for node in run if not _is_text(node)]
        if len(found) != 1 or not isinstance(found[0], nodes.Output):
            return bool(found)
        expression = found[0].nodes[0]
        given: Sequence[nodes.Node] = ()
        if isinstance(expression, nodes.Filter) and expression.name in FRAGMENTS and expression.node is not None:
            given = [expression.node]
        elif isinstance(expression, nodes.Call) and self.expressions.macro_called(expression, scope):
            given = expression.args
        kept = bool(given) and all(is_key(self.expressions.source(one, scope).hint) for one in given)
        return not kept and not is_path(expression)

    def statement(self, node: nodes.Node, scope: Scope, writer: Writer) -> None:
        """Write one statement, or leave it to Jinja; raises NotFast where that takes what stands around it along."""
        mark, slow = writer.mark(), len(self.slow)
        try:
            method = getattr(self, f"_{type(node).__name__.lower()}", None)
            if method is None:
                raise NotFast(KINDS.get(type(node), f"a statement of the kind {type(node).__name__}"), node)
            method(node, scope, writer)
        except NotFast as found:
            if found.whole or scope.alone or reaches_out(node):
                raise
            writer.back_to(mark)
            del self.slow[slow:]
            self._leave_to_jinja(node, scope, writer, found)

    def _leave_to_jinja(self, node: nodes.Node, scope: Scope, writer: Writer, why: NotFast) -> None:
        if any(name.name in OF_THE_PAGE for name in node.find_all(nodes.Name)):
            raise NotFast(f"{why.reason}, beside self or super", why.line, whole=True)
        try:
            part = plain_part(self.env, node, scope, self.expressions)
        except NotFast as found:
            raise NotFast(f"{why.reason}; {found.reason}", why.line, whole=True) from found
        values = "".join(f"{name!r}: {source}, " for name, source in part.wanted.items())
        paths = reads(self.expressions, [node], scope)
        if paths is not None:
            kept = self.expressions.named(KeptPlain(part.render), "plain")
            writer.piece(f"{kept}(({''.join(f'{path}, ' for path in paths)}), {{{values}}})")
            return
        self.slow.append(Slow(scope.template, why.line, why.reason))
        writer.piece(f"{self.expressions.named(part.render, 'plain')}({{{values}}})")

    # --- macros -------------------------------------------------------------------------------------------------------

    def macro_piece(self, name: MacroName, call: nodes.Call | nodes.Filter, scope: Scope) -> str:
        """Return the source of the bytes that a macro gives. Raises NotFast where only Jinja can tell."""
        node = macro(self.env, name).node
        if isinstance(call, nodes.Filter) and len(node.args) != 1:
            raise NotFast(f"{name.template} has no macro {name.name} that takes one value", call)
        found = [self.expressions.source(one, scope) for one in arguments(node, call)]
        function = self._macro_function(name, tuple(bare(one.hint) for one in found), call)
        texts = ", ".join(one.text for one in found)
        if not found or not all(is_key(one.hint) and one.text != PAGE for one in found):
            return f"{function}({texts})"
        if f"kept_{function}" not in self.names:
            self.kept(function, len(found))
        return f"kept_{function}[{texts}]"

    def _macro_function(self, name: MacroName, hints: tuple[Hint, ...], call: nodes.Node) -> str:
        """Return the function that a macro is for arguments of these types."""
        known = (name, hints)
        if known not in self._macros:
            self._macros[known] = NotFast("a macro that calls itself")  # until it is made
            slow = len(self.slow)
            try:
                self._macros[known] = self._new_macro(name, hints)
            except NotFast as why:
                del self.slow[slow:]
                self._macros[known] = why
        made = self._macros[known]
        if isinstance(made, NotFast):
            reason = made.reason if made.reason.endswith(".html") else f"{made.reason}, in {name.template}"
            raise NotFast(reason, call, whole=made.whole and name.own)
        return made

    def _new_macro(self, name: MacroName, hints: tuple[Hint, ...]) -> str:
        node, scope = macro(self.env, name)
        if sees_its_caller(node):
            raise NotFast("a macro that sees its caller", node)
        params = [f"a_{arg.name}" for arg in node.args]
        for arg, param, hint in zip(node.args, params, hints, strict=True):
            scope.set(arg.name, Variable(param, hint))
        scope.given, scope.alone = frozenset(params), True
        writer = Writer(params)
        self.body(node.body, scope, writer)
        return self.defined(writer, f"macro_{name.name}")


KINDS: dict[type[nodes.Node], str] = {
    nodes.CallBlock: "a macro called with a block",
    nodes.Scope: "a part with its own rules of escaping",
}
"""Statements that are left to Jinja, in words."""


def _single(body: Iterable[nodes.Node]) -> Iterable[nodes.Node]:
    """Yield statements, with an output of many expressions as one of each."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (nodes.Output([one], lineno=one.lineno) for one in node.nodes)
        else:
            yield node


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(isinstance(one, nodes.TemplateData) for one in node.nodes)
