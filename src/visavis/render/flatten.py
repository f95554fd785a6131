"""One list of statements out of a template and its parents: inheritance done before there is a page.

Follows what Jinja does: a child prints nothing of its own outside blocks, its block takes the place of its parent's of
the same name wherever that stands, and both see the names that either imports at its top level.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from jinja2 import Environment, TemplateError, nodes


class NotFast(Exception):  # noqa: N818 (it says what a part is)
    """A part of a template that is left to Jinja; says why, and on which line. `whole`: so is the page around it."""

    def __init__(self, reason: str, place: nodes.Node | int = 1, *, whole: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.whole = reason, whole
        self.line = place if isinstance(place, int) else _line(place)


@dataclass(frozen=True, slots=True)
class Flat:
    """What a page's template comes to. `before` is what the children do first: imports, macros, names.

    `blocks` has the definitions of every block, the one that counts first, each with the template it stands in.
    """

    name: str
    before: list[tuple[str, nodes.Stmt]]
    body: list[nodes.Node]
    blocks: dict[str, list[tuple[str, nodes.Block]]] = field(default_factory=dict)


_TREES: WeakKeyDictionary[Environment, dict[str, nodes.Template]] = WeakKeyDictionary()
"""Templates as they were read: nothing changes them, and a macro's is asked for wherever the macro stands."""


def parsed(env: Environment, name: str) -> nodes.Template:
    """Return a template as Jinja reads it, `super()` and all. Raises Jinja's errors where it is missing or wrong."""
    env.get_template(name)  # finds mistakes that reading alone does not
    known = _TREES.setdefault(env, {})
    if name not in known:  # as it is where Jinja had compiled it before
        if env.loader is None:
            raise NotFast("no templates are known")
        source, filename, _ = env.loader.get_source(env, name)
        known[name] = env.parse(source, name, filename)
    return known[name]


def remember(env: Environment, name: str, tree: nodes.Template) -> None:
    """Keep a template as it was read, with mistakes or without, so that it need not be read again."""
    _TREES.setdefault(env, {})[name] = tree


def asked_for(env: Environment, name: str, place: nodes.Node) -> nodes.Template:
    """Return a template that another one uses. Raises NotFast where it is missing: it may never be asked for."""
    try:
        return parsed(env, name)
    except TemplateError as error:
        raise NotFast(f"{name} can't be used: {error.message}", place) from error


def holds(node: nodes.Node, *kinds: type[nodes.Node]) -> bool:
    """Whether a node is of one of these kinds, or has one inside."""
    return isinstance(node, kinds) or any(node.find(kind) is not None for kind in kinds)


def flatten(env: Environment, name: str) -> Flat:
    """Return the statements of a template with its parents. Raises NotFast where that is decided page by page."""
    before: list[tuple[str, nodes.Stmt]] = []
    blocks: dict[str, list[tuple[str, nodes.Block]]] = {}
    imported: dict[str, str] = {}
    while True:
        tree = parsed(env, name)
        for block in tree.find_all(nodes.Block):
            blocks.setdefault(block.name, []).append((name, block))
        for bound in _imported(tree.body):
            if imported.setdefault(bound, name) != name:
                raise NotFast(f"{bound} is imported by a template and by its parent")
        parent = _parent(tree)
        if parent is None:
            for counting, *_ in blocks.values():
                if counting[1].required:
                    raise NotFast(f"the block {counting[1].name} is required and not filled", counting[1])
            return Flat(name, before, tree.body, blocks)
        before += [(name, one) for one in _before_parent(tree)]
        name = parent


def _parent(tree: nodes.Template) -> str | None:
    extends = list(tree.find_all(nodes.Extends))
    if not extends:
        return None
    only = extends[0]
    if len(extends) > 1 or not isinstance(only.template, nodes.Const) or only not in tree.body:
        raise NotFast("which template it extends is decided page by page", only)
    return str(only.template.value)


def _before_parent(tree: nodes.Template) -> Iterable[nodes.Stmt]:
    """Return what a child does at its top level besides defining blocks: imports, macros and names set."""
    extended = False
    for node in tree.body:
        extended = extended or isinstance(node, nodes.Extends)
        if isinstance(node, nodes.Extends | nodes.Block):
            continue
        if isinstance(node, nodes.Output):
            texts = [one for one in node.nodes if not isinstance(one, nodes.TemplateData)]
            if extended or not (
                texts or "".join(one.data for one in node.nodes if isinstance(one, nodes.TemplateData))
            ):
                continue
            raise NotFast("something is printed before the line that extends", node)
        if isinstance(node, nodes.Import | nodes.FromImport | nodes.Macro | nodes.Assign | nodes.AssignBlock):
            yield node
            continue
        raise NotFast("a child template does more than import and set names at its top level", node)


def _imported(body: Iterable[nodes.Node]) -> Iterable[str]:
    for node in body:
        if isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _line(node: nodes.Node) -> int:
    """Return the line of a node; where Jinja notes none, that of the first one inside."""
    return node.lineno or next((one.lineno for one in node.find_all(nodes.Node) if one.lineno), 1)
