"""The README's commands are those that CI runs."""

from __future__ import annotations

import re
import tomllib

import click

from tests.helpers import ROOT
from visavis.cli import main


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


def test_recipes_for_hosts_hold_commands_and_folders_that_there_are() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    recipes = [tomllib.loads(block) for block in re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]
    assert [recipe["build"]["publish"] for recipe in recipes] == ["site"]
    assert recipes[0]["build"]["command"].split(" && ")[-1] == "visavis build"


def test_commands_in_the_text_are_commands_that_there_are() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    written = {found for found in re.findall(r"`visavis (publish [^`\[]+)`", text) if "WHERE" not in found}
    assert written == {"publish --to branch gh-pages"}
    for one in written:
        name, *arguments = one.split()
        command = main.get_command(click.Context(main), name)
        assert command is not None
        assert command.make_context(name, arguments).params["to"] == "branch gh-pages"
