"""The pictures of suites: each read, made fit to be shown and kept, in as many processes as pay.

Whatever a file holds comes to a Picture or a Refusal. Pillow is imported only where a picture has to be made.
"""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from visavis.load.data_file import Signature, outside, signature
from visavis.load.picture_cache import START, Kept, PictureCache, digest_of
from visavis.load.picture_file import PictureRefused, Refusal, picture_bytes
from visavis.load.workers import MOST_JOBS, START_METHOD, begin_worker

FEW = 4
"""So many pictures are made sooner than processes are started."""

T = TypeVar("T")

_LONGEST_STEM = 60


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture as it is shown: WebP without metadata, of `width` by `height` pixels and `size` bytes.

    `name` is the file's name in the output: the original's, made safe, and a digest of these very bytes.
    """

    name: str
    width: int
    height: int
    size: int
    held: bytes = field(default=b"", repr=False, compare=False)
    file: Path | None = field(default=None, repr=False, compare=False)
    start: int = field(default=0, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """The part of the name that stands for the bytes."""
        return self.name.split(".")[-2]

    def content(self) -> bytes:
        """Return the bytes. Raise OSError where what was kept of them has been lost since."""
        if self.file is None:
            return self.held
        with self.file.open("rb") as opened:
            opened.seek(self.start)
            content = opened.read(self.size)
        if _hash(content) != self.digest:
            raise OSError(errno.EIO, "a picture kept there was damaged while it was wanted", str(self.file))
        return content


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a suite. `width` and `height` are the original's in pixels, upright as its metadata says.

    `full` is at most 960 pixels on its longer side and `thumbnail` at most 320, neither larger than the original; both
    are the same where it is small.
    """

    width: int
    height: int
    full: Rendition
    thumbnail: Rendition

    @property
    def renditions(self) -> tuple[Rendition, Rendition]:
        """Both ways it is shown, the larger one first."""
        return self.full, self.thumbnail


class Size(NamedTuple):
    """The width and height of an original in pixels, upright."""

    width: int
    height: int


def read_pictures(
    root: Path, paths: Iterable[str], *, jobs: int = 1, cache: Path | None = None
) -> dict[str, Picture | Refusal]:
    """Return what each picture file came to, by path from the site's folder, in the order given.

    `jobs` is the number of processes that may read; with more than one, no other thread may run. `cache` is a folder
    that keeps what was made for the next time. Neither changes what is returned.
    """
    kept = PictureCache(cache) if cache else None
    now = {path: signature(root, path) for path in dict.fromkeys(paths)}
    found: dict[str, Picture | Refusal] = {}
    digests: dict[str, tuple[Signature | None, str]] = {}
    if kept:
        left = {folder for folder in {path.rpartition("/")[0] for path in now} if outside(root, folder)}
        for path, one in now.items():
            digest = kept.known(path, one)
            if digest and path.rpartition("/")[0] not in left and (picture := _kept(kept, path, digest)):
                found[path], digests[path] = picture, (one, digest)
    wanted = [path for path in now if path not in found]
    with closing(_read(partial(_read_one, root, cache), wanted, jobs)) as read:
        for path, (digest, came_to) in zip(wanted, read, strict=True):
            found[path] = came_to
            if isinstance(came_to, Picture):
                digests[path] = now[path], digest
    if kept:
        kept.note(digests)
    return {path: found[path] for path in now}


def picture_sizes(root: Path, paths: Iterable[str], *, jobs: int = 1) -> dict[str, Size | Refusal]:
    """Return the sizes of pictures, or why they are not taken, as `read_pictures` does; nothing is made of them."""
    wanted = list(dict.fromkeys(paths))
    with closing(_read(partial(_size_one, root), wanted, jobs)) as read:
        return dict(zip(wanted, read, strict=True))


def prune(cache: Path, pictures: Iterable[Picture]) -> None:
    """Delete from a cache what is kept of other pictures than these."""
    PictureCache(cache).prune({one.file for picture in pictures for one in picture.renditions if one.file})


def _kept(cache: PictureCache, path: str, digest: str) -> Picture | None:
    taken = cache.take(digest)
    return _picture(path, *taken, cache.place(digest)) if taken else None


def _picture(path: str, numbers: Kept, content: bytes, file: Path | None) -> Picture:
    """Return a picture by its numbers and the bytes of both ways it is shown; those in a file need not be held."""
    width, height, full_width, full_height, full, small_width, small_height, small = numbers
    stem = _stem(path)

    def rendition(wide: int, high: int, start: int, size: int) -> Rendition:
        shown = content[start : start + size]
        name = f"{stem}.{_hash(shown)}.webp"
        if file is None:
            return Rendition(name, wide, high, size, held=shown)
        return Rendition(name, wide, high, size, file=file, start=START + start)

    larger = rendition(full_width, full_height, 0, full)
    return Picture(width, height, larger, rendition(small_width, small_height, full, small))


def _stem(path: str) -> str:
    """Return the name of a file without its ending, as it can stand in any address."""
    plain = unicodedata.normalize("NFKD", PurePosixPath(path).stem).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain)[:_LONGEST_STEM].strip("-") or "picture"


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=5).hexdigest()


Read = tuple[str, Picture | Refusal]
"""The digest of a file's bytes, and what it came to."""


def _size_one(root: Path, path: str) -> Size | Refusal:
    """Decode one picture, and no more."""
    try:
        data, kind = picture_bytes(root, path)
    except PictureRefused as refused:
        return refused.refusal
    from visavis.load.picture_making import sized

    found = sized(data, kind)
    return found if isinstance(found, Refusal) else Size(*found)


def _read_one(root: Path, cache: Path | None, path: str) -> Read:
    """Read one picture, and make it where the cache has none of the same bytes."""
    try:
        data, kind = picture_bytes(root, path)
    except PictureRefused as refused:
        return "", refused.refusal
    digest, kept = digest_of(data), PictureCache(cache) if cache else None
    if kept and (picture := _kept(kept, path, digest)):
        return digest, picture
    from visavis.load.picture_making import made  # Pillow: only where there is a picture to make

    came_to = made(data, kind)
    if isinstance(came_to, Refusal):
        return digest, came_to
    full, small = came_to.full, came_to.thumbnail
    numbers = (full.width, full.height, len(full.content), small.width, small.height, len(small.content))
    file = kept.place(digest) if kept and kept.keep(digest, came_to) else None
    return digest, _picture(path, (came_to.width, came_to.height, *numbers), full.content + small.content, file)


# --- worker processes -------------------------------------------------------------------------------------------------


def _read(one: Callable[[str], T], paths: Sequence[str], jobs: int) -> Generator[T, None, None]:
    """Yield what one makes of each path, in order; in this process where there are few, or where workers fail."""
    done = 0
    if jobs > 1 and len(paths) > FEW:
        with closing(_parallel(one, paths, min(jobs, len(paths), MOST_JOBS))) as read:
            for found in read:
                yield found
                done += 1
    for path in paths[done:]:
        yield one(path)


def _parallel(one: Callable[[str], T], paths: Sequence[str], jobs: int) -> Generator[T, None, None]:
    import multiprocessing  # few pictures need none of these
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context(START_METHOD)
    with ProcessPoolExecutor(jobs, context, begin_worker) as pool:
        try:
            for future in [pool.submit(one, path) for path in paths]:
                yield future.result()
        except (BrokenProcessPool, OSError):
            return
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
