"""Files written, shared and taken away in one folder, with as few calls of the system as there can be.

There is a file for every pair of models. A file that another folder shares is never written through; one that is the
folder's own is overwritten where it lies: on ext4, files made soon after many were deleted take several times as long.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

_WRITE = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_ANEW = _WRITE | os.O_EXCL
_OVER = _WRITE | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_ANOTHER_KIND = (errno.ELOOP, errno.EMLINK, errno.ENXIO, errno.EACCES, errno.EPERM, errno.EISDIR)
"""What opening says of a link, a pipe, a file that may not be written, a folder."""
_NO_LINKS = (errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES)
"""What a file system says that has no second names for a file, or no more of them."""
_HELD_OPEN = os.open in os.supports_dir_fd
_FOLLOW = {"follow_symlinks": False} if os.link in os.supports_follow_symlinks else {}


class Folder:
    """An open folder: names are paths inside it. A link in its place is not followed.

    Raises OSError where there is no such folder; so do all methods where the system refuses.
    """

    def __init__(self, path: Path | str, within: Folder | None = None) -> None:
        """Open a folder by its path, or by its name in another open one."""
        self.path: str = str(path) if within is None else f"{within.path}/{path}"
        self.at: int | None = None
        self._start = "" if _HELD_OPEN else f"{self.path}/"
        if _HELD_OPEN:
            try:
                self.at = os.open(str(path), _FOLDER, dir_fd=None if within is None else within.at)
            except OSError as error:
                raise type(error)(error.errno, error.strerror, self.path) from None
        elif within is not None and not stat.S_ISDIR(os.lstat(self.path).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.at is not None:
            os.close(self.at)

    def create(self, name: str, content: bytes) -> None:
        """Write a file that does not exist yet."""
        try:
            file = os.open(self._start + name, _ANEW, 0o666, dir_fd=self.at)
        except OSError as error:
            raise self._named(error, name) from None
        self._fill(file, name, content, 0)

    def put(self, name: str, content: bytes) -> None:
        """Write a file, over the one of that name where this is the folder's own, or else in its place."""
        try:
            file = os.open(self._start + name, _OVER, 0o666, dir_fd=self.at)
        except OSError as error:
            if error.errno not in _ANOTHER_KIND:
                raise self._named(error, name) from None
            self._anew(name, content)
            return
        found = os.fstat(file)
        if found.st_nlink == 1 and stat.S_ISREG(found.st_mode):
            self._fill(file, name, content, found.st_size)
        else:
            os.close(file)
            self._anew(name, content)

    def _anew(self, name: str, content: bytes) -> None:
        self.remove(name)
        self.create(name, content)

    def _fill(self, file: int, name: str, content: bytes, size: int) -> None:
        try:
            if size > len(content):
                os.ftruncate(file, len(content))
            while content:  # a write may take only a part: the next one says why
                content = content[os.write(file, content) :]
        except OSError as error:
            raise self._named(error, name) from None
        finally:
            os.close(file)

    def holds(self, name: str, content: bytes) -> bool:
        """Whether a file holds just these bytes; a link or a pipe does not."""
        found = self._read(name, len(content))
        return found is not None and found[0] == content

    def _read(self, name: str, size: int | None = None) -> tuple[bytes, os.stat_result] | None:
        """Return the bytes and state of a plain file; None where there is none, or none of this size."""
        try:
            file = os.open(self._start + name, _READ, dir_fd=self.at)
        except OSError:
            return None
        try:
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode) or (size is not None and found.st_size != size):
                return None
            content = os.read(file, found.st_size + 1)
            while len(content) < found.st_size and (more := os.read(file, found.st_size)):
                content += more
            return content, found
        finally:
            os.close(file)

    def take(self, name: str, source: Folder) -> None:
        """Share a file of this name with another folder; the time it was changed at stays, where it is copied too.

        A file of this folder's own is overwritten instead, so that none is deleted.
        """
        try:
            os.link(
                source._start + name, self._start + name, src_dir_fd=source.at, dst_dir_fd=self.at, **_FOLLOW
            )  # fmt: skip
        except FileExistsError:
            if not self._copy(name, source, anew=False):
                self.remove(name)
                self.take(name, source)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise self._named(error, name) from None
            self._copy(name, source, anew=True)
        except NotImplementedError:
            self._copy(name, source, anew=True)

    def _copy(self, name: str, source: Folder, *, anew: bool) -> bool:
        """Copy a file with its time and mode, over one that is this folder's own; return whether that could be."""
        read = source._read(name)
        if read is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), f"{source.path}/{name}")
        content, wanted = read
        try:
            file = os.open(self._start + name, _OVER, 0o666, dir_fd=self.at)
        except OSError as error:
            if error.errno not in _ANOTHER_KIND:
                raise self._named(error, name) from None
            return False
        found = os.fstat(file)
        if (found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino):
            os.close(file)
            return True
        if not anew and (found.st_nlink != 1 or not stat.S_ISREG(found.st_mode)):
            os.close(file)
            return False
        if found.st_mode != wanted.st_mode:
            os.chmod(self._start + name, stat.S_IMODE(wanted.st_mode), dir_fd=self.at)
        self._fill(file, name, content, found.st_size)
        os.utime(self._start + name, ns=(wanted.st_atime_ns, wanted.st_mtime_ns), dir_fd=self.at)
        return True

    def remove(self, name: str) -> None:
        """Delete a file that may be there."""
        try:
            os.unlink(self._start + name, dir_fd=self.at)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise self._named(error, name) from None

    def move(self, name: str, target: Folder, new: str, changed: int | None) -> int:
        """Give a file its place in another folder in one step, with the time it was changed at, if one is given.

        Returns that time as the file system keeps it, in nanoseconds.
        """
        try:
            if changed is not None:
                os.utime(self._start + name, ns=(changed, changed), dir_fd=self.at)
            os.replace(self._start + name, target._start + new, src_dir_fd=self.at, dst_dir_fd=target.at)
            return os.lstat(target._start + new, dir_fd=target.at).st_mtime_ns
        except OSError as error:
            raise target._named(error, new) from None

    def make_folder(self, name: str) -> None:
        """Make a folder that may be there; whatever else lies in its place is deleted."""
        try:
            os.mkdir(self._start + name, dir_fd=self.at)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(self._start + name, dir_fd=self.at).st_mode):
                self.remove(name)
                os.mkdir(self._start + name, dir_fd=self.at)

    def remove_folder(self, name: str) -> None:
        """Delete a folder that may be there; one that holds anything stays."""
        with suppress(OSError):
            os.rmdir(self._start + name, dir_fd=self.at)

    def _named(self, error: OSError, name: str) -> OSError:
        """Return the error with the whole path of the file, unless it names one."""
        return type(error)(error.errno, error.strerror, f"{self.path}/{name}")


def make_folders(tree: Path, paths: set[str]) -> None:
    """Make these folders of a tree; whatever else lies in the place of one is deleted."""
    with Folder(tree) as root:
        for path in sorted(paths):
            root.make_folder(path)


def discard(path: Path) -> None:
    """Delete whatever lies there, if anything does."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
