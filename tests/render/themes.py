"""A site's own templates over the built-in ones, rendered as visavis does and as Jinja alone does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

import pytest
from jinja2 import BaseLoader, ChoiceLoader, Environment, TemplateNotFound

from tests.render.making import anew, renderer
from visavis.load.problems import ProblemsFound
from visavis.render import fragments, kept, plain
from visavis.render.fragments import FRAGMENTS, JOINED, joined
from visavis.render.renderer import Page, Renderer

COMPARISON = "pages/comparison.html"
ADDRESS = re.compile(rb" at 0x[0-9a-f]+")
"""Where a value lies, as its `repr` says: for a method, that is somewhere else each time."""
SMALL = 2
"""As many parts are kept of one kind where stale ones should show."""


class _Theme(BaseLoader):
    """Templates by name, which say that they lie in a folder, as problems name it."""

    def __init__(self, theme: Mapping[str, str]) -> None:
        self._theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text."""
        if template not in self._theme:
            raise TemplateNotFound(template)
        return self._theme[template], f"templates/{template}", lambda: True


def own(theme: Mapping[str, str]) -> Renderer:
    """Return a renderer of these templates, by name, and of the built-in ones that they don't replace."""
    made = renderer()
    loader = made.environment.loader
    assert loader is not None
    made.environment.loader = ChoiceLoader([_Theme(theme), loader])
    return made


def alone(theme: Mapping[str, str]) -> Renderer:
    """Return the same, nothing of it ever kept: its `plain` is Jinja, calling each macro of a piece anew."""
    made = own(theme)
    for name in FRAGMENTS:
        made.environment.filters[name] = anew(made.environment, name)
    for name, one in JOINED.items():
        made.environment.filters[name] = joined(made.environment.filters[one])
    return made


def outcome(render: Callable[[Page], bytes], page: Page) -> bytes | str:
    """Return the page, or what is wrong with its template."""
    try:
        return ADDRESS.sub(b"", render(page))
    except ProblemsFound as found:
        (one,) = found.problems
        return f"{one.path}:{one.line}: {one.found}"
    except Exception as error:  # noqa: BLE001 (whatever it is, both ways have to agree on it)
        return repr(error)


def check(theme: Mapping[str, str], pages: Sequence[Page]) -> Renderer:
    """Assert that all pages are what Jinja alone makes of them, in any order, kept or not; return the renderer."""
    reference = alone(theme)
    made = own(theme)
    expected = {id(page): outcome(made.plain, page) for page in pages}
    for page in pages:
        if isinstance(expected[id(page)], bytes):  # a mistake is told in the words of the filters that a site has
            assert outcome(reference.plain, page) == expected[id(page)]
    for page in pages:
        assert outcome(made.render, page) == expected[id(page)]
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((kept, "MOST"), (kept, "MOST_TEXTS"), (plain, "MOST"), (fragments, "MOST")):
            patch.setattr(module, name, SMALL)
        few = own(theme)
        for page in Random(1).sample([*pages, *pages], 2 * len(pages)):
            assert outcome(few.render, page) == expected[id(page)]
    return made
