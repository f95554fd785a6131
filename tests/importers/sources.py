"""Where the sources of the imported data are, if they are beside the checkout; and a comparison of folders."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"

needs_sources = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sources are not beside the checkout")


def differing(written: Path, committed: Path) -> list[str]:
    """Return the files that were written and are not the same, byte for byte, in the committed folder."""
    files = sorted(path.relative_to(written) for path in written.rglob("*.yaml"))
    assert files
    return [str(path) for path in files if (committed / path).read_bytes() != (written / path).read_bytes()]
