"""The golden site, byte for byte. `VISAVIS_REGENERATE=1 .venv/bin/pytest tests/test_golden.py` writes it anew.

The diff is then read: it shows what a change does to every page.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from tests.helpers import GOLDEN, differing, tree, write_file
from visavis.build import build
from visavis.site import Site

EXPECTED = GOLDEN.parent / "expected"
DIGEST = re.compile(rb"\.[0-9a-f]{10}\.webp")
ASSETS = re.compile(rb"\bstatic/[0-9a-f]{10}(?![^/\"])")
ANY = b"static/0123456789"
"""Stands for the folder of assets: else a change of a style sheet would be a change of every page here."""


def test_the_golden_site_is_built_byte_for_byte(tmp_path: Path) -> None:
    # outside the repository, which would say when its files were changed
    build(Site(shutil.copytree(GOLDEN, tmp_path / "golden")), tmp_path / "site")
    if os.environ.get("VISAVIS_REGENERATE"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, content in with_any_assets(tree(tmp_path / "site")).items():
            if isinstance(content, bytes):
                write_file(EXPECTED / name, b"" if name.endswith(".png") else content)
    assert differing(without_pictures(with_any_assets(tree(tmp_path / "site"))), without_pictures(tree(EXPECTED))) == []


def with_any_assets(found: dict[str, bytes | str]) -> dict[str, bytes | str]:
    """Return a site whose files and links name no folder of assets but one: which it is, tests/test_assets.py says."""
    return {
        ASSETS.sub(ANY, name.encode()).decode(): ASSETS.sub(ANY, content) if isinstance(content, bytes) else content
        for name, content in found.items()
    }


def without_pictures(found: dict[str, bytes | str]) -> dict[str, bytes | str]:
    """Return a site without what depends on the version of Pillow or resvg: bytes of pictures, and digests in names.

    tests/load/test_pictures.py and tests/render/test_drawing.py look at the pictures themselves.
    """
    return {
        DIGEST.sub(b".webp", name.encode()).decode(): b"a picture"
        if name.endswith((".webp", ".png"))
        else _plain(content)
        for name, content in found.items()
    }


def _plain(content: bytes | str) -> bytes | str:
    return DIGEST.sub(b".webp", content) if isinstance(content, bytes) else content
