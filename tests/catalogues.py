"""The catalogues of messages, brought up to date with what templates and modules say.

`python -m tests.catalogues` writes each anew: messages that are gone are left out, new ones stand there empty, to be
translated. Nothing is guessed, so no message is ever fuzzy.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tests.helpers import ROOT
from visavis.language import known

FOLDER = ROOT / "src/visavis/language/locale"
"""Beside these tests, whichever visavis is installed."""
KEYWORDS = {"_": None, "gettext": None, "later": None, "ngettext": (1, 2)}
_JINJA = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
_TEMPLATES = ("**.html", "**.svg", "**.xml", "markdown/**.md", "markdown/**.txt")
_PATTERNS = {"**.py": "python", **dict.fromkeys(_TEMPLATES, "jinja2")}
"""What is looked through. Files for hosts, and what the development server says, are in English alone."""


def extracted() -> Catalog:
    """Return all messages of the program and its templates, without translations, in the order of their files."""
    found = Catalog(charset="utf-8")
    for folder in ("src/visavis", "templates"):
        messages = extract_from_dir(
            str(ROOT / folder),
            [*_PATTERNS.items()],
            {pattern: _JINJA for pattern, method in _PATTERNS.items() if method == "jinja2"},
            KEYWORDS,
            directory_filter=lambda path: not path.endswith(("serve", "starter")),
        )
        for path, _, message, comments, context in sorted(messages, key=_place):
            found.add(message, None, [(f"{folder}/{path}", 0)], auto_comments=comments, context=context)
    return found


def _place(found: tuple[str, int, object, list[str], str | None]) -> bool:
    """Put what pages as Markdown say behind what all others do: most of it is the same."""
    return found[0].startswith("markdown/")


def catalogue(tag: str) -> Catalog:
    """Return the catalogue of a language as it is."""
    with (FOLDER / tag / "LC_MESSAGES/visavis.po").open("rb") as file:
        return read_po(file)


def updated(tag: str) -> bytes:
    """Return what the catalogue of a language is with all messages that there are now, and no others."""
    now, made = catalogue(tag), Catalog(locale=tag.replace("-", "_"), charset="utf-8", fuzzy=False)
    known_texts: dict[str, Message] = {_key(message): message for message in now}
    for message in extracted():
        if message.id:
            said = known_texts.get(_key(message))
            made.add(message.id, said.string if said else None, message.locations, flags=message.flags)
    made.mime_headers  # noqa: B018
    target = BytesIO()
    write_po(target, made, width=0, omit_header=True, include_lineno=False)
    head = "\n".join(f'"{name}: {value}\\n"' for name, value in _head(tag, now))
    return f'msgid ""\nmsgstr ""\n{head}\n\n'.encode() + target.getvalue().lstrip()


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _head(tag: str, now: Catalog) -> Iterator[tuple[str, str]]:
    yield "Language", tag
    yield "MIME-Version", "1.0"
    yield "Content-Type", "text/plain; charset=utf-8"
    yield "Content-Transfer-Encoding", "8bit"
    yield "Plural-Forms", now.plural_forms


if __name__ == "__main__":
    for each in known()[1:]:
        (FOLDER / each / "LC_MESSAGES/visavis.po").write_bytes(updated(each))
