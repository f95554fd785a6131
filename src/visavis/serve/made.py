"""What the server hands out, whoever made it."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple


class Made(NamedTuple):
    """What stands at an address: its type, its bytes, and whether it is there at all or the page that says not."""

    kind: str
    content: bytes
    found: bool = True

    @property
    def state(self) -> str:
        """A digest that tells this content from every other."""
        return blake2b(self.content, digest_size=10).hexdigest()
