"""Write values as YAML that reads as if a person had written it: no quotes but where YAML needs them.

Owns the look of imported files. The same values always give the same bytes: key order is the order given, nothing is
sorted, no date or tool version is written. Types are left to the reader of the file (see `load/scalars.py`), so that
every scalar is text here and a date, a number and a word look alike.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

WIDTH = 118
"""Comments and prose are wrapped to this many columns."""

_HIDDEN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff"
_PLAIN = re.compile(rf"[A-Za-z0-9≥<(][^{_HIDDEN}]*")
_UNSAFE = re.compile(r": |:$| #|\s$")
_UNSAFE_INLINE = re.compile(r"[,?\[\]{}]")
_NULLS = frozenset({"null", "Null", "NULL"})


class Inline(dict[str, object]):
    """A mapping written on one line: `{outcome: pass, seconds: 1.2}`."""


class Prose(str):
    """A text of several sentences or paragraphs, written as a literal block and wrapped."""

    __slots__ = ()


def comment(text: str, indent: int = 0) -> Iterator[str]:
    """Yield the lines of a comment, wrapped."""
    lead = " " * indent + "# "
    yield from textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False)


def scalar(value: object, *, inline: bool = False) -> str:
    """Return a scalar as YAML, in quotes only where it would otherwise be read as something else."""
    text = str(value)
    plain = _PLAIN.fullmatch(text) and not _UNSAFE.search(text) and text not in _NULLS
    if plain and not (inline and _UNSAFE_INLINE.search(text)):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + re.sub(f"[{_HIDDEN}]", lambda found: f"\\u{ord(found[0]):04x}", quoted) + '"'


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, inline=True)}: {_inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return scalar(value, inline=True)


def _prose(text: str, indent: int) -> Iterator[str]:
    lead = " " * indent
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ""
        for line in paragraph.split("\n") if paragraph.lstrip().startswith("- ") else [" ".join(paragraph.split())]:
            hang = lead + ("  " if line.lstrip().startswith("- ") else "")
            yield from textwrap.wrap(
                line, WIDTH, initial_indent=lead, subsequent_indent=hang, break_on_hyphens=False, break_long_words=False
            )


def _lines(value: Mapping[str, object], indent: int) -> Iterator[str]:
    lead = " " * indent
    for key, item in value.items():
        if key.startswith("#"):
            yield from comment(str(item), indent)
        elif isinstance(item, Prose):
            yield f"{lead}{scalar(key)}: |"
            yield from _prose(item, indent + 2)
        elif isinstance(item, Inline) or (isinstance(item, Sequence) and not isinstance(item, str)):
            yield f"{lead}{scalar(key)}: {_inline(item)}"
        elif isinstance(item, Mapping):
            yield f"{lead}{scalar(key)}:"
            yield from _lines(item, indent + 2)
        else:
            yield f"{lead}{scalar(key)}: {scalar(item)}"


def as_yaml(value: Mapping[str, object], *, heading: str) -> str:
    """Return a file's text: a comment, then the mapping; a key that begins with # stands for a comment in its place."""
    return "\n".join([*comment(heading), *_lines(value, 0)]) + "\n"


def write(path: Path, value: Mapping[str, object], *, heading: str) -> None:
    """Write one file of `data/`, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_yaml(value, heading=heading), encoding="utf-8", newline="\n")
