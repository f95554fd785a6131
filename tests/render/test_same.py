"""The built-in theme: every page is what Jinja gives, of the real data and of random sites."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from random import Random
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.making import WEB, card, run, site, suite
from tests.own_site import own_catalogue
from tests.pages.making import every_page, golden
from tests.render.making import renderer, unkept, written_everywhere
from visavis.compare.pairs import partners
from visavis.compare.subjects import Catalogue
from visavis.pages.compare import ComparePage
from visavis.pages.comparison import ComparisonPages
from visavis.render import kept, plain
from visavis.render.hints import Hint, attributes, is_identity, is_key
from visavis.render.renderer import Page

ODD = (
    "",
    "a",
    "A & <b>",
    "'\"",
    "日本語",
    "{{ 7 }}",
    "{% if %}",
    "None",
    "True",
    "1",
    "1.0",
    "&amp;",
    "</p>",
)
EVERY = 90
"""Of the pages of the real data, one in so many is rendered without keeping anything at all, which takes long."""


def random_site(random: Random) -> Catalogue:
    """Return a site with missing suites, unequal rows, equal values and odd texts."""

    def text() -> str:
        return f"t{random.choice(ODD)}"

    def some(**fields: Any) -> dict[str, Any]:
        return {key: value for key, value in fields.items() if random.random() < 0.5}

    models = {
        key: card(
            text(),
            **some(
                category=random.choice(("open", "closed")),
                release_date=random.choice(("2024", "2024-05", "2025-01-02")),
                parameters=random.choice(("1B", "1000M", "7.5B")),
                context_window=random.choice((1000, 128000)),
                licence={"name": text(), "link": WEB},
                tasks={"ocr": random.choice(("yes", "no"))},
                overview=f"# {text()}\n\n{text()}",
                properties={"note": text()},
                source=WEB,
            ),
        )
        for key in "abcd"[: random.randint(2, 4)]
    }
    suites: dict[str, Any] = {
        "shares": suite("x", "y", name=text()),
        "numbers": suite(
            "x", "z", name=text(), metric={"kind": "numeric", "unit": random.choice(("%", "s")), "better": "lower"}
        ),
    }
    runs: dict[str, dict[str, Any]] = {"shares": {}, "numbers": {}}
    for key in models:
        if random.random() < 0.7:
            tallies = {name: (random.randint(0, 3), 3) for name in "xy" if random.random() < 0.8} or {"x": (1, 1)}
            runs["shares"][key] = run(
                tallies, **some(note=text(), average_response_time=random.choice((Decimal("0.5"), 1)))
            )
        if random.random() < 0.5:
            runs["numbers"][key] = run({"x": random.choice((0, 1, Decimal("1.0"), Decimal("1.50")))})
    return site(
        models,
        suites,
        runs,
        tasks={"ocr": text()},
        extra_properties={"note": {"label": text()}},
        **some(repository=WEB, address="https://example.org/base/", exports=("tables",)),
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_random_sites_have_the_pages_that_jinja_gives(seed: int, few: bool):
    random = Random(seed)
    pages: list[Page] = list(every_page(random_site(random)))
    random.shuffle(pages)
    with pytest.MonkeyPatch.context() as patch:
        if few:
            patch.setattr(kept, "MOST", 2)
            patch.setattr(kept, "MOST_TEXTS", 2)
            patch.setattr(plain, "MOST", 2)
        made = FEW if few else MANY
        assert [made.render(page) for page in pages] == [made.plain(page) for page in pages]
        assert [made.render(page) for page in pages[:2]] == [ANEW.plain(page) for page in pages[:2]]
    assert made.slow == []


FEW, MANY, ANEW = renderer(), renderer(), unkept()


def test_all_pairs_of_the_real_data_have_the_pages_that_jinja_gives():
    of = own_catalogue()
    comparisons, made, anew = ComparisonPages(of), renderer(), unkept()
    pages = 0
    for pages, pair in enumerate(partners(of), 1):
        page = comparisons.page(pair)
        assert made.render(page) == made.plain(page)
        if pages % EVERY == 0:
            assert made.render(page) == anew.plain(page)
    assert pages > 3000
    assert made.slow == []


def fits(value: object, hint: Hint) -> bool:
    """Whether a value is exactly of a type that parts of pages are kept by."""
    kind: Any = get_origin(hint)
    parts = get_args(hint)
    if kind in (Union, UnionType):
        return any(fits(value, part) for part in parts)
    if kind is Literal:
        return type(value) is str and value in parts
    if kind is tuple:
        return type(value) is tuple and all(fits(one, parts[0] if parts[-1] is ... else None) for one in value)
    if hint in (str, bool, NoneType) or is_identity(hint):
        return type(value) is hint
    return not (isinstance(hint, type) and issubclass(hint, Enum)) or type(value) is hint


def walk(value: object, seen: set[int], wrong: set[str]) -> None:
    """Note which attributes of a value, and of what it holds, are not of the type that they are said to have."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, tuple | list):
        for one in value:
            walk(one, seen, wrong)
    if type(value).__module__.startswith("visavis."):
        for name, hint in attributes(type(value)).items():
            if name.startswith("_") or not hasattr(value, name):
                continue
            found = getattr(value, name)
            if is_key(hint) and not fits(found, hint):
                wrong.add(f"{type(value).__name__}.{name}: {found!r}")
            walk(found, seen, wrong)


def test_what_parts_are_kept_by_is_of_the_type_that_it_is_said_to_have():
    """A text that is markup or a member of an enumeration would equal another that looks different."""
    wrong: set[str] = set()
    kept_alive = [*every_page(golden()), *every_page(written_everywhere("A"))]
    for page in kept_alive:
        if not isinstance(page, ComparePage):  # it is made of stencils, whose texts are slots such as ~side~
            walk(page, set(), wrong)
    assert wrong == set()
