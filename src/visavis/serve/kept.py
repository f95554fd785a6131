"""What a session showed last, kept for the first moments of the next: answered at once, while the site is being read.

It is answered only where no file that the site is made of changed since, by their sizes and times. Whatever else a page
shows, such as the last commit, may be another: once the site is read, tabs are told and take what differs.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from visavis.load.kept_file import keep, read_kept
from visavis.site import Site
from visavis.write.output import cache_beside

NAME = "serve.cache"
"""The file's name in its folder."""
MOST = 100
"""So many answers are kept at most."""

Look = dict[str, tuple[int, int, int, int]]
"""The files that a site is made of, each with its size, times of modification and change, and inode."""


class Answer(NamedTuple):
    """What was answered: the type, the state that tells it from other answers, and the bytes."""

    kind: str
    state: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """Answers by the path that was asked for, and the path that the site is published under."""

    base: str = "/"
    answers: Mapping[str, Answer] = field(default_factory=dict)


def folder(site: Site) -> Path:
    """Return the folder that keeps what was read and shown of a site."""
    return cache_beside(site.root.absolute() / "site")


def look(site: Site) -> Look:
    """Return the signature of every file that a site is made of: while they stay, so does the site."""
    found: Look = {}
    waiting = [str(folder) for name, folders in site.inputs.items() if name != "code" for folder in folders]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(entry.path)
                else:
                    status = entry.stat()
                    found[entry.path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return found


def read(place: Path, seen: Look) -> Kept | None:
    """Return what was kept in a folder of a site whose files are these; None where there is nothing that can be used.

    A file that is cut off, of another owner or of other files is never the reason for an error.
    """
    try:
        data = read_kept(place / NAME) or b""
        end = data.index(b"\n")
        head = json.loads(data[:end])
        if head["of"] != _state(seen):
            return None
        answers, at = {}, end + 1
        for path, kind, state, size in head["answers"]:
            answers[path] = Answer(kind, state, data[at : at + size])
            at += size
        return Kept(head["base"], answers)
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write(place: Path, seen: Look, kept: Kept) -> None:
    """Keep answers of a site whose files are these in a folder, whole or not at all; where that cannot be, leave it."""
    answers = [(path, kind, state, len(content)) for path, (kind, state, content) in kept.answers.items()]
    head = json.dumps({"of": _state(seen), "base": kept.base, "answers": answers}).encode()
    body = b"\n".join((head, b"".join(answer.content for answer in kept.answers.values())))
    keep(place / NAME, body)


def _state(seen: Look) -> str:
    """Return a digest of the files of a site, of this program and of Python."""
    code = Path(__file__).parent.parent
    files = [*code.rglob("*.py"), *code.rglob("*.po")]
    ours = sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
    return blake2b(repr((sorted(seen.items()), ours, sys.version)).encode(), digest_size=20).hexdigest()
