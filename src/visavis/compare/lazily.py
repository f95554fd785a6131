"""Attributes and entries that are computed when first read: a page that shows no tasks does not compare them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


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


class Alike:
    """What instances of one class were asked for, to have others compute it before they are asked.

    A processor takes about a fifth less time for the same work many times in a row than for all the work on each in
    turn: what it runs and reads is still near.
    """

    def __init__(self) -> None:
        self._names: dict[str, None] = {}

    def ask(self, others: Sequence[object]) -> None:
        """Have all of these compute what is known to be asked for: one attribute of all, then the next."""
        for name in self._names:
            for one in others:
                getattr(one, name)

    def learn(self, one: object) -> None:
        """Take what this one was asked for so far, in the order in which it was found."""
        attributes = vars(type(one))
        self._names |= dict.fromkeys([name for name in vars(one) if isinstance(attributes.get(name), lazily)])


class WhenAsked(Mapping[K, V]):
    """A mapping whose values are made one by one, each when it is first asked for."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], V]) -> None:
        self._keys, self._make = dict.fromkeys(keys), make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        found = self._made.get(key)
        if found is None:
            if key not in self._keys:
                raise KeyError(key)
            found = self._made[key] = self._make(key)
        return found

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys
