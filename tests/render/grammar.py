"""Random templates over what a comparison page really holds: every statement, nested, with names that hide others."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.render.themes import COMPARISON
from visavis.pages.comparison import ComparisonPage
from visavis.render.hints import Hint, attributes, bare, element, item

NAMES = ("a", "b", "found", "side", "page", "loop_", "out", "key0", "text")
DEEPEST = 4
HALF = 0.5
MACROS = """
{%- macro plain_one(x) %}<i>{{ x }}</i>{% endmacro -%}
{%- macro two(x, y="none") %}{% if x %}{{ x }}{% else %}{{ y }}{% endif %}{{ y }}{% endmacro -%}
{%- macro around(x) %}<u>{{ caller() }}{{ x }}</u>{% endmacro -%}
{%- macro rest(x) %}{{ x }}{{ varargs | length }}{{ kwargs | length }}{% endmacro -%}
{%- macro calls(x) %}{{ plain_one(x) }}{% set y = x %}{% if y %}{% set y = "+" %}{% endif %}{{ two(y) }}{% endmacro -%}
"""
INCLUDED = (
    "({{ page.title is defined }}{{ a | default('-') }}{{ side.id | default('?') if side is defined }}"
    "{% set a = 1 %}{{ a }})"
)


class Grammar:
    """Writes one theme. `known` are the names that can be seen, the last of a name counting, each with its type."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.known: list[tuple[str, Hint]] = [("page", ComparisonPage)]
        self.loops = 0
        self.mine = False

    def theme(self) -> dict[str, str]:
        """Return templates: a page's, with or without a parent, and macros of its own."""
        own = "{% macro mine(x, y=1) %}[{{ x }}{{ y }}]{% endmacro %}" if self.random.random() < HALF else ""
        head = "{% import 'own.html' as m %}{% from 'own.html' import calls, around %}"
        shared = {"own.html": MACROS, "included.html": INCLUDED}
        if self.random.random() < HALF:
            self.mine = bool(own)
            return {COMPARISON: own + head + self.body(0), **shared}
        parent = f"{head}{self.body(2)}{{% block one %}}{self.body(2)}{{% endblock %}}{self.body(1)}"
        if self.random.random() < HALF:
            scoped = "{% block three scoped %}{{ side.id }}{% endblock %}"
            parent += f"{{% for side in page.sides %}}{scoped}{{% endfor %}}"
        self.known, self.mine = [("page", ComparisonPage)], bool(own)
        filled = self.body(1) + self.pick("", "{{ super() }}")
        child = f"{{% extends 'parent.html' %}}{own}{{% block one %}}{filled}{{% endblock %}}"
        if self.random.random() < HALF:
            child += "{% block three %}{{ loop.index | default('-') if loop is defined }}{{ super() }}{% endblock %}"
        if self.random.random() < HALF:
            child += "{% set a = page.sides[0].id %}"
        return {COMPARISON: child, "parent.html": parent, **shared}

    def pick(self, *found: Any) -> Any:
        """Return one of these."""
        return self.random.choice(found)

    def body(self, depth: int) -> str:
        """Return statements in order, whose names are not seen after them."""
        before = list(self.known)
        made = "".join(self.statement(depth) for _ in range(self.random.randint(1, 4)))
        self.known = before
        return made

    def open_body(self, depth: int) -> str:
        """Return statements whose names are seen after them, as under a condition."""
        return "".join(self.statement(depth) for _ in range(self.random.randint(1, 2)))

    def name(self) -> str:
        """Return a name, which may hide another."""
        return str(self.pick(*NAMES))

    def path(self, wanted: Any = None) -> tuple[str, Hint]:
        """Return a way to a value of a page, and its type; where there is one, of a wanted kind."""
        ways = [self.way() for _ in range(12 if wanted else 1)]
        return next((way for way in ways if wanted is None or wanted(way[1])), ways[0])

    def way(self) -> tuple[str, Hint]:
        """Return any way, from any name, up to four steps long."""
        source, hint = self.pick(*dict(self.known).items(), ("page", dict(self.known)["page"]))
        for _ in range(self.random.randint(0, 4)):
            inner = bare(hint)
            parts = (
                {name: kind for name, kind in attributes(inner).items() if not name.startswith("_")}
                if isinstance(inner, type)
                else {}
            )
            if parts and inner not in (str, int, float, bool):
                name = self.pick(*sorted(parts))
                source, hint = f"{source}.{name}", parts[name]
            elif item(hint, 0) is not None:
                place = self.pick(0, 1, -1)
                source, hint = f"{source}[{place}]", item(hint, place) or item(hint, 0)
            else:
                break
        return source, hint

    def value(self, depth: int = 0) -> str:
        """Return an expression that can mostly be evaluated."""
        source, _ = self.path()
        if depth > 2:
            return source
        inner = self.value(depth + 1) if self.random.random() < HALF else source
        return str(
            self.pick(
                *[source] * 4,
                f"({inner} | default('none'))",
                f"({source}.gone | default({inner}))",
                f"(gone | default({inner}))",
                f"({inner} ~ '<' ~ {source})",
                f"({source} if {self.test(depth + 1)} else {inner})",
                f"('y' if {self.test(depth + 1)})",
                f"({inner} | string | upper | safe)",
                f"({inner} | string | replace('a', '<'))",
                f"({inner} | string)[:3]",
                f"({source} | string | length)",
                f"m.plain_one({source})",
                f"m.two({source}, y={inner})",
                f"calls({source})",
                f"m.rest({source}, 2, z={inner})",
                f"mine({source})" if self.mine else "'<'",
                f"('%s' % {inner})" if "m." not in inner else "1",
                *self.pick((1,), (True,), (1.0,), ("'1'",), ("'<b>' | safe",), ("none",)),
                f"(page.sides | map(attribute='id') | join({inner} | string))"
                if dict(self.known)["page"] is ComparisonPage
                else "2",
                "(loop.index)" if self.loops else "3",
            )
        )

    def test(self, depth: int = 0) -> str:
        """Return a condition."""
        source, _ = self.path()
        if depth > 2:
            return source
        return str(
            self.pick(
                source,
                f"not {source}",
                f"{source} is defined",
                f"{source}.gone is defined",
                f"{self.name()} is defined",
                f"{source} is none",
                f"{source} == {self.value(depth + 1)}",
                f"({source} and {self.test(depth + 1)})",
                f"({source} or {self.test(depth + 1)})",
                "loop.first" if self.loops else "true",
            )
        )

    def statement(self, depth: int) -> str:
        """Return one statement."""
        if depth >= DEEPEST:
            return f"{{{{ {self.value()} }}}}"
        kinds = ["output"] * 5 + [
            "text",
            "loop",
            "loop",
            "loop",
            "if",
            "if",
            "set",
            "set",
            "setblock",
            "with",
            "filter",
            "call",
        ]
        kinds += ["include", "escape", "piece", "namespace", "ifset", "recursive"]
        return str(getattr(self, f"_{self.pick(*kinds)}")(depth))

    def _output(self, depth: int) -> str:
        return f"{{{{ {self.value()} }}}}"

    def _text(self, depth: int) -> str:
        return str(self.pick("<p>", " é\n  ", "&amp;"))

    def _target(self, hint: Hint) -> tuple[str, list[tuple[str, Hint]]]:
        inner = element(hint)
        if item(inner, 1) is not None and self.random.random() < HALF:
            names = ["x1", "x2"]
            return ", ".join(names), [(name, item(inner, place)) for place, name in enumerate(names)]
        name = self.name()
        return name, [(name, inner)]

    def _loop(self, depth: int) -> str:
        source, hint = self.path(lambda one: element(one) is not None)
        if self.random.random() < 0.15:
            source, hint = f"({self.value(2)}, {self.value(2)})", None
        elif self.random.random() < 0.15:
            source += "[:2]"
        target, names = self._target(hint)
        before, loops = list(self.known), self.loops
        self.known += names
        test = f" if {self.test()}" if self.random.random() < 0.3 else ""
        self.loops = 1
        body = self.body(depth + 1)
        self.known, self.loops = before, loops
        other = f"{{% else %}}{self.body(depth + 2)}" if self.random.random() < 0.3 else ""
        return f"{{% for {target} in {source}{test} %}}{body}{other}{{% endfor %}}"

    def _recursive(self, depth: int) -> str:
        return (
            "{% for z in page.sides recursive %}{{ z.id | default('') }}{% endfor %}"
            if dict(self.known)["page"] is ComparisonPage
            else ""
        )

    def _if(self, depth: int) -> str:
        other = self.pick(
            "", f"{{% elif {self.test()} %}}{self.body(depth + 1)}", f"{{% else %}}{self.body(depth + 1)}"
        )
        return f"{{% if {self.test()} %}}{self.body(depth + 1)}{other}{{% endif %}}"

    def _ifset(self, depth: int) -> str:
        name = self.name()
        text = f"{{% if {self.test()} %}}{{% set {name} = {self.value()} %}}{self.body(depth + 1)}{{% endif %}}"
        if name not in dict(self.known):
            text += f"{{{{ {name} | default('unset') }}}}"
        else:
            text += f"{{{{ {name} }}}}"
            self.known.append((name, None))
        return text

    def _set(self, depth: int) -> str:
        source, hint = self.path()
        name = self.name()
        if self.random.random() < HALF:
            source, hint = self.value(), None
        self.known.append((name, hint))
        return f"{{% set {name} = {source} %}}"

    def _setblock(self, depth: int) -> str:
        name, through = self.name(), self.pick("", " | upper", " | replace('a', '<') | trim")
        text = f"{{% set {name}{through} %}}{self.body(depth + 1)}{{% endset %}}"
        self.known.append((name, None))
        return text

    def _with(self, depth: int) -> str:
        (source, hint), name, before = self.path(), self.name(), list(self.known)
        other = self.pick("", f", x3 = {self.value()}")
        self.known.append((name, hint))
        body = self.body(depth + 1)
        self.known = before
        return f"{{% with {name} = {source}{other} %}}{body}{{% endwith %}}"

    def _filter(self, depth: int) -> str:
        return f"{{% filter {self.pick('upper', 'trim', 'e | lower')} %}}{self.body(depth + 1)}{{% endfilter %}}"

    def _call(self, depth: int) -> str:
        return f"{{% call around({self.value()}) %}}{self.body(depth + 1)}{{% endcall %}}"

    def _include(self, depth: int) -> str:
        return str(
            self.pick("{% include 'included.html' %}", "{% include ['none.html', 'included.html'] ignore missing %}")
        )

    def _escape(self, depth: int) -> str:
        return f"{{% autoescape {self.pick('false', 'true')} %}}{self.body(depth + 1)}{{% endautoescape %}}"

    def _piece(self, depth: int) -> str:
        source, hint = self.path(lambda one: getattr(bare(one), "__name__", "") in PIECES)
        piece = PIECES.get(getattr(bare(hint), "__name__", ""))
        return f"{{{{ {source} | {piece} }}}}" if piece else f"{{{{ {source} }}}}"

    def _namespace(self, depth: int) -> str:
        source, _ = self.path(lambda one: element(one) is not None)
        self.known.append(("ns", None))
        body = self.body(depth + 1)
        self.known.append(("ns", None))
        return (
            f"{{% set ns = namespace(n=0) %}}{{% for q in {source} if ns.n < 2 %}}{{% set ns.n = ns.n + 1 %}}"
            f"{body if 'namespace' not in body and ' ns' not in body else ''}{{% endfor %}}{{{{ ns.n }}}}"
        )


PIECES = {
    "Fact": "cell",
    "SideOfPage": "name",
    "ComparedRow": "compared_row",
    "SuiteHead": "suite_title",
    "Row": "row_head",
    "RunScores": "provenance",
    "Frame": "crumbs",
}
"""Filters for types of values, by the type's name."""
