"""The golden site, byte for byte. `VISAVIS_REGENERATE=1 .venv/bin/pytest tests/test_golden.py` writes it anew.

The diff is then read: it shows what a change does to every page.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.helpers import GOLDEN, differing, tree
from visavis.build import build
from visavis.site import Site

EXPECTED = GOLDEN.parent / "expected"


def test_the_golden_site_is_built_byte_for_byte(tmp_path: Path) -> None:
    build(Site(GOLDEN), tmp_path / "site")
    if os.environ.get("VISAVIS_REGENERATE"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(tmp_path / "site", EXPECTED)
    assert differing(tree(tmp_path / "site"), tree(EXPECTED)) == []
