"""A bucket of S3, or a prefix in one, through s3fs (the extra `visavis[s3]`): Amazon's, or a server that speaks it.

Credentials, region and server are those that Amazon's own tools take, from environment or configuration files. A file
is known by the MD5 that S3 gives out as its ETag; where a bucket gives out something else (KMS, many parts), by the MD5
in the record and its size.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import groupby
from mimetypes import MimeTypes
from pathlib import PurePosixPath

from visavis.load.problems import visible
from visavis.publishing.changes import Changes, order
from visavis.publishing.headers import HEADERS, caching
from visavis.publishing.local import PublishingRefused, SiteFile
from visavis.publishing.places import Found, Progress, step_by_step
from visavis.publishing.record import RECORD, Owned, RecordDamaged, read, written
from visavis.write.compressed import ENDINGS, compressed

SCHEME = "s3://"
TOGETHER, TOGETHER_BYTES = 64, 64_000_000
"""So many files, of so many bytes, are on their way at once."""
LISTED_TOGETHER = DELETED_TOGETHER = 1000
"""So many objects S3 lists, and deletes, in one request, at the most."""
KINDS = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""What files are, by their ending, whatever the machine that publishes thinks of it."""
_SHORTEST = 3
_RECORD = f"{RECORD}.gz"
_ELSE = MimeTypes(filenames=())  # what Python knows by itself, and not what this machine adds


class S3Place:
    """A bucket, or what lies under a prefix of one."""

    host, folders = "Amazon S3", False

    def __init__(self, address: str) -> None:
        """Take s3://bucket or s3://bucket/prefix. Raises PublishingRefused where s3fs is missing."""
        bucket, _, prefix = address.removeprefix(SCHEME).partition("/")
        prefix = prefix.rstrip("/")
        if 0 < len(bucket) < _SHORTEST:
            raise PublishingRefused(f"{address}: the name of a bucket has at least {_SHORTEST} characters.")
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]+", bucket) or "//" in f"/{prefix}":
            raise PublishingRefused(f"{address} is no address of a bucket, such as s3://bucket or s3://bucket/prefix.")
        try:
            import s3fs
        except ImportError:
            text = "Publishing to S3 needs s3fs, which is not installed: pip install 'visavis[s3]'"
            raise PublishingRefused(text) from None
        self._system = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
        self._bucket, self._start = bucket, f"{prefix}/" if prefix else ""
        self.title = address
        self._caching = caching("")

    def found(self) -> Found:
        """List what lies under the prefix; an object that stands for a folder is left out."""
        listed = {path: (tag, size) for path, tag, size in self._listed() if path and path[-1] != "/"}
        if _RECORD not in listed:
            return Found({path: _token(*known) for path, known in listed.items()}, None)
        del listed[_RECORD]
        with _told():
            packed: bytes = self._system.cat_file(f"{self._bucket}/{self._start}{_RECORD}")
        content = b""
        owned: Owned = {}
        with suppress(OSError, EOFError, zlib.error, RecordDamaged):  # one that is damaged is refused by who asks
            content = gzip.decompress(packed)
            owned = read(content)
        return Found(_recognised(listed, owned), content)

    def _listed(self) -> Iterator[tuple[str, str, int]]:
        """Yield the path, ETag and size of every object."""
        arguments: dict[str, str | int] = {"Bucket": self._bucket, "Prefix": self._start, "MaxKeys": LISTED_TOGETHER}
        while True:
            with _told():
                page = self._system.call_s3("list_objects_v2", **arguments)
            for one in page.get("Contents", ()):
                yield one["Key"].removeprefix(self._start), one["ETag"].strip('"'), one["Size"]
            if not page.get("IsTruncated"):
                return
            arguments["ContinuationToken"] = page["NextContinuationToken"]

    def same(self, file: SiteFile, token: str) -> bool:
        """Whether the object is known by the digest and size of this file."""
        return token.endswith(f"-{file.size:x}") and token == self.expected(file)

    def expected(self, file: SiteFile) -> str:
        """Return the token that an object of this file has."""
        content = file.read()
        return _token(_md5(content), len(content))

    def carry_out(self, changes: Changes, found: Found, owned: Owned, progress: Progress) -> None:
        """Send and delete objects, each with how it is cached; only how does not make an object be sent anew."""
        every = {file.path: file for file in (*changes.added, *changes.changed, *changes.unchanged)}
        self._caching = caching(every[HEADERS].read().decode("utf-8", "replace") if HEADERS in every else "")
        step_by_step(self, changes, found, owned, progress)

    def send(self, files: Iterable[SiteFile], told: Callable[[int], None]) -> dict[str, str]:
        """Send files, many at once; what sorts behind in `order` is sent when all before it is there."""
        tokens: dict[str, str] = {}
        for _, some in groupby(files, key=lambda file: (order(file.path)[0], self._described(file.path))):
            for batch in _batches(some):
                contents = {file.path: file.read() for file in batch}
                with _told():
                    self._system.pipe(
                        {f"{self._bucket}/{self._start}{path}": content for path, content in contents.items()},
                        batch_size=TOGETHER,
                        **dict(self._described(batch[0].path)),
                    )
                tokens |= {path: _token(_md5(content), len(content)) for path, content in contents.items()}
                told(len(tokens))
        return tokens

    def _described(self, path: str) -> tuple[tuple[str, str], ...]:
        """Return what S3 hands out beside an object."""
        return ("ContentType", kind_of(path)), ("CacheControl", self._caching(path))

    def remove(self, paths: Iterable[str]) -> None:
        """Delete objects. Raises OSError where S3 keeps one."""
        keys = [{"Key": self._start + path} for path in paths]
        for first in range(0, len(keys), DELETED_TOGETHER):
            some = {"Objects": keys[first : first + DELETED_TOGETHER], "Quiet": True}
            with _told():
                answer = self._system.call_s3("delete_objects", Bucket=self._bucket, Delete=some)
            for error in answer.get("Errors", ()):
                raise OSError(errno.EIO, f"{error.get('Code')}: {error.get('Message')}", error.get("Key"))

    def note(self, record: Owned) -> None:
        """Replace the record."""
        content = compressed(written(record), ENDINGS["gzip"])
        with _told():
            self._system.pipe({f"{self._bucket}/{self._start}{_RECORD}": content}, ContentType="application/gzip")


