"""What several tests share: where things are, folders as values, and the command as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEMORY_DISK = Path("/dev/shm")
"""A folder in memory, on Linux."""
GOLDEN = ROOT / "tests" / "golden" / "site"


def tree(folder: Path) -> dict[str, bytes | str]:
    """Return everything in a folder by its path: bytes of files, where links lead, and a slash for folders."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_dir():
            found[name] = "/"
        else:
            found[name] = path.read_bytes()
    return found


def differing(one: dict[str, bytes | str], other: dict[str, bytes | str]) -> list[str]:
    """Return the paths that differ between two folders: short to read where a test fails on thousands of pages."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def write_file(path: Path, content: bytes) -> None:
    """Write a file; the folder it lies in is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def visavis(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own; `environment` is added to this one's."""
    command = [sys.executable, "-m", "visavis", *map(str, arguments)]
    env = {**os.environ, **environment}
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=120, check=False)


def assets(folder: Path) -> str:
    """Return the folder of a built site that its style sheet, scripts and logos lie in."""
    (found,) = (folder / "static").iterdir()
    return f"static/{found.name}"


def in_ci() -> bool:
    """Return whether a missing tool is a failure."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")
