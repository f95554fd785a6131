"""Jinja as this project uses it: everything escaped, nothing undefined, a site's own templates first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup, escape
from pydantic import ValidationError

from tests.compare.making import card
from tests.helpers import ROOT
from tests.pages.making import every_page
from tests.render.making import renderer, written_everywhere
from tests.render.reading import Read
from visavis.render.environment import environment
from visavis.render.flatten import parsed
from visavis.render.kept import written

HOSTILE = [
    "<script>alert(1)</script>",
    "\"&'",
    "{{ 7*7 }}",
    "{% raw %}",
    "</title><svg onload=alert(1)>",
    "--><!-- <b>",
    "' onmouseover='alert(1)",
    '" onmouseover="alert(1)',
    "&lt;b&gt;",
    "]]><b>",
]


@cache
def pages(text: str) -> list[Read]:
    """Return every page of a site that says this text wherever it can, as a parser reads it."""
    made = renderer()
    return [Read(made.render(page).decode()) for page in every_page(written_everywhere(text))]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_changes_the_tags_of_any_page(text: str):
    assert [page.shape for page in pages(text)] == [page.shape for page in pages("word")]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_is_shown_as_it_was_written(text: str):
    shown = "\n".join(page.text for page in pages(text))
    for number in (1, 2, 6, 9, 18, 20, 22, 24, 30, 33, 36):
        assert f"{text} {number}" in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_no_page_has_a_script_of_its_own_or_a_handler(text: str):
    for read in pages(text):
        assert read.unbalanced == []
        assert read.other == []
        for tag, attributes in read.tags:
            assert not any(name.startswith("on") or name == "style" for name in attributes)
            assert tag != "script" or (attributes.get("src") or "").endswith(".js")
            for name in ("href", "src"):
                assert (attributes.get(name) or "").partition(":")[0] not in {"javascript", "data", "vbscript"}


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u0000", "\u001b", "\u2028"])
def test_characters_that_reorder_or_break_text_are_refused_before_any_page_is_made(character: str):
    with pytest.raises(ValidationError, match="control-character"):
        card(f"a{character}b")


@dataclass(frozen=True)
class Value:
    """A value to show."""

    text: str


def made(tmp_path: Path, **macros: str) -> SimpleNamespace:
    """Return an environment over these macros, and a value to show."""
    (tmp_path / "macros").mkdir()
    for name, text in macros.items():
        (tmp_path / "macros" / f"{name}.html").write_text(text, "utf-8")
    return SimpleNamespace(env=environment([tmp_path]), value=Value("<i>"))


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("{{ value.text }}", "&lt;i&gt;"),
        ("{{ value | cell }}", "<b>&lt;i&gt;</b>"),
        ("{{ value | cell | upper }}", "<B>&LT;I&GT;</B>"),
        ("{{ value | cell | string | trim }}", "<b>&lt;i&gt;</b>"),
        ("{{ (value | cell) ~ '<' }}", "<b>&lt;i&gt;</b>&lt;"),
        ("{{ value.text | plain }}", "&lt;i&gt;"),
        ("{{ '**a** <b>' | plain }}", "a &lt;b&gt;"),
        ("{{ '**a** <b>' | prose }}", "<p><strong>a</strong> &lt;b&gt;</p>"),
        ('<a title="{{ value.text }}\'">', '<a title="&lt;i&gt;\'">'),
        ("{{ [value.text] | join(', ') }}", "&lt;i&gt;"),
        ("{% set x = value.text %}{{ x if x else '' }}", "&lt;i&gt;"),
        ("{{ value | cell if value else value.text }}", "<b>&lt;i&gt;</b>"),
    ],
)
def test_everything_is_escaped_but_pieces_once(tmp_path: Path, template: str, html: str):
    here = made(tmp_path, cell="{% macro cell(value) %}<b>{{ value.text }}</b>{% endmacro %}")
    assert here.env.from_string(template).render(value=here.value) == html


@pytest.mark.parametrize(
    "template", ["{{ nope }}", "{{ value.nope }}", "{% if nope %}{% endif %}", "{{ nope | prose }}"]
)
def test_what_is_not_defined_is_an_error(template: str):
    env = environment([ROOT / "templates"])
    assert env.undefined is StrictUndefined
    with pytest.raises(UndefinedError):
        env.from_string(template).render(value=SimpleNamespace())


def test_a_sites_own_template_takes_the_place_of_the_themes_file_by_file(tmp_path: Path):
    here = made(tmp_path, name="{% macro name(side) %}mine{% endmacro %}")
    both = environment([tmp_path, ROOT / "templates"])
    assert both.from_string("{{ 1 | name }}").render() == "mine"
    assert both.get_template("base.html").filename == str(ROOT / "templates" / "base.html")
    assert here.env.list_templates() == ["macros/name.html"]


def test_the_indentation_of_templates_is_left_out_and_that_of_values_kept():
    env = environment([ROOT / "templates"])
    text = "<ul>\n    {% for x in page %}\n\t<li>{{ x }}</li>\n    {% endfor %}\n  </ul>"
    assert env.from_string(text).render(page=["a\n  b"]) == "<ul>\n<li>a\n  b</li>\n</ul>"


def test_an_autoescape_that_a_template_turns_off_does_not_reach_its_macros(tmp_path: Path):
    here = made(tmp_path, cell="{% macro cell(value) %}<b>{{ value.text }}</b>{% endmacro %}")
    template = here.env.from_string("{% autoescape false %}{{ value | cell }}{% endautoescape %}{{ value.text }}")
    assert template.render(value=here.value) == "<b>&lt;i&gt;</b>&lt;i&gt;"


class Shouted(str):
    """A text of a kind of its own, which says what it is as markup."""

    def __html__(self) -> str:
        return f"<b>{self}</b>"


@pytest.mark.parametrize("value", [*HOSTILE, "", 7, True, 2.5, None, Markup("<b>&amp;</b>"), Shouted("a&b")], ids=repr)
def test_a_value_is_written_as_markupsafe_escapes_it(value: object):
    assert written(value) == str(escape(value))


def test_a_template_that_jinja_compiles_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "one.html").write_text("{{ page.title }}", "utf-8")
    env = environment([tmp_path])
    env.get_template("one.html")
    monkeypatch.setattr(env, "_parse", pytest.fail)
    assert parsed(env, "one.html") is parsed(env, "one.html")