def kind_of(path: str) -> str:
    """Return the media type of a file, by its ending."""
    ending = PurePosixPath(path).suffix.lower()
    return KINDS.get(ending) or _ELSE.types_map[True].get(ending, KINDS[""])


def _batches(files: Iterable[SiteFile]) -> Iterator[list[SiteFile]]:
    batch: list[SiteFile] = []
    size = 0
    for file in files:
        if batch and (len(batch) == TOGETHER or size + file.size > TOGETHER_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size
    if batch:
        yield batch


def _recognised(listed: Mapping[str, tuple[str, int]], owned: Owned) -> dict[str, str]:
    """Return the tokens of what is listed; where ETags are no MD5s, those in the record, if the size is right."""
    tokens = {path: _token(*known) for path, known in listed.items()}
    single = [path for path in owned if path in listed and "-" not in listed[path][0]]
    opaque = bool(single) and not any(tokens[path] in owned[path] for path in single)
    for path, (tag, size) in listed.items():
        if path in owned and (opaque or "-" in tag):
            fitting = [token for token in owned[path] if token.endswith(f"-{size:x}")]
            if len(fitting) == 1:
                tokens[path] = fitting[0]
    return tokens


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _token(digest: str, size: int) -> str:
    return f"{digest}-{size:x}"


@contextmanager
def _told() -> Iterator[None]:
    """Raise what botocore raises as PublishingRefused, with its own words."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise PublishingRefused(f"S3 could not be asked: {visible(str(error))}") from None
    except FileNotFoundError as error:
        raise PublishingRefused(f"There is no such bucket. S3 says: {visible(str(error))}") from None
