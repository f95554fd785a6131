"""The pieces of pages that depend on one value alone: rendered once for it, then only laid in place.

A quadratic number of pages stays cheap because of this. A piece is a macro of its own file, `macros/<name>.html`, that
takes one value, sees nothing else and is called as a filter: `{{ fact | cell }}`. Values are kept by identity, so two
pages that show the same fact share its markup; a value that may equal another is rendered anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jinja2 import Environment, TemplateSyntaxError
from jinja2.runtime import Macro
from markupsafe import Markup

FRAGMENTS = (
    "amount",
    "answer",
    "asked",
    "asked_both",
    "cell",
    "compared_row",
    "crumbs",
    "drawn",
    "embed_code",
    "face",
    "facts_from",
    "figure",
    "headline",
    "index_cell",
    "lane",
    "lane_limits",
    "lane_scale",
    "made_of",
    "marks",
    "name",
    "origin",
    "outcome",
    "overview",
    "picture",
    "plot_grid",
    "plot_lane",
    "prompt_line",
    "provenance",
    "related_side",
    "row_head",
    "runs_of",
    "score_key",
    "share_image",
    "side_head",
    "side_link",
    "side_title",
    "site_footer",
    "site_header",
    "site_links",
    "suite_place",
    "suite_title",
    "suite_version",
    "weighed",
)
JOINED = {
    "compared_rows": "compared_row",
    "faces": "face",
    "facts_from_both": "facts_from",
    "made_of_both": "made_of",
    "plot_lanes": "plot_lane",
    "overviews": "overview",
    "prompt_lines": "prompt_line",
    "runs_of_all": "runs_of",
    "related_sides": "related_side",
    "side_heads": "side_head",
    "side_links": "side_link",
    "side_titles": "side_title",
}
"""Filters that take many values, each by the fragment that renders one of them."""
PIECES = frozenset({*FRAGMENTS, *JOINED})
MOST = 50_000
"""At most so many pieces of one kind are kept; then it starts afresh, so that memory does not grow with the pairs."""


def fragment(env: Environment, name: str) -> Callable[[object], Markup]:
    """Return the filter that renders `macros/<name>.html` once for each value; the template is loaded on first use."""
    kept: dict[object, Markup] = {}
    macro: Macro | None = None

    def render(value: object) -> Markup:
        nonlocal macro
        identical = type(value).__eq__ is object.__eq__  # 1 equals 1.0 and True, and each is written differently
        made = kept.get(value) if identical else None
        if made is None:
            if macro is None:
                macro = _macro(env, name)
            if identical and len(kept) >= MOST:
                kept.clear()
            made = Markup(macro(value))  # noqa: S704 (a macro of an escaping template gives markup)
            if identical:
                kept[value] = made
        return made

    return render


def _macro(env: Environment, name: str) -> Macro:
    """Return the macro of a piece. Raises TemplateSyntaxError where its file has none that takes one value."""
    template = env.get_template(f"macros/{name}.html")
    macro = getattr(template.module, name, None)
    if not isinstance(macro, Macro) or len(macro.arguments) != 1:
        raise TemplateSyntaxError(f"no macro {name} that takes one value", 1, template.name, template.filename)
    return macro


def joined(render: Callable[[object], Markup]) -> Callable[[Iterable[object]], Markup]:
    """Return the filter that renders each of many values and lays the pieces one behind the other."""
    return lambda values: Markup("".join(map(render, values)))  # noqa: S704 (every piece is markup already)
