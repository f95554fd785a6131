"""The same commit gives the same bytes: wherever and whenever it is built, and whoever's machine it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.helpers import GOLDEN, ROOT, differing, tree
from tests.test_history import Repository

LATER = 400 * 24 * 60 * 60
"""Seconds between the two builds."""
BUILD = f"""
import sys, time
now = time.time
time.time = lambda: now() + {LATER}
from visavis.cli import main
main(["build", *sys.argv[1:]])
"""


def built(clone: Path, out: Path, *arguments: str, later: bool = False, **environment: str) -> dict[str, bytes | str]:
    """Build a clone in a process of its own, perhaps long after; return the site."""
    command = ["-c", BUILD] if later else ["-m", "visavis", "build"]
    done = subprocess.run(
        [sys.executable, *command, str(clone), "--out", str(out), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(out)


def test_two_clones_at_other_paths_and_times_are_built_into_the_same_bytes(tmp_path: Path) -> None:
    origin = Repository(tmp_path / "origin")
    shutil.copytree(GOLDEN, origin.folder, dirs_exist_ok=True)
    with (origin.folder / "data/site.yaml").open("a", encoding="utf-8") as config:
        config.write("compressed: [gzip, brotli]\n")
    own = origin.folder / "templates/pages/methodology.html"
    own.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates/pages/methodology.html", own)
    origin.commit("2024-03-01")
    origin.write("data/models/beta.yaml", (GOLDEN / "data/models/beta.yaml").read_text("utf-8") + "# mended\n")
    origin.commit("2025-06-07")
    one, other = tmp_path / "one", tmp_path / "quite/another place é"
    for clone in (one, other):
        clone.parent.mkdir(exist_ok=True)
        origin.git("clone", "-q", str(origin.folder), str(clone))
    for path in other.rglob("*"):
        if ".git" not in path.parts:
            os.utime(path, (1_000_000_000, 1_000_000_000))
    first = built(one, tmp_path / "first", "--jobs", "1", PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C")
    second = built(
        other,
        tmp_path / "deep/er/second",
        "--jobs",
        "2",
        later=True,
        PYTHONHASHSEED="2",
        TZ="America/Adak",
        LANG="C.UTF-8",
    )
    assert len(first) > 100
    assert b"<lastmod>2025-06-07</lastmod>" in first["sitemap.xml"]
    assert differing(first, second) == []
    places = str(tmp_path).encode(), b"another place"
    assert [
        path for path, content in first.items() if isinstance(content, bytes) and any(map(content.count, places))
    ] == []
