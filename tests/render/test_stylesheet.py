"""One style sheet out of many files."""

from __future__ import annotations

import re

import pytest

from tests.helpers import ROOT
from visavis.render.stylesheet import bundle

CSS = ROOT / "static" / "css"
INDEX = (CSS / "index.css").read_text("utf-8")


def nothing(name: str) -> str:
    """Find no file."""
    raise KeyError(name)


def own() -> str:
    """Return the theme's bundle."""
    return bundle(INDEX, lambda name: (CSS / name).read_text("utf-8"))


def test_imports_are_put_in_place_in_order_and_in_their_layers():
    files = {"a.css": "a { color: red }\n", "b/c.css": "b { color: blue }"}
    index = '@layer one, two;\n\n@import "b/c.css" layer(two);\n@import "a.css" layer(one);\n'
    assert bundle(index, files.__getitem__) == (
        "@layer one, two;\n@layer two {\nb { color: blue }\n}\n@layer one {\na { color: red }\n}\n"
    )


def test_comments_and_indentation_are_left_out():
    files = {"a.css": "/* one\n * two */\na {\n  /* three */ color: red;\n}\n\n\nb {}"}
    assert bundle('/* x */\n@import "a.css" layer(l);', files.__getitem__) == (
        "@layer l {\na {\ncolor: red;\n}\nb {}\n}\n"
    )


def test_a_missing_file_is_told_by_whoever_reads():
    with pytest.raises(KeyError, match=r"gone\.css"):
        bundle('@import "gone.css" layer(a);', nothing)


@pytest.mark.parametrize(
    "line",
    ['@import "a.css";', "@import 'a.css' layer(x);", '@import "a.css" layer(x) print;', '  @import "a.css" layer(x);'],
)
def test_an_import_of_another_form_is_left_as_it_is(line: str):
    assert bundle(line, nothing) == line.strip() + "\n"


def test_the_themes_bundle_has_no_import_or_comment_left_and_its_braces_are_balanced():
    made = own()
    assert "@import" not in made
    assert "/*" not in made
    assert "*/" not in made
    depth = 0
    for character in re.sub(r'"[^"]*"', "", made):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


def test_the_themes_layers_stand_in_the_order_declared():
    made = own()
    declared = re.search(r"^@layer ([a-z, ]+);$", made, re.MULTILINE)
    assert declared
    layers = re.findall(r"^@layer ([a-z]+) \{$", made, re.MULTILINE)
    assert list(dict.fromkeys(layers)) == declared[1].split(", ")


def test_every_rule_of_every_file_is_in_the_bundle():
    made = own()
    for path in CSS.rglob("*.css"):
        if path.name != "index.css":
            bare = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
            assert re.sub(r"\s*\n\s*", "\n", bare.strip()) in made


def test_every_file_is_imported_once():
    imported = re.findall(r'^@import "([^"]+)"', INDEX, re.MULTILINE)
    files = [path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css") if path.name != "index.css"]
    assert sorted(imported) == sorted(files)
