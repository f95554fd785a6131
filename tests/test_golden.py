"""The golden site, byte for byte. `VISAVIS_REGENERATE=1 .venv/bin/pytest tests/test_golden.py` writes it anew.

The diff is then read: it shows what a change does to every page.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from tests.helpers import GOLDEN, differing, tree
from visavis.build import build
from visavis.site import Site

EXPECTED = GOLDEN.parent / "expected"
DIGEST = re.compile(rb"\.[0-9a-f]{10}\.webp")


def test_the_golden_site_is_built_byte_for_byte(tmp_path: Path) -> None:
    # outside the repository, which would say when its files were changed
    build(Site(shutil.copytree(GOLDEN, tmp_path / "golden")), tmp_path / "site")
    if os.environ.get("VISAVIS_REGENERATE"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(tmp_path / "site", EXPECTED)
    assert differing(without_pictures(tree(tmp_path / "site")), without_pictures(tree(EXPECTED))) == []


def without_pictures(found: dict[str, bytes | str]) -> dict[str, bytes | str]:
    """Return a site without what depends on the version of Pillow: bytes of pictures, and the digest in their names.

    tests/load/test_pictures.py looks at the pictures themselves.
    """
    return {
        DIGEST.sub(b".webp", name.encode()).decode(): b"a picture" if name.endswith(".webp") else _plain(content)
        for name, content in found.items()
    }


def _plain(content: bytes | str) -> bytes | str:
    return DIGEST.sub(b".webp", content) if isinstance(content, bytes) else content
