"""Authored Markdown as it was read before: a build after a change reads what was changed, and no other text.

What is kept is HTML that was made safe. It counts for the very same texts, code and libraries; whatever is damaged
counts as not being there; whoever may write the folder may write templates too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from visavis.load.kept_file import keep, read_kept
from visavis.render.precompiled import digest, program
from visavis.render.prose import Read, know, read

NAME = "prose"
"""The name of the file, among what is kept for the next time."""


def remember(texts: Iterable[str], cache: Path) -> None:
    """Read these texts, those that are kept in a folder excepted, for `prose` to find; and keep them there."""
    place = cache / NAME
    before = _kept(place)
    keys = {text: digest(text) for text in texts}
    found = {text: before.get(key) or read(text) for text, key in keys.items()}
    know(found)
    kept = {keys[text]: made for text, made in found.items()}
    if kept != before:
        keep(place, f"{program()}\n{json.dumps(kept)}".encode())


def _kept(place: Path) -> dict[str, Read]:
    made_with, _, texts = (read_kept(place) or b"").partition(b"\n")
    if made_with.decode("ascii", "replace") != program():
        return {}
    return {key: (html, headings) for key, (html, headings) in json.loads(texts).items()}
