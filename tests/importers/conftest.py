"""Where the sources of the imported data are, if they are beside the checkout; and what was committed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def samples() -> Path:
    """Return the folder of the sources; skip the test where it is absent."""
    folder = ROOT.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the sources are not beside the checkout")
    return folder


@pytest.fixture
def differing() -> Callable[[Path], list[str]]:
    """Return a function that names the files of a folder that are not, byte for byte, in the committed data."""

    def differ(written: Path) -> list[str]:
        files = sorted(path.relative_to(written) for path in written.rglob("*.yaml"))
        return [str(path) for path in files if (ROOT / "data" / path).read_bytes() != (written / path).read_bytes()]

    return differ
