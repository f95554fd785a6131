"""Scripts as they are published: small, and few bytes in all."""

from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]

from tests.helpers import ROOT
from visavis.render.scripts import script


def test_comments_and_white_space_are_left_out() -> None:
    text = '// Says so.\n"use strict";\n\n/** Adds. */\nconst add = (one, other) => {\n  return one + other;\n};\n'
    assert script(text) == '"use strict";const add=(one,other)=>{return one+other;};\n'


def test_what_only_looks_like_a_comment_stays() -> None:
    text = 'const at = `//${"a"}  /* b */`, where = /[/*]+\\//g, web = "https://example.org";\n'
    made = script(text)
    assert '`//${"a"}  /* b */`' in made
    assert "/[/*]+\\//g" in made
    assert '"https://example.org"' in made


def test_all_scripts_together_weigh_little() -> None:
    """As hosts send them: most with brotli, each file for itself."""
    scripts = sorted((ROOT / "static" / "js").rglob("*.js"))
    texts = {path.name: script(path.read_text("utf-8")).encode() for path in scripts}
    assert len(texts) > 3
    assert sum(len(brotli.compress(text)) for text in texts.values()) < 12_000
    assert sum(len(gzip.compress(text, 9, mtime=0)) for text in texts.values()) < 13_500
