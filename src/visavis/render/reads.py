"""What a part of a template depends on: the shortest paths to values that can be keys.

A part that reads `page.frame.title` and `page.frame.home` depends on `page.frame`, which is one object for all pages.
A part for which there is no such answer depends on the whole page.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from visavis.render.expressions import Expressions, Source, is_path
from visavis.render.flatten import NotFast
from visavis.render.hints import is_shared
from visavis.render.scope import Scope, Variable

OPAQUE = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Block, nodes.Macro, nodes.CallBlock, nodes.NSRef)
"""Statements that may read names which do not stand in them."""

PAGE = "page"
"""What stands for the page itself. It comes but once, so it is never a key."""

Reads = dict[str, Source]
"""Paths by their source, each with its type."""


def reads(expressions: Expressions, found: Iterable[nodes.Node], scope: Scope) -> Reads | None:
    """Return what these nodes depend on, nothing else deciding what they give; None for the whole page."""
    paths: Reads = {}
    try:
        for node in found:
            _add(expressions, node, scope, frozenset(), paths)
    except NotFast:
        return None
    return paths


def _add(
    expressions: Expressions, node: nodes.Node, scope: Scope, inside: frozenset[str], paths: Reads
) -> frozenset[str]:
    """Add what one node reads; return the names that are its own or those of nodes before it."""
    if isinstance(node, OPAQUE):
        raise NotFast("it may read anything", node)
    if is_path(node):
        return _add_path(expressions, node, scope, inside, paths)
    if isinstance(node, nodes.For):
        _add(expressions, node.iter, scope, inside, paths)
        within = _add(expressions, node.target, scope, inside, paths) | {"loop"}
        for one in [*([node.test] if node.test else []), *node.body]:
            within = _add(expressions, one, scope, within, paths)
        for one in node.else_:
            _add(expressions, one, scope, inside, paths)
        return inside
    if isinstance(node, nodes.Assign):
        _add(expressions, node.node, scope, inside, paths)
        return _add(expressions, node.target, scope, inside, paths)
    within = inside
    for child in node.iter_child_nodes():
        within = _add(expressions, child, scope, within, paths)
    return within if isinstance(node, nodes.If | nodes.Tuple) else inside


def _add_path(
    expressions: Expressions, node: nodes.Node, scope: Scope, inside: frozenset[str], paths: Reads
) -> frozenset[str]:
    root = _root(node)
    if isinstance(node, nodes.Name) and node.ctx != "load":
        return inside | {node.name}
    if root.name not in inside:
        if isinstance(scope.names.get(root.name), Variable):
            key = _key(expressions, node, scope)
            paths[key.text] = key
        elif root.name not in scope.names:
            expressions.source(root, scope)  # the same for every page, or not known: then it raises NotFast
    return inside


def _root(node: nodes.Node) -> nodes.Name:
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    if not isinstance(node, nodes.Name):
        raise NotFast("not a path", node)
    return node


def _key(expressions: Expressions, node: nodes.Node, scope: Scope) -> Source:
    """Return the shortest beginning of a path whose value can be a key."""
    beginnings = [node]
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
        beginnings.insert(0, node)
    for one in beginnings:
        source = expressions.source(one, scope)
        if is_shared(source.hint) and source.text != PAGE:
            return source
    raise NotFast("no value on the way can be a key", node)
