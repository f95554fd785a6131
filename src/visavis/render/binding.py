"""Which statements set names that are seen after them."""

from __future__ import annotations

from jinja2 import nodes

from visavis.render.flatten import NotFast

_BINDING = (nodes.Assign, nodes.AssignBlock, nodes.Block, nodes.Import, nodes.FromImport, nodes.Macro)
"""Statements that say what names mean from there on, or that see other names than those around them."""


def reaches_out(node: nodes.Node) -> bool:
    """Whether a statement sets names that are seen after it, or holds a block that another template may fill."""
    if isinstance(node, nodes.Output):  # most statements are one, and expressions hold none
        return False
    if isinstance(node, nodes.Assign | nodes.AssignBlock) and isinstance(node.target, nodes.NSRef):
        return False
    if isinstance(node, _BINDING) or node.find(nodes.Block) is not None:
        return True
    if isinstance(node, nodes.If):
        return any(reaches_out(one) for one in [*node.body, *node.elif_, *node.else_])
    return False


def set_under(node: nodes.If) -> list[str]:
    """Return the names that a condition sets, in order. Raises NotFast where Jinja alone can tell what they mean."""
    found: dict[str, None] = {}
    for one in [*node.body, *node.elif_, *node.else_]:
        if isinstance(one, nodes.If):
            found |= dict.fromkeys(set_under(one))
        elif isinstance(one, nodes.Assign | nodes.AssignBlock):
            names = [one.target, *one.target.find_all(nodes.Name)]
            found |= dict.fromkeys(name.name for name in names if isinstance(name, nodes.Name))
        elif isinstance(one, nodes.Import | nodes.FromImport | nodes.Macro):
            raise NotFast("what a name stands for is decided under a condition", one)
    if found and node.find(nodes.Block) is not None:
        raise NotFast("a name is set under a condition that holds a block", node)
    return list(found)
