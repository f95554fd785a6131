from __future__ import annotations

from visavis.compare.lazily import Alike, lazily


class Asked:
    """Notes in `said` what it computes."""

    def __init__(self, name: str, said: list[str]) -> None:
        self.name, self.said = name, said

    @lazily
    def first(self) -> str:
        """One attribute."""
        self.said.append(f"{self.name}.first")
        return self.name

    @lazily
    def second(self) -> str:
        """One that needs another."""
        made = f"{self.first}!"
        self.said.append(f"{self.name}.second")
        return made

    @lazily
    def never(self) -> str:
        """One that nobody asks for."""
        raise AssertionError


def test_what_one_was_asked_for_others_compute_attribute_by_attribute() -> None:
    said: list[str] = []
    alike, one, *others = Alike(), *(Asked(name, said) for name in "abc")
    assert one.second == "a!"
    alike.learn(one)
    alike.ask(others)
    assert said == ["a.first", "a.second", "b.first", "c.first", "b.second", "c.second"]
    assert [one.second for one in others] == ["b!", "c!"]
    assert len(said) == 6


def test_nobody_is_asked_for_what_none_was_asked_for() -> None:
    said: list[str] = []
    alike, one, other = Alike(), Asked("a", said), Asked("b", said)
    alike.learn(one)
    alike.ask([other])
    assert said == []


def test_what_different_ones_were_asked_for_counts_together() -> None:
    said: list[str] = []
    alike, one, other, third = Alike(), *(Asked(name, said) for name in "abc")
    assert (one.first, other.second) == ("a", "b!")
    alike.learn(one)
    alike.learn(other)
    said.clear()
    alike.ask([third])
    assert said == ["c.first", "c.second"]
