"""The home of Pillow: the bytes of one picture, which may be hostile, become the two that are shown.

Each is upright, in sRGB, without any metadata, and flattened on white where it was transparent: black on nothing can't
be read on a dark page. Of an animated picture the first frame counts. A picture of few colours, as drawings and
screenshots that were not made smaller are, is kept without loss where that takes fewer bytes. The same bytes come out
wherever Pillow is of the same version.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple, TypeVar

from PIL import Image, ImageCms

from visavis.load.picture_file import KINDS, PictureRefused, Refusal, kind_word

MOST_PIXELS = 64_000_000
"""So many pixels are decoded, and no more."""
MOST_STRETCHED = 100
"""How many times as long as wide a picture may be."""
FULL, THUMBNAIL = 960, 320
"""The longer side of what is shown, in pixels; nothing is made larger than it was."""
QUALITY, METHOD = 80, 2
"""Of WebP with loss: text of 12 px stays legible, and a photograph of 960 px takes about 100 KB. A better method makes
it one part in twenty smaller, in four times the time."""
FEW_COLOURS = 4096
"""With at most so many colours, WebP without loss is tried as well: quickly, and with care where that shows promise."""

T = TypeVar("T")

_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by EXIF orientation (CIPA DC-008, 4.6.4)."""

logging.getLogger("PIL").addHandler(logging.NullHandler())  # what it says of a bad file belongs into a problem


class Shown(NamedTuple):
    """A picture as it is shown: its size in pixels, and its bytes as WebP."""

    width: int
    height: int
    content: bytes


class Made(NamedTuple):
    """What a picture came to; `width` and `height` are those of the original in pixels, when it is upright."""

    width: int
    height: int
    full: Shown
    thumbnail: Shown


def made(data: bytes, kind: str) -> Made | Refusal:
    """Return what is shown of a picture of this kind, or why it is not taken; never raise for what bytes may hold."""
    return _safely(data, kind, _made)


def sized(data: bytes, kind: str) -> tuple[int, int] | Refusal:
    """Return the width and height of a picture that `made` takes, or why it does not; a tenth of the work."""
    return _safely(data, kind, lambda image: _decoded(image)[0])


def _safely(data: bytes, kind: str, use: Callable[[Image.Image], T]) -> T | Refusal:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=[kind]) as image:
                return use(image)
    except PictureRefused as refused:
        return refused.refusal
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return _too_many_pixels(f"more than {Image.MAX_IMAGE_PIXELS:,} pixels")
    except MemoryError:
        return _too_many_pixels("a picture that takes more memory than there is")
    except Exception:  # noqa: BLE001 (bytes that are not ours may make a decoder raise anything)
        found, fix = f"a {kind_word(kind)} picture that is damaged or cut off", "save the picture again"
        return Refusal("picture-unreadable", found, "a whole picture", fix)


def _decoded(image: Image.Image) -> tuple[tuple[int, int], Image.Image, Image.Transpose | None]:
    """Return the size of a picture when it is upright, its pixels as they lie in the file, and what makes it so."""
    _refuse_size(image.size)
    size = image.size
    drafted = image.draft(None, _within(size, 2 * FULL))  # JPEG decodes to a half, a quarter or an eighth at once
    image.load()
    size = size if drafted else image.size
    turn = _UPRIGHT.get(_orientation(image))
    plain = _plain(image)
    return size if turn in _SAME_SIDES else size[::-1], plain, turn


def _made(image: Image.Image) -> Made:
    icc = image.info.get("icc_profile")
    size, small, turn = _decoded(image)
    if max(small.size) > FULL:
        small = small.resize(_within(small.size, FULL), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if turn is not None:
        small = small.transpose(turn)
    full = _in_srgb(_flat(small), icc)
    thumbnail = full.resize(_within(full.size, THUMBNAIL), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Made(*size, _shown(full), _shown(thumbnail))


_SAME_SIDES = (
    None,
    Image.Transpose.FLIP_LEFT_RIGHT,
    Image.Transpose.FLIP_TOP_BOTTOM,
    Image.Transpose.ROTATE_180,
)


def _refuse_size(size: tuple[int, int]) -> None:
    """Raise PictureRefused for what is too large or too long to decode, as its header says."""
    width, height = size
    found = f"{width:,} x {height:,} pixels"
    if width < 1 or height < 1:
        raise PictureRefused("picture-shape", found, "at least one pixel", "save the picture again")
    if width * height > MOST_PIXELS:
        raise PictureRefused(*_too_many_pixels(found))
    if max(size) > MOST_STRETCHED * min(size):
        expected = f"at most {MOST_STRETCHED} times as long as wide"
        raise PictureRefused("picture-shape", found, expected, "cut the picture to what matters")


def _too_many_pixels(found: str) -> Refusal:
    expected, fix = f"at most {MOST_PIXELS:,} pixels", "save it smaller, but keep marks where they belong"
    return Refusal("picture-too-large", found, expected, fix)


def _within(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Return a size of the same shape whose longer side is at most so long."""
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _orientation(image: Image.Image) -> int:
    """Return the orientation that the metadata says, 1 where it says nothing that can be read."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 (the metadata may be broken where the picture is not)
        return 1
    return found if isinstance(found, int) else 1


def _plain(image: Image.Image) -> Image.Image:
    """Return a picture as one of L, LA, RGB, RGBA and CMYK, eight bits each."""
    mode = image.mode
    if mode.startswith("I;16"):  # sixteen bits: convert() would cut them off at 255
        return image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if "transparency" in image.info or mode in ("P", "PA", "La", "RGBa"):
        return image.convert("RGBA")
    if mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    if mode in ("1", "RGBX", "YCbCr", "HSV"):
        return image.convert("L" if mode == "1" else "RGB")
    found = f"a picture whose pixels are no common colours (mode {mode})"
    raise PictureRefused("picture-kind", found, KINDS, "save it as PNG")


def _flat(image: Image.Image) -> Image.Image:
    """Return a picture on white, where it is transparent."""
    if image.mode not in ("LA", "RGBA"):
        return image
    opaque, bands = image.convert(image.mode[:-1]), image.getbands()
    ground = Image.new(opaque.mode, image.size, "white")
    ground.paste(opaque, mask=image.getchannel(bands[-1]))
    return ground


def _in_srgb(image: Image.Image, icc: object) -> Image.Image:
    """Return a picture in sRGB and without metadata; a profile that can't be used for it is passed over."""
    found = None
    if isinstance(icc, bytes) and icc:
        try:
            profile = ImageCms.ImageCmsProfile(BytesIO(icc))
            found = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except Exception:  # noqa: BLE001 (a profile may be broken, or of other colours than the picture)
            found = None
    return found or image.convert("RGB")


def _shown(image: Image.Image) -> Shown:
    content = _webp(image, quality=QUALITY, method=METHOD)
    if image.getcolors(FEW_COLOURS) and len(_webp(image, lossless=True, quality=0, method=0)) <= len(content):
        content = min(content, _webp(image, lossless=True, quality=50, method=2), key=len)
    return Shown(*image.size, content)


def _webp(image: Image.Image, **settings: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "WEBP", exif=b"", xmp=b"", icc_profile=b"", **settings)
    return buffer.getvalue()
