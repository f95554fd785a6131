"""The layout of the house, kept: which way imports go, who uses which library, and what lies where."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from jinja2 import meta

from tests.helpers import ROOT
from visavis.pages.home import MethodologyPage, NotFoundPage
from visavis.render.environment import environment, markdown_environment
from visavis.render.fragments import FRAGMENTS
from visavis.render.markdown import Links
from visavis.render.renderer import TEMPLATES, HtmlPage
from visavis.render.twins import TWINS

PACKAGE = ROOT / "src" / "visavis"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATE_FILES = sorted((ROOT / "templates").rglob("*.html"))
MARKDOWN_FILES = sorted(path for path in (ROOT / "templates" / "markdown").rglob("*.*"))

ROOMS = ("language", "load", "compare", "pages", "render", "write")
"""The steps of the flow, in order: each imports only from those before it."""
MAY_IMPORT = {
    **{room: set(ROOMS[: place + 1]) for place, room in enumerate(ROOMS)},
    "importers": {"load", "importers"},
    "migrating": {"load", "migrating"},
    "changes": {"load", "compare", "git", "changes"},
    "authoring": {"load", "render", "importers", "site", "authoring"},
    "site": {"load"},
    "assets": {"pages", "render", "site"},
    "git": {"load"},
    "history": {"git", "load"},
    "build": {"checked", *ROOMS, "site", "history", "workshop", "rebuild"},
    "checked": {"load", "site"},
    "edition": {*ROOMS, "site", "assets", "history", "outputs"},
    "workshop": {*ROOMS, "site", "assets", "edition", "outputs"},
    "outputs": {*ROOMS, "changes", "history", "edition", "workshop", "outputs"},
    "workers": {*ROOMS, "site", "workshop"},
    "rebuild": {"checked", *ROOMS, "site", "assets", "workshop", "workers", "build"},
    "serve": {"checked", *ROOMS, "site", "assets", "workshop", "serve"},
    "plan": {"checked", *ROOMS, "site", "assets", "workshop", "outputs", "plan"},
    "checking": {"load", "git", "checking"},
    "publishing": {"load", "write", "git", "publishing"},
    "commands": {"load", "write", "site", "build", "plan", "serve", "importers"}
    | {"authoring", "changes", "checking", "migrating", "publishing", "commands"},
    "cli": {"commands"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""What each room and top module may import of the package."""
HOMES = {
    "PIL": {"load", "pages"},
    "babel": {"language"},
    "botocore": {"publishing"},
    "brotli": {"write"},
    "fontpkg_inter": {"pages"},
    "resvg": {"render"},
    "pydantic": {"load"},
    "pydantic_core": {"load"},
    "packaging": {"load"},
    "yaml": {"load", "importers"},
    "ruamel": {"migrating"},
    "jinja2": {"render"},
    "bs4": {"render"},
    "markdown": {"render"},
    "markdownify": {"render"},
    "markupsafe": {"render"},
    "nh3": {"render"},
    "rjsmin": {"render"},
    "click": {"cli", "commands"},
    "rich": {"commands"},
    "s3fs": {"publishing"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "watchfiles": {"serve"},
}
"""The rooms that each third-party library is used in."""
TOP = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "src", "data", "templates", "static", "tests"}
IGNORED = {"site", "dist", "node_modules"}
ASSEMBLED_CLASS = re.compile(r"""class=["'][^"']*\{\{[^"']*["']""")
TAG = re.compile(
    r"</?(?:html|head|body|main|nav|header|footer|section|article|h[1-6]|p|div|span|a|b|i|em|strong|small|code|pre|ul|ol"
    r"|li|dl|dt|dd|table|caption|thead|tbody|tr|td|th|img|svg|form|input|select|option|button|label|script|style|link"
    r"|meta|title|br|hr)(?=[ />])"
)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


every_module = pytest.mark.parametrize("module", MODULES, ids=named)


