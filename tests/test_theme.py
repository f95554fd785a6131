"""A site's own templates/ and static/ over the theme's: file by file, and what is said where one is broken."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.make_site import make_site
from tests.helpers import ROOT, assets, tree, write_file
from visavis import site as site_module
from visavis.build import build
from visavis.load.problems import ProblemsFound, printed
from visavis.load.site_data import read_site_data
from visavis.pages.comparison import ComparisonPage
from visavis.render.renderer import TEMPLATES
from visavis.render.statements import Compiler
from visavis.site import Site, theme
from visavis.workshop import Workshop

FIX = "  fix       correct the template; the theme's own stands in visavis's templates/ folder\n"
BROKEN = {
    "an undefined name": (
        b'{% extends "base.html" %}\n{% block main %}\n  {{ nothing.here }}\n{% endblock %}\n',
        "templates/pages/suite.html:3:3: error[template]\n"
        "  found     UndefinedError: 'nothing' is undefined\n"
        "  expected  an expression that can be evaluated\n" + FIX + "   3 |   {{ nothing.here }}\n     |   ^",
    ),
    "a field that the page does not have": (
        b"{{ page.nothing }}",
        "templates/pages/suite.html:1:1: error[template]\n"
        "  found     UndefinedError: 'visavis.pages.suite.SuitePage object' has no attribute 'nothing'\n"
        "  expected  an expression that can be evaluated\n" + FIX + "   1 | {{ page.nothing }}\n     | ^",
    ),
    "a syntax error": (
        b"\n{% if %}\n",
        "templates/pages/suite.html:2:1: error[template]\n"
        "  found     Expected an expression, got 'end of statement block'\n"
        "  expected  a template that Jinja can read\n" + FIX + "   2 | {% if %}\n     | ^",
    ),
    "a template that is not there": (
        b'{% include "partials/nothing.html" %}',
        "templates/pages/suite.html:1:1: error[template]\n"
        "  found     no template named partials/nothing.html\n"
        "  expected  a template that exists\n" + FIX + '   1 | {% include "partials/nothing.html" %}\n     | ^',
    ),
    "an error in an expression": (
        b"{{ 1 / 0 }}",
        "templates/pages/suite.html:1:1: error[template]\n"
        "  found     ZeroDivisionError: division by zero\n"
        "  expected  an expression that can be evaluated\n" + FIX + "   1 | {{ 1 / 0 }}\n     | ^",
    ),
}


def problem(site: Path, out: Path) -> str:
    """Return the one problem that a build finds, as printed."""
    with pytest.raises(ProblemsFound) as found:
        build(Site(site), out)
    assert len(found.value.problems) == 1
    assert not out.exists()
    return printed(found.value.problems[0])


# --- file by file -----------------------------------------------------------------------------------------------------


def test_a_site_takes_the_place_of_single_files(site: Path, tmp_path: Path) -> None:
    build(Site(site), tmp_path / "before")
    footer = b"{% macro site_footer(frame) %}<footer>{{ frame.title }} says hello</footer>{% endmacro %}\n"
    write_file(site / "templates/macros/site_footer.html", footer)
    write_file(site / "static/icon.svg", b"<svg/>")
    write_file(site / "static/css/base.css", b"body { color: rebeccapurple }\n")
    write_file(site / "static/fonts/mine.woff2", b"a font")
    write_file(site / "static/.hidden", b"not for the public")
    write_file(site / "static/.git/config", b"not for the public")
    build(Site(site), tmp_path / "after")
    before, after = tree(tmp_path / "before"), tree(tmp_path / "after")
    one, other = (f"{assets(tmp_path / name)}/" for name in ("before", "after"))
    assert {name.replace(one, other) for name in before} - {*after} == {one[:-1]}
    assert {*after} - {name.replace(one, other) for name in before} == {
        other[:-1],
        f"{other}fonts",
        f"{other}fonts/mine.woff2",
    }
    assert after[f"{other}icon.svg"] == b"<svg/>"
    assert after[f"{other}fonts/mine.woff2"] == b"a font"
    sheet = (tmp_path / "after" / other / "site.css").read_text("utf-8")
    assert "@layer base {\nbody { color: rebeccapurple }\n}" in sheet
    for page in (tmp_path / "after").rglob("*.html"):
        card = page.parent.name == "embed"  # a card stands in pages of others, whose footer is theirs
        assert ("<footer>Golden says hello</footer>" in page.read_text("utf-8")) == (not card), page
    same = {name for name in before if before[name] == after.get(name.replace(one, other))}
    assert {f"{one}js/picker.js", f"{one}js/not_found.js", "compare", ".visavis"} <= same


def test_the_theme_of_a_checkout_is_the_checkout() -> None:
    assert theme() == ROOT
    assert Site(ROOT).template_folders == (ROOT / "templates",)


def test_the_theme_of_an_installed_package_travels_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "visavis" / "theme").mkdir(parents=True)
    monkeypatch.setattr(site_module, "__file__", str(tmp_path / "visavis" / "site.py"))
    assert theme() == tmp_path.resolve() / "visavis" / "theme"


# --- broken -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_template_is_named_with_its_line(site: Path, tmp_path: Path, what: str) -> None:
    text, message = BROKEN[what]
    write_file(site / "templates/pages/suite.html", text)
    assert problem(site, tmp_path / "out") == message


def test_a_broken_macro_is_named_with_its_line(site: Path, tmp_path: Path) -> None:
    write_file(site / "templates/macros/cell.html", b"{% macro cell(fact) %}\n{{ fact.nothing }}{% endmacro %}\n")
    assert problem(site, tmp_path / "out").startswith(
        "templates/macros/cell.html:2:1: error[template]\n"
        "  found     UndefinedError: 'visavis.compare.facts.Fact object' has no attribute 'nothing'\n"
    )


def test_a_template_that_is_not_utf_8_is_named(site: Path, tmp_path: Path) -> None:
    write_file(site / "templates/pages/suite.html", b"caf\xe9")
    assert problem(site, tmp_path / "out").startswith("templates/pages/suite.html:1:")


def test_a_macro_that_is_missing_from_its_file_is_a_problem(site: Path, tmp_path: Path) -> None:
    write_file(site / "templates/macros/cell.html", b"")
    assert "error[template]" in problem(site, tmp_path / "out")


def test_a_worker_process_names_a_broken_template_too(tmp_path: Path) -> None:
    make_site(50, tmp_path / "many")
    write_file(tmp_path / "many/templates/pages/comparison.html", b"\n\n{{ page.nothing }}\n")
    with pytest.raises(ProblemsFound) as found:
        build(Site(tmp_path / "many"), tmp_path / "out", jobs=2)
    assert printed(found.value.problems[0]).startswith("templates/pages/comparison.html:3:1: error[template]\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.visavis", "many"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "css/index.css",
            b'@import "nothing.css" layer(base);\n',
            (
                "static/css/nothing.css:1:1: error[static-file]\n"
                "  found     no such file\n"
                "  expected  a file that the style sheet imports\n"
                "  fix       add it, or take the import away"
            ),
        ),
        (
            "css/base.css",
            b"caf\xe9",
            (
                "static/css/base.css:1:1: error[static-file]\n"
                "  found     bytes that are not UTF-8\n"
                "  expected  a text file in UTF-8\n"
                "  fix       save it in UTF-8"
            ),
        ),
    ],
)
def test_a_broken_style_sheet_is_named(site: Path, tmp_path: Path, name: str, text: bytes, message: str) -> None:
    write_file(site / "static" / name, text)
    assert problem(site, tmp_path / "out") == message


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need a right of their own there")
def test_a_link_that_leads_out_of_static_is_refused(site: Path, tmp_path: Path) -> None:
    write_file(tmp_path / "secret.txt", b"not for the public")
    write_file(site / "static/inside.txt", b"for the public")
    (site / "static/linked.txt").symlink_to("inside.txt")
    build(Site(site), tmp_path / "fine")
    fine = tmp_path / "fine" / assets(tmp_path / "fine")
    assert (fine / "linked.txt").read_bytes() == b"for the public"
    assert not (fine / "linked.txt").is_symlink()
    (site / "static/secret.txt").symlink_to(tmp_path / "secret.txt")
    assert problem(site, tmp_path / "out") == (
        "static/secret.txt:1:1: error[link-outside]\n"
        "  found     a link that leads out of its folder\n"
        "  expected  a file inside static/\n"
        "  fix       copy the file here instead"
    )


# --- what is slower ---------------------------------------------------------------------------------------------------

SLOW = b"""{% extends "base.html" %}
{% block main %}
<h1>{{ page.title }}</h1>
{% for row in page.tasks recursive %}<p>{{ row.row.label }}</p>{% endfor %}
{% endblock %}
"""


def test_the_theme_renders_nothing_anew_for_every_page(site: Path, tmp_path: Path) -> None:
    assert build(Site(site), tmp_path / "out").slow == ()


@pytest.mark.parametrize("models", [4, 50], ids=["in one process", "in workers"])
def test_what_jinja_renders_for_every_page_is_said_and_the_pages_are_right(
    models: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a compiled template fails on some pages, as none is known to do; workers are forked and fail too."""
    root = tmp_path / "many"
    make_site(models, root)
    compile_ = Compiler.compile

    def failing(compiler: Compiler) -> Callable[[Any], bytes]:
        render = compile_(compiler)

        def odd(page: Any) -> bytes:
            if page.title.startswith("Model 1 "):
                raise ValueError("odd")
            return render(page)

        return odd if compiler.name == TEMPLATES[ComparisonPage] else render

    monkeypatch.setattr(Compiler, "compile", failing)
    write_file(root / "templates/pages/comparison.html", SLOW)
    out = tmp_path / "out"
    assert build(Site(root), out, jobs=2).slow == (
        "templates/pages/comparison.html:4  a loop in itself",
        "templates/pages/comparison.html:1  on some pages, ValueError: odd",
    )
    data, _ = read_site_data(root)
    workshop = Workshop(Site(root), data)
    for pair in workshop.partners:
        page = workshop.renderer.plain(workshop.comparison_pages.page(pair))
        assert (out / workshop.addresses.comparison(pair)).read_bytes() == page


def test_each_class_has_one_style_sheet():
    """Two sheets that each begin with the same class, such as `.said`, style what the other one is for."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "static" / "css" / "components").glob("*.css"):
        for name in re.findall(r"^\.([a-z][\w-]*) \{", path.read_text("utf-8"), re.MULTILINE):
            found.setdefault(name, set()).add(path.name)
    assert len(found) > 50
    assert {name: files for name, files in found.items() if len(files) > 1} == {}
