"""The cards of comparisons that other sites show in a frame: what the comparison's own page says, in few words."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.pages.comparison import ComparisonPage, LeadShown
from visavis.pages.frame import Frame
from visavis.pages.sides import SideOfPage


@dataclass(frozen=True, slots=True, eq=False)
class EmbedPage:
    """embed/<left>-vs-<right>.html: a card of a comparison. `address` is the full one of its own page.

    `sides` and `leads` are those of that page.
    """

    frame: Frame
    title: str
    address: str
    sides: tuple[SideOfPage, SideOfPage]
    leads: tuple[LeadShown, ...]


def embed_page(page: ComparisonPage) -> EmbedPage:
    """Return the card of a comparison, which has an address."""
    return EmbedPage(page.frame, page.title, page.canonical or "", page.sides, page.leads)
