"""The Jinja environment: a site's own templates over the theme's, everything escaped, nothing undefined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension

from visavis.render.fragments import FRAGMENTS, fragment, joined
from visavis.render.prose import plain, prose


class _NoIndentation(Extension):
    """Leave the indentation of template lines out of every page: it is for authors, and costs readers bytes."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return re.sub(r"\n[ \t]+", "\n", source)


def environment(folders: Sequence[Path]) -> Environment:
    """Return the environment for these template folders, the first of which win file by file.

    Filters named in `FRAGMENTS` render the macro of the same name once for each value and keep it.
    """
    env = Environment(
        loader=FileSystemLoader(list(folders), followlinks=False),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=[_NoIndentation],
    )
    env.filters["prose"] = prose
    env.filters["plain"] = plain
    for name in FRAGMENTS:
        env.filters[name] = fragment(env, name)
    env.filters["compared_rows"] = joined(env.filters["compared_row"])
    return env
