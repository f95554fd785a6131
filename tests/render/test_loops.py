"""Loops with a condition: what Jinja gives, part by part kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.making import every_page, golden
from tests.render.making import TEMPLATES
from visavis.pages.comparison import ComparisonPage
from visavis.render.renderer import Renderer

KEPT = {
    "the value": "{% for row in page.properties if row.row.label %}{{ row.left | cell }}{% endfor %}",
    "a comparison": "{% for row in page.properties if row.left.text != row.right.text %}{{ row.row.key }} {% endfor %}",
    "none of them": "{% for row in page.properties if false %}{{ row.row.key }}{% endfor %}",
    "another value": "{% for row in page.properties if page.leads %}{{ row.row.key }}{% endfor %}",
    "two names": "{% for fact, better in page.tasks[0].cells if not better %}{{ fact | cell }}{% endfor %}",
    "in a loop": "{% for suite in page.suites %}{% for row in suite.rows if row.row.key in ('@overall', '@median') %}"
    "{{ row.row.label }}{% endfor %}{% endfor %}",
    "items that stand there": "{% for one in ('a', 'b', 'c') if one != 'b' %}{{ one }}{% endfor %}",
    "else": "{% for row in page.properties if false %}{{ row.row.key }}{% else %}none{% endfor %}",
    "loop": "{% for row in page.properties if row.row.key != 'category' %}{{ loop.index }}{% endfor %}",
    "a name set": "{% for row in page.properties if row.row.key %}{% set a = row.row.label %}{{ a }}{% endfor %}",
}


@pytest.mark.parametrize("source", KEPT.values(), ids=KEPT)
def test_a_loop_with_a_condition_gives_what_jinja_gives(source: str, tmp_path: Path) -> None:
    renderer = made(source, tmp_path)
    for page in every_page(golden()):
        if isinstance(page, ComparisonPage):
            assert renderer.render(page) == renderer.plain(page)
    assert renderer.slow == []


def made(source: str, folder: Path) -> Renderer:
    """Return a renderer whose comparisons are this."""
    (folder / "pages").mkdir()
    (folder / "pages" / "comparison.html").write_text(source, "utf-8")
    return Renderer([folder, TEMPLATES])
