"""What the compiled functions call besides the environment: they do what Jinja's own runtime does at such a place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, Undefined
from jinja2.utils import Namespace, _PassArg


def called(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call what a template calls. Raises TypeError for what wants to see the whole page: that is left to Jinja."""
    if _PassArg.from_obj(function) is not None:
        raise TypeError("a function that wants Jinja's context")
    try:
        return function(*args, **kwargs)
    except StopIteration as end:  # a loop around the call would take it for its own end
        raise TypeError("a function that came to its end") from end


def missing(env: Environment, name: str) -> Undefined:
    """Return what a name that stands for nothing gives."""
    return env.undefined(name=name)


def namespace(value: object) -> Namespace:
    """Return a value whose attributes a template may set. Raises TypeError for any other."""
    if not isinstance(value, Namespace):
        raise TypeError("an attribute is set of what is no namespace")
    return value
