"""How long files may be cached, as a site's `_headers` says it to Cloudflare Pages and Netlify.

https://developers.cloudflare.com/pages/configuration/headers/: a line is a pattern of addresses, the indented ones
below it are headers; `*` stands for anything, `:name` for one folder or file. Where several patterns match, the last
one counts. What no pattern speaks of is asked for anew each time, as these hosts have it by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

HEADERS = "_headers"
ANEW = "public, max-age=0, must-revalidate"
_NAME = re.compile(r":[A-Za-z]\w*|\*")


def caching(text: str) -> Callable[[str], str]:
    """Return what tells of a file's path how it is cached: the value of its Cache-Control."""
    rules: list[tuple[re.Pattern[str], str]] = []
    pattern = ""
    for line in text.splitlines():
        name, colon, value = line.strip().partition(":")
        if line[:1] not in ("", "#", " ", "\t"):
            pattern = line.strip()
        elif pattern and colon and name.lower() == "cache-control":
            rules.append((_compiled(pattern), value.strip()))
    return partial(_found, rules)


def _found(rules: list[tuple[re.Pattern[str], str]], path: str) -> str:
    return next((value for pattern, value in reversed(rules) if pattern.fullmatch(f"/{path}")), ANEW)


def _compiled(pattern: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in _NAME.split(pattern)]
    joints = [".*" if joint == "*" else "[^/]+" for joint in _NAME.findall(pattern)]
    return re.compile("".join(part + joint for part, joint in zip(parts, [*joints, ""], strict=True)))
