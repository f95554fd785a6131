"""A picture file as it lies in the site's folder: which kinds are taken, and what keeps one from being taken.

Nothing is decoded here. Kinds are told by the first bytes; a name that says otherwise is refused.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from visavis.load.data_file import outside

FOLDER = "pictures"
"""The folder of a cache that keeps pictures."""

LARGEST = 50_000_000
"""Largest picture file that is read, in bytes."""

SUFFIXES = {
    "PNG": (".png",),
    "JPEG": (".jpg", ".jpeg"),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "BMP": (".bmp",),
    "TIFF": (".tif", ".tiff"),
    "AVIF": (".avif",),
}
"""The kinds of picture that are taken, by Pillow's names, with how their files' names end."""

KINDS = "a PNG, JPEG, WebP, GIF, BMP, TIFF or AVIF picture"
_WORDS = {"WEBP": "WebP"}
_STARTS = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
}
_AVIF = (b"avif", b"avis", b"mif1", b"msf1")
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Refusal(NamedTuple):
    """Why a picture is not taken: the rule that it breaks, what was found and expected, and how to mend it."""

    rule: str
    found: str
    expected: str
    fix: str


class PictureRefused(Exception):  # noqa: N818 (it says what came of a file, which is no fault of the program)
    """A picture is not taken; `refusal` says why."""

    def __init__(self, rule: str, found: str, expected: str, fix: str) -> None:
        super().__init__(found)
        self.refusal = Refusal(rule, found, expected, fix)


def picture_bytes(root: Path, path: str) -> tuple[bytes, str]:
    """Return the bytes of a picture file inside the site, and its kind. Raise PictureRefused."""
    if outside(root, path):
        rule, expected, fix = "outside-site", "a file inside it", "copy the picture here in place of the link"
        raise PictureRefused(rule, "a link that leads out of the site's folder", expected, fix)
    data = _bytes(root / path)
    return data, _kind(data, PurePosixPath(path))


def kind_word(kind: str) -> str:
    """Return the name of a kind as people write it."""
    return _WORDS.get(kind, kind)


def _bytes(file: Path) -> bytes:
    """Return the bytes of a plain file; pipes and devices are never waited for."""
    try:
        _refuse(file.stat())
        with open(file, "rb", opener=lambda name, _: os.open(name, _READ)) as opened:
            _refuse(os.fstat(opened.fileno()))  # the file that was opened may be another
            data = opened.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a name may hold what no name can
        fix = "put it there, or correct the name"
        raise PictureRefused("missing-file", "no such file", "a picture in the suite's folder", fix) from None
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror or 'unknown reason'})".lower()
        raise PictureRefused(
            "picture-unreadable", found, "a file that can be read", "correct its permissions"
        ) from None
    _refuse_size(len(data))
    return data


def _refuse(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        found = "a folder" if stat.S_ISDIR(status.st_mode) else "something that is not a file"
        raise PictureRefused("picture-unreadable", found, "a picture file", "put a file there, or correct the name")
    _refuse_size(status.st_size)


def _refuse_size(size: int) -> None:
    if size == 0:
        raise PictureRefused("picture-unreadable", "an empty file", KINDS, "save the picture again")
    if size > LARGEST:
        found, expected = f"{size:,} bytes", f"at most {LARGEST:,} bytes"
        raise PictureRefused("picture-too-large", found, expected, "save it smaller, but keep marks where they belong")


def _kind(data: bytes, path: PurePosixPath) -> str:
    """Return what the bytes hold, where the name says the same."""
    kind = next((kind for start, kind in _STARTS.items() if data.startswith(start)), None)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "WEBP"
    elif data[4:8] == b"ftyp" and data[8:12] in _AVIF:
        kind = "AVIF"
    suffix = path.suffix.lower()
    if kind is None:
        markup = suffix in (".svg", ".svgz") or data[:1000].lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n").startswith(b"<")
        found = "an SVG drawing or other markup" if markup else "a file that is no picture of a known kind"
        raise PictureRefused("picture-kind", found, KINDS, "save it as PNG")
    endings = SUFFIXES[kind]
    if suffix not in endings:
        found, expected = f"a {kind_word(kind)} picture under another ending", f"a name that ends with {endings[0]}"
        raise PictureRefused("picture-kind", found, expected, f"rename it to {path.stem}{endings[0]}")
    return kind
