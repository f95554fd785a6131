"""The language that is being written: values are made in it, so whatever makes values of a site names it first."""

from __future__ import annotations

from contextvars import ContextVar, Token
from types import TracebackType

from visavis.language.spoken import ENGLISH, Language

_CURRENT: ContextVar[Language] = ContextVar("language", default=ENGLISH)


class speaking:  # noqa: N801 (what a block is: every page is made in one, so it is no generator, which costs 1 us)
    """Write in this language until the end of the block."""

    __slots__ = ("_language", "_token")

    def __init__(self, language: Language) -> None:
        self._language = language

    def __enter__(self) -> None:
        self._token: Token[Language] = _CURRENT.set(self._language)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _CURRENT.reset(self._token)


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
