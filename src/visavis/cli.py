"""The program: which commands it has, each imported when it is asked for.

Exit codes: 0 clean, 1 problems in the data, 2 misuse of the command or a folder that cannot be written.
"""

from __future__ import annotations

from importlib import import_module

import click

from visavis import __version__

COMMANDS = ("init", "new", "serve", "check", "explain", "schema", "diff", "migrate", "build", "publish")
"""The commands in the order that the help lists them; each is the function of that name in the module of that name."""


class Commands(click.Group):
    """The commands, imported one by one, so that none waits for what another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"visavis.commands.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="visavis")
def main() -> None:
    """Build a website that compares AI models, from YAML model cards and eval results.

    SITE is a folder that holds data/, by default the current one. Every command reads the data first and prints all
    problems it finds, each with its file, line and column.
    """
