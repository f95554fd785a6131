"""Catalogues as files: locale/<tag>/LC_MESSAGES/visavis.po, in the form of GNU gettext, as translators edit them."""

from __future__ import annotations

from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Literal

from visavis.language.spoken import ENGLISH, Language

FOLDER = Path(__file__).resolve().parent / "locale"
"""Where the catalogues lie."""
_FILE = "LC_MESSAGES/visavis.po"


def known() -> tuple[str, ...]:
    """Return the tags of the languages that pages can be written in, English first."""
    return ENGLISH.tag, *sorted(path.parent.parent.name for path in FOLDER.glob(f"*/{_FILE}"))


def language(tag: str) -> Language:
    """Return a language by its tag. Raises KeyError where it is not among those known."""
    if tag == ENGLISH.tag:
        return ENGLISH
    path = FOLDER / tag / _FILE
    if not path.is_file():
        raise KeyError(tag)
    return _read(tag, path)


@cache  # catalogues come with the program: they do not change while it runs
def _read(tag: str, path: Path) -> Language:
    from babel import Locale  # takes a while to import, and English does not need it
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalog = read_po(file)
    messages: dict[str, str] = {}
    counts: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        said = message.string
        if isinstance(message.id, str) and message.id and isinstance(said, str) and said:
            messages[message.id] = said
        elif isinstance(message.id, tuple | list) and isinstance(said, tuple | list) and all(said):
            counts[message.id[0]] = tuple(said)
    locale = Locale.parse(tag.partition("-")[0])
    direction: Literal["ltr", "rtl"] = "rtl" if locale.text_direction == "rtl" else "ltr"
    name = locale.display_name or tag
    form = c2py(catalog.plural_expr)
    return Language(tag, name[:1].upper() + name[1:], direction, messages, counts, form, locale)
