"""What a place is that a site can be published to, and how it is brought up to date where that takes many steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from visavis.publishing.changes import Changes
from visavis.publishing.local import SiteFile
from visavis.publishing.record import Owned

Progress = Callable[[int, int], None]
"""Told how many files are in place, of how many that had to be sent."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a place holds: each path with the token it is known by there, and the bytes of visavis's record, if any."""

    there: Mapping[str, str]
    record: bytes | None


class Place(Protocol):
    """A folder, a branch or a bucket. All methods raise OSError or PublishingRefused where the place refuses."""

    @property
    def title(self) -> str:
        """What people call it, to be read after «to»."""

    @property
    def host(self) -> str | None:
        """The host whose limits hold there, as `hosts.toml` names it, or None where that is not known."""

    @property
    def folders(self) -> bool:
        """Whether a file can be in the way of a folder there."""

    def found(self) -> Found:
        """Look at what is there; nothing is changed."""

    def same(self, file: SiteFile, token: str) -> bool:
        """Whether a file is what this token stands for."""

    def carry_out(self, changes: Changes, found: Found, owned: Owned, progress: Progress) -> None:
        """Make the changes. Until all are made, the place shows a site that works, the old or the new."""


class Steps(Protocol):
    """A place where one thing is done after another."""

    def send(self, files: Iterable[SiteFile], told: Callable[[int], None]) -> dict[str, str]:
        """Put files there, in this order where one matters; return their tokens. `told` counts them."""

    def remove(self, paths: Iterable[str]) -> None:
        """Take files away."""

    def note(self, record: Owned) -> None:
        """Put the record there, in one step."""

    def expected(self, file: SiteFile) -> str:
        """Return the token that a file will have there."""


def step_by_step(place: Steps, changes: Changes, found: Found, owned: Owned, progress: Progress) -> None:
    """Send what is new, then what changed, then take away what is gone; the record always covers what is there.

    What an interrupted run leaves belongs to visavis: the next run goes on from there.
    """
    sent, there = changes.sent(), found.there
    before = {path: tokens for path, tokens in owned.items() if path in there}
    if sent:
        coming = {file.path: (*before.get(file.path, ()), place.expected(file)) for file in sent}
        place.note({**before, **coming})
    tokens = place.send(sent, lambda count: progress(count, len(sent)))
    place.remove(changes.removed)
    place.note(final(changes, found, tokens))


def final(changes: Changes, found: Found, tokens: Mapping[str, str]) -> Owned:
    """Return what visavis owns once all is done; `tokens` are those of the files sent."""
    kept = {file.path: (found.there[file.path],) for file in changes.unchanged}
    return {**kept, **{path: (token,) for path, token in tokens.items()}}
