"""Pictures of suites: what is shown of them, what is refused, whatever bytes a file holds."""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
import zlib
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from tests.helpers import write_file
from visavis.load import data_file, picture_file, pictures
from visavis.load.picture_file import SUFFIXES, Refusal
from visavis.load.picture_making import Made, made, sized
from visavis.load.pictures import Picture, Size, picture_sizes, prune, read_pictures
from visavis.load.problems import ProblemsFound, printed
from visavis.load.rule_names import RULES
from visavis.load.site_data import read_site_data

from .sites import change, data, messages, site

KINDS = sorted(SUFFIXES)
DAMAGED = "a {} picture that is damaged or cut off"


def drawing(size: tuple[int, int] = (64, 40), mode: str = "RGB") -> Image.Image:
    """Return a picture whose four corners differ."""
    image = Image.new("RGB", size, "white")
    draw, (wide, high) = ImageDraw.Draw(image), size
    draw.rectangle((0, 0, wide // 2 - 1, high // 2 - 1), "red")
    draw.rectangle((wide // 2, 0, wide, high // 2 - 1), "green")
    draw.rectangle((0, high // 2, wide // 2 - 1, high), "blue")
    return image.convert(mode, palette=Image.Palette.ADAPTIVE)


def saved(image: Image.Image, kind: str = "PNG", **settings: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **settings)
    return buffer.getvalue()


def shown(came_to: Made | Refusal) -> Image.Image:
    """Return the larger picture that is shown."""
    assert isinstance(came_to, Made), came_to
    return Image.open(BytesIO(came_to.full.content))


def refused(came_to: object) -> Refusal:
    assert isinstance(came_to, Refusal), came_to
    assert came_to.rule in RULES
    return came_to


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the colours near the corners, each channel as 0 or 1: top left, top right, bottom left, bottom right."""
    wide, high = image.size
    places = [(wide // 8, high // 8), (wide - wide // 8, high // 8), (wide // 8, high - high // 8)]
    found = [image.convert("RGB").getpixel(place) for place in [*places, (wide - wide // 8, high - high // 8)]]
    return [tuple(int(one > 120) for one in colour) for colour in found if isinstance(colour, tuple)]


RED, GREEN, BLUE, WHITE = (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)


def chunks(content: bytes) -> list[bytes]:
    """Return the names of the chunks of a WebP file (RFC 9649, 2.3)."""
    assert content[:4] == b"RIFF"
    assert content[8:12] == b"WEBP"
    assert struct.unpack("<I", content[4:8])[0] == len(content) - 8
    names, at = [], 12
    while at < len(content):
        names.append(content[at : at + 4])
        size = struct.unpack("<I", content[at + 4 : at + 8])[0]
        at += 8 + size + size % 2
    return names


# --- what is shown ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_picture_is_shown_as_webp(kind: str) -> None:
    image = drawing()
    came_to = made(saved(image, kind), kind)
    assert shown(came_to).format == "WEBP"
    # JPEG and AVIF blur colours; green is (0, 128, 0)
    assert corners(shown(came_to)) == [RED, GREEN, BLUE, WHITE]
    assert isinstance(came_to, Made)
    assert (came_to.width, came_to.height) == (64, 40)
    assert came_to.full == came_to.thumbnail
    assert sized(saved(image, kind), kind) == (64, 40)


@pytest.mark.parametrize(
    ("size", "full", "thumbnail"),
    [
        ((1920, 1080), (960, 540), (320, 180)),
        ((1080, 1920), (540, 960), (180, 320)),
        ((961, 961), (960, 960), (320, 320)),
        ((960, 10), (960, 10), (320, 3)),
        ((400, 300), (400, 300), (320, 240)),
        ((320, 320), (320, 320), (320, 320)),
        ((1, 1), (1, 1), (1, 1)),
        ((100, 1), (100, 1), (100, 1)),
        ((3000, 30), (960, 10), (320, 3)),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_is_shown_fits_and_is_never_larger_than_the_original(
    kind: str, size: tuple[int, int], full: tuple[int, int], thumbnail: tuple[int, int]
) -> None:
    came_to = made(saved(Image.new("RGB", size, "white"), kind), kind)
    assert isinstance(came_to, Made)
    assert (came_to.width, came_to.height) == size
    for one, wanted in ((came_to.full, full), (came_to.thumbnail, thumbnail)):
        assert (one.width, one.height) == wanted
        assert Image.open(BytesIO(one.content)).size == wanted


def with_gps() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "A private note"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    return exif


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
def test_nothing_of_the_metadata_is_left(kind: str) -> None:
    settings: dict[str, Any] = {"exif": with_gps(), "icc_profile": profile("sRGB")}
    if kind in ("WEBP", "AVIF", "JPEG"):
        settings["xmp"] = b"<x:xmpmeta>A private note</x:xmpmeta>"
    if kind == "JPEG":
        settings["comment"] = b"A private note"
    original = saved(drawing((1000, 600)), kind, **settings)
    assert b"private note" in original
    assert kind == "TIFF" or Image.open(BytesIO(original)).getexif().get_ifd(0x8825)
    came_to = made(original, kind)
    assert isinstance(came_to, Made)
    for content in (came_to.full.content, came_to.thumbnail.content):
        assert chunks(content) in ([b"VP8 "], [b"VP8L"])
        for trace in (b"private", b"Exif", b"EXIF", b"GPS", b"xmp", b"ICCP", b"MM\0*", b"II*\0"):
            assert trace not in content


def profile(name: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()  # type: ignore[arg-type]


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera held in each way would write an upright scene."""


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_every_orientation_gives_the_same_upright_picture(kind: str, orientation: int) -> None:
    image = drawing((640, 480))
    turned = image.transpose(TURNS[orientation]) if orientation in TURNS else image
    exif = Image.Exif()
    exif[0x0112] = orientation
    settings: dict[str, Any] = {"lossless": True} if kind == "WEBP" else {}
    original = saved(turned, kind, exif=exif, **settings)
    came_to = made(original, kind)
    assert isinstance(came_to, Made)
    assert (came_to.width, came_to.height) == (640, 480) == shown(came_to).size == sized(original, kind)
    assert corners(shown(came_to)) == [RED, GREEN, BLUE, WHITE]
    if kind != "JPEG":
        assert came_to == made(saved(image), "PNG")


def test_broken_metadata_keeps_no_picture_back() -> None:
    for exif in (b"Exif\0\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff", b"nonsense"):
        assert corners(shown(made(saved(drawing(), "JPEG", exif=exif), "JPEG"))) == [RED, GREEN, BLUE, WHITE]
    for icc in (b"", b"nonsense", profile("LAB"), profile("sRGB")[:200]):
        assert corners(shown(made(saved(drawing(), "PNG", icc_profile=icc), "PNG"))) == [RED, GREEN, BLUE, WHITE]


def test_colours_of_another_profile_are_turned_into_srgb() -> None:
    """In a profile whose red and blue are exchanged, red pixels look blue."""
    exchanged = bytearray(profile("sRGB"))
    tags = {exchanged[at : at + 4].decode(): at for at in range(132, 132 + 12 * 20, 12)}
    red, blue = tags["rXYZ"], tags["bXYZ"]
    exchanged[red : red + 4], exchanged[blue : blue + 4] = b"bXYZ", b"rXYZ"
    plain, turned = (saved(drawing(), "PNG", icc_profile=icc) for icc in (None, bytes(exchanged)))
    assert corners(shown(made(plain, "PNG"))) == [RED, GREEN, BLUE, WHITE]
    assert corners(shown(made(turned, "PNG"))) == [BLUE, GREEN, RED, WHITE]


@pytest.mark.parametrize(
    ("kind", "mode"),
    [(kind, mode) for kind in ("PNG", "TIFF") for mode in ("P", "RGBA", "RGB")]
    + [("TIFF", "CMYK"), ("JPEG", "CMYK"), ("TIFF", "YCbCr"), ("GIF", "P"), ("WEBP", "RGBA")],
)
def test_pixels_of_every_mode_keep_their_colours(kind: str, mode: str) -> None:
    assert corners(shown(made(saved(drawing(mode=mode), kind), kind))) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16"])
def test_grey_pixels_stay_as_light_as_they_were(mode: str) -> None:
    grey = Image.new("L", (64, 40))
    grey.paste(255, (0, 0, 32, 40))
    image = grey.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else grey.convert(mode)
    assert corners(shown(made(saved(image), "PNG"))) == [WHITE, (0, 0, 0), WHITE, (0, 0, 0)]


def test_sixteen_bits_are_rounded_and_not_cut_off() -> None:
    image = Image.new("I;16", (8, 8), 128 * 257)
    assert shown(made(saved(image), "PNG")).convert("L").getcolors() == [(64, 128)]


@pytest.mark.parametrize(
    ("image", "settings"),
    [
        (Image.new("RGBA", (40, 40), (0, 0, 0, 0)), {}),
        (Image.new("LA", (40, 40), (0, 0)), {}),
        (Image.new("P", (40, 40), 0), {"transparency": 0}),
        (Image.new("RGB", (40, 40), "black"), {"transparency": (0, 0, 0)}),
    ],
)
def test_what_is_transparent_becomes_white(image: Image.Image, settings: dict[str, Any]) -> None:
    assert shown(made(saved(image, **settings), "PNG")).convert("RGB").getcolors() == [(1600, (255, 255, 255))]


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "TIFF", "AVIF"])
def test_of_several_frames_the_first_is_shown(kind: str) -> None:
    others = [Image.new("RGB", (64, 40), colour) for colour in ("black", "yellow")]
    original = saved(drawing(), kind, save_all=True, append_images=others)
    assert corners(shown(made(original, kind))) == [RED, GREEN, BLUE, WHITE]


def test_a_drawing_is_kept_without_loss_and_a_photograph_is_not() -> None:
    image = drawing((400, 300))
    assert shown(made(saved(image), "PNG")).convert("RGB").tobytes() == image.tobytes()
    noise = Image.frombytes("RGB", (400, 300), random.Random(1).randbytes(360_000))
    came_to = made(saved(noise), "PNG")
    assert isinstance(came_to, Made)
    assert chunks(came_to.full.content) == [b"VP8 "]


def test_the_same_bytes_come_out_in_every_process(tmp_path: Path) -> None:
    image = Image.effect_mandelbrot((700, 500), (-3, -2.5, 2, 2.5), 50).convert("RGB")
    write_file(tmp_path / "a.jpg", saved(image, "JPEG"))
    code = "import sys; from pathlib import Path; from visavis.load.pictures import *; "
    code += "print(read_pictures(Path(sys.argv[1]), ['a.jpg']))"
    command = [sys.executable, "-c", code, str(tmp_path)]
    outputs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert outputs == [f"{read_pictures(tmp_path, ['a.jpg'])}\n"] * 2


# --- what is refused --------------------------------------------------------------------------------------------------


def refusal(root: Path, path: str) -> Refusal:
    """Return why a picture is refused; looking at it alone refuses it for the same reason."""
    found = refused(read_pictures(root, [path])[path])
    assert picture_sizes(root, [path])[path] == found
    return found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.png", b"\xef\xbb\xbf \n<?xml version='1.0'?><svg/>"),
        ("a.jpg", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("a.webp", "\ufeff<svg/>".encode("utf-16-le")),
        ("a.svgz", b"\x1f\x8b\x08"),
    ],
)
def test_drawings_that_may_hold_scripts_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    write_file(tmp_path / name, content)
    assert refusal(tmp_path, name)[:2] == ("picture-kind", "an SVG drawing or other markup")


def test_a_name_that_says_another_kind_is_refused(tmp_path: Path) -> None:
    write_file(tmp_path / "a.png", saved(drawing(), "JPEG"))
    assert refusal(tmp_path, "a.png") == (
        "picture-kind",
        "a JPEG picture under another ending",
        "a name that ends with .jpg",
        "rename it to a.jpg",
    )
    write_file(tmp_path / "b", saved(drawing(), "WEBP"))
    assert refusal(tmp_path, "b").found == "a WebP picture under another ending"
    write_file(tmp_path / "C.JPEG", saved(drawing(), "JPEG"))
    assert isinstance(read_pictures(tmp_path, ["C.JPEG"])["C.JPEG"], Picture)


@pytest.mark.parametrize("content", [b"text", b"%PDF-1.7", b"\0" * 100, b"\x00\x00\x01\x00\x01\x00", b"P6 1 1 255 abc"])
def test_what_is_no_picture_of_a_known_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    write_file(tmp_path / "a.png", content)
    assert refusal(tmp_path, "a.png")[:2] == ("picture-kind", "a file that is no picture of a known kind")


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "loop.png").symlink_to("loop.png")
    (tmp_path / "gone.png").symlink_to("nowhere.png")
    (tmp_path / "empty.png").touch()
    os.mkfifo(tmp_path / "pipe.png")
    for path, rule, found in [
        ("a.png", "missing-file", "no such file"),
        ("gone.png", "missing-file", "no such file"),
        ("empty.png/a.png", "missing-file", "no such file"),
        ("a\0b.png", "outside-site", "a link that leads out of the site's folder"),
        ("n" * 300 + ".png", "picture-unreadable", "a file that cannot be read (file name too long)"),
        ("folder.png", "picture-unreadable", "a folder"),
        ("pipe.png", "picture-unreadable", "something that is not a file"),
        ("empty.png", "picture-unreadable", "an empty file"),
        ("loop.png", "outside-site", "a link that leads out of the site's folder"),
    ]:
        assert refusal(tmp_path, path)[:2] == (rule, found), path


def test_a_link_may_not_lead_out_of_the_site(tmp_path: Path) -> None:
    root = tmp_path / "site"
    write_file(tmp_path / "secret/a.png", saved(drawing()))
    write_file(root / "b.png", saved(drawing()))
    (root / "a.png").symlink_to(tmp_path / "secret/a.png")
    (root / "folder").symlink_to(tmp_path / "secret")
    (root / "inside.png").symlink_to("b.png")
    for path in ("a.png", "folder/a.png", "../secret/a.png", "/dev/zero", "/dev/fd/0"):
        assert refusal(root, path).rule == "outside-site", path
    assert isinstance(read_pictures(root, ["inside.png"])["inside.png"], Picture)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    write_file(tmp_path / "a.png", saved(drawing()))
    monkeypatch.setattr("visavis.load.picture_file.os.open", denied)
    assert refusal(tmp_path, "a.png")[:2] == (
        "picture-unreadable",
        "a file that cannot be read (permission denied)",
    )


def test_a_file_of_too_many_bytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(50_000_001)
    assert refusal(tmp_path, "a.png")[:3] == ("picture-too-large", "50,000,001 bytes", "at most 50,000,000 bytes")


def png(width: int, height: int) -> bytes:
    """Return a PNG that says it has so many pixels, and holds next to none."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("size", "rule", "found"),
    [
        ((8001, 8000), "picture-too-large", "8,001 x 8,000 pixels"),
        ((10_000, 10_000), "picture-too-large", "more than 89,478,485 pixels"),
        ((2**31 - 1, 2**31 - 1), "picture-too-large", "more than 89,478,485 pixels"),
        ((1010, 10), "picture-shape", "1,010 x 10 pixels"),
        ((1, 101), "picture-shape", "1 x 101 pixels"),
        ((0, 10), "picture-unreadable", DAMAGED.format("PNG")),
    ],
)
def test_a_bomb_is_refused_by_its_header(size: tuple[int, int], rule: str, found: str) -> None:
    for came_to in (made(png(*size), "PNG"), sized(png(*size), "PNG")):
        assert refused(came_to)[:2] == (rule, found)


def test_pixels_are_counted_before_any_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real picture of 67 million black pixels, in 65 KB."""
    bomb = saved(Image.new("1", (8200, 8200)))
    assert len(bomb) < 100_000
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("it was decoded"))
    assert refused(made(bomb, "PNG")).found == "8,200 x 8,200 pixels"


@pytest.mark.parametrize(
    "error", [MemoryError, SyntaxError, struct.error, OverflowError, ValueError, zlib.error, OSError]
)
def test_whatever_a_decoder_raises_is_a_refusal(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("visavis.load.picture_making.Image.open", failing)
    rule = "picture-too-large" if error is MemoryError else "picture-unreadable"
    assert refused(made(b"", "PNG")).rule == refused(sized(b"", "PNG")).rule == rule


def test_pixels_that_are_no_colours_are_refused() -> None:
    came_to = made(saved(Image.new("F", (8, 8)), "TIFF"), "TIFF")
    assert refused(came_to)[:2] == ("picture-kind", "a picture whose pixels are no common colours (mode F)")


ORIGINALS = {kind: saved(drawing((48, 30)), kind) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_cut_off_anywhere_is_refused_or_whole(kind: str) -> None:
    """What lies behind the last pixel may be missing; no other part may."""
    original = ORIGINALS[kind]
    whole = shown(made(original, kind)).tobytes()
    for length in range(len(original)):
        came_to = made(original[:length], kind)
        if isinstance(came_to, Made):
            assert length > len(original) * 3 // 4, length
            assert shown(came_to).tobytes() == whole, length
        else:
            assert refused(came_to).rule == "picture-unreadable"


@given(data=st.data(), kind=st.sampled_from(KINDS))
@settings(max_examples=300, deadline=None)
def test_no_change_of_a_picture_is_more_than_a_refusal(data: st.DataObject, kind: str) -> None:
    content = bytearray(ORIGINALS[kind])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
        if not content:
            break
    came_to = made(bytes(content), kind)
    assert isinstance(came_to, Made) or refused(came_to)
    if isinstance(came_to, Made):
        assert chunks(came_to.full.content) in ([b"VP8 "], [b"VP8L"])


@given(
    start=st.sampled_from([*sorted(picture_file._STARTS), b"", b"RIFF....WEBP", b"\x00\x00\x00 ftypavif"]),
    rest=st.binary(),
)
@settings(max_examples=300, deadline=None)
def test_random_bytes_are_refused_whatever_they_claim_to_be(start: bytes, rest: bytes) -> None:
    for kind in KINDS:
        assert refused(made(start + rest, kind)).rule.startswith("picture-")
        assert refused(sized(start + rest, kind)).rule.startswith("picture-")


# --- many, kept -------------------------------------------------------------------------------------------------------


def some(root: Path, count: int = 7) -> list[str]:
    """Write so many pictures, and return their paths with two that are refused among them."""
    paths = []
    for number in range(count):
        image = drawing((340 + number, 200))
        write_file(root / f"p/{number}.png", saved(image))
        paths.append(f"p/{number}.png")
    write_file(root / "p/bad.png", saved(drawing())[:60])
    return ["p/none.png", *paths, "p/bad.png"]


def contents(found: dict[str, Picture | Refusal]) -> list[object]:
    return [
        [rendition.content() for rendition in one.renditions] if isinstance(one, Picture) else one
        for one in found.values()
    ]


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files that were just written count as long unchanged."""
    monkeypatch.setattr(data_file, "SETTLED", -(10**12))


def test_pictures_come_in_order_however_many_processes_make_them(tmp_path: Path) -> None:
    paths = some(tmp_path)
    one, two = (read_pictures(tmp_path, paths, jobs=jobs) for jobs in (1, 2))
    assert list(one) == list(two) == paths
    assert one == two
    assert contents(one) == contents(two)
    assert picture_sizes(tmp_path, paths, jobs=2) == {
        path: Size(came_to.width, came_to.height) if isinstance(came_to, Picture) else came_to
        for path, came_to in one.items()
    }


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_cache_changes_nothing_but_the_work(tmp_path: Path, settled: None, jobs: int) -> None:
    paths, cache = some(tmp_path), tmp_path / "cache"
    plain = read_pictures(tmp_path, paths)
    for _ in range(2):
        found = read_pictures(tmp_path, paths, jobs=jobs, cache=cache)
        assert found == plain
        assert contents(found) == contents(plain)
    kept = [one for picture in found.values() if isinstance(picture, Picture) for one in picture.renditions]
    assert all(one.file and one.file.is_relative_to(cache) and not one.held for one in kept)
    assert not list(cache.rglob("*.new"))


def test_what_is_kept_needs_neither_pillow_nor_the_original(
    tmp_path: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, cache = some(tmp_path)[1:-1], tmp_path / "cache"
    first = read_pictures(tmp_path, paths, cache=cache)
    monkeypatch.setitem(sys.modules, "visavis.load.picture_making", None)
    monkeypatch.setattr(pictures, "picture_bytes", lambda *_: pytest.fail("the original was read"))
    assert read_pictures(tmp_path, paths, cache=cache) == first


def test_a_process_with_all_in_the_cache_never_imports_pillow(tmp_path: Path) -> None:
    paths, cache = some(tmp_path)[1:-1], tmp_path / "cache"
    read_pictures(tmp_path, paths, cache=cache)
    code = "import sys; from pathlib import Path; from visavis.load.pictures import *; "
    code += "read_pictures(Path(sys.argv[1]), sys.argv[3:], cache=Path(sys.argv[2])); print('PIL' in sys.modules)"
    command = [sys.executable, "-c", code, str(tmp_path), str(cache), *paths]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_change_within_the_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    """The size and times stay as they were; only the content is another."""
    first, second = (png_of(colour) for colour in ("red", "blue"))
    assert len(first) == len(second)
    file, cache = tmp_path / "a.bmp", tmp_path / "cache"
    file.write_bytes(first)
    before = read_pictures(tmp_path, ["a.bmp"], cache=cache)
    status = file.stat()
    file.write_bytes(second)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    after = read_pictures(tmp_path, ["a.bmp"], cache=cache)
    assert after == read_pictures(tmp_path, ["a.bmp"])
    assert after != before


def png_of(colour: str) -> bytes:
    return saved(Image.new("RGB", (40, 30), colour), "BMP")


def test_damaged_entries_are_made_anew(tmp_path: Path, settled: None) -> None:
    paths, cache = some(tmp_path, 3)[1:-1], tmp_path / "cache"
    wanted = contents(read_pictures(tmp_path, paths, cache=cache))
    files = sorted((cache / "pictures").iterdir())
    assert len(files) == 4  # with the index
    draw = random.Random(1)
    for file in files * 3:
        data = file.read_bytes()
        at = draw.randrange(len(data))
        for damaged in (b"", data[:at], data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], data + b"more"):
            file.write_bytes(damaged)
            assert contents(read_pictures(tmp_path, paths, cache=cache)) == wanted
            assert file.read_bytes() == data or file.name == "index"


def test_odd_things_in_the_place_of_the_cache_are_passed_over(tmp_path: Path) -> None:
    paths, cache = some(tmp_path, 2)[1:-1], tmp_path / "cache"
    wanted = contents(read_pictures(tmp_path, paths))
    cache.write_bytes(b"a file")
    assert contents(read_pictures(tmp_path, paths, cache=cache)) == wanted
    cache.unlink()
    read_pictures(tmp_path, paths, cache=cache)
    for file in (cache / "pictures").iterdir():
        file.unlink()
        file.mkdir()
    assert contents(read_pictures(tmp_path, paths, cache=cache)) == wanted
    shutil.rmtree(cache)
    (cache / "pictures").mkdir(parents=True)
    os.mkfifo(cache / "pictures/index")
    assert contents(read_pictures(tmp_path, paths, cache=cache)) == wanted


def test_what_was_damaged_while_it_was_wanted_is_never_shown(tmp_path: Path) -> None:
    paths, cache = some(tmp_path, 1)[1:-1], tmp_path / "cache"
    picture = read_pictures(tmp_path, paths, cache=cache)[paths[0]]
    assert isinstance(picture, Picture)
    assert picture.full.file
    picture.full.file.write_bytes(bytes(1000))
    with pytest.raises(OSError, match="damaged while it was wanted"):
        picture.full.content()


def test_pruning_keeps_what_is_used(tmp_path: Path) -> None:
    paths, cache = some(tmp_path, 3)[1:-1], tmp_path / "cache"
    found = read_pictures(tmp_path, paths, cache=cache)
    last = found[paths[-1]]
    assert isinstance(last, Picture)
    (cache / "pictures/left.1.new").touch()
    prune(cache, [last])
    assert sorted(path.name for path in (cache / "pictures").iterdir()) == sorted([last.full.file.name, "index"])  # type: ignore[union-attr]
    assert last.full.content()


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Glass rim (2).png", "glass-rim-2"),
        ("Größe.png", "grosse"),
        ("文字.png", "picture"),
        ("<script>.png", "script"),
        ("a.b.png", "a-b"),
        (f"{'x' * 200}.png", "x" * 60),
    ],
)
def test_names_are_safe_and_stand_for_the_bytes(tmp_path: Path, name: str, stem: str) -> None:
    write_file(tmp_path / name, saved(drawing((400, 300))))
    picture = read_pictures(tmp_path, [name])[name]
    assert isinstance(picture, Picture)
    assert stem.startswith(picture.full.name.partition(".")[0].replace("groe", "grosse"))
    for one in picture.renditions:
        assert one.name == f"{picture.full.name.partition('.')[0]}.{pictures._hash(one.content())}.webp"
        assert one.size == len(one.content())


# --- in a site --------------------------------------------------------------------------------------------------------

SUITE = "data/evals/vision/suite.yaml"


def with_picture(root: Path, image: str = "images/rim.png", size: tuple[int, int] = (400, 300)) -> Path:
    site(root)
    change(root, SUITE, "  p-1: {category: ocr}", f"  p-1: {{category: ocr, image: {image}}}")
    write_file(root / "data/evals/vision/images/rim.png", saved(drawing(size)))
    return root


def test_the_pictures_of_a_site_come_by_suite_and_prompt(tmp_path: Path) -> None:
    root = with_picture(tmp_path)
    path = "data/evals/vision/images/rim.png"
    assert data(root).pictures == {"vision": {"p-1": read_pictures(root, [path])[path]}}
    assert read_site_data(root, making=False)[0].pictures == {}
    assert data(site(tmp_path / "other")).pictures == {}


def test_what_is_kept_of_a_picture_that_is_no_more_is_deleted(tmp_path: Path) -> None:
    root, cache = with_picture(tmp_path / "site"), tmp_path / "cache"
    for image, count in (("images/rim.png", 1), ("images/none.png", 1), ("", 0)):
        text = f"  p-1: {{category: ocr, image: {image}}}" if image else "  p-1: {category: ocr}"
        lines = (root / SUITE).read_text("utf-8").split("\n")
        lines[8] = text
        (root / SUITE).write_text("\n".join(lines), "utf-8")
        with nullcontext() if image != "images/none.png" else pytest.raises(ProblemsFound):
            read_site_data(root, cache=cache)
        assert len([one for one in (cache / "pictures").iterdir() if one.name != "index"]) == count


TAKEN = "a PNG, JPEG, WebP, GIF, BMP, TIFF or AVIF picture"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"<svg/>",
            f"""error[picture-kind] prompts.p-1.image
  found     images/rim.png: an SVG drawing or other markup
  expected  {TAKEN}
  fix       save it as PNG""",
        ),
        (
            png(8001, 8000),
            """error[picture-too-large] prompts.p-1.image
  found     images/rim.png: 8,001 x 8,000 pixels
  expected  at most 64,000,000 pixels
  fix       save it smaller, but keep marks where they belong""",
        ),
        (
            png(1, 101),
            """error[picture-shape] prompts.p-1.image
  found     images/rim.png: 1 x 101 pixels
  expected  at most 100 times as long as wide
  fix       cut the picture to what matters""",
        ),
        (
            png(5, 5),
            """error[picture-unreadable] prompts.p-1.image
  found     images/rim.png: a PNG picture that is damaged or cut off
  expected  a whole picture
  fix       save the picture again""",
        ),
    ],
)
def test_a_problem_with_a_picture_points_at_its_name(tmp_path: Path, content: bytes, message: str) -> None:
    root = with_picture(tmp_path)
    (root / "data/evals/vision/images/rim.png").write_bytes(content)
    assert messages(root) == f"{SUITE}:9:31: {message}"
    with pytest.raises(ProblemsFound) as making:
        read_site_data(root, making=False)
    assert printed(making.value.problems[0]).startswith(f"{SUITE}:9:31: {message}")


@pytest.mark.parametrize("making", [True, False])
def test_a_picture_with_a_problem_is_named_where_it_is_used_first(tmp_path: Path, making: bool) -> None:
    root = with_picture(tmp_path)
    for prompt in ("p-2: {category: ocr", "p-3: {category: vqa"):
        change(root, SUITE, prompt, f"{prompt}, image: images/rim.png")
    (root / "data/evals/vision/images/rim.png").write_bytes(png(5, 5))
    with pytest.raises(ProblemsFound) as problems:
        read_site_data(root, making=making)
    assert [(one.line, one.where) for one in problems.value.problems] == [(9, "prompts.p-1.image")]


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ("boxes: [{at: [0, 0, 400, 300]}]", None),
        ("boxes: [{at: [-1, -0.5, 402, 301.5]}]", None),
        ("boxes: [{at: [400.9, 0, 0.1, 9]}]", None),
        ("boxes: [{at: [0, 0, 402, 300]}]", "the box [0, 0, 402, 300] reaches to [402, 300]"),
        ("boxes: [{at: [9, 300.7, 9, 0.4]}]", "the box [9, 300.7, 9, 0.4] reaches to [18, 301.1]"),
        ("boxes: [{at: [-2, 0, 9, 9]}]", "the box [-2, 0, 9, 9] starts at [-2, 0]"),
        ("points: [{at: [400, 301.5]}]", "[400, 301.5]"),
        ("polygons: [{at: [[0, 0], [9, 0], [0, 302]]}]", "[0, 302]"),
    ],
)
def test_a_mark_outside_of_its_picture_is_a_problem(tmp_path: Path, marks: str, found: str | None) -> None:
    root = with_picture(tmp_path)
    kind = marks.partition(":")[0]
    change(root, "data/evals/vision/one.yaml", "{outcome: pass, seconds: 1}", f"{{outcome: pass, seconds: 1, {marks}}}")
    counted = (
        "at is [x, y, width, height] in pixels of the file" if kind == "boxes" else "they count pixels of the file"
    )
    wanted = (
        f"data/evals/vision/one.yaml:9:{44 + len(kind)}: error[mark-outside] outcomes.p-1.{kind}.1.at\n"
        f"  found     {found}\n  expected  a place on the picture, which is 400 x 300 pixels\n"
        f"  fix       correct the numbers: {counted}, when it is upright"
    )
    assert messages(root) == (wanted if found else "")


def test_a_site_without_pictures_imports_nothing_for_them(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from visavis.load.site_data import read_site_data; "
    code += "read_site_data(Path(sys.argv[1]), cache=Path(sys.argv[2])); "
    code += "print([name for name in sys.modules if name.startswith(('PIL', 'visavis.load.pictures'))])"
    command = [sys.executable, "-c", code, str(site(tmp_path / "site")), str(tmp_path / "cache")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
