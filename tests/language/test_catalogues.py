"""The catalogues of all languages: whole, up to date, and with the same places and marks as the English texts."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from babel.messages.catalog import Message

from tests.catalogues import catalogue, updated
from visavis.language import known, language
from visavis.language.files import FOLDER

TAGS = known()[1:]
PLACES = re.compile(r"%\(\w+\)s|\{\w*\}")
MARKS = re.compile(r"</?\w+|(?<==)\"[^\"]*\"")
every_language = pytest.mark.parametrize("tag", TAGS)


def forms(message: Message) -> list[tuple[str, str]]:
    """Return each form of a translation with the English text that it stands for."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return [(message.id[-1], said) for said in message.string or ()]


def test_there_is_german_and_japanese() -> None:
    assert TAGS == ("de", "ja")


@every_language
def test_a_catalogue_holds_the_messages_that_there_are(tag: str) -> None:
    """Else `python -m tests.catalogues` writes it anew, and what is new is to be translated."""
    assert (FOLDER / tag / "LC_MESSAGES/visavis.po").read_bytes() == updated(tag)


@every_language
def test_every_message_is_translated(tag: str) -> None:
    messages = [message for message in catalogue(tag) if message.id]
    assert len(messages) > 500
    assert [message.id for message in messages if message.fuzzy or not all(said for _, said in forms(message))] == []


@every_language
def test_a_translation_has_the_places_and_marks_of_the_message(tag: str) -> None:
    wrong = []
    for message in catalogue(tag):
        for text, said in forms(message) if message.id else []:
            places = Counter(PLACES.findall(text)), Counter(PLACES.findall(said))
            fewer = isinstance(message.id, tuple) and places[1] <= places[0]  # the form for 1 may leave the number out
            marks = Counter(MARKS.findall(text)) == Counter(MARKS.findall(said))
            if not (marks and (places[0] == places[1] or fewer)):
                wrong.append((text, said))
    assert wrong == []


@every_language
def test_a_percent_sign_is_doubled_where_places_are_filled(tag: str) -> None:
    wrong = []
    for message in catalogue(tag):
        for text, said in forms(message) if message.id else []:
            alone = re.sub(r"%\(\w+\)s|%%", "", said)
            if "%(" in text and "%" in alone:
                wrong.append(said)
    assert wrong == []


def test_each_language_knows_its_name_and_direction() -> None:
    assert [(one.tag, one.name, one.dir, one.folder) for one in map(language, known())] == [
        ("en", "English", "ltr", "en"),
        ("de", "Deutsch", "ltr", "de"),
        ("ja", "日本語", "ltr", "ja"),
    ]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError, match="tlh"):
        language("tlh")
