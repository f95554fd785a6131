"""A site's own template that is wrong: which file and line, in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.helpers import ROOT
from tests.pages.making import golden
from visavis.cli import main
from visavis.compare.pairs import partners
from visavis.load.problems import ProblemsFound, printed
from visavis.pages.home import home_page, methodology_page, not_found_page
from visavis.render.faults import template_problems
from visavis.render.renderer import Renderer
from visavis.site import Site

GOLDEN = golden()
HOME = home_page(GOLDEN, partners(GOLDEN))
FIX = "  fix       correct the template; the theme's own stands in visavis's templates/ folder"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the folder of a site's own templates."""
    folder = tmp_path / "a-site" / "templates"
    (folder / "pages").mkdir(parents=True)
    (folder / "macros").mkdir()
    return folder


def faults(own: Path) -> str:
    """Return the problems that rendering the home page finds, as printed."""
    with pytest.raises(ProblemsFound) as found:
        Renderer([own, ROOT / "templates"]).render(HOME)
    return "\n".join(map(printed, found.value.problems))


CANNOT = "an expression that can be evaluated"
UNREADABLE = "a template that Jinja can read"
MISSING = "a template that exists"


@pytest.mark.parametrize(
    ("text", "line", "column", "found", "expected"),
    [
        ("<p>\n  {{ nope }}\n</p>\n", 2, 3, "UndefinedError: 'nope' is undefined", CANNOT),
        (
            "<p>\n\n\t{{ page.titel }}",
            3,
            2,
            "UndefinedError: 'visavis.pages.home.HomePage object' has no attribute 'titel'",
            CANNOT,
        ),
        ("{{ 1 / 0 }}", 1, 1, "ZeroDivisionError: division by zero", CANNOT),
        ("<p>\n{% if %}\n</p>\n", 2, 1, "Expected an expression, got 'end of statement block'", UNREADABLE),
        ("\n{{ page | gone }}", 2, 1, "No filter named 'gone'.", UNREADABLE),
        ("{{ page.title </p>\n", 1, 1, "unexpected '/'", UNREADABLE),
        ("\n{% extends 'gone.html' %}\n", 2, 1, "no template named gone.html", MISSING),
        ("{% extends 'base.html' %}\n{% include 'gone.html' %}", 2, 1, "no template named gone.html", MISSING),
        ("{% from 'macros/gone.html' import x %}{{ x() }}", 1, 1, "no template named macros/gone.html", MISSING),
        ("a\n{% include ['a.html', 'b.html'] %}", 2, 1, "no template named b.html", MISSING),
        ("a\r\n  b\r\n  {{ nope }}\r\n", 3, 3, "UndefinedError: 'nope' is undefined", CANNOT),
    ],
)
def test_a_fault_is_told_with_its_file_line_and_words(
    own: Path, text: str, line: int, column: int, found: str, expected: str
):
    (own / "pages" / "home.html").write_bytes(text.encode())
    source = text.splitlines()[line - 1]
    caret = " " * (len(source) - len(source.lstrip()) + 3 * source.count("\t"))
    assert faults(own) == "\n".join(
        [
            f"templates/pages/home.html:{line}:{column}: error[template]",
            f"  found     {found}",
            f"  expected  {expected}",
            FIX,
            f"{line:>4} | {source.expandtabs(4)}",
            f"     | {caret}^",
        ]
    )


def test_an_unclosed_block_is_told_at_the_end(own: Path):
    (own / "pages" / "home.html").write_text("{% for model in page.models %}\n<p>\n", "utf-8")
    found = faults(own).splitlines()
    assert found[0] == "templates/pages/home.html:2:1: error[template]"
    assert found[1] == (
        "  found     Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'. "
        "The innermost block that needs to be closed is 'for'."
    )


