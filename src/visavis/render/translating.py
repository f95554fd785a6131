"""Words of templates in the language of an environment, put there while a template is read, so that pages pay nothing.

The syntax is that of jinja2.ext.i18n: {% trans %} with {% pluralize %}, _() and ngettext(), so that Babel finds the
messages. A message becomes the texts and expressions that it is made of in the language; one for numbers of things
becomes a choice between its forms. What is rendered, kept and compiled never sees that there was a translation.

A message of a block holds markup as HTML writes it, whatever is made of it: the same message serves a page and the same
as Markdown, whose environment writes its marks as Markdown does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser
from jinja2.visitor import NodeTransformer

from visavis.language import ENGLISH, Language
from visavis.render.flatten import remember

NUMBER = "num"
"""The name of the number that a message counts things by; it is written as the language writes numbers."""
_PLACE = re.compile(r"%\((\w+)\)s|%(%)")
_TRANS = "_trans"
"""The name that Jinja gives the first value of a block where that is a call."""


class Translating(Environment):
    """An environment whose templates are in one `language`."""

    language: Language = ENGLISH
    marks: Callable[[str], str] = staticmethod(str)
    """How the markup of a message is written."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Calls(self.language, name, filename).visit(super()._parse(source, name, filename))
        if name is not None:
            remember(self, name, tree)
        return tree


def speak(env: Translating, language: Language, marks: Callable[[str], str] = str) -> None:
    """Put the templates of an environment, none of which was read yet, into a language.

    `marks` takes a message of a block with markup as HTML writes it, and returns it as the environment writes it.
    """
    env.language, env.marks = language, marks
    env.policies["ext.i18n.trimmed"] = True
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension
    env.filters["whole"] = language.whole
    env.tests["of_form"] = lambda number, form: language.form(number) == form


class Blocks(InternationalizationExtension):
    """Turns {% trans %} into the texts and expressions of the message in the environment's language."""

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Return the statement that a block becomes."""
        line, made = parser.stream.current.lineno, super().parse(parser)
        if isinstance(made, list):  # Jinja sets a name to the block's first value, where that is a call
            made = _Named(_TRANS, made[0].node).visit(made[1])  # type: ignore[attr-defined]
        made.set_lineno(line)
        return made

    def _make_node(  # type: ignore[override]
        self,
        singular: str,
        plural: str | None,
        context: str | None,  # noqa: ARG002
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,  # noqa: FBT001 (as Jinja calls it)
        num_called_num: bool,  # noqa: ARG002, FBT001 (as Jinja calls it)
    ) -> nodes.Stmt:
        language: Language = self.environment.language  # type: ignore[attr-defined]
        marks: Callable[[str], str] = self.environment.marks  # type: ignore[attr-defined]

        def output(message: str) -> nodes.Stmt:
            return nodes.Output(_pieces(marks(message), variables, nodes.TemplateData))

        if not vars_referenced:  # then a catalogue has it as it is written, with each % alone
            return nodes.Output([nodes.TemplateData(marks(language.text(singular.replace("%%", "%"))))])
        if plural is None or plural_expr is None:
            return output(language.text(singular))
        if NUMBER in variables:
            variables = {**variables, NUMBER: _whole(variables[NUMBER])}
        tests, forms = _forms(language, singular, plural, plural_expr)
        made = output(forms[-1])
        for test, form in reversed(list(zip(tests, forms, strict=False))):
            made = nodes.If(test, [output(form)], [], [made])
        return made


class _Calls(NodeTransformer):
    """Turns _("...") and ngettext("...", "...", n) into what they are in a language."""

    def __init__(self, language: Language, name: str | None, filename: str | None) -> None:
        self._language, self._name, self._filename = language, name, filename
        self._messages: dict[int, nodes.Concat] = {}

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 (as Jinja calls it)
        """Lay the pieces of a message that is shown one behind the other."""
        self.generic_visit(node)
        node.nodes = [piece for one in node.nodes for piece in self._pieces_of(one)]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 (as Jinja calls it)
        """Return the expression that a call becomes."""
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else None
        if name not in ("_", "gettext", "ngettext"):
            return node
        count = 2 if name == "ngettext" else 1
        texts = [one.value for one in node.args[:count] if isinstance(one, nodes.Const) and isinstance(one.value, str)]
        whole = len(texts) == count and len(node.args) == count + (name == "ngettext")
        if not whole or node.dyn_args or node.dyn_kwargs:
            raise TemplateSyntaxError(f"{name}() takes texts between quotes", node.lineno, self._name, self._filename)
        variables = {one.key: one.value for one in node.kwargs}
        if name != "ngettext":
            return self._expression(self._language.text(texts[0]), variables, node.lineno)
        number = node.args[2]
        variables = {NUMBER: _whole(number), **variables}
        tests, forms = _forms(self._language, texts[0], texts[1], number)
        made = self._expression(forms[-1], variables, node.lineno)
        for test, form in reversed(list(zip(tests, forms, strict=False))):
            made = nodes.CondExpr(test, self._expression(form, variables, node.lineno), made)
        made.set_lineno(node.lineno)
        return made

    def _expression(self, message: str, variables: Mapping[str, nodes.Expr], line: int) -> nodes.Expr:
        pieces = _pieces(message, variables, nodes.Const)
        if not pieces:
            return nodes.Const("", lineno=line)
        if len(pieces) == 1 and isinstance(pieces[0], nodes.Const):
            pieces[0].set_lineno(line)
            return pieces[0]
        made = nodes.Concat(pieces)
        made.set_lineno(line)
        self._messages[id(made)] = made
        return made

    def _pieces_of(self, node: nodes.Expr) -> list[nodes.Expr]:
        message = self._messages.get(id(node))
        return message.nodes if message else [node]


class _Named(NodeTransformer):
    """Puts an expression in the place of a name."""

    def __init__(self, name: str, value: nodes.Expr) -> None:
        self._name, self._value = name, value

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802 (as Jinja calls it)
        """Return what stands in the name's place."""
        return self._value if node.name == self._name else node


def _pieces(message: str, variables: Mapping[str, nodes.Expr], text: Callable[[str], nodes.Expr]) -> list[nodes.Expr]:
    """Return the texts of a message and the expressions between them."""
    pieces: list[nodes.Expr] = []
    said, end = "", 0
    for place in _PLACE.finditer(message):
        said += message[end : place.start()]
        end = place.end()
        if place[2]:
            said += "%"
            continue
        pieces += [text(said)] if said else []
        pieces.append(variables[place[1]])
        said = ""
    said += message[end:]
    return [*pieces, text(said)] if said else pieces


def _forms(language: Language, one: str, many: str, number: nodes.Expr) -> tuple[list[nodes.Expr], tuple[str, ...]]:
    """Return the forms of a message for numbers of things, and the tests of a number that all but the last are for."""
    forms = language.counts.get(one)
    if forms is None or (len(forms) == 2 and [language.form(count) for count in range(4)] == [1, 0, 1, 1]):
        return [nodes.Compare(number, [nodes.Operand("eq", nodes.Const(1))])], forms or (one, many)
    tests = [_test(number, form) for form in range(len(forms) - 1)]
    return tests, forms


def _test(number: nodes.Expr, form: int) -> nodes.Expr:
    return nodes.Test(number, "of_form", [nodes.Const(form)], [], None, None)


def _whole(number: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(number, "whole", [], [], None, None)
