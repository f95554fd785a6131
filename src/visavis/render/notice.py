"""What the development server shows besides pages, by templates of the theme: a site's own may be what is broken."""

from __future__ import annotations

from pathlib import Path

from visavis.render.environment import environment


class Notices:
    """Renders the templates of `templates/serve/` of one folder."""

    def __init__(self, templates: Path) -> None:
        self._environment = environment([templates])

    def render(self, name: str, page: object) -> bytes:
        """Return `serve/<name>.html` for this page as UTF-8 HTML."""
        return self._environment.get_template(f"serve/{name}.html").render(page=page).encode()
