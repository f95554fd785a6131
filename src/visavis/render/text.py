"""Plain text from a template: the files that `visavis init` and `visavis new` write. Pages are made elsewhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def rendered(template: Path, **values: object) -> str:
    """Return what a template of plain text makes of these values; nothing is escaped, nothing may be missing.

    It may import the templates beside it.
    """
    env = Environment(
        loader=FileSystemLoader(template.parent),
        autoescape=False,  # noqa: S701  YAML and text, no HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return env.get_template(template.name).render(values)
