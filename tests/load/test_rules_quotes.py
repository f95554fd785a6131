"""Names in curly quotes: warned of where the quotes are likely a word processor's, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from .sites import change, found, messages, site

SETTINGS, ONE, TWO, VISION = (
    "data/site.yaml",
    "data/models/one.yaml",
    "data/models/two.json",
    "data/evals/vision/suite.yaml",
)


@pytest.mark.parametrize("name", ["“One”", "„One“", "«One»", "‘One’", "”One”", "“ One ”"])
def test_a_name_in_curly_quotes_is_warned_of_with_its_place_and_fix(name: str, tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, ONE, "name: One", f"name: {name}")
    assert (
        messages(root)
        == f"""\
data/models/one.yaml:1:7: warning[curly-quotes] name
  found     {name}
  expected  straight quotes, or none: curly ones would be shown
  fix       write One; where the curly quotes belong to it, put straight ones around them"""
    )


def test_aliases_and_labels_are_looked_at_too(tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, ONE, "[Uno]", "[Uno, “Ein”]")
    change(root, SETTINGS, "tagline: t\n", "tagline: „t“\n")
    places = [(problem.path, problem.where) for problem in found(root)]
    assert places == [(ONE, "aliases.2"), (SETTINGS, "tagline")]


@pytest.mark.parametrize(
    "name",
    [
        '"“One”"',  # they are meant
        "'“One”'",
        "“One” and “Two”",
        "One “Two”",
        "One’s",
        "“One",
        '"One"',
    ],
)
def test_quotes_that_are_meant_or_part_of_a_longer_name_are_left_alone(name: str, tmp_path: Path) -> None:
    root = site(tmp_path)
    change(root, ONE, "name: One", f"name: {name}")
    assert found(root) == ()


def test_quotes_in_json_are_meant(tmp_path: Path) -> None:
    root = site(tmp_path)
    text = (root / TWO).read_text("utf-8")
    assert '"Two"' in text
    change(root, TWO, '"Two"', '"“Two”"')
    assert found(root) == ()
