"""Whether a file that data name lies where it should: inside its folder, and there at all."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def state_within(folder: Path, path: str) -> Literal["outside", "absent", "there"]:
    """Return whether the file `folder / path` is there, or a link leads it out of the folder."""
    file = folder / path
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            return "outside"
        return "there" if file.is_file() else "absent"
    except (OSError, RuntimeError, ValueError):  # too long a name, or a link that leads back to itself
        return "absent"
