"""Words that several commands print: counts, lists, and the problems found."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from rich.text import Text

    from visavis.load.problems import Problem, ProblemsFound


def program() -> str:
    """Return how to call this program again: by its name where a shell finds it, else by the path it was called by."""
    path = Path(sys.argv[0]).absolute()
    return "visavis" if path.name != "visavis" or shutil.which("visavis") else shlex.quote(str(path))


def many(count: int, noun: str) -> str:
    """Return a count and its noun, in the plural unless there is one: 1 model, 1,200 models."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(paths: Sequence[str], most: int = 20) -> str:
    """Return paths after commas, at the most so many of them."""
    from visavis.load.problems import visible

    more = f" and {len(paths) - most:,} more" if len(paths) > most else ""
    return ", ".join(map(visible, paths[:most])) + more


def fail(found: ProblemsFound, ending: str = "") -> NoReturn:
    """Print the problems and how many they are, and end the program with 1."""
    print_problems(found.problems)
    if found.waiting:
        click.echo("Files with mistakes of their own were not checked against others yet: there may be more.", err=True)
    errors = sum(problem.severity == "error" for problem in found.problems)
    warnings = len(found.problems) - errors
    counts = [many(count, noun) for count, noun in ((errors, "error"), (warnings, "warning")) if count]
    strict = "" if errors else ", which --strict counts as errors"
    click.echo(f"{' and '.join(counts)}{strict}.{ending}", err=True)
    sys.exit(1)


def stop(failed: OSError, place: Path) -> NoReturn:
    """Say where writing stopped, at a file or else at this place, and end the program with 2."""
    click.echo(f"Stopped at {failed.filename or place}: {failed.strerror}.", err=True)
    sys.exit(2)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems to the standard error output, in colours on a terminal."""
    from visavis.load.problems import printed

    texts = [printed(problem) for problem in problems]
    if not texts:
        return
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.text import Text

        console = Console(stderr=True, soft_wrap=True)
        for text in texts:
            console.print(_coloured(Text(text)), end="\n\n")
    else:
        click.echo("\n\n".join(texts) + "\n", err=True)


def _coloured(text: Text) -> Text:
    text.highlight_regex(r"^\S+?:\d+:\d+", "bold")
    text.highlight_regex(r"(?<= )error\[[a-z-]+\]", "bold red")
    text.highlight_regex(r"(?<= )warning\[[a-z-]+\]", "bold yellow")
    text.highlight_regex(r"(?m)^  (found|expected|fix)\b", "dim")
    text.highlight_regex(r"(?m)\^+$", "red")
    return text
