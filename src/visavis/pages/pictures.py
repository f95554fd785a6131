"""Pictures as pages show them: where they lie, how large they are, and what marks on them are measured in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visavis.pages import urls
from visavis.pages.frame import Frame

if TYPE_CHECKING:
    from visavis.load.pictures import Picture


@dataclass(frozen=True, slots=True, eq=False)
class ShownPicture:
    """A picture of a suite. `href` and `small` are links to it and its thumbnail; sizes are in pixels.

    `view` is the viewBox of the image as it was authored, in whose pixels marks are: 0 0 width height.
    """

    href: str
    width: int
    height: int
    small: str
    small_width: int
    view: str


def shown_picture(page: Frame, suite: str, picture: Picture) -> ShownPicture:
    """Return a picture as pages of this frame show it."""
    full, small = picture.full, picture.thumbnail
    return ShownPicture(
        href=page.shared(urls.picture(suite, full.name)),
        width=full.width,
        height=full.height,
        small=page.shared(urls.picture(suite, small.name)),
        small_width=small.width,
        view=f"0 0 {picture.width} {picture.height}",
    )
