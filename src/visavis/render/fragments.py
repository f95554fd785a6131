"""The pieces of pages that depend on one value alone: rendered once for it, then only laid in place.

A quadratic number of pages stays cheap because of this. A piece is a macro of its own file, `macros/<name>.html`, that
takes one value, sees nothing else and is called as a filter: `{{ fact | cell }}`. Values are kept by identity, so two
pages that show the same fact share its markup.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment
from markupsafe import Markup

FRAGMENTS = ("cell", "face", "origin", "overview", "provenance", "row_head", "score_key", "side_head")


def fragment(env: Environment, name: str) -> Callable[[object], Markup]:
    """Return the filter that renders `macros/<name>.html` once for each value; the template is loaded on first use."""
    kept: dict[object, Markup] = {}
    macro: Callable[[object], Markup] | None = None

    def render(value: object) -> Markup:
        nonlocal macro
        try:
            return kept[value]
        except KeyError:
            if macro is None:
                macro = getattr(env.get_template(f"macros/{name}.html").module, name)
            made = kept[value] = macro(value)
            return made

    return render
