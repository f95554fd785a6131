from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from visavis.render.markdown import Links, address, authored, code, fenced, target, text

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text("ab1 \n\\`*_{}[]()<>#+-.!|~&;:=@/\"'w^$%é", max_size=40)
EVERY_PLACE = {
    **dict.fromkeys(("{}", "# {}", "- {}", "1. {}", "> {}", "**{}:** ", "[{}](a.md)"), "{}"),
    "**{}:** ": "{}:",
    "before {} behind": "before {} behind",
    "before\n{}": "before {}",
}


def said(markdown: str) -> str:
    """Return the text that a reader of Markdown sees, on one line."""
    tokens = [child for token in READER.parse(markdown) for child in token.children or ()]
    words = "".join("\n" if token.type in ("softbreak", "hardbreak") else token.content for token in tokens)
    return " ".join(words.split())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Gemma 4 12B", "Gemma 4 12B"),
        ("DEIM-RT-DETRv2-M*", r"DEIM-RT-DETRv2-M\*"),
        ("snake_case _and_ more", r"snake_case \_and\_ more"),
        ("a | b", r"a \| b"),
        ("<40%", "<40%"),
        ("<script>", r"\<script>"),
        ("a < b", "a < b"),
        ("<1@b.c>", r"\<1@b.c>"),
        ("AT&T &amp; &#65;", r"AT&T \&amp; \&#65;"),
        ("[x](javascript:alert())", r"\[x\](javascript:alert())"),
        ("# 1", r"\# 1"),
        ("#1", "#1"),
        ("1. one", r"1\. one"),
        ("1.5", "1.5"),
        ("- a", r"\- a"),
        ("-5", "-5"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("> a", r"\> a"),
        (":-: a", r"\:-: a"),
        ("two\n\nlines", "two lines"),
        ("https://a.b www.c.d", r"https\://a.b www\.c.d"),
        (12, "12"),
    ],
)
def test_a_text_is_escaped_where_its_signs_could_mean_something(value: object, expected: str) -> None:
    assert text(value) == expected


@given(SIGNS)
def test_a_text_stays_the_text_it_is_wherever_it_stands(value: str) -> None:
    words = " ".join(value.split())
    for place, expected in EVERY_PLACE.items() if words else ():
        assert said(place.replace("{}", str(text(words)))) == expected.replace("{}", words), place


@given(SIGNS, SIGNS)
def test_a_text_stays_in_its_cell(one: str, other: str) -> None:
    row = f"| a | b |\n| --- | --- |\n| {text(one)} | {text(other)} |\n\nbehind"
    tokens = READER.parse(row)
    cells = [tokens[place + 1] for place, token in enumerate(tokens) if token.type == "td_open"]
    found = ["".join(child.content for child in cell.children or ()) for cell in cells]
    assert [" ".join(words.split()) for words in found] == [" ".join(one.split()), " ".join(other.split())]
    assert tokens[-2].content == "behind"


@given(SIGNS)
def test_a_block_between_fences_holds_a_text_character_for_character(value: str) -> None:
    before, block, behind = (token for token in READER.parse(f"a\n\n{fenced(value)}\n\nb") if token.content)
    assert (before.content, block.type, block.content, behind.content) == ("a", "fence", f"{value}\n", "b")


@given(SIGNS)
def test_code_holds_a_text_on_one_line(value: str) -> None:
    words = " ".join(value.split())
    if words:
        found = READER.parse(f"a {code(words)} b")[1].children or []
        assert [(one.type, one.content) for one in found if one.type == "code_inline"] == [("code_inline", words)]


@given(SIGNS)
def test_a_link_leads_nowhere_else(value: str) -> None:
    found = READER.parse(f"[a]({target(f'https://a.b/{value}')}) and {address(f'https://a.b/{value}')}")[1].children
    assert [one.type for one in found or ()].count("link_open") == 2
    assert [one.content for one in found or () if one.type == "text"][:2] == ["a", " and "]


@pytest.mark.parametrize(
    ("href", "pairs", "base", "expected"),
    [
        ("../models/a.html", False, None, "../models/a.html.md"),
        ("../models/a.html#comparisons", False, None, "../models/a.html.md"),
        ("../compare/a-vs-b.html", False, None, "../compare/a-vs-b.html"),
        ("../compare/a-vs-b.html", True, None, "../compare/a-vs-b.html.md"),
        ("../compare/a-vs-b/index.html", False, None, "../compare/a-vs-b/index.html"),
        ("../compare/index.html?models=a,b", True, None, "../compare/index.html?models=a,b"),
        ("../api/models/a.json", True, None, "../api/models/a.json"),
        ("../../evals/s.html", False, "https://a.b/c/", "https://a.b/c/evals/s.html.md"),
        ("../evals/s.html", False, "", "evals/s.html.md"),
    ],
)
def test_links_lead_to_the_twin_of_a_page_that_has_one(href: str, base: str | None, expected: str, *, pairs: bool):
    assert Links(pairs=pairs, base=base)(href) == expected


def test_authored_markdown_says_the_same_and_runs_nothing() -> None:
    told = (
        "# Title\n\nA *b* **c** `d|e` [f](https://g.h) <script>alert()</script> [i](javascript:j)\n\n"
        "- k\n- l\n\n    ```` m\n\n| n | o |\n|---|---|\n| p | q |\n\n***"
    )
    assert authored(told) == (
        "### Title\n\nA *b* **c** `d|e` [f](https://g.h) \\<script>alert()\\</script> i\n\n- k\n- l\n\n"
        "  \\`\\`\\`\\` m\n\n| n | o |\n| --- | --- |\n| p | q |\n\n---"
    )
    assert authored("    a ``` b\n    ````") == "`````text\na ``` b\n````\n`````"


@given(SIGNS)
def test_authored_markdown_stays_under_its_heading(value: str) -> None:
    kinds = [token.type for token in READER.parse(f"## a\n\n{authored(value)}\n\n## b")]
    tags = [token.tag for token in READER.parse(f"## a\n\n{authored(value)}\n\n## b") if token.type == "heading_open"]
    assert tags[0] == tags[-1] == "h2"
    assert not {"h1", "h2"} & {*tags[1:-1]}
    assert "html_block" not in kinds


@given(st.text("ab1 *_[]()<>#+-.!|~&;:=`\\", max_size=30))
def test_no_html_is_made_of_authored_markdown(value: str) -> None:
    tokens = READER.parse(str(authored(value)))
    assert not any(child.type == "html_inline" for token in tokens for child in token.children or ())
