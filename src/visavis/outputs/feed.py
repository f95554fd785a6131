"""The feed of what is new, from the history of the repository that the site lies in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from visavis.changes.flipped import flipped
from visavis.history import Change, latest_changes, revision
from visavis.outputs.family import Made, Shown
from visavis.pages import urls
from visavis.pages.feed import Event, Flipped, feed_page
from visavis.write.inputs import digest

if TYPE_CHECKING:
    from visavis.workshop import Workshop

FEED = "Feed"
"""The kind of file that it is."""
COMMITS, FLIPPING = 60, 5
"""So many commits are looked at, and of those that changed results the last so many for verdicts that flipped."""


class Feed:
    """The family of the feed alone; there is none where the site has no address, or git knows of nothing new."""

    def __init__(self, shop: Workshop) -> None:
        self._shop, root = shop, shop.site.root
        known = bool(shop.addresses.site) and revision(root) is not None
        self._changes = latest_changes(root, COMMITS) if known else ()
        self._wanted = feed_page(shop.catalogue, shop.partners, self._events(())) is not None

    def made(self) -> Iterator[tuple[str, Made]]:
        """Yield the feed."""
        if self._wanted:
            yield urls.FEED, Made(FEED, 500, self._make)

    def states(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what the feed shows."""
        if self._wanted:
            yield urls.FEED, digest(shown.shared, self._shop.names, shown.pairs.state(), self._changes)

    def _make(self) -> bytes:
        flipping = [change.commit for change in self._changes if change.changed or change.suites][:FLIPPING]
        page = feed_page(self._shop.catalogue, self._shop.partners, self._events(flipping))
        if page is None:
            raise RuntimeError("a feed that was there is gone")
        return self._shop.renderer.render(page)

    def _events(self, flipping: list[str] | tuple[str, ...]) -> list[Event]:
        """Return what commits did, the newest first; verdicts of the commits in `flipping` alone."""
        found = [event for change in self._changes for event in self._of(change, verdicts=change.commit in flipping)]
        return sorted(found, key=lambda event: event.time, reverse=True)

    def _of(self, change: Change, *, verdicts: bool) -> Iterator[Event]:
        commit, time = change.commit, datetime.fromisoformat(change.time).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if change.models:
            yield Event(commit, time, "models", "", change.models)
        for kind, runs in (("runs", change.added), ("changed", change.changed)):
            for suite, models in runs.items():
                yield Event(commit, time, kind, suite, models)
        flips: dict[str, list[Flipped]] = {}
        for flip in flipped(self._shop.site.root, commit, self._shop.cache) if verdicts else ():
            flips.setdefault(flip.suite, []).append(Flipped(flip.pair, flip.was, flip.now))
        for suite, of in flips.items():
            yield Event(commit, time, "verdicts", suite, (), tuple(of))
