"""Sites' own templates, compiled: byte for byte what Jinja gives, and what is slow is said."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages.making import every_page, golden
from tests.render.grammar import Grammar
from tests.render.making import written_everywhere
from tests.render.themes import check, own
from visavis.pages.comparison import ComparisonPage
from visavis.render.renderer import MANY, TEMPLATES, Page

CASES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("themes.yaml").read_text("utf-8"))
COMPARISONS: list[Page] = [
    page
    for site in (golden(), written_everywhere("A & <b>"))
    for page in every_page(site)
    if isinstance(page, ComparisonPage)
]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_theme_gives_what_jinja_gives_and_says_what_is_slow(case: dict[str, Any]):
    made = check(case["templates"], COMPARISONS[::2])
    assert [f"{one.template}:{one.line}: {one.reason}" for one in made.slow] == case["slow"]


@pytest.mark.parametrize("name", ["include-missing-never", "include-syntax-never", "unused-surrogate"])
def test_what_no_page_comes_to_is_no_problem_beforehand(name: str):
    made = own(CASES[name]["templates"])
    made.prepare()
    assert made.slow != []


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_any_theme_gives_what_jinja_gives(seed: int):
    check(Grammar(Random(seed)).theme(), COMPARISONS[::4])


def test_nothing_of_the_built_in_theme_is_slow():
    made = own({})
    for page in [*every_page(golden()), *every_page(written_everywhere("é"))]:
        made.render(page)
    assert made.slow == []
    assert set(MANY) <= set(TEMPLATES)