def test_a_fault_in_a_macro_is_told_there_and_not_where_it_was_called(own: Path):
    (own / "macros" / "site_footer.html").write_text("{% macro site_footer(frame) %}\n{{ frame.oops }}\n{% endmacro %}")
    assert faults(own).splitlines()[:2] == [
        "templates/macros/site_footer.html:2:1: error[template]",
        "  found     UndefinedError: 'visavis.pages.frame.Frame object' has no attribute 'oops'",
    ]


@pytest.mark.parametrize("root", [".", "./", "../a-site", "the whole path"])
def test_a_sites_own_template_is_named_once_wherever_the_site_is_named_from(
    own: Path, monkeypatch: pytest.MonkeyPatch, root: str
):
    (own / "macros" / "site_footer.html").write_text("{% macro site_footer(frame) %}\n{{ frame.oops }}\n{% endmacro %}")
    (own / "pages" / "not_found.html").write_text("{% if %}")
    (own / "pages" / "methodology.html").write_text("\n{{ 1 / 0 }}")
    monkeypatch.chdir(own.parent)
    folders = Site(own.parent if root == "the whole path" else Path(root)).template_folders
    firsts = []
    for page in (HOME, not_found_page(GOLDEN), methodology_page(GOLDEN, partners(GOLDEN))):
        with pytest.raises(ProblemsFound) as found:
            Renderer(folders).render(page)
        firsts.append(printed(found.value.problems[0]).splitlines()[0])
    assert firsts == [
        "templates/macros/site_footer.html:2:1: error[template]",
        "templates/pages/not_found.html:1:1: error[template]",
        "templates/pages/methodology.html:2:1: error[template]",
    ]


def test_a_build_of_the_current_folder_names_a_template_once(site: Path, monkeypatch: pytest.MonkeyPatch):
    (site / "templates" / "macros").mkdir(parents=True)
    (site / "templates" / "macros" / "name.html").write_text("{% macro name(side) %}{{ side.oops }}{% endmacro %}")
    monkeypatch.chdir(site)
    done = CliRunner().invoke(main, ["build", ".", "--jobs", "1"])
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0] == "templates/macros/name.html:1:1: error[template]"


def test_a_macro_sees_no_page(own: Path):
    (own / "macros" / "site_footer.html").write_text("{% macro site_footer(frame) %}{{ page.title }}{% endmacro %}")
    assert faults(own).splitlines()[1] == "  found     UndefinedError: 'page' is undefined"


def test_a_template_that_is_not_utf_8_is_told(own: Path):
    (own / "pages" / "home.html").write_bytes(b"caf\xe9")
    assert faults(own).splitlines()[:3] == [
        "templates/pages/home.html:1:1: error[template]",
        "  found     bytes that are not UTF-8, the first one at 3",
        f"  expected  {UNREADABLE}",
    ]


@pytest.mark.parametrize(
    "text", ["", "{% macro other(frame) %}{% endmacro %}", "{% macro site_footer() %}{% endmacro %}"]
)
def test_a_file_of_a_piece_without_its_macro_is_told(own: Path, text: str):
    (own / "macros" / "site_footer.html").write_text(text)
    assert faults(own).splitlines()[:2] == [
        "templates/macros/site_footer.html:1:1: error[template]",
        "  found     no macro site_footer that takes one value",
    ]


def test_a_missing_parent_of_a_missing_page_is_told_where_the_page_would_lie(own: Path):
    with pytest.raises(ProblemsFound) as found:
        Renderer([own]).render(HOME)
    assert printed(found.value.problems[0]) == "\n".join(
        [
            "templates/pages/home.html:1:1: error[template]",
            "  found     no template named pages/home.html",
            "  expected  a template that exists",
            FIX,
        ]
    )


def test_a_fault_that_no_template_is_to_blame_for_goes_through(own: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(kind: object) -> None:
        raise ValueError("a mistake of ours")

    renderer = Renderer([own])
    monkeypatch.setattr(renderer, "template", broken)
    with pytest.raises(ValueError, match=r"^a mistake of ours$"):
        renderer.render(HOME)
    assert template_problems(ValueError("no traceback"), "pages/home.html") is None
