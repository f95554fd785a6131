"""No template shows a word of its own that is not marked for translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.helpers import ROOT

TEMPLATES = ROOT / "templates"
FILES = sorted(
    path
    for kind in ("*.html", "*.svg", "*.xml", "markdown/**/*.md", "markdown/**/*.txt")
    for path in TEMPLATES.rglob(kind)
    if path.relative_to(TEMPLATES).parts[0] != "serve"  # in English alone
)
ENV = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
VALUE = "\0"
HIDDEN = re.compile(r"<(style|script)\b.*?</\1>|<[^<>]*>|&\w+;", re.DOTALL)
READ_ALOUD = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')
WORD = re.compile(r"[A-Za-z]{2}")


def texts(node: nodes.Node) -> Iterator[str]:
    """Yield what a template writes in its order, with a sign for each value and each message."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif isinstance(child, nodes.Output):
            yield from (one.data if isinstance(one, nodes.TemplateData) else VALUE for one in child.nodes)
        else:
            yield from texts(child)


def unmarked(source: str) -> list[str]:
    whole = "".join(texts(ENV.parse(source)))
    return [said for said in (*READ_ALOUD.findall(whole), *HIDDEN.sub(VALUE, whole).split(VALUE)) if WORD.search(said)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_marks_its_words(path: Path) -> None:
    assert unmarked(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{% trans %}Hello{% endtrans %} {{ name }}</p>", []),
        ('<a title="Go on" class="more">{{ name }}</a>', ["Go on"]),
        ('<a title="{{ _("Go on") }}"{% if name %} data-some{% endif %}>{{ name }}</a>', []),
        ("{% if name %}{{ name }} wins{% endif %}", [" wins"]),
        ("## {% trans %}Scores{% endtrans %}\n\n| Model | {{ name }} |\n| --- | --- |\n", ["\n| Model | "]),
    ],
)
def test_words_that_are_not_marked_would_be_found(source: str, found: list[str]) -> None:
    assert unmarked(source) == found
