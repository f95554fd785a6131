"""Files in which git left both sides of a merge, to be decided by a person."""

from __future__ import annotations

import re

from visavis.load.positions import Finding, mark_at

_BOTH = re.compile(r"^<{7}(?: .*)?\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7}(?: .*)?$", re.MULTILINE)


def conflict(text: str) -> Finding | None:
    """Return where the first merge that is not finished begins in a file that cannot be read; None without one."""
    found = _BOTH.search(text)
    if found is None:
        return None
    begin = mark_at(text, found.start())
    end = begin.line + found[0].count("\n")
    fix = f"keep one version of lines {begin.line} to {end}, without <<<<<<<, ======= and >>>>>>>"
    return Finding(begin, "bad-syntax", "", "both sides of a merge that is not finished", "one of them", fix)
