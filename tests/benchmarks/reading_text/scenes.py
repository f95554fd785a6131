"""The scenes: how each category's pictures are laid out. Everything is drawn at twice the size it is kept at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.benchmarks.reading_text import surfaces
from tests.benchmarks.reading_text.segments import seven_segments, wheels
from tests.benchmarks.reading_text.surfaces import Colour, Size
from tests.benchmarks.reading_text.texts import Picture

FONTS = Path("/usr/share/fonts")
FACES = {
    "sans": "truetype/dejavu/DejaVuSans.ttf",
    "sans-bold": "truetype/dejavu/DejaVuSans-Bold.ttf",
    "mono": "truetype/dejavu/DejaVuSansMono.ttf",
    "mono-bold": "truetype/dejavu/DejaVuSansMono-Bold.ttf",
    "serif": "truetype/dejavu/DejaVuSerif.ttf",
    "serif-bold": "truetype/dejavu/DejaVuSerif-Bold.ttf",
    "lato": "truetype/lato/Lato-Medium.ttf",
    "lato-bold": "truetype/lato/Lato-Heavy.ttf",
    "narrow": "truetype/liberation/LiberationSansNarrow-Bold.ttf",
    "typewriter": "truetype/liberation/LiberationMono-Regular.ttf",
    "hand": "opentype/comic-neue/ComicNeue-Italic.otf",
    "hand-bold": "opentype/comic-neue/ComicNeue-Bold.otf",
}
"""Debian's fonts-dejavu-core, fonts-lato, fonts-liberation and fonts-comic-neue."""
INK: Colour = (28, 28, 32)
Rows = Sequence[tuple[str, ...]]


