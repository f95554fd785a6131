"""What went wrong in a template: which file and line, in words, for the theme author."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError

from visavis.load.problems import Problem, ProblemsFound


def template_problems(error: Exception, fallback: str) -> ProblemsFound | None:
    """Return the problem that an exception raised while rendering stands for, None where no template is to blame.

    `fallback` is the name of the template being rendered, blamed where the exception names no place.
    """
    if isinstance(error, TemplateSyntaxError):
        name = error.filename or error.name or fallback
        return _found(name, error.lineno, str(error.message), "a template that Jinja can read")
    place = _place(error)
    if isinstance(error, TemplateNotFound):
        return _found(*(place or (fallback, 1)), f"no template named {error.name}", "a template that exists")
    return place and _found(*place, f"{type(error).__name__}: {error}", "an expression that can be evaluated")


def _place(error: Exception) -> tuple[str, int] | None:
    """Return file and line of the innermost template on the way to where the exception arose."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [(frame.filename, frame.lineno or 1) for frame in frames if frame.filename.endswith(".html")]
    return places[-1] if places else None


def _found(file: str, line: int, found: str, expected: str) -> ProblemsFound:
    path = Path(file)
    name = f"/{path.as_posix()}".rpartition("/templates/")[2].removeprefix("/")
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    column = len(source) - len(source.lstrip()) + 1
    fix = "correct the template; the theme's own stands in visavis's templates/ folder"
    return ProblemsFound([Problem(f"templates/{name}", line, column, "template", "", found, expected, fix, source)])
