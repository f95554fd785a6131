"""The score key: which band a score falls into.

A band is decided on the score itself, never on what is shown of it: 74.96 % shows as 75 % and still lies below a band
that starts at 75.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from visavis.compare.rounding import drawn
from visavis.language import _
from visavis.load.schema import Band

TONES = 5


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """A named half-open range of scores: from `lower` percent up to the next band, the highest up to 100 inclusive.

    `tone` is its place on a scale of five from 1 (best) to 5 (worst), from which style sheets take colour and shape.
    `tick` is `lower` as written, for drawing.
    """

    id: str
    label: str
    word: str
    lower: Fraction
    tone: int
    tick: str


def score_bands(authored: Sequence[Band]) -> tuple[ScoreBand, ...]:
    """Return the bands, highest first, with tones spread evenly from best to worst."""
    last = max(len(authored) - 1, 1)
    return tuple(
        ScoreBand(
            band.id,
            band.label,
            _(band.word),
            Fraction(band.lower),
            1 + (place * (TONES - 1) * 2 + last) // (2 * last),
            drawn(band.lower, 2),
        )
        for place, band in enumerate(authored)
    )


def band_of(percent: Fraction, bands: Sequence[ScoreBand]) -> ScoreBand:
    """Return the band of a score in percent, 0 to 100; `bands` are highest first and the last starts at 0."""
    return next(band for band in bands if percent >= band.lower)
