"""Surfaces and light: paper, wood, metal, cloth, and noise that is the same on every run.

All randomness comes from a `random.Random` that the caller seeds; Pillow's own noise is not used, for it has no seed.
"""

from __future__ import annotations

from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Size = tuple[int, int]
Colour = tuple[int, int, int]


def noise(size: Size, cell: Size, random: Random) -> Image.Image:
    """Return grey noise around 128 whose grains are `cell` pixels wide and high."""
    small = (size[0] // cell[0] + 2, size[1] // cell[1] + 2)
    count = small[0] * small[1]
    one = Image.frombytes("L", small, random.randbytes(count))
    two = Image.frombytes("L", small, random.randbytes(count))
    grown = ImageChops.add(one, two, 2).resize((small[0] * cell[0], small[1] * cell[1]), Image.Resampling.BICUBIC)
    return grown.crop((0, 0, *size))


def textured(base: Image.Image, grain: Image.Image, strength: float) -> Image.Image:
    """Return `base` made lighter and darker by `grain`: `strength` 1 moves it by up to 128 levels."""
    lift = grain.point(lambda level: max(0, level - 128) * strength)
    drop = grain.point(lambda level: max(0, 128 - level) * strength)
    return ImageChops.subtract(
        ImageChops.add(base, Image.merge("RGB", (lift, lift, lift))), Image.merge("RGB", (drop, drop, drop))
    )


def plain(size: Size, colour: Colour) -> Image.Image:
    """Return one colour."""
    return Image.new("RGB", size, colour)


def paper(size: Size, colour: Colour, random: Random) -> Image.Image:
    """Return paper: fine fibres and slightly uneven."""
    sheet = textured(plain(size, colour), noise(size, (3, 3), random), 0.07)
    return textured(sheet, noise(size, (170, 130), random), 0.09)


def kraft(size: Size, colour: Colour, random: Random) -> Image.Image:
    """Return brown paper with visible fibres."""
    sheet = textured(plain(size, colour), noise(size, (3, 2), random), 0.2)
    return textured(sheet, noise(size, (26, 5), random), 0.14)


def cloth(size: Size, colour: Colour, random: Random) -> Image.Image:
    """Return woven cloth."""
    weave = textured(plain(size, colour), noise(size, (90, 4), random), 0.14)
    return textured(weave, noise(size, (4, 90), random), 0.14)


def wood(size: Size, colour: Colour, random: Random) -> Image.Image:
    """Return a wooden board with the grain from left to right."""
    board = textured(plain(size, colour), noise(size, (460, 9), random), 0.34)
    board = textured(board, noise(size, (220, 3), random), 0.2)
    return textured(board, noise(size, (700, 60), random), 0.2)


def metal(size: Size, colour: Colour, random: Random) -> Image.Image:
    """Return brushed metal with a soft shine from the top."""
    sheet = textured(plain(size, colour), noise(size, (240, 2), random), 0.16)
    shine = ImageOps.invert(Image.linear_gradient("L")).resize(size).point(lambda level: level * 0.55 + 70)
    return textured(sheet, shine, 0.28)


def stone(size: Size, colour: Colour, random: Random) -> Image.Image:
    """Return a rough wall or worktop."""
    wall = textured(plain(size, colour), noise(size, (5, 5), random), 0.22)
    return textured(wall, noise(size, (60, 50), random), 0.2)


def rounded(size: Size, radius: int) -> Image.Image:
    """Return a mask of a rectangle with round corners."""
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius, fill=255)
    return mask


def laid_on(ground: Image.Image, thing: Image.Image, angle: float) -> Image.Image:
    """Return `ground` with `thing` (RGBA) in its middle, turned by `angle` degrees and with a shadow."""
    turned = thing.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    place = ((ground.width - turned.width) // 2, (ground.height - turned.height) // 2)
    shade = Image.new("L", ground.size, 0)
    shade.paste(turned.getchannel("A").point(lambda level: level * 0.55), (place[0] + 6, place[1] + 12))
    shaded = Image.composite(
        Image.new("RGB", ground.size, (14, 12, 10)), ground, shade.filter(ImageFilter.GaussianBlur(14))
    )
    shaded.paste(turned, place, turned.getchannel("A"))
    return shaded


def lit(image: Image.Image, random: Random) -> Image.Image:
    """Return the picture under a lamp that stands off its middle: its corners are a little darker."""
    wide, high = image.size
    lamp = ImageOps.invert(Image.radial_gradient("L")).resize((wide * 2, high * 2), Image.Resampling.BICUBIC)
    left, top = int(wide * random.uniform(0.3, 0.7)), int(high * random.uniform(0.25, 0.6))
    part = lamp.crop((left, top, left + wide, top + high)).point(lambda level: min(255, level * 0.36 + 186))
    return ImageChops.multiply(image, Image.merge("RGB", (part, part, part)))
