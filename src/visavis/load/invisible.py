"""Characters that nobody sees, or takes for a space, and that make a word another one: their names."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile("[\u00a0\u00ad\u034f\u115f\u1160\u1680\u180e\u2000-\u200f\u202f\u205f-\u2064\u3000\u3164\uffa0]")


def invisible(text: str) -> str:
    """Say what the first such character of a text is: a no-break space (U+00A0). Where there is none, say nothing."""
    found = INVISIBLE.search(text)
    if not found:
        return ""
    name = unicodedata.name(found[0]).lower()
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name} (U+{ord(found[0]):04X})"


def seen(text: str) -> str:
    """Return a text without such characters, each that is taken for a space a space, but none at its ends."""
    return INVISIBLE.sub(lambda found: " " if found[0].isspace() else "", text).strip()
