"""Seven-segment digits and counter wheels, drawn with polygons."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.benchmarks.reading_text.surfaces import Colour

LIT = {
    "0": "abcdef",
    "1": "bc",
    "2": "abdeg",
    "3": "abcdg",
    "4": "bcfg",
    "5": "acdfg",
    "6": "acdefg",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
}
"""The segments of each digit: a on top, then clockwise b to f, g in the middle."""
SLANT = 0.08
Point = tuple[float, float]


def _segment(name: str, wide: float, high: float, thick: float) -> list[Point]:
    """Return one segment's six corners in a digit whose top left corner is 0, 0."""
    half, gap = thick / 2, thick * 0.14
    if name in "adg":
        middle = {"a": half, "g": high / 2, "d": high - half}[name]
        left, right = half + gap, wide - half - gap
        return [
            (left, middle),
            (left + half, middle - half),
            (right - half, middle - half),
            (right, middle),
            (right - half, middle + half),
            (left + half, middle + half),
        ]
    middle = half if name in "ef" else wide - half
    top, bottom = (half, high / 2) if name in "fb" else (high / 2, high - half)
    top, bottom = top + gap, bottom - gap
    return [
        (middle, top),
        (middle + half, top + half),
        (middle + half, bottom - half),
        (middle, bottom),
        (middle - half, bottom - half),
        (middle - half, top + half),
    ]


def seven_segments(reading: str, high: int, on: Colour, off: Colour | None, *, glow: bool) -> Image.Image:
    """Return a reading of digits, `.` and `:` as RGBA, `high` pixels high; unlit segments are in `off`."""
    digit, thick = high * 0.54, high * 0.125
    step = digit + thick * 0.95
    wide = sum(step if character in LIT else thick * 1.5 for character in reading) + high * SLANT + thick
    image = Image.new("RGBA", (int(wide), high), (*on, 0))
    draw = ImageDraw.Draw(image)

    def polygon(points: list[Point], x: float, colour: Colour) -> None:
        draw.polygon([(x + a + (high - b) * SLANT, b) for a, b in points], (*colour, 255))

    x = 0.0
    for character in reading:
        if character in LIT:
            for name in "abcdefg":
                lit = name in LIT[character]
                if lit or off:
                    polygon(_segment(name, digit, high, thick), x, on if lit or not off else off)
            x += step
        else:
            for middle in (high - thick * 0.6,) if character == "." else (high * 0.3, high * 0.7):
                a, b = x - thick * 0.1, middle - thick * 0.55
                polygon([(a, b), (a + thick, b), (a + thick, b + thick), (a, b + thick)], x * 0, on)
            x += thick * 1.5
    if glow:
        halo = image.filter(ImageFilter.GaussianBlur(high * 0.06))
        return Image.alpha_composite(halo, image)
    return image


def wheels(reading: str, high: int, font: ImageFont.FreeTypeFont) -> Image.Image:
    """Return a mechanical counter as RGBA: a white digit on each black wheel, the last one red."""
    wide, gap = int(high * 0.74), high // 22
    image = Image.new("RGBA", ((wide + gap) * len(reading), high), (8, 8, 8, 255))
    bend = Image.linear_gradient("L").resize((wide, high))
    for place, digit in enumerate(reading):
        colour = (150, 28, 30) if place == len(reading) - 1 else (38, 38, 40)
        wheel = Image.new("RGB", (wide, high), colour)
        dark = bend.point(lambda level: int(abs(level - 128) ** 1.6 / 9))
        wheel.paste((0, 0, 0), (0, 0), dark.point(lambda level: min(200, level)))
        ImageDraw.Draw(wheel).text((wide / 2, high / 2), digit, (244, 242, 234), font, "mm")
        image.paste(wheel, (place * (wide + gap) + gap // 2, 0))
    return image
