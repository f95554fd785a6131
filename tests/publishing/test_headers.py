"""How long files may be cached, read from a site's `_headers`."""

from __future__ import annotations

from pathlib import Path

import pytest

from visavis.build import build
from visavis.publishing.headers import ANEW, HEADERS, caching
from visavis.site import Site

TEXT = """\
# a comment
/*
  X-Content-Type-Options: nosniff

/static/*
  Cache-Control: public, max-age=600
/static/keep/*
\tcache-control:  immutable
  # /none/*
/evals/:suite/images/*.webp
  Cache-Control: long
https://example.org/*
  Cache-Control: never
"""


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("index.html", ANEW),
        ("static/site.css", "public, max-age=600"),
        ("static/keep/site.css", "immutable"),
        ("evals/a/images/b.webp", "long"),
        ("evals/a/b/images/b.webp", ANEW),
        ("evals/images/b.webp", ANEW),
        ("xstatic/site.css", ANEW),
        ("none/x", ANEW),
    ],
)
def test_the_last_rule_that_matches_counts(path: str, value: str) -> None:
    assert caching(TEXT)(path) == value


def test_without_rules_everything_is_asked_for_anew() -> None:
    assert caching("")("static/site.css") == ANEW
    assert caching("  Cache-Control: x\n")("static/site.css") == ANEW


def test_the_rules_of_a_real_site_are_read(site: Path) -> None:
    build(Site(site), site / "site")
    found = caching((site / "site" / HEADERS).read_text("utf-8"))
    files = [path.relative_to(site / "site").as_posix() for path in (site / "site").rglob("*") if path.is_file()]
    long = {path for path in files if found(path) == "public, max-age=31536000, immutable"}
    assert {path for path in files if path.startswith("static/") or path.endswith(".webp")} == long
    assert {found(path) for path in files if path not in long} == {ANEW}
