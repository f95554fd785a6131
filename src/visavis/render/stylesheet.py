"""One style sheet out of many files: the imports of `css/index.css`, put in place at build time.

`index.css` is a table of contents: the order of the layers, then lines of the form `@import "file.css" layer(name);`.
A browser asks for one file.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_IMPORT = re.compile(r'^@import "([a-z0-9/_-]+\.css)" layer\(([a-z]+)\);[ \t]*$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def bundle(index: str, read: Callable[[str], str]) -> str:
    """Return the style sheet with every import replaced by its file, inside its layer, comments left out.

    `read` returns the text of a file named relative to `css/`; what it raises for a missing one goes through.
    """

    def place(found: re.Match[str]) -> str:
        return f"@layer {found[2]} {{\n{read(found[1]).strip()}\n}}"

    whole = _COMMENT.sub("", _IMPORT.sub(place, index))
    return re.sub(r"[ \t]*\n\s*", "\n", whole).strip() + "\n"
