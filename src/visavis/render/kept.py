"""What is kept while pages are rendered: bytes by the value they were rendered from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

MOST = 50_000
"""At most so many are kept of one kind; then it starts afresh, so that memory does not grow with the pairs."""
MOST_TEXTS = 5_000
"""The same for texts that were escaped: short ones, which come back soon or never."""


class Kept(dict[Any, bytes]):
    """Renders a part once for each value and keeps it; looking one up costs no call."""

    def __init__(self, render: Callable[[Any], bytes]) -> None:
        super().__init__()
        self._render = render

    def __missing__(self, value: Any) -> bytes:
        if len(self) >= MOST:
            self.clear()
        made = self[value] = self._render(value)
        return made


class KeptOfMany(Kept):
    """The same for a part that is rendered from several values: its keys are tuples of these."""

    def __init__(self, render: Callable[..., bytes]) -> None:
        super().__init__(lambda values: render(*values))


class Texts(dict[str, bytes]):
    """Texts as they are escaped, by the text. Only for what is exactly a `str`: markup equals its text."""

    def __init__(self, escape: Callable[[object], bytes]) -> None:
        super().__init__()
        self._escape = escape

    def __missing__(self, text: str) -> bytes:
        if len(self) >= MOST_TEXTS:
            self.clear()
        made = self[text] = self._escape(text)
        return made


def written(value: object) -> str:
    """Return a value as it is written out in between texts, which need not know that it is markup from then on.

    It reads as what markupsafe gives, in half the time: of the Markup object that this makes, nobody asks anything.
    """
    if type(value) is not str:
        return value if type(value) is Markup else str(value) if type(value) is int else escape(value)
    plain = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("'", "&#39;").replace('"', "&#34;")


def escaped(value: object) -> bytes:
    """Return a value as it stands in HTML: escaped, unless it says that it is markup."""
    return written(value).encode()


def escaping(env: Environment) -> Callable[[object], bytes]:
    """Return what an environment's templates do to a value that they show."""
    finalize = env.finalize
    if finalize is None:
        return escaped

    def finished(value: object) -> bytes:
        return escaped(finalize(value))

    known: dict[type, dict[Any, bytes]] = {str: Texts(finished), int: Kept(finished)}
    return lambda value: known[type(value)][value] if type(value) in known else finished(value)
