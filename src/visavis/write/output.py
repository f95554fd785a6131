"""The output folder: written beside the published one and put in its place in one step.

Until that step the previous site stands untouched, whatever happens: a problem, a full disk, a kill. Where the system
can exchange two folders at once (Linux, macOS) there is no moment without a complete site. Elsewhere the previous site
is moved aside first; a build that dies between the two moves is mended by the next one.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MARK = ".visavis"
"""The file that says that a folder was made by visavis, and may be replaced by it."""
OURS = frozenset(
    {MARK, "404.html", "compare", "evals", "index.html", "methodology", "methodology.html", "models", "static"}
)
"""What visavis writes at the top of the output; whatever else lies there is carried over."""


class OutputRefused(Exception):  # noqa: N818 (it names what happened)
    """The output folder can't be used; the text says why and what to do."""


class Output:
    """One output folder. `foreign` names what was found in it that is not ours, after `staged` has ended."""

    def __init__(self, folder: Path, site: Path) -> None:
        self.folder = folder.absolute()
        self.foreign: tuple[str, ...] = ()
        self._previous = self.folder.with_name(f".{self.folder.name}.visavis-previous")
        self._refuse(site.resolve())

    def _refuse(self, site: Path) -> None:
        """Raise OutputRefused where replacing the folder would destroy what visavis did not make."""
        real = self.folder.resolve()
        sources = [site / name for name in ("data", "templates", "static")]
        if site.is_relative_to(real) or any(real.is_relative_to(source.resolve()) for source in sources):
            raise OutputRefused(f"{self.folder} holds the site's own files. Choose another folder with --out.")
        if self.folder.is_symlink() or (self.folder.exists() and not self.folder.is_dir()):
            raise OutputRefused(f"{self.folder} is not a folder. Choose another one with --out.")
        if self.folder.is_dir() and any(self.folder.iterdir()) and not (self.folder / MARK).is_file():
            text = f"{self.folder} is not empty and was not made by visavis. Empty it, or choose another with --out."
            raise OutputRefused(text)

    @contextmanager
    def staged(self) -> Iterator[Path]:
        """Give an empty folder to write into; when the block ends without an exception, publish it."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._mend()
        staging = self.folder.with_name(f".{self.folder.name}.visavis-{os.getpid()}")
        try:
            staging.mkdir()
            yield staging
            (staging / MARK).write_bytes(b"This folder was made by visavis, which replaces it with every build.\n")
            self._carry_over(staging)
            self._publish(staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _mend(self) -> None:
        """Take away what builds that died left behind, and put back a site that one of them moved aside."""
        if self._previous.is_dir():
            if self.folder.exists():
                shutil.rmtree(self._previous)
            else:
                self._previous.rename(self.folder)
        prefix = f".{self.folder.name}.visavis-"
        for entry in [entry for entry in self.folder.parent.iterdir() if entry.name.startswith(prefix)]:
            pid = entry.name.removeprefix(prefix)
            if pid.isdigit() and (int(pid) == os.getpid() or not _alive(int(pid))):
                shutil.rmtree(entry)

    def _carry_over(self, staging: Path) -> None:
        """Take along what lies in the previous output but is not ours, such as CNAME or .well-known."""
        if not self.folder.is_dir():
            return
        foreign = sorted(entry for entry in self.folder.iterdir() if entry.name not in OURS)
        for entry in foreign:
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, staging / entry.name, symlinks=True, copy_function=_link_or_copy)
            else:
                _link_or_copy(str(entry), str(staging / entry.name))
        self.foreign = tuple(entry.name for entry in foreign)

    def _publish(self, staging: Path) -> None:
        if not self.folder.exists():
            staging.rename(self.folder)
        elif not exchange(staging, self.folder):
            self.folder.rename(self._previous)
            try:
                staging.rename(self.folder)
            except OSError:
                self._previous.rename(self.folder)
                raise
            shutil.rmtree(self._previous, ignore_errors=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a new file; the folder it lies in is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_new_file(path: str, content: bytes) -> None:
    """Write a file that does not exist yet into a folder that does: the plain calls, for there are many of them."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        while content:  # a write may take only a part: the next one says why
            content = content[os.write(file, content) :]
    finally:
        os.close(file)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one file system change places in a single step; return whether the system could.

    renameat2(2) with RENAME_EXCHANGE on Linux, renamex_np(2) with RENAME_SWAP on macOS. Raises OSError where the
    system can but was not let, for instance for want of permission.
    """
    names, failed = (os.fsencode(one), os.fsencode(other)), None
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(*names, ctypes.c_uint(2))
        else:
            here = ctypes.c_int(-100)  # AT_FDCWD
            failed = library.renameat2(here, names[0], here, names[1], ctypes.c_uint(2))
    if failed and ctypes.get_errno() in (errno.EACCES, errno.EPERM):
        raise PermissionError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return failed == 0


def _link_or_copy(source: str, target: str) -> None:
    """Give a file a second name; copy it where the file system has no second names."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _alive(pid: int) -> bool:
    if os.name == "nt":  # there, signal 0 would end the process instead of asking for it
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
