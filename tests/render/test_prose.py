"""Authored Markdown, however hostile, comes to a few harmless tags."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from tests.render.reading import Read
from visavis.load.scalars import TEXT_LIMIT
from visavis.render.prose import MARKS, SCHEMES, TAGS, _reader, plain, prose

ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PIECES = [
    "# ",
    "## ",
    "### ",
    "#### ",
    "###### ",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "7. ",
    "* * *",
    "===",
    "---",
    "a",
    "text ",
    "**",
    "*",
    "_",
    "`",
    "```",
    "[a](",
    ")",
    "[a]",
    "[a]: ",
    "![a](",
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "java\nscript:",
    "&#106;avascript:",
    "&#x6A;avascript&colon;",
    "https://example.org/",
    "mailto:a@b.org",
    "<script>",
    "</script>",
    "<svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<style>",
    "<a href=",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?php",
    "&lt;",
    "&amp;",
    "&",
    "<",
    ">",
    '"',
    "'",
    "|",
    "--|--",
    "\\",
    "\t",
    "\u202e",
    "\x00",
    "\x02",
    "\x03",
    "wzxhzdk:0",
    "klzzwxh:0001",
    "stx",
    "\r\n",
    "{{ 7*7 }}",
    "{% raw %}",
    "é",
    "日本",
]
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


def checked(html: str) -> Read:
    """Read prose back; fail where it holds more than the tags, attributes and schemes that prose may have."""
    found = Read(html)
    for tag, attributes in found.tags:
        assert tag in TAGS
        assert attributes.keys() <= ATTRIBUTES.get(tag, set())
        scheme = urlsplit((attributes.get("href") or "").strip()).scheme
        assert scheme in {"", *SCHEMES}
    assert found.unbalanced == []
    assert found.other == []
    return found


@settings(deadline=None, max_examples=200)
@given(HOSTILE, st.integers(3, 6))
def test_only_allowed_tags_attributes_and_schemes_come_out(text: str, first: int):
    checked(prose(text, first))


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["", "> ", "- "])), min_size=1, max_size=12),
    st.integers(3, 6),
)
def test_headings_start_at_the_first_level_and_never_skip_one(authored: list[tuple[int, str]], first: int):
    text = "\n\n".join(f"{before}{'#' * level} h" for level, before in authored)
    levels = [int(tag[1]) for tag, _ in checked(prose(text, first)).tags if tag in HEADINGS]
    assert len(levels) == len(authored)
    assert levels[0] == first
    assert all(first <= level <= 6 for level in levels)
    assert all(after <= before + 1 for before, after in pairwise(levels))


@settings(deadline=None, max_examples=300)
@given(HOSTILE, st.integers(3, 6))
def test_what_a_text_cannot_hold_need_not_be_looked_for(text: str, first: int):
    whole, _ = _reader(first, "".join(MARKS.values()))
    some, _ = _reader(first, "".join({mark for mark in MARKS.values() if mark in text}))
    assert some.reset().convert(text) == whole.reset().convert(text)


@settings(deadline=None, max_examples=150)
@given(HOSTILE)
def test_the_text_for_places_without_markup_is_no_markup(text: str):
    found = plain(text)
    assert not isinstance(found, Markup)
    assert found == found.strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**a** *b* `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("# A\n\n### B\n\n## C\n\n# D", "<h3>A</h3>\n<h4>B</h4>\n<h4>C</h4>\n<h3>D</h3>"),
        ("A\n===\n\nB\n---", "<h3>A</h3>\n<h4>B</h4>"),
        ("[a](https://example.org/x?a=1&b=2)", '<p><a href="https://example.org/x?a=1&amp;b=2">a</a></p>'),
        ('[a](https://example.org "b")', '<p><a href="https://example.org" title="b">a</a></p>'),
        ("[a](mailto:a@example.org)", '<p><a href="mailto:a@example.org">a</a></p>'),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
    ],
)
def test_what_authors_mean_comes_out_as_they_mean_it(text: str, html: str):
    assert prose(text) == html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "javascript&colon;alert(1)",
        "javascript\\:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "blob:https://example.org/x",
    ],
)
@pytest.mark.parametrize("form", ["[a]({})", "[a](<{}>)", "[a]\n\n[a]: {}", "<{}>", "![a]({})"])
def test_an_address_of_another_scheme_leads_nowhere(form: str, address: str):
    for tag, attributes in checked(prose(form.format(address))).tags:
        href = attributes.get("href") or ""
        assert tag != "img"
        # without a scheme, a browser takes it for a path: javascript\:x is one, and runs nothing
        assert urlsplit(href.strip("\x00\x01\t\n\r ")).scheme == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a <b>c</b>", "a <b>c</b>"),
        ("<svg onload=alert(1)>", "<svg onload=alert(1)>"),
        ("<!-- a -->", "<!-- a -->"),
        ("<div>\n\n*a*\n\n</div>", "<div>\na\n</div>"),
        ("{{ 7*7 }} {% raw %}", "{{ 77 }} {% raw %}"),
    ],
)
def test_raw_html_is_shown_as_the_text_it_is(text: str, shown: str):
    found = checked(prose(text))
    assert {tag for tag, _ in found.tags} <= {"p", "em"}
    if "7*7" not in text:
        assert found.text == shown
    else:
        assert found.text == text


def test_pictures_are_left_out():
    assert prose("![a](https://example.org/a.png)") == "<p></p>"


def test_ids_classes_and_styles_have_no_way_in():
    text = '# A {#main .b}\n\n[a](https://example.org){: onclick="x"}\n\n| a |\n|:-:|\n| b |'
    assert all(attributes.keys() <= {"href"} for _, attributes in checked(prose(text)).tags)


def test_lists_nested_200_deep_come_out_balanced():
    text = "\n".join("    " * depth + "- x" for depth in range(200))
    found = checked(prose(text[:TEXT_LIMIT]))
    assert found.text.count("x") >= 50


@pytest.mark.parametrize(
    "text",
    [
        "> " * 200 + "x",
        "*" * 5000 + "x",
        "_a" * 2500,
        "`a" * 2500,
        "<a " * 2500,
        "&#" * 2500,
        "a" * TEXT_LIMIT,
        "[a](https://example.org/" * 50,
        "**a\n\n`b\n\n[c](",
        "# " * 500,
    ],
    ids=["quotes", "stars", "underscores", "ticks", "tags", "entities", "long", "links", "unclosed", "hashes"],
)
def test_unclosed_and_endless_text_comes_out_balanced(text: str):
    assert checked(prose(text)).text.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**a** [b](https://example.org) `c`\n\nmore", "a b c"),
        ("  \n\na\nb\n\nc", "a\nb"),
        ("a & b < c", "a & b < c"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("# Heading\n\ntext", "Heading"),
        ("", ""),
    ],
)
def test_plain_is_the_first_paragraph_as_text(text: str, shown: str):
    assert plain(text) == shown


def test_no_tag_that_is_allowed_can_run_or_load_anything():
    running = {
        "script",
        "style",
        "iframe",
        "img",
        "svg",
        "math",
        "form",
        "input",
        "object",
        "embed",
        "link",
        "base",
        "meta",
    }
    assert not TAGS & running
    assert frozenset({"http", "https", "mailto"}) == SCHEMES


def test_text_nested_too_deeply_is_shown_as_it_was_written():
    assert prose("1. " * 3000 + "<b>") == "1. " * 3000 + "&lt;b&gt;"
