"""Scripts as they are published: what people read in them stays in the source."""

from __future__ import annotations


def script(text: str) -> str:
    """Return a script without its comments and needless white space; it does the same."""
    from rjsmin import jsmin  # type: ignore[import-untyped]

    smaller: str = jsmin(text)
    return smaller + "\n"
