"""The language that is being written: values are made in it, so whatever makes values of a site names it first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from visavis.language.spoken import ENGLISH, Language

_CURRENT: ContextVar[Language] = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Write in this language until the end of the block."""
    token = _CURRENT.set(language)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current() -> Language:
    """Return the language that is being written; English where none was named."""
    return _CURRENT.get()


def _(text: str) -> str:
    """Return an English text in the language that is being written; places in {braces} are the caller's to fill."""
    return _CURRENT.get().text(text)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the text for a number of things; {num} in it becomes the number as the language writes it."""
    language = _CURRENT.get()
    return language.counted(one, many, number).replace("{num}", language.whole(number))


def later(text: str) -> str:
    """Mark a text for the catalogues that is put into a language with `_` where it is shown."""
    return text
