"""What a part of a template depends on: the shortest paths to values that can be keys.

A part that reads `page.frame.title` and `page.frame.home` depends on `page.frame`, which is one object for all pages.
A part for which there is no such answer depends on the whole page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jinja2 import nodes

from visavis.render.expressions import OF_THE_PAGE, Expressions, Source, is_path
from visavis.render.flatten import NotFast
from visavis.render.hints import is_shared
from visavis.render.scope import MacroName, Module, Scope, Variable
from visavis.render.settled import is_settled, settled

OPAQUE = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Block, nodes.Macro)
"""Statements that may read names which do not stand in them."""

PAGE = "page"
"""What stands for the page itself. It comes but once, so it is never a key."""

Reads = dict[str, Source]
"""Paths by their source, each with its type."""


def reads(expressions: Expressions, found: Iterable[nodes.Node], scope: Scope) -> Reads | None:
    """Return what these nodes depend on, nothing else deciding what they give; None for the whole page."""
    reader = _Reader(expressions, scope)
    try:
        reader.add_all(list(found), frozenset())
    except NotFast:
        return None
    return reader.paths


class _Reader:
    """Collects the paths that nodes read.

    Each method takes the names that were set before, inside the part itself, and returns these with the node's own. A
    name that is set under a condition only is still read from outside where it is read later.
    """

    def __init__(self, expressions: Expressions, scope: Scope) -> None:
        self.paths: Reads = {}
        self._expressions, self._scope = expressions, scope

    def add_all(self, found: Sequence[nodes.Node], own: frozenset[str]) -> frozenset[str]:
        """Add what nodes read that stand one behind the other."""
        for node in found:
            own = self._add(node, own)
        return own

    def _add(self, node: nodes.Node, own: frozenset[str]) -> frozenset[str]:
        settled(node)
        if isinstance(node, nodes.NSRef):
            raise NotFast("it changes what others read", node)
        if isinstance(node, nodes.Stmt):
            return self._add_statement(node, own)
        if is_path(node) and getattr(node, "ctx", "load") == "load":
            self._add_path(node, own)
            return own
        if isinstance(node, nodes.Name):
            return own | {node.name}
        within = self.add_all(list(node.iter_child_nodes()), own)
        return within if isinstance(node, nodes.Tuple) else own

    def _add_statement(self, node: nodes.Stmt, own: frozenset[str]) -> frozenset[str]:
        if isinstance(node, OPAQUE):
            raise NotFast("it may read anything", node)
        match node:
            case nodes.For():
                return self._add_loop(node, own)
            case nodes.If():
                for branch in ([node.test], node.body, node.elif_, node.else_):
                    self.add_all(branch, own)
                return own
            case nodes.With():
                self.add_all(node.values, own)
                self.add_all(node.body, self.add_all(node.targets, own))
                return own
            case nodes.Assign():
                self._add(node.node, own)
                return self._add(node.target, own)
            case nodes.AssignBlock():
                self.add_all([*([node.filter] if node.filter else []), *node.body], own)
                return self._add(node.target, own)
            case nodes.CallBlock():
                self.add_all([node.call, *node.defaults], own)
                self.add_all(node.body, self.add_all(node.args, own))
                return own
        self.add_all(list(node.iter_child_nodes()), own)
        return own

    def _add_loop(self, node: nodes.For, own: frozenset[str]) -> frozenset[str]:
        self._add(node.iter, own)
        target = self._add(node.target, own)
        if node.test is not None:
            self._add(node.test, target)
        self.add_all(node.body, target | {"loop"})
        self.add_all(node.else_, own)
        return own

    def _add_path(self, node: nodes.Node, own: frozenset[str]) -> None:
        name = _root(node).name
        if name in OF_THE_PAGE:
            raise NotFast("it may read any block", node)
        if name in own:
            return
        meaning = self._scope.names.get(name)
        if isinstance(meaning, Variable):
            key = self._key(node)
            self.paths[key.text] = key
        elif isinstance(meaning, MacroName | Module):
            known = self._expressions.settled
            if meaning.template not in known:
                known[meaning.template] = is_settled(self._expressions.env, meaning.template)
            if not known[meaning.template]:
                raise NotFast(f"{meaning.template} may give something else each time", node)
        elif meaning is None:
            self._expressions.source(_root(node), self._scope)  # the same for every page, or it raises NotFast

    def _key(self, node: nodes.Node) -> Source:
        """Return the shortest beginning of a path whose value can be a key."""
        beginnings = [node]
        while isinstance(node, nodes.Getattr | nodes.Getitem):
            node = node.node
            beginnings.insert(0, node)
        for one in beginnings:
            source = self._expressions.source(one, self._scope)
            if is_shared(source.hint) and source.text != PAGE:
                return source
        raise NotFast("no value on the way can be a key", node)


def _root(node: nodes.Node) -> nodes.Name:
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    if not isinstance(node, nodes.Name):
        raise NotFast("not a path", node)
    return node