def room(path: Path) -> str:
    """Return the room a module lies in, or its own name at the top of the package."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Yield the full name of everything a module imports, at its top or within."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}: a relative import"
            if node.module == "visavis":
                yield from (f"visavis.{alias.name}" for alias in node.names)
            elif node.module:
                yield node.module


@every_module
def test_imports_go_one_way(module: Path) -> None:
    allowed = MAY_IMPORT[room(module)]
    found = {name.split(".")[1] for name in imports(module) if name.startswith("visavis.")} - {"__version__"}
    assert found <= allowed


@every_module
def test_each_library_has_one_home(module: Path) -> None:
    for name in {name.split(".")[0] for name in imports(module)} - {"visavis"} - sys.stdlib_module_names:
        assert name in HOMES, f"{name} has no home yet: name its room in HOMES"
        assert room(module) in HOMES[name]


@every_module
def test_everything_public_says_what_it_is(module: Path) -> None:
    def without(node: ast.Module | ast.ClassDef | ast.FunctionDef, name: str) -> Iterator[str]:
        if not ast.get_docstring(node):
            yield name
        for child in () if isinstance(node, ast.FunctionDef) else node.body:
            if isinstance(child, ast.ClassDef | ast.FunctionDef) and not child.name.startswith("_"):
                yield from without(child, f"{name}.{child.name}")

    found = list(without(parsed(module), module.stem))
    assert [name for name in found if not _overrides_a_library(name)] == []


def _overrides_a_library(name: str) -> bool:
    return name.endswith((".model_post_init", ".handle"))


@every_module
def test_a_long_module_says_why_it_is_long(module: Path) -> None:
    """Past 250 lines, the docstring says why, with the word «lines»."""
    text = module.read_text("utf-8")
    assert text.count("\n") <= 250 or "lines" in (ast.get_docstring(ast.parse(text)) or "")


@every_module
def test_no_markup_is_built_in_python(module: Path) -> None:
    tree = parsed(module)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
        and TAG.search(node.value)
    ]
    assert found == []


def test_the_top_of_the_repository_holds_nothing_unexpected() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - IGNORED == TOP


def test_every_page_has_a_template_and_every_template_a_page() -> None:
    classes = {
        value
        for path in (PACKAGE / "pages").glob("*.py")
        for value in vars(import_module(f"visavis.pages.{path.stem}")).values()
        if isinstance(value, type) and re.fullmatch("(?!.*OfPage).*Page", value.__name__)
    }
    assert classes == set(TEMPLATES) | set(TWINS)
    folders = (ROOT / "templates" / name for name in ("files", "pages", "markdown"))
    paths = [path for folder in folders for path in folder.iterdir() if path.is_file()]
    files = [path.relative_to(ROOT / "templates").as_posix() for path in paths]
    assert sorted([*TEMPLATES.values(), *TWINS.values()]) == sorted(files)
    assert {*get_args(HtmlPage)} - set(TWINS) == {NotFoundPage, MethodologyPage}  # the last is made from its HTML


@pytest.mark.parametrize("template", [*TEMPLATE_FILES, *MARKDOWN_FILES], ids=named)
def test_a_template_sees_the_page_and_a_macro_its_arguments(template: Path) -> None:
    folders = [ROOT / "templates"]
    markdown = template in MARKDOWN_FILES
    env = markdown_environment(folders, Links(pairs=True)) if markdown else environment(folders)
    text = template.read_text("utf-8")
    lists = re.findall(r"\{% from \S+ import ([a-z_, ]+) %\}", text)
    free = meta.find_undeclared_variables(env.parse(text)) - {name for names in lists for name in names.split(", ")}
    assert free <= (set() if template.parent.name == "macros" else {"page"})


@pytest.mark.parametrize("template", TEMPLATE_FILES, ids=named)
def test_class_names_are_whole_words_that_grep_finds(template: Path) -> None:
    """The one exception is the state of a row, whose words are same, differs and gap."""
    found = ASSEMBLED_CLASS.findall(template.read_text("utf-8"))
    assert [text for text in found if text != 'class="{{ row.state }}"'] == []


def test_every_fragment_has_its_macro() -> None:
    for name in FRAGMENTS:
        assert f"{{% macro {name}(" in (ROOT / "templates" / "macros" / f"{name}.html").read_text("utf-8")


def test_the_style_sheet_lists_every_file_once() -> None:
    css = ROOT / "static" / "css"
    listed = re.findall(r'@import "([^"]+)"', (css / "index.css").read_text("utf-8"))
    assert sorted(listed) == sorted(
        path.relative_to(css).as_posix() for path in css.rglob("*.css") if path.name != "index.css"
    )


def test_no_style_is_left_without_use() -> None:
    """Every class that the style sheets name is written in a template, or is the state of a row."""
    folders = ROOT / "static" / "css", PACKAGE / "serve" / "client"
    css = "\n".join(path.read_text("utf-8") for folder in folders for path in folder.rglob("*.css"))
    named_in_css = set(
        re.findall(r"\.([a-z][a-z_-]*)(?=[\s.,:{)\[>+~])", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    )
    templates = "\n".join(path.read_text("utf-8") for path in TEMPLATE_FILES)
    used = {name for value in re.findall(r'class="([^"]*)"', templates) for name in words(value)}
    assert named_in_css - used - {"same", "differs", "gap"} == set()
    assert used - named_in_css - UNSTYLED == set()


def words(value: str) -> list[str]:
    """Return the names in a class attribute as it stands in a template."""
    return re.sub(r"\{[{%].*?[}%]\}", " ", value).split()


UNSTYLED = {"yes", "value"}
"""Class names that only say what something is, for theme authors."""
