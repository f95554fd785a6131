"""Templates as Jinja compiled them before: in this process, or for an earlier one that kept them in a folder.

In a compiled template stands what filters made of constants (`"site.css" | static`, a word through a macro). So it
counts for the very same templates, all of them, with the same settings and program; a digest of these is part of each
checksum. Whatever is damaged in the folder counts as not being there; whoever may write it may write templates too.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from visavis.load.kept_file import keep, read_kept

LIBRARIES = ("jinja2", "markdown", "markupsafe", "nh3")
"""What takes part in compiling a template and in what filters make of constants."""
FOLDER = "templates"
"""The name of the folder, among what is kept for the next time."""
MOST = 2_000
"""At most so many templates are kept in the process; then it starts afresh."""
_COMPILED: dict[tuple[str, str], CodeType] = {}


class Precompiled(BytecodeCache):
    """Keeps what the templates of these folders were compiled to, in the process and, if there is one, in `kept`.

    `settings` are all that the environment's filters are made with, told apart by their repr. Environments that take
    turns want a `name` each, a folder below FOLDER: of a template, only what was compiled last is kept there.
    """

    def __init__(self, folders: Sequence[Path], settings: object, kept: Path | None, name: str = "") -> None:
        self._kept = None if kept is None else kept / FOLDER / name
        self._made_from = digest((_sources(folders), repr(settings), program()))

    def get_source_checksum(self, source: str) -> str:
        """Return what a compiled template is told apart by from those of other sources, under its name."""
        return digest((self._made_from, source))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was compiled before, if there is one."""
        bucket.code = _COMPILED.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._kept is not None:
            kept = read_kept(self._kept / bucket.key)
            if kept is not None:
                bucket.bytecode_from_string(kept)
            if bucket.code is not None:
                self._remember(bucket, bucket.code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        if bucket.code is None:
            return
        self._remember(bucket, bucket.code)
        if self._kept is not None:
            keep(self._kept / bucket.key, bucket.bytecode_to_string())

    def _remember(self, bucket: Bucket, code: CodeType) -> None:
        if len(_COMPILED) >= MOST:
            _COMPILED.clear()
        _COMPILED[bucket.key, bucket.checksum] = code


def _sources(folders: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Return every template with its bytes; one that can't be read says so when it is asked for."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            with suppress(OSError):
                found.append((str(path), path.read_bytes()))
    return found


@cache
def program() -> str:
    """Return a digest of what templates and texts are compiled and read with: our code, libraries, Python."""
    code = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return digest((sys.version, [version(name) for name in LIBRARIES], code))


def digest(value: object) -> str:
    """Return what a value is told apart by, by its repr."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