def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a face at a size in pixels, laid out the same on every machine."""
    return ImageFont.truetype(FONTS / FACES[face], size, layout_engine=ImageFont.Layout.BASIC)


def fonts_missing() -> list[str]:
    """Return the font files that are not installed here."""
    return [face for face in FACES.values() if not (FONTS / face).is_file()]


def _thing(sheet: Image.Image, radius: int) -> Image.Image:
    sheet = sheet.convert("RGBA")
    sheet.putalpha(surfaces.rounded(sheet.size, radius))
    return sheet


def _fit(texts: Sequence[str], face: str, size: int, wide: int) -> ImageFont.FreeTypeFont:
    """Return the face at `size`, or smaller where the longest text would be wider than `wide`."""
    longest = max(font(face, size).getlength(text) for text in texts)
    return font(face, size if longest <= wide else int(size * wide / longest))


def _ground(picture: Picture, size: Size, random: Random) -> Image.Image:
    """Return what the thing lies on, with room around it."""
    wide = (size[0] + 150, size[1] + (230 if picture.variant == "rotated" else 140))
    surface, colour = {
        "labels": (surfaces.wood, (136, 98, 66)),
        "receipts": (surfaces.stone, (82, 92, 98)),
        "meter-displays": (surfaces.stone, (176, 176, 170)),
        "serial-plates": (surfaces.stone, (58, 84, 96)),
        "tables": (surfaces.wood, (172, 138, 98)),
        "forms": (surfaces.wood, (92, 70, 54)),
        "scripts": (surfaces.stone, (188, 170, 146)),
    }[picture.category]
    return surface(wide, colour, random)


def label(picture: Picture, random: Random) -> Image.Image:
    """Return a label: the first line large, the others below it."""
    rows = [row[0] for row in picture.rows]
    wide = 1180
    high = 250 + 110 * (len(rows) - 1) + (110 if picture.style == "parcel" else 0)
    faces: dict[str, tuple[str, str, Colour, Colour, surfaces.Size]] = {
        "jar": ("serif-bold", "serif", (246, 238, 218), (92, 34, 28), (40, 0)),
        "parcel": ("sans-bold", "sans", (250, 250, 248), INK, (20, 110)),
        "drawer": ("narrow", "lato", (252, 250, 244), (20, 44, 84), (18, 0)),
        "cloth": ("lato-bold", "lato", (238, 236, 230), (52, 52, 60), (6, 0)),
        "kraft": ("hand-bold", "hand-bold", (196, 158, 112), (48, 32, 22), (28, 0)),
        "warning": ("sans-bold", "sans-bold", (250, 204, 30), (16, 16, 16), (24, 0)),
    }
    head, body, colour, ink, (radius, foot) = faces[picture.style]
    making = {"cloth": surfaces.cloth, "kraft": surfaces.kraft}.get(picture.style, surfaces.paper)
    sheet = making((wide, high), colour, random)
    draw = ImageDraw.Draw(sheet)
    if picture.style == "jar":
        draw.rounded_rectangle((22, 22, wide - 23, high - 23), 26, outline=(176, 120, 52), width=6)
        draw.rounded_rectangle((36, 36, wide - 37, high - 37), 18, outline=(176, 120, 52), width=2)
    if picture.style == "drawer":
        draw.rectangle((0, 0, wide, 34), (34, 92, 150))
        draw.rectangle((0, high - 16, wide, high), (34, 92, 150))
    if picture.style == "warning":
        for x in range(-60, wide, 88):
            draw.polygon([(x, 44), (x + 44, 44), (x + 88, 0), (x + 44, 0)], (16, 16, 16))
    if picture.style == "parcel":
        x = 70
        while x < wide - 90:
            bar = random.choice((4, 4, 8, 12))
            draw.rectangle((x, high - 126, x + bar - 1, high - 44), INK)
            x += bar + random.choice((4, 8, 8, 12))
    y = 66 if picture.style != "warning" else 80
    room = wide - 140
    title = _fit(rows[:1], head, 108, room)
    draw.text((wide / 2, y), rows[0], ink, title, "ma")
    y += 150
    small = _fit(rows[1:], body, 66, room)
    for row in rows[1:]:
        draw.text((wide / 2, y), row, ink, small, "ma")
        y += 104
    assert y <= high - foot + 30
    return _thing(sheet, radius)


def receipt(picture: Picture, random: Random) -> Image.Image:
    """Return a piece of a receipt: amounts right, the last line set off, the paper torn where it ends."""
    rows = picture.rows
    wide, step = 1100, 104
    high = 130 + step * len(rows) + (40 if len(rows[0]) == 1 else 0)
    sheet = surfaces.paper((wide, high), (247, 246, 240), random)
    draw = ImageDraw.Draw(sheet)
    text, strong, y = font("mono", 58), font("mono-bold", 58), 56
    for place, row in enumerate(rows):
        last = place == len(rows) - 1
        if len(row) == 1:
            draw.text((wide / 2, y), row[0], (40, 40, 52), _fit(row, "mono-bold", 70, wide - 160), "ma")
            y += 40
        else:
            if last:
                draw.line((80, y - 10, wide - 80, y - 10), (70, 70, 82), 3)
            draw.text((80, y + 6), row[0], (40, 40, 52), strong if last else text, "la")
            draw.text((wide - 80, y + 6), row[1], (40, 40, 52), strong if last else text, "ra")
        y += step
    thing = sheet.convert("RGBA")
    mask = Image.new("L", sheet.size, 255)
    cut = ImageDraw.Draw(mask)
    for x in range(0, wide, 28):
        cut.polygon([(x, high), (x + 14, high - 16), (x + 28, high)], 0)
        if picture.style == "end":
            cut.polygon([(x, 0), (x + 14, 16), (x + 28, 0)], 0)
    thing.putalpha(mask)
    return thing


def meter(picture: Picture, random: Random) -> Image.Image:
    """Return a display in its case, with the unit beside the reading."""
    (row,) = picture.rows
    unit = row[1] if len(row) > 1 else ""
    on, glass, off = {
        "lcd": ((30, 38, 30), (170, 186, 152), (160, 176, 143)),
        "red": ((255, 62, 44), (30, 8, 8), (46, 14, 13)),
        "green": ((92, 255, 128), (6, 24, 12), (12, 38, 20)),
        "wheels": ((244, 242, 234), (8, 8, 8), None),
    }[picture.style]
    if picture.style == "wheels":
        reading = wheels(row[0], 210, font("lato-bold", 150))
    else:
        reading = seven_segments(row[0], 230, on, off, glow=picture.style != "lcd")
    small = font("lato-bold", 92)
    margin = 60
    wide = reading.width + 2 * margin + (int(small.getlength(unit)) + 34 if unit else 0)
    high = reading.height + 2 * margin
    case = surfaces.paper((wide + 140, high + 130), (222, 220, 212) if picture.style == "lcd" else (62, 64, 70), random)
    window = surfaces.textured(
        surfaces.plain((wide, high), glass), Image.linear_gradient("L").resize((wide, high)), 0.1
    )
    window.paste(reading, (margin, margin), reading)
    if unit:
        ink = on if picture.style != "wheels" else (230, 228, 220)
        ImageDraw.Draw(window).text((wide - margin, high - margin), unit, ink, small, "rs")
    if picture.style == "lcd":
        cast = Image.new("L", (wide, high), 0)
        cast.paste(reading.getchannel("A").point(lambda level: level * 0.1), (margin + 8, margin + 10))
        window.paste(on, (0, 0), cast.filter(ImageFilter.GaussianBlur(3)))
    ImageDraw.Draw(case).rounded_rectangle((58, 53, wide + 81, high + 76), 26, fill=(24, 24, 26))
    case.paste(window, (70, 65), surfaces.rounded((wide, high), 16))
    return _thing(case, 44)


def plate(picture: Picture, random: Random) -> Image.Image:
    """Return an engraved metal plate, held by a rivet in each corner."""
    rows = [row[0] for row in picture.rows]
    wide, high = 1220, 150 + 124 * len(rows)
    colour, ink, edge = {
        "steel": ((186, 190, 194), (36, 38, 44), (236, 238, 240)),
        "brass": ((196, 160, 88), (54, 38, 14), (240, 214, 150)),
        "black": ((46, 48, 52), (214, 216, 218), (12, 12, 14)),
    }[picture.style]
    sheet = surfaces.metal((wide, high), colour, random)
    draw = ImageDraw.Draw(sheet)
    draw.rounded_rectangle((18, 18, wide - 19, high - 19), 22, outline=ink, width=4)
    for x in (58, wide - 58):
        for y in (58, high - 58):
            draw.ellipse((x - 20, y - 20, x + 20, y + 20), tuple(int(part * 0.72) for part in colour), ink, 2)
            draw.ellipse((x - 12, y - 14, x + 6, y + 2), tuple(min(255, int(part * 1.2)) for part in colour))
    face = _fit(rows, "lato-bold" if picture.style == "brass" else "sans-bold", 82, wide - 240)
    for place, row in enumerate(rows):
        y = 92 + 124 * place
        draw.text((122, y + 3), row, edge, face, "la")
        draw.text((120, y), row, ink, face, "la")
    return _thing(sheet, 30)


def table(picture: Picture, random: Random) -> Image.Image:
    """Return a ruled table with a head."""
    rows = picture.rows
    face, head = font("lato", 62), font("lato-bold", 62)
    columns = [max(head.getlength(row[place]) for row in rows) + 110 for place in range(len(rows[0]))]
    spare = max(0.0, 1120 - sum(columns)) / len(columns)
    edges = [56.0]
    for column in columns:
        edges.append(edges[-1] + column + spare)
    step = 118
    wide, high = int(edges[-1]) + 57, step * len(rows) + 112
    sheet = surfaces.paper((wide, high), (251, 250, 246), random)
    draw = ImageDraw.Draw(sheet)
    fill = {"green": (196, 222, 200), "blue": (200, 216, 238), "plain": None}[picture.style]
    rule: Colour = (96, 104, 112)
    if fill:
        draw.rectangle((edges[0], 56, edges[-1], 56 + step), fill)
    for place in range(len(rows) + 1):
        y = 56 + step * place
        draw.line((edges[0], y, edges[-1], y), rule, 5 if place < 2 else 3)
    for x in edges:
        draw.line((x, 56, x, 56 + step * len(rows)), rule, 3)
    numbers = [any(character.isdigit() for character in cell) for cell in rows[1]]
    for place, row in enumerate(rows):
        middle = 56 + step * place + step / 2
        for column, cell in enumerate(row):
            side = edges[column + 1] - 40 if column and numbers[column] else edges[column] + 40
            anchor = "rm" if column and numbers[column] else "lm"
            draw.text((side, middle), cell, INK, face if place else head, anchor)
    return _thing(sheet, 6)


def form(picture: Picture, random: Random) -> Image.Image:
    """Return a form: printed names, and what was entered in the fields."""
    rows = picture.rows
    wide, step = 1200, 132
    high = step * len(rows) + 96
    sheet = surfaces.paper((wide, high), (250, 249, 242), random)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, 22, high), (186, 70, 60) if picture.style == "typed" else (60, 128, 118))
    entry, blue = (font("hand-bold", 76), (26, 52, 140)) if picture.style == "script" else (font("typewriter", 66), INK)
    for place, (name, value) in enumerate(rows):
        y = 56 + step * place
        draw.text((76, y + 58), name, (70, 70, 76), font("lato", 58), "lm")
        if picture.style == "script":
            draw.line((430, y + 104, wide - 70, y + 104), (130, 130, 136), 3)
        else:
            draw.rectangle((420, y + 4, wide - 70, y + 112), (255, 255, 255), (140, 140, 146), 3)
        draw.text((456, y + 58), value, blue, entry, "lm")
    return _thing(sheet, 8)


def sign(picture: Picture, random: Random) -> Image.Image:
    """Return a sign: white on blue enamel, chalk on slate, or print on card."""
    rows = [row[0] for row in picture.rows]
    wide, high = 1220, 120 + 122 * len(rows)
    making, colour, ink, face = {
        "enamel": (surfaces.paper, (22, 62, 134), (248, 250, 252), "sans-bold"),
        "chalk": (surfaces.stone, (52, 60, 56), (240, 238, 226), "serif"),
        "paper": (surfaces.paper, (250, 246, 234), (34, 32, 36), "sans"),
    }[picture.style]
    sheet = making((wide, high), colour, random)
    draw = ImageDraw.Draw(sheet)
    if picture.style == "enamel":
        draw.rounded_rectangle((16, 16, wide - 17, high - 17), 24, outline=ink, width=7)
    elif picture.style == "chalk":
        draw.rectangle((0, 0, wide - 1, high - 1), outline=(132, 96, 62), width=22)
    else:
        draw.rectangle((0, 0, wide, 24), (176, 60, 48))
    letters = _fit(rows, face, 88, wide - 150)
    for place, row in enumerate(rows):
        draw.text((wide / 2, 64 + 122 * place + 56), row, ink, letters, "mm")
    return _thing(sheet, 34 if picture.style == "enamel" else 6)


SCENES: dict[str, Callable[[Picture, Random], Image.Image]] = {
    "labels": label,
    "receipts": receipt,
    "meter-displays": meter,
    "serial-plates": plate,
    "tables": table,
    "forms": form,
    "scripts": sign,
}


def scene(picture: Picture, angle: float, random: Random) -> Image.Image:
    """Return the thing on its ground under its light, turned by `angle` degrees, at twice the size."""
    thing = SCENES[picture.category](picture, random)
    return surfaces.lit(surfaces.laid_on(_ground(picture, thing.size, random), thing, angle), random)
