"""What visavis put in a place, written down there: the only ground on which it ever deletes something.

A record names each file and what it is known by in that place, its tokens: one, or two while it is being replaced, so
that an interrupted run leaves no file that nobody owns. It is read as foreign text: whoever can write to a place can
write a record, and no path in it may lead out of the place.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

RECORD = ".visavis-published"
RECORDS = (RECORD, f"{RECORD}.gz")
"""The names of records, plain and compressed."""
FORMAT = "visavis-published-1"

Owned = Mapping[str, tuple[str, ...]]
"""Paths that visavis made, each with the tokens that it may have."""


class RecordDamaged(Exception):  # noqa: N818 (it names what happened)
    """A record can't be relied on; the text says why."""


def why_refused(path: str) -> str | None:
    """Return why a path is refused, as half a sentence; None where it is a plain one below the place it is meant for.

    Refused is what could lead elsewhere, what git takes for its own, and what addresses can't hold.
    """
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "its path could lead out of the site"
    if any(part.casefold().rstrip(". ") in (".git", "git~1") for part in parts):
        return "git takes this name for its own"
    if not path.isprintable() or any(character in path for character in "\\?#"):
        return "its name holds a character that addresses can't"
    return None


def written(owned: Owned) -> bytes:
    """Return a record of these files."""
    body = "".join(f"{' '.join(tokens)}\t{path}\n" for path, tokens in sorted(owned.items()))
    return f"{FORMAT} {_digest(body)}\n{body}".encode()


def read(content: bytes) -> dict[str, tuple[str, ...]]:
    """Return the files of a record. Raises RecordDamaged where it is cut short, changed, or names other than files."""
    try:
        head, _, body = content.decode().partition("\n")
    except UnicodeDecodeError:
        raise RecordDamaged("it is not text") from None
    if head != f"{FORMAT} {_digest(body)}":
        raise RecordDamaged("it is not as visavis wrote it")
    found: dict[str, tuple[str, ...]] = {}
    for line in body.split("\n")[:-1]:
        tokens, tab, path = line.partition("\t")
        if not tab or why_refused(path) or path in RECORDS:
            raise RecordDamaged(f"it names {path!r}")
        found[path] = tuple(tokens.split(" "))
    return found


def _digest(body: str) -> str:
    return blake2b(body.encode(), digest_size=16).hexdigest()
