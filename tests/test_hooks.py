"""The hooks for pre-commit: what they run is a command of ours, and does what their descriptions say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from tests.helpers import ROOT, visavis

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
FILES = ["data/models/alpha.yaml", "data/models/gamma.yaml"]


def run(hook: str, site: Path, *files: str) -> tuple[int, str]:
    program, *arguments = shlex.split(HOOKS[hook]["entry"])
    assert program == "visavis"
    given = [site / file for file in files] if HOOKS[hook].get("pass_filenames", True) else []
    done = visavis(*arguments, site, *given)
    return done.returncode, done.stderr


def test_there_are_two() -> None:
    assert list(HOOKS) == ["visavis-check", "visavis-check-changed"]
    assert {hook["language"] for hook in HOOKS.values()} == {"python"}


@pytest.mark.parametrize("hook", HOOKS)
def test_a_clean_site_passes(hook: str, site: Path) -> None:
    assert run(hook, site, *FILES) == (0, "")


@pytest.mark.parametrize("hook", HOOKS)
def test_files_of_the_site_start_a_hook_and_others_do_not(hook: str) -> None:
    files = re.compile(HOOKS[hook]["files"])
    assert all(map(files.search, ["data/site.yaml", "sites/one/data/models/a.json", "static/logos/acme.svg"]))
    assert not any(map(files.search, ["README.md", "src/data.py", "metadata/x.yaml"]))


def test_only_the_hook_for_all_data_stops_for_a_file_that_is_not_committed(site: Path) -> None:
    path = site / "data/models/gamma.yaml"
    path.write_text(path.read_text("utf-8").replace("name:", "nmae:"), "utf-8")
    assert run("visavis-check", site)[0] == 1
    assert run("visavis-check-changed", site, "data/models/gamma.yaml")[0] == 1
    assert run("visavis-check-changed", site, "data/models/alpha.yaml") == (
        0,
        (
            "Not shown: 2 problems in other files, which this change has no part in. "
            "visavis check without --changed shows all.\n"
        ),
    )
