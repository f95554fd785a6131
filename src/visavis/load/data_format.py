"""The version of the data format: what a site is written in, and what this visavis reads."""

from __future__ import annotations

from visavis.load.scalars import as_integer, refuse

FORMAT = 1
"""The version that is read. Older data is carried forward by `visavis migrate`, see migrating/steps.py."""
OTHER_FORMAT = "other-format"
"""The rule: what data of another version says may mean something else, so that nothing else is told of it."""


def as_format(value: object) -> int:
    """Read the version that a site says it is written in, which must be the one that is read."""
    version = as_integer(value)
    if version != FORMAT:
        refuse(OTHER_FORMAT, f"format {version}", *expected_format(version, FORMAT))
    return version


def expected_format(version: int, newest: int) -> tuple[str, str]:
    """Return what is expected in place of another version, and how to mend it."""
    fix = "install a newer visavis" if version > newest else "run visavis migrate"
    return f"{newest}, the format that this visavis reads", fix if version > 0 else f"write {newest}"
