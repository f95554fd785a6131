"""What gives the same each time, so that it may be kept; and what does not: chance, and what has a memory."""

from __future__ import annotations

from jinja2 import Environment, nodes

from visavis.render.flatten import NotFast, asked_for

CHANGING = frozenset(
    {"add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault"}
    | {"sort", "update"}
)
"""Methods that change what they are called on: a part that calls one is not the same each time."""
CHANCE = frozenset({"random", "shuffle"})
STATEFUL = frozenset({"cycler", "joiner", "lipsum", "namespace"})
"""Functions that give something with a memory, or something else each time."""


def settled(node: nodes.Node) -> None:
    """Raise NotFast where a filter or call may give something else each time, or change what it is called on."""
    if isinstance(node, nodes.Filter):
        named = [one.value if isinstance(one, nodes.Const) else None for one in node.args[:1]]
        if node.name in CHANCE or (node.name == "map" and not CHANCE.isdisjoint(named)):
            raise NotFast(f"the filter {node.name} is a matter of chance", node)
        if node.name == "map" and named == [None]:
            raise NotFast("which filter is mapped is decided page by page", node)
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr) and node.node.attr in CHANGING:
        raise NotFast(f".{node.node.attr}() changes a value", node)


def is_settled(env: Environment, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a template's macros give the same for the same arguments: it holds nothing that they could change."""
    try:
        tree = asked_for(env, name, nodes.Name(name, "load", lineno=1))
        for node in tree.find_all(nodes.Node):
            settled(node)
            if isinstance(node, nodes.NSRef) or (isinstance(node, nodes.Name) and node.name in STATEFUL):
                return False
            if isinstance(node, nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends):
                used = node.template.value if isinstance(node.template, nodes.Const) else None
                if not isinstance(used, str) or (used not in seen and not is_settled(env, used, seen | {name})):
                    return False
    except NotFast:
        return False
    return True
