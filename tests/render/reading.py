"""HTML read back with the parser of the standard library, which knows nothing of what wrote it."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta"}


class Read(HTMLParser):
    """A page as a parser sees it: its tags with their attributes, its text, and whatever was not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.other: list[str] = []
        self.feed(html)
        self.close()
        self.unbalanced += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note whether the last open tag ends here."""
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        """Note a comment, which no page should have."""
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        """Note a declaration that is none of HTML's."""
        self.other.append(data)

    def handle_pi(self, data: str) -> None:
        """Note a processing instruction."""
        self.other.append(data)

    @property
    def text(self) -> str:
        """All text, without tags."""
        return "".join(self.texts)

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """The tags in order, with the names of their attributes."""
        return [(tag, tuple(attributes)) for tag, attributes in self.tags]
