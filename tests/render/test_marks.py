"""Messages in the markup of HTML, as Markdown writes them, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt

from tests.catalogues import catalogue, extracted
from visavis.language import known
from visavis.render.marks import marks_as_markdown

READER = MarkdownIt("commonmark")
PLACE = re.compile(r"%\(\w+\)s")
STRONG = re.compile(r"<strong>(.*?)</strong>")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Models", "Models"),
        ("<strong>%(first)s is ahead</strong> on %(suite)s:", "**%(first)s is ahead** on %(suite)s:"),
        ('See <a href="%(href)s">%(other)s</a>.', "See [%(other)s](%(href)s)."),
        ('At <a href="%(source)s">%(source)s</a>.', "At %(source)s."),
        ('<a href="index.html">The page</a> itself', "[The page](index.html) itself"),
        ('<a href="#table">the table</a> has <i>it</i>, <bdi>%(what)s</bdi>', "the table has it, %(what)s"),
        ('<span class="unseen">95%% interval </span>%(low)s', "95%% interval %(low)s"),
        ("p&nbsp;%(p)s, <code>a.md</code>", "p %(p)s, `a.md`"),
        ("<strong>順位なし：</strong>%(what)sは", "**順位なし**：%(what)sは"),
        ("<strong>順位なし：</strong> %(what)s", "**順位なし：** %(what)s"),
        ("では<strong>%(first)s の数値が上</strong>：", "では **%(first)s の数値が上**："),
        ("<strong>上は%(first)s</strong>です", "**上は%(first)s** です"),
    ],
)
def test_a_message_is_marked_as_markdown_marks_it(message: str, expected: str) -> None:
    assert marks_as_markdown(message) == expected


@pytest.mark.parametrize("tag", known())
@pytest.mark.parametrize("value", ["a", "(a)", "[a](b.md)"])
def test_what_a_message_sets_in_bold_is_bold_whatever_its_values_are(tag: str, value: str) -> None:
    """Stars between a sign and a letter would be stars: Japanese has no space there."""
    found = [text for text in texts(tag) if "<strong>" in text]
    assert len(found) > 30
    for text in found:
        said = marks_as_markdown(text)
        tokens = READER.parse(PLACE.sub(value, said))[1].children or []
        assert [one.type for one in tokens].count("strong_open") == len(STRONG.findall(text)), said
        assert not any("*" in one.content for one in tokens), said


def texts(tag: str) -> Iterator[str]:
    for message in extracted() if tag == "en" else catalogue(tag):
        said = message.id if tag == "en" else message.string
        yield from [said] if isinstance(said, str) else said or ()
