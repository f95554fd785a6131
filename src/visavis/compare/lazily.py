"""Attributes that are computed when they are first read: a page that shows no tasks does not compare them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class lazily(Generic[T]):  # noqa: N801 (a decorator)
    """What functools.cached_property is, without its lock (Python 3.11), which every page would pay for a dozen times.

    The value is kept in the instance, so that it is read like any other attribute from then on.
    """

    def __init__(self, computes: Callable[[Any], T]) -> None:
        self.computes = computes
        self.__doc__ = computes.__doc__
        self._name = computes.__name__

    @overload
    def __get__(self, instance: None, owner: type) -> lazily[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> lazily[T] | T:
        """Compute the value and keep it."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self.computes(instance)
        return value
