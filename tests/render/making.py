"""Sites whose every text is given, and pages rendered with and without kept pieces."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from tests.compare.making import WEB, card, run, site, suite
from tests.helpers import ROOT
from visavis.compare.subjects import Catalogue
from visavis.render.fragments import FRAGMENTS, JOINED, joined
from visavis.render.renderer import Renderer

TEMPLATES = ROOT / "templates"


def renderer() -> Renderer:
    """Return a renderer of the theme's templates."""
    return Renderer([TEMPLATES])


def unkept() -> Renderer:
    """Return a renderer that calls the macro of a piece each time it is shown."""
    made = renderer()
    for name in FRAGMENTS:
        made.environment.filters[name] = anew(made.environment, name)
    for name, one in JOINED.items():
        made.environment.filters[name] = joined(made.environment.filters[one])
    return made


def anew(env: Environment, name: str) -> Callable[[object], Markup]:
    """Return the filter that calls a macro of a module made for this one call."""
    return lambda value: getattr(env.get_template(f"macros/{name}.html").make_module(), name)(value)


def written_everywhere(text: str) -> Catalogue:
    """Return a site that says this text, with a number behind it, wherever a text can be authored."""

    def said(number: int) -> str:
        return f"{text} {number}"

    def model(number: int, other: int) -> dict[str, Any]:
        return {
            "organisation": "acme" if number == 1 else "other",
            "category": "open" if number == 1 else "closed",
            "modality": "text",
            "release_date": f"202{number}-01",
            "parameters": f"{number**4}B",
            "context_window": 1000 * number**4,
            "licence": {"name": said(number), "link": WEB},
            "tasks": {"ocr": "yes" if number == 1 else "no", "vqa": "yes"},
            "features": {"tools": "yes"},
            "aliases": [said(other)],
            "overview": f"{said(number)}\n\n- {said(other)}",
            "properties": {"note": said(number), "size": Decimal(number)},
            "source": WEB,
        }

    return site(
        {"a": card(said(1), **model(1, 3)), "b": card(said(2), **model(2, 4)), "c": card(said(5))},
        {
            "shares": suite(
                name=said(6),
                version=said(7),
                description=said(8),
                categories={"x": {"label": said(9), "description": said(10)}, "y": {"label": said(11)}},
            ),
            "numbers": suite(
                name=said(12),
                description=said(13),
                metric={"kind": "numeric", "name": said(14), "unit": said(15), "better": "higher"},
                headline="x",
                categories={"x": {"label": said(16)}, "y": {"label": said(17)}},
            ),
        },
        {
            "shares": {
                "a": run({"x": (1, 9), "y": (9, 9)}, note=said(18), average_response_time=1),
                "b": run({"x": (9, 9), "y": (1, 9)}, note=said(19), average_response_time=9),
            },
            "numbers": {"a": run({"x": 1, "y": 1}), "b": run({"x": 2, "y": 9}), "c": run({"y": 1})},
        },
        title=said(20),
        tagline=said(21),
        repository=WEB,
        bands=[{"id": "only", "label": said(22), "word": said(23), "from": 0}],
        tasks={"ocr": {"label": said(24), "description": said(25), "link": WEB}, "vqa": said(26)},
        features={"tools": said(27)},
        modalities={"text": {"label": said(28), "description": said(29)}},
        organisations={"acme": {"label": said(30), "link": WEB, "logo": said(31)}, "other": said(32)},
        extra_properties={
            "note": {"label": said(33), "description": said(34)},
            "size": {"label": said(35), "type": "number", "unit": said(36), "better": "higher"},
        },
        properties=["organisation", {"key": "licence", "label": said(37)}, "note", "size"],
    )
