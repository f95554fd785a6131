"""The README's commands are those that CI runs."""

from __future__ import annotations

import re

from tests.helpers import ROOT


def commands() -> list[str]:
    """Return the commands of the README: each a code block of one line."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [block.removesuffix("\n") for block in blocks]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    test = [command for command in commands() if command.endswith(".venv/bin/pytest")]
    assert len(test) == 1
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == test[0]


def test_the_readme_builds_the_site_with_one_line() -> None:
    build = [command for command in commands() if command.endswith(".venv/bin/visavis build")]
    assert len(build) == 1
    assert "\n" not in build[0]
